"""Exports made by hand, and what other programs read from their forms."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from typing import Any

import pyarrow.parquet as pq  # type: ignore[import-untyped]

from report.builders import DOSSIER, ITEMS, RUBRIC, VOCABULARY, a_poor_assessment, a_rich_assessment
from tierscore.report.tables import csv as as_csv
from tierscore.report.tables import jsonl as as_jsonl
from tierscore.report.tables import parquet as as_parquet
from tierscore.report.tables.catalogue import tables
from tierscore.report.tables.columns import Cell, CellKind, Export, ExportTable

TABLES = tables(RUBRIC, VOCABULARY)
_READ = {
    CellKind.TEXT: str,
    CellKind.WHOLE: int,
    CellKind.NUMBER: float,
    CellKind.DATE: dt.date.fromisoformat,
    CellKind.TRUTH: {"true": True, "false": False}.get,
}
"""How a program that knows the data dictionary reads a cell of CSV."""


def an_export(text: str = "") -> Export:
    """A rich and a poor country-year; with ``text``, every free text of a country file says that."""
    rich, poor = a_rich_assessment(), a_poor_assessment()
    if not text:
        return Export((DOSSIER,), tuple(sorted((rich, poor), key=lambda assessment: assessment.report_year)))
    items = tuple(
        replace(
            item,
            summary=text,
            note=text,
            sources=tuple(replace(source, place=text) for source in item.sources),
        )
        for item in ITEMS
    )
    sources = {
        name: replace(source, title=text, publisher=text, note=text)
        for name, source in DOSSIER.sources.items()
    }
    dossier = replace(DOSSIER, name=text, items=items, sources=sources)
    law = tuple(
        replace(
            found,
            criterion=replace(
                found.criterion, law=tuple(replace(law, cite=text) for law in found.criterion.law)
            ),
        )
        for found in rich.findings
    )
    return Export((dossier,), (replace(rich, dossier=dossier, findings=law),))


def from_csv(table: ExportTable[Any], export: Export) -> list[dict[str, Cell]]:
    """The rows as Python's own reader of CSV gives them, typed by the definition of the table."""
    text = as_csv.render(table, export, raw=True).decode()
    header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == [column.name for column in table.columns]
    return [
        {column.name: _cell(column.kind, cell) for column, cell in zip(table.columns, line, strict=True)}
        for line in lines
    ]


def _cell(kind: CellKind, cell: str) -> Cell:
    if kind is CellKind.TEXTS:
        return tuple(
            re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL)
            for part in re.findall(r"((?:[^|\\]|\\.)+)", cell, re.DOTALL)
        )
    return _READ[kind](cell) if cell else None  # type: ignore[operator]


def from_jsonl(table: ExportTable[Any], export: Export) -> list[dict[str, Cell]]:
    """The rows as a reader of JSON gives them; dates stand there as text."""
    lines = as_jsonl.render(table, export).decode().split("\n")
    assert lines.pop() == ""
    dates = {column.name for column in table.columns if column.kind is CellKind.DATE}
    return [
        {name: _from_json(cell, date=name in dates) for name, cell in json.loads(line).items()}
        for line in lines
    ]


def _from_json(cell: Any, *, date: bool) -> Cell:
    if isinstance(cell, list):
        return tuple(cell)
    return dt.date.fromisoformat(cell) if date and cell is not None else cell


def from_parquet(table: ExportTable[Any], export: Export) -> list[dict[str, Cell]]:
    """The rows as pyarrow reads them."""
    rows = pq.read_table(io.BytesIO(as_parquet.render(table, export))).to_pylist()
    return [
        {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in row.items()} for row in rows
    ]


def expected(table: ExportTable[Any], export: Export) -> list[dict[str, Cell]]:
    """The rows themselves."""
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows(export)]
