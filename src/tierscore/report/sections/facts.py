"""Facts on the page: a sentence, the numbers of its sources, its particulars, and its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.evidence import EvidenceItem, SourceReference, Status
from tierscore.report.document.blocks import Bullet, Line, Span, bullet, cite, muted, plain
from tierscore.report.language.dates import when_words
from tierscore.report.language.numbers import figure
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
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from tierscore.report.language.lookup import Lookup

TOLD_ABOVE = "Facts told above: "
_ALSO = "Also: "


def facts(lookup: Lookup, ids: Iterable[str]) -> tuple[Bullet, ...]:
    """Evidence items that the report has not told yet, each in full; those told before by their ids, in one point."""
    wanted = tuple(dict.fromkeys(ids))
    new = [item for item in wanted if item not in lookup.shown_items]
    repeats = [item for item in wanted if item in lookup.shown_items]
    lookup.shown_items.update(new)
    told_before = (bullet(*by_id(lookup, TOLD_ABOVE, repeats)),) if repeats else ()
    return (*(bullet(*fact_line(lookup, item)) for item in new), *told_before)


def leading_facts(lookup: Lookup, ids: Iterable[str]) -> Line:
    """The newest of some facts in full, unless it was told before, and the others by their ids."""
    wanted = sorted(
        dict.fromkeys(ids),
        key=lambda item: -lookup.items[item].when.end.toordinal() if item in lookup.items else 0,
    )
    if not wanted:
        return ()
    first, *others = wanted
    if first in lookup.shown_items:
        return (plain(" "), *by_id(lookup, TOLD_ABOVE, wanted))
    lookup.shown_items.add(first)
    also = (plain(" "), *by_id(lookup, _ALSO, others)) if others else ()
    return (plain(" "), *fact_line(lookup, first), *also)


def fact_line(lookup: Lookup, id: str) -> Line:
    """What an item says, where it was read, when, who did it, and its id; an unknown id is shown as it is."""
    item = lookup.items.get(id)
    if item is None:
        return (plain(id),)
    return (
        plain(sentence(item.summary)),
        *(_source_number(lookup, reference) for reference in item.sources),
        muted(f" ({'; '.join([*_particulars(lookup, item), item.id])})"),
        *((muted(f" Note: {sentence(item.note)}"),) if item.note else ()),
    )


def by_id(lookup: Lookup, introduction: str, ids: Iterable[str]) -> Line:
    """Items by id, with the numbers of their sources: ``Facts told above: line-104 [4][6]; plan [5].``."""
    parts = [plain(introduction)]
    for index, item in enumerate(ids):
        sources = lookup.items[item].sources if item in lookup.items else ()
        numbers = dict.fromkeys(lookup.number(reference.id, reference.place) for reference in sources)
        parts.append(muted(f"{'; ' if index else ''}{item}"))
        parts.append(cite(f" {''.join(f'[{number}]' for number in numbers)}" if numbers else ""))
    return (*parts, plain("."))


def short_facts(lookup: Lookup, ids: Iterable[str]) -> str:
    """Items by id and date only."""
    items = [lookup.items[item] for item in dict.fromkeys(ids) if item in lookup.items]
    return "; ".join(f"{item.id} ({item.when.text})" for item in items)


def _particulars(lookup: Lookup, item: EvidenceItem) -> Iterator[str]:
    yield when_words(item.when)
    for verb, actors in (("by", item.by), ("with", item.with_), ("paid by", item.funded_by)):
        if actors:
            yield f"{verb} {actors_words(actors)}"
    yield from _amount(lookup, item)
    if series_words(item.series):
        yield series_words(item.series)
    if item.scope:
        yield lookup.assessment.vocabulary.scopes.get(item.scope, item.scope)
    if item.limit:
        yield LIMITS[item.limit]
    elif item.status and item.status is not Status.DONE:
        yield STATUSES[item.status]


def _amount(lookup: Lookup, item: EvidenceItem) -> Iterator[str]:
    """Its figure, with that of the year before where both are on file; else how its source compares them."""
    then = _figure_before(lookup, item)
    if item.figure and then is not None:
        now = item.figure.value
        way = (
            "as in the year before"
            if now == then
            else f"{'up' if now > then else 'down'} from {figure(then)}"
        )
        yield f"{figure_words(item.figure)}, {way}"
        return
    if item.figure:
        yield figure_words(item.figure)
    if item.versus_previous:
        yield VERSUS[item.versus_previous]


def _figure_before(lookup: Lookup, item: EvidenceItem) -> Fraction | None:
    """The one exact figure of the year before beside the one exact figure that an item gives now."""
    for change in lookup.assessment.changes:
        if (
            item.figure is not None
            and item.id in change.now_evidence
            and len(change.then) == len(change.now) == 1
        ):
            then, now = change.then[0], change.now[0]
            if then.low == then.high and now.low == now.high == item.figure.value:
                return then.low
    return None


def _source_number(lookup: Lookup, reference: SourceReference) -> Span:
    """The number of a source with the place in it: ``[1: second paragraph]``."""
    number = lookup.number(reference.id, reference.place)
    return cite(f" [{number}: {reference.place}]" if reference.place else f" [{number}]")
