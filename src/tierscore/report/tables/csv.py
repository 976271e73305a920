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
_FORMULA = re.compile("[=+@\t\r\n-]")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[./][0-9]+)?")
MARK = "'"
"""What stands before a text that a spreadsheet would take for a formula."""


def head(table: ExportTable[Any]) -> str:
    """The line of column names."""
    return _line(column.name for column in table.columns)


def body(table: ExportTable[Any], export: Export, *, raw: bool = False) -> str:
    """
    The lines of a table; the same export gives the same text, and that of several countries is theirs in a row.

    A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end, and country files are
    written by others: such a text, unless it is a number, gets an apostrophe before it.

    Args:
        table: What to write.
        export: Of what.
        raw: Whether texts stand as they are, for programs that take no text for a formula.

    """
    written = _cell if raw else _harmless
    return "".join(_line(map(written, row)) for row in table.rows(export))


def render(table: ExportTable[Any], export: Export, *, raw: bool = False) -> bytes:
    """A whole table: the line of column names, and the others."""
    return (head(table) + body(table, export, raw=raw)).encode()


def render_rows(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Write a list of texts under column names, in the same form as a table of an export."""
    return "".join([_line(columns), *(_line(map(_harmless, row)) for row in rows)]).encode()


def _harmless(cell: Cell) -> str:
    text = _cell(cell)
    is_text = isinstance(cell, str | tuple) and not _NUMBER.fullmatch(text)
    return f"{MARK}{text}" if is_text and _FORMULA.match(text) else text


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
