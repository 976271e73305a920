"""A table as CSV (RFC 4180, in UTF-8, with a line feed at the end of each line)."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.report.tables.columns import Cell, Export, ExportTable
BETWEEN = "|"
"""What stands between the elements of a list."""
_NEEDS_QUOTES = re.compile('[",\r\n]')


def render(table: ExportTable[Any], export: Export) -> bytes:
    """
    Write a table with a line of column names; the same export gives the same bytes.

    Texts stand as they are: a cell that begins with ``=`` is neither quoted for it nor marked. A program that
    takes such a cell for a formula has to be told that the column is text.
    """
    lines = [
        _line(column.name for column in table.columns),
        *(_line(map(_cell, row)) for row in table.rows(export)),
    ]
    return "".join(lines).encode()


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(cell: str) -> str:
    """Python's own writer leaves a lone carriage return bare in some versions and quotes it in others."""
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if _NEEDS_QUOTES.search(cell) else cell


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case tuple():
            return BETWEEN.join(map(_element, cell))
        case datetime.date():
            return cell.isoformat()
        case _:
            return str(cell)


def _element(text: str) -> str:
    return text.replace("\\", "\\\\").replace(BETWEEN, f"\\{BETWEEN}")
