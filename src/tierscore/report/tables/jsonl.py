"""A table as JSON Lines: one object a row."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from tierscore.report.document.sanitize import json_escaped

if TYPE_CHECKING:
    from tierscore.report.tables.columns import Cell, Export, ExportTable


def body(table: ExportTable[Any], export: Export) -> str:
    """Each row as an object on a line of its own; the text of several countries is theirs in a row."""
    names = [column.name for column in table.columns]
    return "".join(_line(dict(zip(names, row, strict=True))) for row in table.rows(export))


def head(_: ExportTable[Any]) -> str:
    """Nothing stands above the rows."""
    return ""


def render(table: ExportTable[Any], export: Export) -> bytes:
    """A whole table."""
    return body(table, export).encode()


def _line(row: dict[str, Cell]) -> str:
    return (
        json_escaped(json.dumps(row, ensure_ascii=False, allow_nan=False, default=datetime.date.isoformat))
        + "\n"
    )
