"""What a benchmark found: tables, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Table:
    """Rows of text below a heading; the first column is to the left, the others to the right."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    """What a reader has to know of it."""

    def markdown(self) -> str:
        """The table as a section of a page."""
        rule = "|---|" + "---:|" * (len(self.columns) - 1)
        lines = [f"## {self.heading}", ""]
        lines += [self.note, ""] if self.note else []
        lines += [_line(self.columns), rule, *map(_line, self.rows)]
        return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def figure(number: float) -> str:
    """A number with three digits that say something, and no more."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
