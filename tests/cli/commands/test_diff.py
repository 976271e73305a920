"""
Real edits in a real git repository, and everything that the command says of each.

A folder in ``tests/files/edits`` holds what the edit lays over the workspace ``base``: files before it, files after it, and the
names of those that are gone after it. To refresh the expectations after an intended change, run
``TIERSCORE_REFRESH_SNAPSHOTS=1 pytest tests/cli/commands/test_diff.py`` and read the difference.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from command import run
from repositories import BASE, EDITS, commit, git, overlay, repository

NAMES = sorted(path.name for path in EDITS.iterdir() if path != BASE)
NOTHING = {
    "blanks-only",
    "case-added",
    "case-deleted",
    "comment-only",
    "country-added",
    "country-fact-edited",
    "criteria-moved-between-files",
    "defaults-written-out",
    "exception-added",
    "file-reformatted",
    "file-renamed",
    "history-reworded",
    "key-order",
    "line-endings",
    "measure-actors-named-that-nobody-reads",
    "measure-added-that-nobody-reads",
    "measure-reworded-that-nobody-reads",
    "order-of-lists",
    "quoting-style",
    "rules-written-once",
    "rules-written-out",
    "version-only",
}
UNREADABLE = {"measure-renamed-without-its-uses"}


@pytest.mark.parametrize("name", NAMES)
def test_an_edit_is_told_as_it_is(name: str, tmp_path: Path) -> None:
    folder = repository(tmp_path)
    overlay(EDITS / name, "before", folder)
    commit(folder, "Before the edit")
    overlay(EDITS / name, "after", folder)
    state = git(folder, "status", "--porcelain=v2"), _hash(folder / ".git/index"), git(folder, "for-each-ref")
    done = run("diff", "--against", "HEAD", "--exit-code", cwd=folder, env={"TIERSCORE_NO_CACHE": "1"})
    assert (
        git(folder, "status", "--porcelain=v2"),
        _hash(folder / ".git/index"),
        git(folder, "for-each-ref"),
    ) == state
    assert done.returncode == (2 if name in UNREADABLE else 0 if name in NOTHING else 1)
    said = (done.stdout + done.stderr).replace(str(folder), "…")
    expected = EDITS / name / "expected.txt"
    if os.environ.get("TIERSCORE_REFRESH_SNAPSHOTS"):
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")
    assert (name in NOTHING) == (_nothing() == said)


def test_as_many_edits_must_report_nothing_as_something() -> None:
    assert set(NAMES) >= NOTHING
    assert abs(len(NAMES) - 2 * len(NOTHING)) <= 1


def _nothing() -> str:
    title = "What changed in rubrics from HEAD to the work tree"
    return f"{title}\n{'═' * len(title)}\n\nNo change in the rubric sea.\n"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
