"""No change of files chooses the history that it is compared with: submodules, links, odd trees, merges."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from command import run
from loading.invalid import MADE_UP
from repositories import BASE, commit, edit_file, git, repository

HARBOUR, LIGHTHOUSE = "rubrics/sea/harbour.yaml", "rubrics/made-up/lighthouse.yaml"
FRESH = {"TIERSCORE_NO_CACHE": "1"}


def check(cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = run("check", *arguments, cwd=cwd, env=FRESH)
    assert "fault of tierscore" not in done.stderr
    return done


def refused(cwd: Path, *arguments: str) -> str:
    done = check(cwd, *arguments)
    assert (done.returncode, done.stdout) == (2, ""), done
    return done.stderr


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A repository with a workspace in its folder ``data``."""
    made = tmp_path / "top"
    shutil.copytree(BASE, made / "data")
    git(made, "init", "--quiet")
    commit(made)
    return made


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Somebody else's repository, in which points were moved long ago."""
    made = repository(tmp_path / "other")
    edit_file(made / HARBOUR, "points: 2", "points: 3")
    commit(made)
    return made


def with_submodule(folder: Path, source: Path, path: str) -> None:
    """Put a repository in the place of a folder."""
    git(folder, "rm", "-r", "--quiet", path)
    git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(source), path)


@pytest.mark.parametrize("against", ["main", "HEAD", "refs/remotes/origin/main"])
def test_a_submodule_in_the_place_of_the_workspace_is_not_held_against_itself(
    top: Path, other: Path, against: str
) -> None:
    with_submodule(top, other, "data")
    said = refused(top, "--workspace", "data", "--against", against)
    assert f"data lies in a submodule of {top}" in said
    assert "lies in a submodule" in refused(top / "data", "--against", against)


def test_a_link_to_another_repository_in_the_place_of_the_workspace_is_not_followed(
    top: Path, other: Path
) -> None:
    shutil.rmtree(top / "data")
    (top / "data").symlink_to(other)
    said = refused(top, "--workspace", "data", "--against", "main")
    assert f"data is reached by a link out of the git repository {top}" in said
    (top / "data").unlink()
    (top / "data").mkdir()
    (top / "data/deeper").symlink_to(other)
    assert "is reached by a link" in refused(top, "--workspace", "data/deeper", "--against", "main")


def test_a_link_to_the_workspace_from_outside_or_inside_of_its_repository_is_followed(
    top: Path, tmp_path: Path
) -> None:
    edit_file(top / "data" / HARBOUR, "points: 2", "points: 3")
    (tmp_path / "link").symlink_to(top)
    (top / "link").symlink_to("data")
    for workspace in (tmp_path / "link/data", top / "link"):
        assert "TS601" in check(tmp_path, "--workspace", str(workspace), "--against", "main").stdout


def test_a_workspace_that_a_change_moves_behind_a_link_has_no_old_side(top: Path) -> None:
    git(top, "mv", "data", "moved")
    edit_file(top / "moved" / HARBOUR, "points: 2", "points: 3")
    (top / "data").symlink_to("moved")
    commit(top)
    said = refused(top, "--workspace", "data", "--against", "main~1")
    assert "main~1 holds no workspace: it has no moved/rubrics/measures.yaml" in said


def test_a_rubric_that_a_commit_holds_as_a_submodule_does_not_pass_for_a_new_one(
    tmp_path: Path, other: Path
) -> None:
    """The first change puts the same files there, and passes; the next one moves the submodule."""
    folder = repository(tmp_path / "work")
    shutil.copytree(folder / "rubrics/sea", folder / "rubrics/lake")
    edit_file(folder / "rubrics/lake/rubric.yaml", "id: sea", "id: lake")
    shutil.rmtree(folder / "rubrics/lake/cases")
    commit(folder)
    git(other, "rm", "-r", "--quiet", "--cached", ".")
    git(other, "add", "rubrics/sea")
    commit(other)
    with_submodule(folder, other, "rubrics/sea")
    for path in (other / "rubrics/sea").iterdir():
        if path.is_file():
            shutil.copyfile(path, folder / "rubrics/sea" / path.name)
    commit(folder)
    said = refused(folder, "--against", "HEAD")
    assert "HEAD:rubrics/sea is a submodule, whose files another repository holds" in said


def feed(folder: Path, *arguments: str, data: bytes) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, input=data, capture_output=True, check=True)
    return done.stdout.decode().strip()


def entry(mode: str, name: str, object_name: str) -> bytes:
    return f"{mode} {name}".encode() + b"\0" + bytes.fromhex(object_name)


def commit_tree(folder: Path, tree: bytes) -> None:
    """Commit the bytes of a tree as they are, in the place of ``rubrics/sea``."""
    sea = feed(folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", data=tree)
    measures = git(folder, "rev-parse", "HEAD:rubrics/measures.yaml").strip()
    rubrics = entry("100644", "measures.yaml", measures) + entry("040000", "sea", sea)
    above = feed(folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", data=rubrics)
    top = entry("40000", "rubrics", above)
    whole = feed(folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", data=top)
    git(folder, "update-ref", "HEAD", git(folder, "commit-tree", whole, "-p", "HEAD", "-m", "Odd").strip())


def test_modes_that_git_no_longer_writes_hide_no_file_of_a_commit(tmp_path: Path) -> None:
    folder = repository(tmp_path / "work")
    rows = git(folder, "ls-tree", "HEAD:rubrics/sea").splitlines()
    tree = b""
    for row in rows:
        mode, kind, rest = row.split(" ", 2)
        object_name, name = rest.split("\t")
        tree += entry({"tree": "040000", "blob": "100664"}[kind], name, object_name)
        assert mode in {"040000", "100644"}
    commit_tree(folder, tree)
    edit_file(folder / HARBOUR, "points: 2", "points: 3")
    assert "TS601" in check(folder, "--against", "HEAD").stdout


@pytest.mark.parametrize("tree", [b"100644 x.yaml", b"1x0644 x.yaml\0" + bytes(20)])
def test_a_tree_that_is_none_is_refused(tmp_path: Path, tree: bytes) -> None:
    folder = repository(tmp_path / "work")
    commit_tree(folder, tree)
    assert "git fsck" in refused(folder, "--against", "HEAD")


def test_only_so_many_commits_are_compared_with(tmp_path: Path) -> None:
    """Whoever makes the history up could make it part anywhere, and each commit is compared with in full."""
    folder = repository(tmp_path / "work")
    tree = git(folder, "rev-parse", "HEAD^{tree}").strip()

    def made(message: str, *parents: str) -> str:
        options = [word for parent in parents for word in ("-p", parent)]
        return git(folder, "commit-tree", tree, *options, "-m", message).strip()

    parents = [made(str(number), "HEAD") for number in range(9)]
    git(folder, "tag", "target", made("one side", *parents))
    git(folder, "reset", "--quiet", "--hard", made("the other", *parents))
    said = refused(folder, "--against", "target")
    assert "target and this branch parted at 9 commits, too many to compare with" in said
    git(folder, "merge", "--quiet", "--no-edit", "target")
    assert check(folder, "--against", "target").returncode == 0


def test_of_a_large_blob_git_hands_out_nothing(tmp_path: Path) -> None:
    """Counted in bytes, with a blob somewhat above the limit; one of a gigabyte goes the same way."""
    folder = repository(tmp_path / "work")
    names = (
        f"{HARBOUR}.yaml",
        "rubrics/large.yaml",
        "rubrics/sea/large.bin",
        "countries/large.csv",
        "large.yaml",
    )
    for name in names:
        (folder / name).write_bytes(bytes(5 * 1024**2))
    commit(folder)
    for name in names:
        (folder / name).unlink()
    real, handed = shutil.which("git"), tmp_path / "handed"
    script = tmp_path / "bin/git"
    script.parent.mkdir()
    script.write_text(f'#!/bin/bash\nset -o pipefail\n{real} "$@" | tee -a "{handed}"\n')
    script.chmod(0o755)
    env = {**FRESH, "PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}"}
    done = run("check", "--against", "HEAD", cwd=folder, env=env)
    assert "HEAD:rubrics/large.yaml: TS103 the file is larger than 4 MiB" in done.stderr
    assert 0 < handed.stat().st_size < 20_000
    handed.unlink()
    assert "TS103" in run("diff", "HEAD", cwd=folder, env=env).stderr
    assert 0 < handed.stat().st_size < 20_000


@pytest.fixture
def hooked(tmp_path: Path) -> Path:
    """A repository in which git runs the guard before each commit, as the hook for pre-commit does."""
    folder = repository(tmp_path / "work", MADE_UP)
    hook = folder / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec {sys.executable} -m tierscore check --against HEAD >&2\n")
    hook.chmod(0o755)
    return folder


def words_of_git(folder: Path, *arguments: str) -> str:
    """Both streams of a command of git that fails."""
    with pytest.raises(subprocess.CalledProcessError) as caught:
        git(folder, *arguments)
    return str(caught.value.stdout + caught.value.stderr)


def light_counts_twice(folder: Path, indicator: str) -> None:
    """A change of a rubric as the policy wants it: with a new version, and its entry."""
    path = folder / LIGHTHOUSE
    before, after = path.read_text(encoding="utf-8").split(f"- id: {indicator}", 1)
    path.write_text(
        f"{before}- id: {indicator}{after.replace('points: 1', 'points: 2', 1)}", encoding="utf-8"
    )
    assert run("diff", "--against", "HEAD", "--write", cwd=folder, env=FRESH).returncode == 0


def test_the_hook_lets_a_merge_through_and_what_is_mixed_into_it_is_held_against_main(hooked: Path) -> None:
    git(hooked, "checkout", "--quiet", "-b", "mine")
    (hooked / "notes.md").write_text("Mine.\n", encoding="utf-8")
    git(hooked, "add", "--all")
    git(hooked, "commit", "--quiet", "--no-verify", "--message", "Mine")
    git(hooked, "checkout", "--quiet", "main")
    light_counts_twice(hooked, "crews")
    git(hooked, "commit", "--quiet", "--no-verify", "--all", "--message", "Theirs")
    git(hooked, "checkout", "--quiet", "mine")
    git(hooked, "merge", "--quiet", "--no-commit", "--no-ff", "main")
    git(hooked, "commit", "--all", "--message", "Merged")
    assert check(hooked, "--against", "main").returncode == 0
    edit_file(hooked / LIGHTHOUSE, "Is every freed crew fed?", "Is each freed crew fed?")
    git(hooked, "commit", "--quiet", "--no-verify", "--all", "--amend", "--no-edit")
    assert "TS601" in check(hooked, "--against", "main").stdout


def test_the_hook_names_a_conflict_of_a_rebase_and_lets_its_repair_through(hooked: Path) -> None:
    git(hooked, "checkout", "--quiet", "-b", "mine")
    light_counts_twice(hooked, "fed")
    git(hooked, "commit", "--quiet", "--no-verify", "--all", "--message", "Mine")
    git(hooked, "checkout", "--quiet", "main")
    light_counts_twice(hooked, "crews")
    git(hooked, "commit", "--quiet", "--no-verify", "--all", "--message", "Theirs")
    git(hooked, "checkout", "--quiet", "mine")
    assert "CONFLICT" in words_of_git(hooked, "rebase", "main")
    git(hooked, "add", "--all")
    said = words_of_git(hooked, "commit", "--message", "With the markers")
    assert "TS104 a merge conflict is left here" in said
    git(hooked, "checkout", "main", "--", "rubrics/made-up/rubric.yaml")
    assert "TS601" in check(hooked, "--against", "HEAD").stdout, "one version for two changes"
    assert run("diff", "--against", "HEAD", "--write", cwd=hooked, env=FRESH).returncode == 0
    git(hooked, "commit", "--all", "--message", "Mine")


def test_a_conflict_that_was_committed_is_no_fault_of_its_repair(hooked: Path) -> None:
    """``git rebase --continue`` asks no hook: markers can get into a commit, which nothing mends but a later one."""
    path = hooked / LIGHTHOUSE
    sound = path.read_text(encoding="utf-8")
    path.write_text(f"<<<<<<< HEAD\n=======\n>>>>>>> mine\n{sound}", encoding="utf-8")
    git(hooked, "commit", "--quiet", "--no-verify", "--all", "--message", "Left")
    path.write_text(sound, encoding="utf-8")
    said = refused(hooked, "--against", "HEAD")
    assert f"HEAD:{LIGHTHOUSE}:1:1: TS104 a merge conflict is left here" in said
    words = "in HEAD, which stays as it is; compare with an earlier commit, such as HEAD~1."
    assert re.search(f"Nothing was compared: [0-9]+ problems? {words}", said)
    assert check(hooked, "--against", "HEAD~1").returncode == 0
