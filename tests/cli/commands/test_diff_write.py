"""``tierscore diff --write``: a few lines, and every other byte as it was."""

from __future__ import annotations

import difflib
import shutil
import stat
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from command import run
from repositories import edit_file, git, repository
from tierscore.application.compare_rubrics import guard_problems
from tierscore.loading.workspace.discovery import find_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

SEA = "rubrics/sea/rubric.yaml"
CUT = ("met_from: {value: 3/4", "met_from: {value: 2/3")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return repository(tmp_path / "work")


def written(folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return run("diff", "--against", "HEAD", "--write", cwd=folder, env={"TIERSCORE_NO_CACHE": "1", **env})


def touched(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    delta = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [line[2:] for line in delta if line.startswith("- ")], [
        line[2:] for line in delta if line.startswith("+ ")
    ]


def test_only_the_version_and_the_entry_are_touched_and_the_policy_is_kept(folder: Path) -> None:
    edit_file(folder / SEA, *CUT)
    before = (folder / SEA).read_text()
    done = written(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert '  {country: ATL, year: 2021, from: "2", to: "1"}' in done.stdout.splitlines()
    assert "committing a line approves its move" in done.stdout
    gone, come = touched(before, (folder / SEA).read_text())
    assert gone == ['  version: "1.2.0"      # raised with every change']
    assert come[0] == '  version: "2.0.0"      # raised with every change'
    assert [line for line in come[1:] if "date:" not in line] == [
        '  - version: "2.0.0"',
        "    level: substantive",
        '    summary: "To be written. cut-off-changed (scale / met_from)."',
        "    moves:",
        '      - {country: ATL, year: 2021, from: "2", to: "1"}',
    ]
    assert guard_problems(find_workspace(folder, chosen=folder), "HEAD").problems == ()
    assert git(folder, "diff", "--cached", "--name-only") == ""


def test_twice_is_as_good_as_once(folder: Path) -> None:
    edit_file(folder / SEA, *CUT)
    written(folder)
    once = (folder / SEA).read_bytes()
    assert "is there already" in written(folder).stdout
    assert (folder / SEA).read_bytes() == once


def test_a_second_edit_changes_the_same_entry_and_keeps_its_words(folder: Path) -> None:
    edit_file(
        folder / "rubrics/sea/harbour.yaml", "Are ten ships searched?", "Are ships searched, ten at least?"
    )
    written(folder)
    edit_file(folder / SEA, 'version: "1.2.1"      #', 'version: "2.0.0"      #')
    text = (folder / SEA).read_text().replace('- version: "1.2.1"', '- version: "2.0.0"')
    start = text.index('summary: "To be written')
    (folder / SEA).write_text(f"{text[:start]}summary: Mine.  # my words{text[text.index(chr(10), start) :]}")
    edit_file(folder / SEA, *CUT)
    before = (folder / SEA).read_text()
    written(folder)
    gone, come = touched(before, (folder / SEA).read_text())
    assert gone == ["    level: editorial"]
    assert come == [
        "    level: substantive",
        "    moves:",
        '      - {country: ATL, year: 2021, from: "2", to: "1"}',
    ]
    edit_file(folder / SEA, CUT[1], CUT[0])
    written(folder)
    assert "moves:" not in (folder / SEA).read_text().split('- version: "1.2.0"')[0]


@pytest.mark.parametrize("history", ["", "history: []  # none yet\n"])
def test_a_history_is_begun_where_there_is_none(folder: Path, history: str) -> None:
    text = (folder / SEA).read_text()
    (folder / SEA).write_text(text[: text.index("history:")] + history)
    git(folder, "commit", "--all", "--quiet", "--message", "No history")
    edit_file(folder / SEA, *CUT)
    before = (folder / SEA).read_text()
    assert written(folder).returncode == 0
    gone, come = touched(before, (folder / SEA).read_text())
    assert len(gone) <= 2
    assert '  - version: "2.0.0"' in come


def test_line_endings_and_a_missing_last_one_are_kept(folder: Path) -> None:
    data = (folder / SEA).read_bytes().replace(b"\n", b"\r\n").replace(b"3/4, auth", b"2/3, auth").rstrip()
    (folder / SEA).write_bytes(data)
    assert written(folder).returncode == 0
    after = (folder / SEA).read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n")
    assert data.split(b"history:")[0].replace(b"1.2.0", b"2.0.0") == after.split(b"history:")[0]
    assert after.endswith(data.split(b"history:")[1][-200:])


def test_nothing_to_write_is_said(folder: Path) -> None:
    done = written(folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is nothing to write" in done.stderr


def test_a_history_in_brackets_is_refused_and_left_alone(folder: Path) -> None:
    text = (folder / SEA).read_text()
    entry = '{version: "1.2.0", date: 2022, level: editorial, summary: First.}'
    (folder / SEA).write_text(f"{text[: text.index('history:')]}history: [{entry}]\n".replace(*CUT))
    before = (folder / SEA).read_bytes()
    done = written(folder)
    assert done.returncode == 2
    assert "nothing was written" in done.stderr
    assert (folder / SEA).read_bytes() == before


def test_a_link_stays_a_link_and_the_file_keeps_its_mode(folder: Path) -> None:
    edit_file(folder / SEA, *CUT)
    real = folder / "elsewhere.yaml"
    (folder / SEA).rename(real)
    real.chmod(0o600)
    (folder / SEA).symlink_to(real)
    assert written(folder).returncode == 0
    assert (folder / SEA).is_symlink()
    assert '- version: "2.0.0"' in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_the_day_of_the_entry_is_that_of_the_source_date_epoch(folder: Path) -> None:
    edit_file(folder / SEA, *CUT)
    assert written(folder, SOURCE_DATE_EPOCH="86400").returncode == 0
    assert "    date: 1970-01-02\n" in (folder / SEA).read_text()


def test_of_two_rubrics_both_are_written_or_none(folder: Path) -> None:
    shutil.copytree(folder / "rubrics/sea", folder / "rubrics/tide")
    edit_file(folder / "rubrics/tide/rubric.yaml", "  id: sea", "  id: tide")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Two rubrics")
    for name in ("sea", "tide"):
        edit_file(folder / f"rubrics/{name}/rubric.yaml", *CUT)
    before = (folder / SEA).read_bytes()
    with kept_from_change(folder / "rubrics/tide/rubric.yaml"):
        done = written(folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot write" in done.stderr
    assert "tide" in done.stderr
    assert (folder / SEA).read_bytes() == before
    assert written(folder).returncode == 0
    assert all(
        'version: "2.0.0"' in (folder / f"rubrics/{name}/rubric.yaml").read_text() for name in ("sea", "tide")
    )


@contextmanager
def kept_from_change(path: Path) -> Iterator[None]:
    """Keep a file from being changed by anybody, even by root."""
    done = (
        subprocess.run(["chattr", "+i", path], capture_output=True, check=False)
        if shutil.which("chattr")
        else None
    )
    if done is None or done.returncode:
        pytest.skip("files cannot be protected from everybody here")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", path], check=True)
