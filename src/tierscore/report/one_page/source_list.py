"""The sources that the page has named, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.evidence import SourceKind
from tierscore.report.document.blocks import Section, Span, muted, paragraph, plain, spans
from tierscore.report.language.dates import published_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.evidence import Source
    from tierscore.report.document.blocks import Block, Inline
    from tierscore.report.one_page.page_lookup import PageLookup
_LONGEST_TITLE = 40


def source_list(lookup: PageLookup) -> Iterator[Block]:
    """The last section but the footer: numbers, publishers and dates, with links where a format has them."""
    parts: list[Inline] = []
    for number, source_id, _ in lookup.numbered_sources():
        source = lookup.assessment.dossier.sources.get(source_id)
        name = source_id if source is None else _name(source, titled=lookup.room.source_names)
        link = source.url if source is not None else ""
        parts += [muted(f"[{number}] "), Span(name, link=link) if link else plain(name), "  "]
    if parts:
        yield Section(2, spans("SOURCES"), (), (paragraph(*parts[:-1]),))


def _name(source: Source, *, titled: bool) -> str:
    """Who published a source and when, the Department in short."""
    is_state = source.kind is SourceKind.US_STATE_DEPARTMENT
    parts = ["US State Department" if is_state else source.publisher, published_words(source)]
    return ", ".join([parts[0], _shortened(source.title), parts[1]] if titled else parts)


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]} ..."
