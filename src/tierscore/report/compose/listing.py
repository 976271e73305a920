"""Lists of what a workspace has: countries, rubrics, criteria, measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import (
    bullet,
    bullets,
    document,
    heading,
    muted,
    paragraph,
    strong,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tierscore.report.document.blocks import Block, Document
_NONE = "There are none."


def compose_listing(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Document:
    """Compose a list under a title; every row has as many cells as there are columns."""
    listed = table(columns, rows)
    return document(heading(1, title), listed if listed.rows else paragraph(muted(_NONE)))


def compose_grouped(title: str, groups: Mapping[str, Sequence[tuple[str, str, str]]]) -> Document:
    """
    Compose a list by groups, so that no id is ever broken.

    Args:
        title: What is listed.
        groups: For each group the id of each entry, what is said of it in a few words, and its meaning.
    """
    blocks: list[Block] = []
    for group, entries in groups.items():
        points = (bullet(strong(name), muted(f" ({short}): "), meaning) for name, short, meaning in entries)
        blocks += [heading(2, group), bullets(points)]
    return document(heading(1, title), *(blocks or [paragraph(muted(_NONE))]))
