"""Lists of what a workspace has: countries, rubrics, criteria, measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import Document, document, heading, muted, paragraph, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def compose_listing(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Document:
    """Compose a list under a title; every row has as many cells as there are columns."""
    listed = table(columns, rows)
    return document(heading(1, title), listed if listed.rows else paragraph(muted("There are none.")))
