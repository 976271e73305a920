"""A file is read once and parsed once in a command, however many of its steps need it."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from loading.invalid import MADE_UP
from repositories import repository
from tierscore.application.check import check
from tierscore.application.session import Session
from tierscore.loading.files import SourceFiles
from tierscore.loading.tables import csv_table
from tierscore.loading.validation import source_file
from tierscore.loading.validation.source_file import open_page
from tierscore.loading.workspace.discovery import Origin, Workspace
from tierscore.loading.workspace.reader import workspace_files
from tierscore.loading.yaml.decoding import decode
from tierscore.loading.yaml.reader import parse
from tierscore.model.problem import Code, UnreadableError


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> dict[str, Counter[str]]:
    """How often each file is opened, and how often it is parsed."""
    counted: dict[str, Counter[str]] = {"read": Counter(), "parsed": Counter()}
    really_open = Path.open

    def counting_open(path: Path, *arguments: Any, **options: Any) -> Any:
        counted["read"][str(path)] += 1
        return really_open(path, *arguments, **options)

    def counting_parse(data: bytes, file: str) -> Any:
        counted["parsed"][file] += 1
        return parse(data, file)

    def counting_decode(data: bytes, file: str) -> str:
        counted["parsed"][file] += 1
        return decode(data, file)

    monkeypatch.setattr(Path, "open", counting_open)
    monkeypatch.setattr(source_file, "parse", counting_parse)
    monkeypatch.setattr(csv_table, "decode", counting_decode)
    return counted


@pytest.mark.parametrize("against", [None, "HEAD"])
def test_a_check_reads_and_parses_every_file_once(
    tmp_path: Path, counts: dict[str, Counter[str]], against: str | None
) -> None:
    root = repository(tmp_path / "own", MADE_UP)
    session = Session(Workspace(root, Origin.CHOSEN), "made-up")
    check(session, datetime.date(2022, 4, 1), against=against)
    once = dict.fromkeys(map(str, workspace_files(session.workspace)), 1)
    assert {file: count for file, count in counts["read"].items() if file.startswith(str(root))} == once
    assert {file: count for file, count in counts["parsed"].items() if file.startswith(str(root))} == once


def test_a_country_that_is_found_by_its_code_is_read_once(counts: dict[str, Counter[str]]) -> None:
    session = Session(Workspace(MADE_UP, Origin.CHOSEN), "made-up")
    assert session.dossier("ATL") == session.dossier("atlantis")
    assert set(counts["read"].values()) == set(counts["parsed"].values()) == {1}


def test_a_file_that_cannot_be_parsed_says_so_each_time_and_is_parsed_once(
    tmp_path: Path, counts: dict[str, Counter[str]]
) -> None:
    path, files = tmp_path / "a.yaml", SourceFiles()
    path.write_bytes(b"a: [")
    for _ in range(2):
        with pytest.raises(UnreadableError) as refused:
            open_page(path, files)
        assert [problem.code for problem in refused.value.problems] == [Code.SYNTAX]
    assert counts["parsed"] == {str(path): 1}


def test_a_problem_that_one_reader_notes_is_not_there_for_the_next(tmp_path: Path) -> None:
    path, files = tmp_path / "a.yaml", SourceFiles()
    path.write_bytes(b"a: 1\n")
    first = open_page(path, files)
    first.report(("a",), Code.BAD_VALUE, "one is too few")
    assert (len(first.problems), open_page(path, files).problems) == (1, ())
