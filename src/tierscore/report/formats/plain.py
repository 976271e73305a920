"""A document as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.layout import lay_out

if TYPE_CHECKING:
    from tierscore.report.document.blocks import Document
DEFAULT_WIDTH = 80
"""The default number of columns of a line."""


def render(document: Document, width: int = DEFAULT_WIDTH, *, ascii: bool = False) -> str:
    """Draw a document as plain text in lines of at most ``width`` columns; with ``ascii`` in ASCII only."""
    return "".join(
        f"{''.join(span.text for span in line)}\n" for line in lay_out(document, width, ascii=ascii)
    )
