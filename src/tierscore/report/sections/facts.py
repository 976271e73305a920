"""Facts on the page: a sentence, its particulars, and the numbers of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.evidence import EvidenceItem, SourceReference, Status
from tierscore.report.document.blocks import Bullet, Line, Span, bullet, cite, muted, plain
from tierscore.report.language.dates import when_words
from tierscore.report.language.wording import (
    LIMITS,
    STATUSES,
    VERSUS,
    actors_words,
    figure_words,
    sentence,
    series_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.report.language.lookup import Lookup


def facts(lookup: Lookup, ids: Iterable[str]) -> tuple[Bullet, ...]:
    """Evidence items, each once, in the given order."""
    return tuple(bullet(*fact_line(lookup, item)) for item in dict.fromkeys(ids))


def fact_line(lookup: Lookup, id: str) -> Line:
    """What an item says, when, who did it, and where it was read; an unknown id is shown as it is."""
    item = lookup.items.get(id)
    if item is None:
        return (plain(id),)
    return (
        plain(sentence(item.summary)),
        muted(f" ({'; '.join(_particulars(item, lookup.assessment.vocabulary.scopes))})"),
        *(_source_number(lookup, reference) for reference in item.sources),
        *((muted(f" Note: {sentence(item.note)}"),) if item.note else ()),
    )


def short_facts(lookup: Lookup, ids: Iterable[str]) -> str:
    """Items by id and date only."""
    items = [lookup.items[item] for item in dict.fromkeys(ids) if item in lookup.items]
    return "; ".join(f"{item.id} ({item.when.text})" for item in items)


def _particulars(item: EvidenceItem, scopes: Mapping[str, str]) -> Iterable[str]:
    yield item.id
    yield when_words(item.when)
    for verb, actors in (("by", item.by), ("with", item.with_), ("paid by", item.funded_by)):
        if actors:
            yield f"{verb} {actors_words(actors)}"
    if item.figure:
        yield figure_words(item.figure)
    if item.versus_previous:
        yield VERSUS[item.versus_previous]
    if series_words(item.series):
        yield series_words(item.series)
    if item.scope:
        yield scopes.get(item.scope, item.scope)
    if item.status and item.status is not Status.DONE:
        yield STATUSES[item.status]
    if item.limit:
        yield LIMITS[item.limit]


def _source_number(lookup: Lookup, reference: SourceReference) -> Span:
    """The number of a source with the place in it: ``[1: second paragraph]``."""
    number = lookup.number(reference.id, reference.place)
    return cite(f" [{number}: {reference.place}]" if reference.place else f" [{number}]")
