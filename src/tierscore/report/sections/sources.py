"""The sources that the report has named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import (
    Span,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    plain,
    spans,
    strong,
)
from tierscore.report.language.dates import published_words
from tierscore.report.language.wording import SOURCE_KINDS, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.report.document.blocks import Block, Line
    from tierscore.report.language.lookup import Lookup


def sources(lookup: Lookup) -> Iterator[Block]:
    """Every source that the sections before this one have named, by its number."""
    yield heading(2, "Sources")
    numbered = lookup.numbered_sources()
    if numbered:
        pairs = (
            key_value(f"[{number}]", *_source(lookup, source, places)) for number, source, places in numbered
        )
        yield key_values(*pairs)
    else:
        yield paragraph("No source is cited.")


def _source(lookup: Lookup, id: str, places: tuple[str, ...]) -> Line:
    source = lookup.assessment.dossier.sources.get(id)
    if source is None:
        return spans(id)
    line = [
        plain(f"{source.publisher}: "),
        strong(source.title),
        plain(f", {published_words(source)}. "),
        muted(f"{sentence(SOURCE_KINDS[source.kind])} "),
    ]
    if places:
        line.append(plain(f"{'Place' if len(places) == 1 else 'Places'} read: {'; '.join(places)}. "))
    if source.url:
        line.extend((Span(source.url, link=source.url), plain(" ")))
    if source.note:
        line.append(muted(sentence(source.note)))
    return tuple(line)
