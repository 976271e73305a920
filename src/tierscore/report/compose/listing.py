"""Lists of what there is: countries, rubrics, criteria, measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import Document, Heading, Paragraph, TableBlock, muted, plain, strong

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def compose_listing(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Document:
    """
    Compose a list under a title.

    Args:
        title: What is listed.
        columns: The titles of the columns.
        rows: The cells of each row, as many as there are columns.

    """
    drawn = tuple(tuple((plain(cell),) for cell in row) for row in rows)
    if not drawn:
        return Document((Heading(1, (plain(title),)), Paragraph((muted("There are none."),))))
    return Document((Heading(1, (plain(title),)), TableBlock(tuple(map(strong, columns)), drawn)))
