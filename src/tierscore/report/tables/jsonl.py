"""A table as JSON Lines: one object a row."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from tierscore.report.document.sanitize import json_escaped

if TYPE_CHECKING:
    from tierscore.report.tables.columns import Cell, Export, ExportTable


def render(table: ExportTable[Any], export: Export) -> bytes:
    """Write each row as an object on a line of its own; the same export gives the same bytes."""
    names = [column.name for column in table.columns]
    return "".join(_line(dict(zip(names, row, strict=True))) for row in table.rows(export)).encode()


def _line(row: dict[str, Cell]) -> str:
    return (
        json_escaped(json.dumps(row, ensure_ascii=False, allow_nan=False, default=datetime.date.isoformat))
        + "\n"
    )
