"""Sides of a comparison that cannot be read: one clear message each, and nothing changed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from command import run
from repositories import BASE, commit, edit_file, git, repository

SEA = "rubrics/sea/rubric.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return repository(tmp_path / "work")


def diff(
    folder: Path, *arguments: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return run("diff", *arguments, cwd=folder, env={"TIERSCORE_NO_CACHE": "1"} | (env or {}))


def refused(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> str:
    done = diff(folder, *arguments, env=env)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert "fault of tierscore" not in done.stderr
    return done.stderr


def test_no_repository(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BASE, tmp_path / "plain"))
    said = refused(folder, "HEAD", env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert "lies in no git repository" in said
    assert "compare with a folder instead" in said


def test_no_git(folder: Path, tmp_path: Path) -> None:
    assert "git is not installed" in refused(folder, "HEAD", env={"PATH": str(tmp_path / "empty")})


def test_no_such_revision_suggests_a_near_name(folder: Path) -> None:
    git(folder, "branch", "feature-x")
    git(folder, "tag", "v1.2.0")
    assert "did you mean 'feature-x'?" in refused(folder, "feature-y")
    assert "did you mean 'v1.2.0'?" in refused(folder, "v1.2.1")
    assert "`git branch --all`" in refused(folder, "qqqqqqqqqqqqq")


def test_a_branch_that_only_the_remote_has_is_named(folder: Path, tmp_path: Path) -> None:
    git(folder, "branch", "draft")
    git(tmp_path, "clone", "--quiet", str(folder), "clone")
    assert "did you mean 'origin/draft'?" in refused(tmp_path / "clone", "draft")


def test_a_shallow_clone_says_what_to_fetch(folder: Path, tmp_path: Path) -> None:
    commit(folder, "A second one")
    git(tmp_path, "clone", "--quiet", "--depth=1", folder.as_uri(), "clone")
    assert "`git fetch --unshallow --tags origin " in refused(tmp_path / "clone", "HEAD~1")
    assert "`git fetch --unshallow --tags origin " in refused(tmp_path / "clone", "v9")
    assert diff(tmp_path / "clone", "HEAD").returncode == 0


@pytest.mark.parametrize("revision", ["--output=x", "-p", "", "a\nb", "HEAD\x1b[31m", "x" * 300])
def test_what_is_no_revision_is_no_option_either(folder: Path, revision: str) -> None:
    said = refused(folder, "--against", revision)
    assert "is no git revision" in said
    assert "\x1b" not in said
    assert not (folder / "x").exists()


def test_a_side_that_is_not_yaml_is_named_by_its_revision(folder: Path) -> None:
    edit_file(folder / SEA, "gates:", "gates: ]")
    commit(folder)
    git(folder, "checkout", "--quiet", "HEAD~1", "--", ".")
    said = refused(folder, "HEAD")
    assert f"HEAD:{SEA}:" in said
    assert "tierscore-" not in said
    assert f"{SEA}:" in refused(folder, "HEAD~1", "HEAD")


def test_a_new_folder_for_a_rubric_is_no_change(folder: Path) -> None:
    (folder / "rubrics/sea").rename(folder / "rubrics/ocean")
    done = diff(folder, "HEAD", "--exit-code")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("moved", [False, True])
def test_a_new_id_and_nothing_else_is_one_change_of_the_rubric(folder: Path, moved: bool) -> None:
    edit_file(folder / SEA, "id: sea", "id: ocean")
    if moved:
        (folder / "rubrics/sea").rename(folder / "rubrics/ocean")
    said = " ".join(diff(folder, "HEAD").stdout.split())
    assert "Changes 1 clarifying Asks for a patch version" in said
    assert "renamed at rubric / id" in said, said
    assert "none moves" in said


def test_a_new_id_with_another_change_is_no_deletion(folder: Path) -> None:
    edit_file(folder / SEA, "id: sea", "id: ocean")
    edit_file(folder / "rubrics/sea/harbour.yaml", "weight: {value: 3,", "weight: {value: 2,")
    said = refused(folder, "HEAD")
    assert "the rubric 'sea' of HEAD is called 'ocean' in the work tree, and was changed besides" in said


def test_two_rubrics_with_one_id(folder: Path) -> None:
    shutil.copytree(folder / "rubrics/sea", folder / "rubrics/sea-2")
    assert "have the id 'sea': the folders sea and sea-2" in refused(folder, "HEAD")
    commit(folder)
    shutil.rmtree(folder / "rubrics/sea-2")
    assert "two rubrics in HEAD have the id 'sea'" in refused(folder, "HEAD")


def test_a_revision_without_a_workspace(folder: Path) -> None:
    shutil.rmtree(folder / "rubrics")
    commit(folder)
    git(folder, "checkout", "--quiet", "HEAD~1", "--", ".")
    assert "HEAD holds no workspace: it has no rubrics/measures.yaml" in refused(folder, "HEAD")


def test_a_revision_without_a_rubric(folder: Path) -> None:
    shutil.rmtree(folder / "rubrics/sea")
    commit(folder)
    git(folder, "checkout", "--quiet", "HEAD~1", "--", ".")
    assert "HEAD holds no rubric" in refused(folder, "HEAD")


def test_files_in_lfs_and_links_are_not_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("pillar: [", encoding="utf-8")
    (folder / "rubrics/sea/link.yaml").symlink_to(tmp_path / "secret.yaml")
    commit(folder)
    (folder / "rubrics/sea/link.yaml").unlink()
    assert diff(folder, "HEAD", "--exit-code").returncode == 0
    (folder / "rubrics/sea/big.yaml").write_text(
        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", encoding="utf-8"
    )
    commit(folder)
    (folder / "rubrics/sea/big.yaml").unlink()
    assert "HEAD:rubrics/sea/big.yaml is kept in Git LFS" in refused(folder, "HEAD")


def test_a_workspace_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    top = tmp_path / "top"
    shutil.copytree(BASE, top / "data/all")
    git(top, "init", "--quiet")
    commit(top)
    edit_file(top / "data/all" / SEA, "met_from: {value: 3/4", "met_from: {value: 2/3")
    assert "Atlantis 2021: from Silver to Gold" in diff(top / "data/all", "HEAD").stdout
    assert "Atlantis 2021: from Silver to Gold" in diff(top, "HEAD", "--workspace", "data/all").stdout


def test_folders_and_files_are_sides_too(folder: Path) -> None:
    edit_file(folder / SEA, "met_from: {value: 3/4", "met_from: {value: 2/3")
    for side in (str(BASE), str(BASE / "rubrics/sea"), str(BASE / SEA)):
        assert "Atlantis 2021: from Silver to Gold" in diff(folder, side).stdout
    assert "is neither a workspace" in refused(folder, str(folder / "countries"))


def test_the_environment_of_git_is_not_obeyed(folder: Path, tmp_path: Path) -> None:
    other = repository(tmp_path / "other")
    edit_file(other / SEA, "met_from: {value: 3/4", "met_from: {value: 2/3")
    commit(other)
    done = diff(
        folder, "HEAD", "--exit-code", env={"GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other)}
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "arguments",
    [[], ["HEAD", "--against", "HEAD"], ["HEAD", "HEAD", "--write"], ["HEAD", "--rubric", "lake"]],
)
def test_wrong_usage(folder: Path, arguments: list[str]) -> None:
    assert refused(folder, *arguments).startswith("error: ")


def test_nothing_is_left_behind(folder: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    diff(folder, "HEAD", env={"TMPDIR": str(scratch)})
    assert list(scratch.iterdir()) == []


def test_a_fork_with_an_id_of_its_own_is_compared_where_both_are_named_by_their_folders(folder: Path) -> None:
    shutil.copytree(folder / "rubrics/sea", folder / "rubrics/mine")
    edit_file(folder / "rubrics/mine/rubric.yaml", "id: sea", "id: mine")
    done = diff(folder, "rubrics/sea", "rubrics/mine")
    assert (done.returncode, done.stderr) == (0, "")
    assert "mine" in done.stdout
    assert "cannot be compared" not in done.stdout


@pytest.mark.parametrize("command", ["check", "diff"])
@pytest.mark.parametrize("name", ["HEAD", "main"])
def test_no_folder_in_the_checkout_passes_for_the_revision(folder: Path, command: str, name: str) -> None:
    """A pull request must not be able to switch off the check that it has to pass."""
    edit_file(folder / "rubrics/sea/harbour.yaml", "weight: {value: 3,", "weight: {value: 2,")
    options = ["--exit-code"] if command == "diff" else []
    before = run(command, "--against", name, *options, cwd=folder, env={"TIERSCORE_NO_CACHE": "1"})
    shutil.copytree(folder / "rubrics", folder / name / "rubrics")
    after = run(command, "--against", name, *options, cwd=folder, env={"TIERSCORE_NO_CACHE": "1"})
    assert (before.returncode, after.returncode) == (1, 1)


def test_a_folder_is_named_with_path_before_it(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "rubrics", tmp_path / "old/rubrics")
    assert diff(folder, "--against", f"path:{tmp_path / 'old'}").returncode == 0
    assert "there is no file or folder" in refused(folder, "--against", "path:nowhere")
    said = refused(folder, "--against", str(tmp_path / "old"))
    assert f"write path:{tmp_path / 'old'}" in said


def test_the_zeros_of_a_new_branch_are_no_commit_to_fetch(folder: Path) -> None:
    said = refused(folder, "--against", "0" * 40)
    assert "name no commit" in said
    assert "git fetch" not in said


def test_before_the_first_commit_there_is_nothing_to_compare(folder: Path) -> None:
    shutil.rmtree(folder / ".git")
    git(folder, "init", "--quiet")
    done = run("check", "--against", "HEAD", cwd=folder, env={"TIERSCORE_NO_CACHE": "1"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "has no commit yet" in done.stdout
