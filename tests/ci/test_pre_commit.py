"""The hook for pre-commit, run by pre-commit itself on a repository made for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from command import ROOT
from tierscore.loading.yaml.reader import parse

HOOKS = ROOT / ".pre-commit-hooks.yaml"


def pre_commit(
    *arguments: str, cwd: Path = ROOT, home: Path | None = None
) -> subprocess.CompletedProcess[str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in {"PYTHONPATH", "GIT_DIR", "GIT_INDEX_FILE"}
    }
    env = kept | ({"PRE_COMMIT_HOME": str(home)} if home is not None else {})
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=cwd,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def git(*arguments: str, cwd: Path) -> str:
    identity = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_hooks_are_what_pre_commit_wants() -> None:
    done = pre_commit("validate-manifest", str(HOOKS))
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with what an installation from this checkout needs, as pre-commit clones it."""
    folder = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for part in ("rubrics", "countries", "docs"):
        shutil.copytree(ROOT / part, folder / part)
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, folder / name)
    git("init", "-q", "-b", "main", cwd=folder)
    git("add", "-A", cwd=folder)
    git("commit", "-q", "-m", "All", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installs: once for all tests, as for all commits of a user."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def project(source: Path, tmp_path: Path) -> Path:
    """Somebody's repository with rubrics and countries of its own, which asks for the hook as the documentation says."""
    folder = Path(shutil.copytree(ROOT / "tests/files/valid/made-up", tmp_path / "project"))
    commit = git("rev-parse", "HEAD", cwd=source).strip()
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos: [{{repo: {source}, rev: {commit}, hooks: [{{id: tierscore-check}}]}}]\n", encoding="utf-8"
    )
    git("init", "-q", "-b", "main", cwd=folder)
    git("add", "-A", cwd=folder)
    git("commit", "-q", "-m", "All", cwd=folder)
    return folder


def tried(project: Path, home: Path, *files: str) -> subprocess.CompletedProcess[str]:
    """
    The hook of a repository, installed by pre-commit unless it is, and run on some files of another.

    Installing takes the libraries of tierscore from the package index, as on a user's machine.
    """
    done = pre_commit("run", "tierscore-check", "--files", *files, cwd=project, home=home)
    if "No matching distribution found" in done.stdout + done.stderr and not os.environ.get("CI"):
        pytest.skip("no package index can be reached from here, and pre-commit installs the hook from one")
    return done


def test_pre_commit_passes_a_clean_repository(project: Path, home: Path) -> None:
    clean = tried(project, home, "countries/atlantis.yaml")
    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "Passed" in clean.stdout


def test_pre_commit_fails_where_a_change_of_one_file_makes_another_one_wrong(
    project: Path, home: Path
) -> None:
    measures = project / "rubrics/measures.yaml"
    measures.write_text(
        measures.read_text(encoding="utf-8").replace("id: lamps-lit", "id: lamps-lighted"), encoding="utf-8"
    )
    found = tried(project, home, "rubrics/measures.yaml")
    assert found.returncode == 1
    assert "countries/atlantis.yaml" in found.stdout
    assert "did you mean `lamps-lighted`?" in found.stdout


@pytest.mark.parametrize(
    ("file", "checked"),
    [
        ("rubrics/measures.yaml", True),
        ("rubrics/tvpa/cases/one.yml", True),
        ("countries/official-tiers.csv", True),
        ("countries/README.md", False),
        ("data/countries/panama.yaml", True),
        ("docs/notes.yaml", False),
        ("old-countries/panama.yaml", False),
    ],
)
def test_the_hook_runs_for_files_of_a_workspace_only(file: str, checked: bool) -> None:
    hook, _ = parse(HOOKS.read_bytes(), HOOKS.name).plain()
    assert bool(re.search(hook["files"], file)) is checked


@pytest.mark.parametrize(
    ("file", "checked"),
    [
        ("rubrics/tvpa/rubric.yaml", True),
        ("data/rubrics/measures.yaml", True),
        ("countries/panama.yaml", False),
        ("rubrics/README.md", False),
    ],
)
def test_the_guard_runs_for_files_of_a_rubric_only(file: str, checked: bool) -> None:
    _, guard = parse(HOOKS.read_bytes(), HOOKS.name).plain()
    assert bool(re.search(guard["files"], file)) is checked
