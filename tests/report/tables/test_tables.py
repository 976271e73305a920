"""The tables of the export say the same in every form, whatever stands in the files."""

from __future__ import annotations

import datetime as dt
import io
from csv import reader
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.builders import DOSSIER, RUBRIC, VOCABULARY, a_rich_assessment
from report.tables.exports import TABLES, an_export, expected, from_csv, from_jsonl, from_parquet
from tierscore.model.outcome import UNKNOWN, Outcome
from tierscore.report.tables import csv, dictionary, jsonl, parquet
from tierscore.report.tables.catalogue import SCHEMA, tables
from tierscore.report.tables.columns import CellKind, Column, Export, ExportTable
from tierscore.report.tables.table_names import TableName

BY_NAME = {table.name: table for table in TABLES}
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    'He said "no", twice',
    "two\nlines",
    "two\r\nlines",
    "a lone \r return",
    "a|b\\|c\\",
    "NULL",
    "  blanks around  ",
    "\u202egnp.exe",
    "tráfico 中 🚢",
    "1",
    "true",
    "2021-03-31",
]
RUN_BY_A_SPREADSHEET = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "- a point", "--1"]
NUMBERS = ["+1", "-1", "-2/3", "-0.5", "2021"]
named = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
spoken = pytest.mark.parametrize("text", HOSTILE)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
    str.strip
)


def _given(cell: Any, _: None) -> Any:
    return cell


def one_row(**cells: tuple[CellKind, Any]) -> ExportTable[None]:
    columns = tuple(Column(name, kind, "", partial(_given, cell)) for name, (kind, cell) in cells.items())
    return ExportTable(TableName.SOURCES, "", (), by_rubric=False, columns=columns, records=lambda _: [None])


@pytest.mark.parametrize("text", [*RUN_BY_A_SPREADSHEET, *NUMBERS, "'=1", "a=1", " =1"])
def test_only_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    table = one_row(text=(CellKind.TEXT, text))
    for raw in (False, True):
        written = csv.render(table, Export((), ()), raw=raw).decode()
        [_, [cell]] = reader(io.StringIO(written, newline=""), strict=True)
        assert cell == (f"'{text}" if text in RUN_BY_A_SPREADSHEET and not raw else text)


def test_a_list_that_begins_so_gets_one_and_a_negative_number_none() -> None:
    table = one_row(
        list=(CellKind.TEXTS, ("=1", "b")),
        number=(CellKind.NUMBER, Fraction(-1, 2)),
        exact=(CellKind.TEXT, "-1/2"),
    )
    assert csv.render(table, Export((), ())) == b"list,number,exact\n'=1|b,-0.5,-1/2\n"


def test_every_name_has_its_table() -> None:
    assert [table.name for table in TABLES] == list(TableName)


@named
def test_every_form_gives_the_same_rows(table: ExportTable[Any]) -> None:
    export = an_export()
    rows = expected(table, export)
    assert rows
    assert from_csv(table, export) == rows
    assert from_jsonl(table, export) == rows
    assert from_parquet(table, export) == rows


@named
@settings(max_examples=25, deadline=None)
@given(text=TEXTS)
def test_no_text_is_lost_or_changed(table: ExportTable[Any], text: str) -> None:
    export = an_export(text)
    rows = expected(table, export)
    laws = {law for row in rows for law in row.get("law") or ()}  # type: ignore[union-attr]
    assert text in {cell for row in rows for cell in row.values()} | laws
    assert from_csv(table, export) == from_jsonl(table, export) == from_parquet(table, export) == rows


@named
@spoken
def test_another_program_reads_the_same_texts(table: ExportTable[Any], text: str, tmp_path: Path) -> None:
    """Every cell as text, through DuckDB: neither form makes anything of what a text looks like."""
    export = an_export(text)
    texts_read = []
    for form, options in (
        ("csv", "read_csv('{}', all_varchar=true, header=true)"),
        ("parquet", "read_parquet('{}')"),
    ):
        path = tmp_path / f"{table.name}.{form}"
        written = csv.render(table, export, raw=True) if form == "csv" else parquet.render(table, export)
        path.write_bytes(written)
        texts = ", ".join(column.name for column in table.columns if column.kind is CellKind.TEXT)
        texts_read.append(duckdb.execute(f"select {texts} from {options.format(path)}").fetchall())  # noqa: S608 - our own names
    assert texts_read[0] == texts_read[1]
    assert any(text in row for row in texts_read[0]) or table.name is TableName.FINDINGS


@named
def test_without_countries_a_table_has_columns_and_no_rows(table: ExportTable[Any]) -> None:
    nothing = Export((), ())
    assert csv.render(table, nothing).decode() == ",".join(column.name for column in table.columns) + "\n"
    assert jsonl.render(table, nothing) == b""
    empty = pq.read_table(io.BytesIO(parquet.render(table, nothing)))
    assert (empty.num_rows, empty.column_names) == (0, [column.name for column in table.columns])


@named
def test_a_row_keeps_what_the_table_promises(table: ExportTable[Any]) -> None:
    rows = expected(table, an_export())
    for column in table.columns:
        cells = [row[column.name] for row in rows]
        assert column.nullable or None not in cells, column.name
        assert "" not in cells
        if column.words:
            words = {word for cell in cells for word in (cell if isinstance(cell, tuple) else (cell,))}
            assert words - {None} <= set(column.words), column.name
    keys = [tuple(row[name] for name in table.key) for row in rows]
    assert len(set(keys)) == len(keys)


@named
def test_a_column_has_one_name_that_a_database_takes_as_it_is(table: ExportTable[Any]) -> None:
    reserved = {
        word
        for (word,) in duckdb.execute(
            "select keyword_name from duckdb_keywords() where keyword_category = 'reserved'"
        ).fetchall()
    }
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert set(table.key) <= set(names)
    assert [
        name
        for name in names
        if name in reserved or not name.replace("_", "").isalnum() or name != name.lower()
    ] == []


@named
def test_every_number_stands_beside_its_exact_value(table: ExportTable[Any]) -> None:
    numbers = [column.name for column in table.columns if column.kind is CellKind.NUMBER]
    for row in expected(table, an_export()):
        for name in numbers:
            exact = row[f"{name}_exact"]
            assert row[name] == (None if exact is None else float(Fraction(str(exact))))


def test_the_forms_have_the_types_that_the_dictionary_gives() -> None:
    table, export = BY_NAME[TableName.ASSESSMENTS], an_export()
    schema = pq.read_schema(io.BytesIO(parquet.render(table, export)))
    types = {
        name: str(schema.field(name).type)
        for name in ("iso3", "report_year", "period_end", "range", "exact", "coverage")
    }
    assert types == {
        "iso3": "string",
        "report_year": "int64",
        "period_end": "date32[day]",
        "range": "list<element: string not null>",
        "exact": "bool",
        "coverage": "double",
    }
    assert schema.metadata[b"tierscore.schema"] == SCHEMA.encode()
    assert schema.field("iso3").nullable is False
    assert schema.field("official_tier").nullable is True
    assert schema.field("coverage").metadata[b"description"].startswith(b"How much")


@named
def test_the_same_export_gives_the_same_bytes(table: ExportTable[Any]) -> None:
    for form in (csv, jsonl, parquet):
        assert form.render(table, an_export()) == form.render(table, an_export())


def test_the_order_in_which_a_file_lists_its_items_and_sources_changes_nothing() -> None:
    turned = replace(DOSSIER, items=DOSSIER.items[::-1], sources=dict(list(DOSSIER.sources.items())[::-1]))
    for name in (TableName.EVIDENCE, TableName.EVIDENCE_SOURCES, TableName.SOURCES):
        assert csv.render(BY_NAME[name], Export((turned,), ())) == csv.render(
            BY_NAME[name], Export((DOSSIER,), ())
        )


def test_columns_of_pillars_come_from_the_rubric() -> None:
    other = replace(RUBRIC, pillars={"open-sea": "Open sea"})
    names = [column.name for column in tables(other, VOCABULARY)[0].columns]
    assert [name for name in names if name.endswith(("_low", "_high"))] == ["open_sea_low", "open_sea_high"]
    assert "`open_sea_coverage_exact`" in dictionary.render(other, tables(other, VOCABULARY))


def test_what_the_law_does_not_ask_has_no_shares() -> None:
    rich = a_rich_assessment()
    finding = replace(rich.findings[0], outcome=Outcome.NOT_APPLICABLE, possible=(), value=UNKNOWN)
    (row,) = expected(BY_NAME[TableName.FINDINGS], Export((DOSSIER,), (replace(rich, findings=(finding,)),)))
    assert row["outcome"] == "not-applicable"
    assert {
        row[name] for name in ("low", "low_exact", "high", "high_exact", "coverage", "presumed_coverage")
    } == {None}


def test_an_open_end_is_no_last_day() -> None:
    rows = {row["item"]: row for row in expected(BY_NAME[TableName.EVIDENCE], an_export())}
    ends = {item.id: item.when for item in DOSSIER.items}
    assert any(when.ongoing for when in ends.values())
    for item, when in ends.items():
        assert rows[item]["first_day"] == when.start
        assert rows[item]["last_day"] == (None if when.ongoing or when.end_unknown else when.end)
        assert isinstance(rows[item]["first_day"], dt.date)


def test_invisible_characters_are_escaped_in_json_and_come_back() -> None:
    export = an_export("\u202ehidden")
    lines = jsonl.render(BY_NAME[TableName.EVIDENCE], export)
    assert b"\\u202ehidden" in lines
    assert "\u202e".encode() not in lines
    assert from_jsonl(BY_NAME[TableName.EVIDENCE], export)[0]["summary"] == "\u202ehidden"


def test_each_row_of_the_dictionary_has_its_cells() -> None:
    lines = dictionary.render(RUBRIC, TABLES).splitlines()
    rows = [line.replace("\\|", "") for line in lines if line.startswith("| `")]
    assert {line.count("|") for line in rows} == {5}
    assert len(rows) == sum(len(table.columns) for table in TABLES)
