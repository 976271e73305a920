"""A table of the export: columns, each with its kind, its meaning and the way to read it from a record."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import Dossier
    from tierscore.report.tables.table_names import TableName
T = TypeVar("T")

Cell = str | bool | int | float | datetime.date | tuple[str, ...] | None
"""The value of a cell; None where nothing is known, and never an empty text."""


class CellKind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "true or false"
    DATE = "date"
    TEXTS = "list of texts"


TEXT, WHOLE, NUMBER, TRUTH, DATE, TEXTS = CellKind


@dataclass(frozen=True)
class Export:
    """What is exported: country files, and the assessments made of them."""

    dossiers: tuple[Dossier, ...]
    """By country code; no two on one country."""
    assessments: tuple[Assessment, ...]
    """By country code and report year."""


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: what it holds, and how it is read from a record of type ``T``."""

    name: str
    kind: CellKind
    meaning: str
    read: Callable[[T], Cell | Fraction]
    nullable: bool = False
    """Whether a cell may be empty. A list is never null: where there is nothing it has no elements."""
    words: Iterable[str] = ()
    """The only texts that may stand there; empty where any text may."""


@dataclass(frozen=True)
class ExportTable(Generic[T]):
    """One table of the export."""

    name: TableName
    row: str
    """What one row is, in words."""
    key: tuple[str, ...]
    """The columns that together tell one row from all others."""
    by_rubric: bool
    """True where its rows rest on a rubric, False where they are facts of the country files."""
    columns: tuple[Column[T], ...]
    records: Callable[[Export], Iterable[T]]
    """The records that become rows, in their order."""

    def rows(self, export: Export) -> Iterator[tuple[Cell, ...]]:
        """The cells of each row, in the order of the columns."""
        return (
            tuple(_cell(column.read(record)) for column in self.columns) for record in self.records(export)
        )


def number(
    name: str, meaning: str, read: Callable[[T], Fraction | None], *, nullable: bool = False
) -> tuple[Column[T], Column[T]]:
    """A number that need not be whole: as the nearest float, and beside it exactly, as a fraction."""

    def exact(record: T) -> str | None:
        """The number as a fraction in text."""
        value = read(record)
        return None if value is None else str(value)

    unrounded = f"`{name}` without rounding: a whole number or a fraction such as `2/3`."
    return (
        Column(name, NUMBER, meaning, read, nullable),
        Column(f"{name}_exact", TEXT, unrounded, exact, nullable),
    )


def _cell(value: Cell | Fraction) -> Cell:
    match value:
        case Fraction():
            return float(value)
        case str():
            return str(value) or None
        case tuple():
            return tuple(map(str, value))
        case _:
            return value
