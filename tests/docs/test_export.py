"""
The queries on the page on export give the answers that stand there, and the data dictionary is what the command says.

To write both anew after an intended change, run ``TIERSCORE_REFRESH_SNAPSHOTS=1 pytest tests/docs/test_export.py``.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from command import ROOT, run
from docs.pages import read
from tierscore.application.export import TableFormat
from tierscore.report.tables.table_names import TableName

PAGE = ROOT / "docs/export.md"
DICTIONARY = ROOT / "docs/data-dictionary.md"
REFRESH = bool(os.environ.get("TIERSCORE_REFRESH_SNAPSHOTS"))
_ASKED = re.compile(r"```sql\n(?P<query>[^`]*)```\n\n```text\n(?P<answer>[^`]*)```")
_SET_UP = {
    form: re.compile(rf"<!-- {form} -->\n```sql\n(?P<views>[^`]*)```")
    for form in (TableFormat.PARQUET, TableFormat.CSV)
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which `tables` was written, once as Parquet and once as CSV."""
    folder = tmp_path_factory.mktemp("export")
    for form in _SET_UP:
        done = run(
            "export", "panama", "--workspace", str(ROOT), "--all", "tables", "--format", form, cwd=folder
        )
        assert (done.returncode, done.stderr) == (0, "")
    return folder


def ask(form: TableFormat) -> list[tuple[str, str]]:
    """Each query of the page with what DuckDB answers, on the tables of one form."""
    views = _SET_UP[form].search(read(PAGE))
    assert views is not None
    with duckdb.connect() as database:
        database.execute(views["views"])
        return [
            (asked["query"], drawn(database.execute(asked["query"]))) for asked in _ASKED.finditer(read(PAGE))
        ]


def drawn(answer: Any) -> str:
    """Rows under their titles, in columns."""
    rows = [
        [column[0] for column in answer.description],
        *(
            [json.dumps(cell) if isinstance(cell, bool) else str(cell) for cell in row]
            for row in answer.fetchall()
        ),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in rows
    )


@pytest.mark.parametrize("form", list(_SET_UP))
def test_the_answers_on_the_page_are_those_of_the_database(
    form: TableFormat, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tables)
    answers = ask(form)
    if REFRESH and form is TableFormat.PARQUET:
        fresh = iter(answers)
        PAGE.write_text(
            _ASKED.sub(lambda _: "```sql\n{}```\n\n```text\n{}```".format(*next(fresh)), read(PAGE)),
            encoding="utf-8",
            newline="\n",
        )
    assert answers == [(asked["query"], asked["answer"]) for asked in _ASKED.finditer(read(PAGE))]
    assert len(answers) == 4
    assert all(answer.count("\n") > 1 for _, answer in answers)


def test_the_dictionary_is_what_the_command_says() -> None:
    said = run("export", "--dictionary").stdout
    if REFRESH:
        DICTIONARY.write_text(said, encoding="utf-8", newline="\n")
    assert read(DICTIONARY) == said


def test_every_reader_of_the_csv_takes_the_tiers_and_the_range_for_text() -> None:
    """Where every range is one tier, a reader that guesses makes numbers of them."""
    snippets = re.findall(r"```\w+\n[^`]*assessments\.csv[^`]*```", read(PAGE))
    assert len(snippets) == 3
    for snippet in snippets:
        assert all(re.search(rf"\b{column}\b", snippet) for column in ("indicated", "range", "official_tier"))


def test_every_table_and_format_is_on_the_page() -> None:
    words = set(re.findall(r"`([\w-]+)`", read(PAGE)))
    assert set(TableName) <= words
    assert set(TableFormat) <= words
