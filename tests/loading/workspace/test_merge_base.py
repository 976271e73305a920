"""What ``--against`` compares with: where a branch began, on real repositories."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from command import run
from repositories import commit, edit_file, git, repository

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

SEA, HARBOUR = "rubrics/sea/rubric.yaml", "rubrics/sea/harbour.yaml"
VERSION = '"1.2.0"      #'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a branch ``work`` that is checked out, and ``main`` where it began."""
    made = repository(tmp_path / "work")
    git(made, "checkout", "--quiet", "-b", "work")
    return made


def check(folder: Path, *against: str) -> subprocess.CompletedProcess[str]:
    done = run("check", "--against", *against, cwd=folder, env={"TIERSCORE_NO_CACHE": "1"})
    assert "Traceback" not in done.stderr
    return done


def refused(folder: Path, against: str) -> str:
    done = check(folder, against)
    assert (done.returncode, done.stdout) == (2, ""), done
    return done.stderr


def reword(folder: Path, words: str, version: str) -> None:
    """Change the words of a question, raise the version, and give it an entry."""
    edit_file(folder / HARBOUR, "Are ten ships searched?", words)
    text = (folder / SEA).read_text(encoding="utf-8")
    new = f'  - version: "{version}"\n    date: 2022-04-01\n    level: editorial\n    summary: {words}\n'
    text = re.sub(r'version: "[0-9.]+"      #', f'version: "{version}"      #', text)
    (folder / SEA).write_text(text.replace("history:\n", f"history:\n{new}"), encoding="utf-8")


def on_branch(folder: Path, name: str) -> None:
    git(folder, "checkout", "--quiet", name)


def main_moves_on(
    folder: Path, words: str = "Are ten ships searched a year?", version: str = "1.2.1"
) -> None:
    on_branch(folder, "main")
    reword(folder, words, version)
    commit(folder, "What others did")
    on_branch(folder, "work")


def test_a_branch_is_not_blamed_for_what_main_did_since(folder: Path) -> None:
    start = git(folder, "rev-parse", "--short=12", "HEAD").strip()
    main_moves_on(folder)
    done = check(folder, "main")
    assert done.returncode == 0, done.stdout
    assert f"with {start} (where this branch left main)" in " ".join(done.stdout.split())
    github = run("check", "--against", "main", "--format", "github", cwd=folder)
    assert f"compared with {start} (where this branch left main)\n" in github.stdout


def test_a_branch_is_held_to_what_it_did_itself(folder: Path) -> None:
    main_moves_on(folder)
    edit_file(folder / HARBOUR, "points: 2", "points: 3")
    done = check(folder, "main")
    assert (done.returncode, "TS601" in done.stdout) == (1, True)


def test_diff_against_a_revision_compares_with_the_same_commit(folder: Path) -> None:
    start = git(folder, "rev-parse", "--short=12", "HEAD").strip()
    main_moves_on(folder)
    done = run("diff", "--against", "main", "--exit-code", cwd=folder)
    assert done.returncode == 0
    assert f"from {start} (where this branch left main)" in " ".join(done.stdout.split())
    assert run("diff", "main", "--exit-code", cwd=folder).returncode == 1, (
        "two revisions are compared as they are"
    )


@pytest.mark.parametrize("against", ["main...HEAD", "main...", "main...work"])
def test_three_dots_are_where_two_revisions_part(folder: Path, against: str) -> None:
    main_moves_on(folder)
    assert check(folder, against).returncode == 0
    edit_file(folder / HARBOUR, "points: 2", "points: 3")
    assert check(folder, against).returncode == 1


def test_a_version_that_main_has_given_away_is_said_to_be_taken(folder: Path) -> None:
    main_moves_on(folder)
    reword(folder, "How many ships are searched?", "1.2.1")
    done = check(folder, "main")
    assert done.returncode == 1
    said = " ".join(done.stdout.split())
    assert "TS601 the version was raised to 1.2.1, and main has that version already" in said
    assert "merge main first, and raise the version after 1.2.1" in said


def test_a_version_below_that_of_main_is_said_to_be_passed(folder: Path) -> None:
    main_moves_on(folder, version="1.3.0")
    reword(folder, "How many ships are searched?", "1.2.1")
    assert "main is at version 1.3.0 already" in " ".join(check(folder, "main").stdout.split())


def test_a_version_after_that_of_main_and_one_that_main_took_over_whole_are_no_fault(folder: Path) -> None:
    main_moves_on(folder)
    reword(folder, "How many ships are searched?", "1.2.2")
    assert check(folder, "main").returncode == 0
    git(folder, "checkout", "--quiet", "--", ".")
    reword(folder, "Are ten ships searched a year?", "1.2.1")
    assert check(folder, "main").returncode == 0


def test_a_fault_that_others_committed_since_stops_no_check_of_this_branch(folder: Path) -> None:
    on_branch(folder, "main")
    edit_file(folder / SEA, "gates:", "gates: ]")
    commit(folder)
    on_branch(folder, "work")
    reword(folder, "How many ships are searched?", "1.2.1")
    assert check(folder, "main").returncode == 0


def criss_cross(folder: Path) -> list[str]:
    """Merge two branches both ways, so that both began at two commits; these two."""
    (folder / "mine.txt").write_text("mine")
    commit(folder, "Mine")
    on_branch(folder, "main")
    (folder / "theirs.txt").write_text("theirs")
    commit(folder, "Theirs")
    mine, theirs = (git(folder, "rev-parse", name).strip() for name in ("work", "main"))
    git(folder, "merge", "--quiet", "--no-edit", mine)
    on_branch(folder, "work")
    git(folder, "merge", "--quiet", "--no-edit", theirs)
    return sorted((mine[:12], theirs[:12]))


def test_where_branches_were_merged_both_ways_each_commit_is_compared_with(folder: Path) -> None:
    names = criss_cross(folder)
    edit_file(folder / HARBOUR, "points: 2", "points: 3")
    done = check(folder, "main")
    assert done.returncode == 1
    said = " ".join(done.stdout.split())
    assert f"with each of {' and '.join(names)} (where this branch left main; merging it leaves one)" in said
    assert done.stdout.count(" TS601 ") == 1
    assert (
        f"this branch left main at {' and '.join(names)}"
        in run("diff", "--against", "main", cwd=folder).stderr
    )
    git(folder, "stash", "--quiet")
    git(folder, "merge", "--quiet", "--no-edit", "main")
    git(folder, "stash", "pop", "--quiet")
    assert "where this branch left" not in check(folder, "main").stdout


def test_a_merge_that_is_not_yet_committed_counts(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine")
    commit(folder)
    main_moves_on(folder)
    git(folder, "merge", "--quiet", "--no-commit", "--no-ff", "main")
    assert check(folder, "main").returncode == 0, "what was merged from main is no change of this branch"


def test_before_the_first_commit_of_a_branch_the_revision_itself_is_compared_with(folder: Path) -> None:
    git(folder, "checkout", "--quiet", "--orphan", "fresh")
    assert check(folder, "main").returncode == 0
    done = check(folder, "HEAD")
    assert (done.returncode, "no commit yet" in done.stdout) == (0, True), done
    edit_file(folder / HARBOUR, "points: 2", "points: 3")
    assert check(folder, "main").returncode == 1


def commands(message: str) -> list[list[str]]:
    """The commands that a message advises, as a shell reads them."""
    return [shlex.split(command) for command in re.findall(r"`(git [^`]+)`", message)]


def test_unrelated_histories_are_told_what_to_do(folder: Path, tmp_path: Path) -> None:
    git(folder, "checkout", "--quiet", "--orphan", "other")
    commit(folder)
    said = refused(folder, "main")
    assert "main and this branch have no commit in common" in said
    ((_, *arguments),) = commands(said)
    git(folder, *arguments)
    assert "--against path:../old" in said
    assert check(folder, "path:../old").returncode == 0
    assert (tmp_path / "old/rubrics/sea").is_dir()


def test_a_shallow_clone_is_told_a_command_that_is_enough(folder: Path, tmp_path: Path) -> None:
    main_moves_on(folder)
    (folder / "mine.txt").write_text("mine")
    commit(folder)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", folder.as_uri(), str(clone))
    said = refused(clone, "origin/main")
    assert "have no commit in common here; this clone is shallow" in said
    ((_, *arguments),) = commands(said)
    git(clone, *arguments)
    assert check(clone, "origin/main").returncode == 0


def test_a_branch_that_a_shallow_clone_never_fetched_comes_with_the_same_command(
    folder: Path, tmp_path: Path
) -> None:
    main_moves_on(folder)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", folder.as_uri(), str(clone))
    said = refused(clone, "origin/main")
    assert "there is no revision 'origin/main'" in said
    ((_, *arguments),) = commands(said)
    git(clone, *arguments)
    assert check(clone, "origin/main").returncode == 0


def test_a_branch_that_a_whole_clone_never_fetched_comes_by_its_name(folder: Path, tmp_path: Path) -> None:
    main_moves_on(folder)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--single-branch", folder.as_uri(), str(clone))
    ((_, *arguments),) = commands(refused(clone, "origin/main"))
    git(clone, *arguments)
    assert check(clone, "origin/main").returncode == 0


def test_no_fetch_is_advised_where_there_is_nothing_to_fetch_from(folder: Path, tmp_path: Path) -> None:
    commit(folder)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", folder.as_uri(), str(clone))
    git(clone, "remote", "remove", "origin")
    said = refused(clone, "HEAD~1")
    assert "names no remote" in said
    assert "git fetch" not in said


def test_a_partial_clone_is_told_a_command_that_is_enough(folder: Path, tmp_path: Path) -> None:
    git(folder, "config", "uploadpack.allowFilter", "true")
    reword(folder, "Are ten ships searched a year?", "1.2.1")
    commit(folder)
    for kind in ("blob:none", "tree:0"):
        clone = tmp_path / kind.replace(":", "-")
        git(tmp_path, "clone", "--quiet", f"--filter={kind}", folder.as_uri(), str(clone))
        said = refused(clone, "HEAD~1")
        assert "is a partial clone and lacks files of that revision" in said
        ((_, *arguments),) = commands(said)
        git(clone, *arguments)
        assert check(clone, "HEAD~1").returncode == 0


def test_a_step_beyond_the_first_commit_says_how_far_one_can_go(folder: Path) -> None:
    commit(folder)
    assert "there is 1 commit before HEAD" in refused(folder, "HEAD~99")
    assert "there are no commits before HEAD~1" in refused(folder, "HEAD~1~1")
    assert "HEAD has 1 parent, and no number 2" in refused(folder, "HEAD^2")


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("^HEAD", "a ^ before a name leaves its commits out; write 'HEAD'"),
        ("main..work", "write 'main' alone, or 'main...work' after --against"),
        ("HEAD^!", "there is no revision 'HEAD^!'"),
        ("HEAD:rubrics", "there is no revision 'HEAD:rubrics'"),
        ("0" * 40, "name no commit"),
        ("1" * 40, "there is no revision"),
    ],
)
def test_what_names_no_one_commit_is_refused_in_words_that_help(
    folder: Path, revision: str, words: str
) -> None:
    assert words in refused(folder, revision)
    done = run("diff", revision, cwd=folder)
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr


def test_a_name_for_two_things_is_refused(folder: Path) -> None:
    git(folder, "tag", "main", "HEAD")
    assert "write refs/heads/main for a branch, refs/tags/main for a tag" in refused(folder, "main")
    assert check(folder, "refs/heads/main").returncode == 0


@pytest.mark.parametrize("old_git", [False, True])
def test_a_folder_that_looks_like_a_repository_is_none(tmp_path: Path, old_git: bool) -> None:
    """A change could bring it, and choose so what it is compared with, or what git runs."""
    top = repository(tmp_path / "top")
    shutil.copytree(top / "rubrics", top / "data/rubrics")
    shutil.copytree(top / "countries", top / "data/countries")
    commit(top)
    edit_file(top / "data" / HARBOUR, "points: 2", "points: 3")
    assert check(top, "HEAD", "--workspace", "data").returncode == 1
    git(top / "data", "init", "--quiet", "--bare", ".")
    git(top / "data", "config", "core.bare", "false")
    git(top / "data", "config", "core.worktree", str(top / "data"))
    env = {"TIERSCORE_NO_CACHE": "1"}
    if old_git:  # which does not know the option by which it is told that this is none
        script = tmp_path / "bin/git"
        script.parent.mkdir()
        script.write_text(
            f'#!/bin/bash\nexec {shutil.which("git")} "${{@/safe.bareRepository=explicit/x.y=z}}"\n'
        )
        script.chmod(0o755)
        env["PATH"] = f"{script.parent}{os.pathsep}{os.environ['PATH']}"
    done = run("check", "--against", "HEAD", "--workspace", "data", cwd=top, env=env)
    assert (done.returncode, "lies in no git repository that can be read" in done.stderr) == (2, True), done
