"""Tables for other programs: which rest on the rubric, and that one table is what the whole export holds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from loading.invalid import MADE_UP
from tierscore.application.export import (
    DICTIONARY_FILE,
    TableFormat,
    data_dictionary,
    export_everything,
    export_table,
    export_tables,
)
from tierscore.application.session import Session, open_workspace
from tierscore.errors import UsageError
from tierscore.report.tables.table_names import TableName


@pytest.fixture(scope="module")
def session() -> Session:
    return open_workspace(MADE_UP)


TABLES = export_tables(open_workspace(MADE_UP))
OF_FACTS = [table for table in TABLES if not table.by_rubric]


def rows(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


def test_there_is_one_table_of_each_name() -> None:
    assert [table.name for table in TABLES] == list(dict.fromkeys(table.name for table in TABLES))
    assert {table.name for table in TABLES} == set(TableName)


@pytest.mark.parametrize("format", list(TableFormat))
def test_everything_is_each_table_and_the_dictionary(session: Session, format: TableFormat) -> None:
    files = export_everything(session, format)
    assert files.pop(DICTIONARY_FILE).decode() == data_dictionary(session)
    assert files == {f"{table.name}.{format}": export_table(session, table, format) for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_key_of_a_table_tells_its_rows_apart(session: Session, table: object) -> None:
    named = next(known for known in TABLES if known is table)
    keys = [
        tuple(str(row[column]) for column in named.key)
        for row in rows(export_table(session, named, TableFormat.JSONL))
    ]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_cell_is_empty_only_where_its_column_may_be(session: Session, table: object) -> None:
    named = next(known for known in TABLES if known is table)
    never = {column.name for column in named.columns if not column.nullable}
    for row in rows(export_table(session, named, TableFormat.JSONL)):
        assert {name for name, cell in row.items() if cell is None} & never == set()
        assert "" not in row.values()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_cell_of_a_closed_list_holds_one_of_its_words(session: Session, table: object) -> None:
    named = next(known for known in TABLES if known is table)
    closed = {column.name: {None, *map(str, column.words)} for column in named.columns if column.words}
    for row in rows(export_table(session, named, TableFormat.JSONL)):
        for name, words in closed.items():
            cell = row[name]
            assert set(cell if isinstance(cell, list) else [cell]) <= words


@pytest.mark.parametrize("table", OF_FACTS, ids=lambda table: table.name)
def test_a_table_of_facts_has_no_year(session: Session, table: object) -> None:
    named = next(known for known in OF_FACTS if known is table)
    with pytest.raises(UsageError, match="leave out --year and --set"):
        export_table(session, named, TableFormat.CSV, year=2021)


@pytest.mark.parametrize("table", OF_FACTS, ids=lambda table: table.name)
def test_a_table_of_facts_is_the_same_under_any_rubric(
    session: Session, table: object, tmp_path: Path
) -> None:
    own = Path(shutil.copytree(MADE_UP, tmp_path / "own"))
    main = own / "rubrics/made-up/rubric.yaml"
    main.write_text(main.read_text(encoding="utf-8").replace("value: 3/4", "value: 4/5"), encoding="utf-8")
    named = next(known for known in OF_FACTS if known is table)
    assert export_table(open_workspace(own), named, TableFormat.CSV) == export_table(
        session, named, TableFormat.CSV
    )


def test_a_year_leaves_the_judgements_of_that_year(session: Session) -> None:
    [table] = [known for known in TABLES if known.name == TableName.ASSESSMENTS]
    years = [row["report_year"] for row in rows(export_table(session, table, TableFormat.JSONL, year=2021))]
    assert years == [2021]


def test_a_country_that_is_none_is_refused(session: Session) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        export_table(session, TABLES[0], TableFormat.CSV, ["nowhere"])
