"""Facts on the page: a sentence, what is known of its making, and the numbers of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.evidence import Status
from tierscore.report.document.blocks import (
    Bullet,
    KeyValue,
    KeyValues,
    Line,
    Paragraph,
    Span,
    cite,
    muted,
    plain,
    strong,
)
from tierscore.report.language.dates import when_words
from tierscore.report.language.wording import (
    LIMITS,
    SOURCE_KINDS,
    STATUSES,
    VERSUS,
    actors_words,
    counted,
    figure_words,
    sentence,
    series_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.model.evidence import EvidenceItem
    from tierscore.report.document.blocks import Block
    from tierscore.report.language.lookup import Lookup


def fact_entry(lookup: Lookup, id: str, *, below: tuple[Bullet, ...] = ()) -> Bullet:
    """One evidence item as an entry of a list; an id that is none is shown as it is."""
    item = lookup.items.get(id)
    return Bullet(fact_line(lookup, item), below) if item else Bullet((plain(id),), below)


def fact_line(lookup: Lookup, item: EvidenceItem) -> Line:
    """What an item says, when it was so, who did it, and where it was read."""
    return (
        plain(sentence(item.summary)),
        muted(f" ({'; '.join(_particulars(item, lookup.assessment.vocabulary.scopes))})"),
        *source_numbers(lookup, item),
        *((muted(f" Note: {sentence(item.note)}"),) if item.note else ()),
    )


def source_numbers(lookup: Lookup, item: EvidenceItem) -> Line:
    """The numbers of an item's sources with the place in each: ``[1: second paragraph]``."""
    return tuple(
        _source_number(lookup.number(reference.id, reference.place), reference.place)
        for reference in item.sources
    )


def source_blocks(lookup: Lookup) -> tuple[Block, ...]:
    """Every source that the report has named, by its number."""
    numbered = lookup.numbered_sources()
    if not numbered:
        return (Paragraph((plain("No source is cited."),)),)
    return (
        KeyValues(
            tuple(
                KeyValue(muted(f"[{number}]"), _source_line(lookup, source, places))
                for number, source, places in numbered
            )
        ),
    )


def facts(lookup: Lookup, ids: Iterable[str]) -> tuple[Bullet, ...]:
    """Several items, each once, in the given order."""
    return tuple(fact_entry(lookup, item) for item in dict.fromkeys(ids))


def short_facts(lookup: Lookup, ids: Iterable[str]) -> str:
    """Items by id and date only, for those that need no more."""
    known = [lookup.items[item] for item in dict.fromkeys(ids) if item in lookup.items]
    return "; ".join(f"{item.id} ({item.when.text})" for item in known)


def _particulars(item: EvidenceItem, scopes: Mapping[str, str]) -> Iterable[str]:
    yield item.id
    yield when_words(item.when)
    if item.by:
        yield f"by {actors_words(item.by)}"
    if item.with_:
        yield f"with {actors_words(item.with_)}"
    if item.funded_by:
        yield f"paid by {actors_words(item.funded_by)}"
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


def _source_number(number: int, place: str) -> Span:
    return cite(f" [{number}: {place}]" if place else f" [{number}]")


def _source_line(lookup: Lookup, id: str, places: tuple[str, ...]) -> Line:
    source = lookup.assessment.dossier.sources.get(id)
    if source is None:
        return (plain(id),)
    line = [
        plain(f"{source.publisher}: "),
        strong(source.title),
        plain(f", {when_words(source.published)}. "),
        muted(f"{sentence(SOURCE_KINDS[source.kind])} "),
    ]
    if places:
        line.append(plain(f"{counted(len(places), 'Place')[2:]} read: {'; '.join(places)}. "))
    if source.url:
        line.extend((Span(source.url, link=source.url), plain(" ")))
    if source.note:
        line.append(muted(sentence(source.note)))
    return tuple(line)
