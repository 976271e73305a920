"""How much of a repository is read, by counting what git is asked for; and that git does nothing but answer."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from command import run
from repositories import commit, edit_file, git, repository
from tierscore.errors import UsageError
from tierscore.loading.workspace.git import find_repository
from tierscore.loading.workspace.git_process import GitLimits

HARBOUR = "rubrics/sea/harbour.yaml"
MIB = 1024**2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return repository(tmp_path / "work")


def feed(folder: Path, *arguments: str, data: bytes) -> str:
    """What git answers to something on its standard input."""
    done = subprocess.run(["git", *arguments], cwd=folder, input=data, capture_output=True, check=True)
    return done.stdout.decode().strip()


def tree(folder: Path, kind: str, object_name: str, names: list[str]) -> str:
    """A tree that holds one ``blob`` or ``tree`` under several names."""
    mode = {"blob": "100644", "tree": "040000"}[kind]
    rows = (f"{mode} {kind} {object_name}\t{name}\n" for name in names)
    return feed(folder, "mktree", data="".join(rows).encode())


def commit_rubrics(folder: Path, **more: str) -> None:
    """Commit ``rubrics`` with trees by these names besides, as ``bomb``, and without them again; no file is touched."""
    listing = git(folder, "ls-tree", "HEAD:rubrics").splitlines()
    rows = [*listing, *(f"040000 tree {object_name}\t{name}" for name, object_name in more.items())]
    rubrics = feed(folder, "mktree", data="".join(f"{row}\n" for row in rows).encode())
    top = feed(folder, "mktree", data=f"040000 tree {rubrics}\trubrics\n".encode())
    made = git(folder, "commit-tree", top, "-p", "HEAD", "-m", "More").strip()
    git(folder, "tag", "bomb", made)
    git(
        folder,
        "update-ref",
        "HEAD",
        git(folder, "commit-tree", "HEAD^{tree}", "-p", made, "-m", "Less").strip(),
    )


@pytest.fixture
def counting(tmp_path: Path) -> dict[str, str]:
    """An environment in which a git stands first that keeps what it is asked for, and asks the real one."""
    real = shutil.which("git")
    script = tmp_path / "bin/git"
    script.parent.mkdir()
    script.write_text(
        f"""#!/bin/bash
echo "$@" >> "{tmp_path}/orders"
case "$*" in
  *--batch) tee -a "{tmp_path}/read" | exec {real} "$@" ;;
  *--batch-check*) tee -a "{tmp_path}/looked-at" | exec {real} "$@" ;;
  *) exec {real} "$@" ;;
esac
"""
    )
    script.chmod(0o755)
    return {"PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}", "TIERSCORE_NO_CACHE": "1"}


def check(folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return run("check", "--against", "bomb", cwd=folder, env=env)


def objects(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def test_a_folder_that_holds_itself_many_times_over_costs_no_more_than_another(
    folder: Path, tmp_path: Path, counting: dict[str, str]
) -> None:
    level = tree(folder, "blob", git(folder, "rev-parse", f"HEAD:{HARBOUR}").strip(), ["x.yaml"])
    for _ in range(12):
        level = tree(folder, "tree", level, [f"f{number}" for number in range(10)])
    commit_rubrics(folder, bomb=level)
    done = check(folder, counting)
    assert (done.returncode, done.stderr) == (0, ""), done
    assert len(objects(tmp_path / "looked-at")) < 30
    assert len(objects(tmp_path / "read")) < 30


@pytest.mark.parametrize(("count", "listed"), [(10_001, True), (100_000, False)])
def test_a_commit_with_too_many_files_is_refused_before_any_is_read(
    folder: Path, tmp_path: Path, counting: dict[str, str], count: int, listed: bool
) -> None:
    blob = feed(folder, "hash-object", "-w", "--stdin", data=b"pillar: protection\n")
    many = tree(folder, "blob", blob, [f"f{number}.yaml" for number in range(count)])
    commit_rubrics(folder, many=many)
    done = check(folder, counting)
    assert (done.returncode, done.stdout) == (2, "")
    assert "more than 10,000 files in rubrics and countries" in done.stderr
    assert blob not in objects(tmp_path / "read")
    assert (many in objects(tmp_path / "read")) is listed


def test_a_file_that_is_too_large_is_a_problem_and_is_not_read(
    folder: Path, tmp_path: Path, counting: dict[str, str]
) -> None:
    blob = feed(folder, "hash-object", "-w", "--stdin", data=bytes(5 * MIB))
    commit_rubrics(folder, large=tree(folder, "blob", blob, ["rubric.yaml"]))
    done = check(folder, counting)
    assert (done.returncode, done.stdout) == (2, "")
    assert "bomb:rubrics/large/rubric.yaml: TS103 the file is larger than 4 MiB" in done.stderr
    assert blob in objects(tmp_path / "looked-at")
    assert blob not in objects(tmp_path / "read")


def test_files_that_are_too_much_together_are_refused_and_none_is_read(
    folder: Path, tmp_path: Path, counting: dict[str, str]
) -> None:
    blob = feed(folder, "hash-object", "-w", "--stdin", data=bytes(4 * MIB))
    commit_rubrics(folder, large=tree(folder, "blob", blob, [f"f{number}.yaml" for number in range(17)]))
    done = check(folder, counting)
    assert (done.returncode, done.stdout) == (2, "")
    assert "more than 64 MiB in rubrics and countries" in done.stderr
    assert blob not in objects(tmp_path / "read")


def test_what_lies_elsewhere_in_a_commit_is_neither_listed_nor_looked_at(
    folder: Path, tmp_path: Path, counting: dict[str, str]
) -> None:
    (folder / "docs").mkdir()
    (folder / "docs/large.yaml").write_bytes(bytes(5 * MIB))
    commit(folder)
    git(folder, "tag", "bomb")
    assert check(folder, counting).returncode == 0
    asked = objects(tmp_path / "looked-at")
    assert git(folder, "rev-parse", "HEAD:docs/large.yaml").strip() not in asked
    assert git(folder, "rev-parse", "HEAD:docs").strip() not in asked
    assert not [name for name in asked if "countries" in name], "the facts are those on disk"


def test_git_that_gives_no_answer_is_ended_with_what_it_started(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "bin/git"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\nsleep 1000\necho never\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(UsageError, match=r"git rev-parse gave no answer within 0\.5 seconds in .*work"):
        find_repository(folder, GitLimits(seconds=0.5))


def test_git_that_takes_too_much_memory_is_refused_by_name(folder: Path) -> None:
    head = git(folder, "cat-file", "commit", "HEAD").encode()
    name = feed(folder, "hash-object", "-t", "commit", "-w", "--stdin", data=head + b"x" * 64 * MIB)
    with pytest.raises(UsageError, match="git rev-parse needs more than 32 MiB of memory"):
        find_repository(folder, GitLimits(memory=32 * MIB)).resolve(f"{name}~0")
    assert find_repository(folder, GitLimits(memory=512 * MIB)).resolve(f"{name}~0") == name


def test_an_answer_that_is_too_long_is_not_held(folder: Path) -> None:
    with pytest.raises(UsageError, match="git rev-parse answers with more than 0 MiB"):
        find_repository(folder, GitLimits(answer=1))


@pytest.mark.parametrize("address", ["ext::touch {}", "ssh://example.org/x"])
def test_nothing_is_fetched_and_no_program_of_a_remote_is_run(
    folder: Path, tmp_path: Path, address: str
) -> None:
    git(folder, "config", "uploadpack.allowFilter", "true")
    edit_file(folder / HARBOUR, "points: 2", "points: 3")
    commit(folder)
    clone, owned = tmp_path / "clone", tmp_path / "owned"
    git(tmp_path, "clone", "--quiet", "--filter=tree:0", folder.as_uri(), str(clone))
    git(clone, "remote", "set-url", "origin", address.format(owned))
    git(clone, "config", "protocol.allow", "always")
    git(clone, "config", "core.sshCommand", f"touch {owned}; false")
    done = run("check", "--against", "HEAD~1", cwd=clone, env={"TIERSCORE_NO_CACHE": "1"})
    assert (done.returncode, "is a partial clone" in done.stderr) == (2, True)
    assert not owned.exists()


def test_a_program_that_lies_in_the_checkout_is_not_run(folder: Path, tmp_path: Path) -> None:
    (folder / "git").write_text(f"#!/bin/sh\ntouch {tmp_path}/owned\n")
    (folder / "git").chmod(0o755)
    for path in (".", "", "sub/.."):
        env = {"PATH": f"{path}{os.pathsep}{os.environ['PATH']}", "TIERSCORE_NO_CACHE": "1"}
        assert run("check", "--against", "HEAD", cwd=folder, env=env).returncode == 0
    assert not (tmp_path / "owned").exists()


def test_links_within_a_revision_are_followed_and_others_are_left_out(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("pillar: [", encoding="utf-8")
    sea = folder / "rubrics/sea"
    (folder / "shared").mkdir()
    (sea / "harbour.yaml").rename(folder / "shared/harbour.yaml")
    (sea / "harbour.yaml").symlink_to("../../shared/harbour.yaml")
    (sea / "outside.yaml").symlink_to(tmp_path / "secret.yaml")
    (sea / "nowhere.yaml").symlink_to("missing.yaml")
    (sea / "itself.yaml").symlink_to("itself.yaml")
    commit(folder)
    for name in ("outside.yaml", "nowhere.yaml", "itself.yaml"):
        (sea / name).unlink()
    done = run("diff", "HEAD", "--exit-code", cwd=folder, env={"TIERSCORE_NO_CACHE": "1"})
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    edit_file(folder / "shared/harbour.yaml", "points: 2", "points: 3")
    assert run("diff", "HEAD", "--exit-code", cwd=folder).returncode == 1


@pytest.mark.parametrize("name", ["rubrics", "rubrics/sea"])
def test_a_linked_folder_of_a_revision_is_read(folder: Path, name: str) -> None:
    (folder / name).rename(folder / "kept")
    (folder / name).symlink_to("kept" if name == "rubrics" else "../kept")
    commit(folder)
    done = run("diff", "HEAD", "--exit-code", cwd=folder, env={"TIERSCORE_NO_CACHE": "1"})
    assert (done.returncode, done.stderr) == (0, ""), done
