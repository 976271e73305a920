"""The data dictionary of the export, as Markdown: what each table and column means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tierscore.report.tables.catalogue import SCHEMA
from tierscore.report.tables.columns import CellKind, Column, ExportTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.model.rubric import Rubric
_ABOUT = f"""\
# Data dictionary

What the tables of `tierscore export` mean: `{SCHEMA}`. A column may be added under this name; one that is \
taken away, is renamed
or changes its meaning gives it a new number.

Every tier here but `official_tier` is an independent assessment, not a placement by the US Department of \
State.
"""
_HOW_WRITTEN = """\
## How values are written

| type | CSV | JSON Lines | Parquet |
|---|---|---|---|
| text | as it is | string | `string` |
| whole number | digits | number | `int64` |
| number | digits with a decimal point | number | `double` |
| true or false | `true`, `false` | `true`, `false` | `boolean` |
| date | `2021-03-31` | `"2021-03-31"` | `date32` |
| list of texts | elements with `\\|` between them | array of strings | `list<string>` |
| nothing | an empty cell | `null` | null |

- CSV is UTF-8 without a byte order mark. Lines end with a line feed. Cells with a comma, a quotation mark \
or a line break are quoted
  (RFC 4180). Inside an element of a list `|` is written `\\|`, and `\\` is written `\\\\`. A list without \
elements is an empty cell.
- An empty cell is never an empty text, and a list is never null.
- **Read tiers and `_exact` columns of CSV as text.** A program that guesses types takes a column of tiers \
called 1, 2 and 3 for numbers.
- **In CSV a text that begins with `=`, `+`, `-`, `@`, a tab or a line break gets an apostrophe before it**, so \
that no spreadsheet runs it.
  A number never does. With `--raw`, and in JSON Lines and Parquet, all texts stand as in the files.
- A number that need not be whole stands twice: once as the nearest that computers reckon with, and once \
exactly, in the column whose
  name ends in `_exact`. Compare with cut-offs by the exact one.
- Rows are sorted by country code and report year; criteria stand in the order of the rubric, items and \
sources in that of their ids.
"""


def render(rubric: Rubric, tables: Iterable[ExportTable[Any]]) -> str:
    """Write the dictionary of these tables; the columns of pillars are those of the rubric."""
    return "\n".join((_ABOUT, *("\n".join(_table(table, rubric)) for table in tables), _HOW_WRITTEN))


def _table(table: ExportTable[Any], rubric: Rubric) -> Iterator[str]:
    yield f"## {table.name}\n"
    whence = (
        f"as the rubric `{rubric.id}` judges"
        if table.by_rubric
        else "as the country file says, whatever a rubric makes of it"
    )
    yield f"One row is {table.row}, {whence}. The key is {_listed(table.key)}.\n"
    yield "| column | type | may be empty | meaning |"
    yield "|---|---|---|---|"
    yield from map(_column, table.columns)
    yield ""


def _column(column: Column[Any]) -> str:
    subject = "Each is one" if column.kind is CellKind.TEXTS else "One"
    words = f" {subject} of {_listed(column.words)}." if column.words else ""
    return (
        f"| `{column.name}` | {column.kind} | {'yes' if column.nullable else ''} | {column.meaning}{words} |"
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
