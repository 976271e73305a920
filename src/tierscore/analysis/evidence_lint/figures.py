"""Figures that leap from one year to the next, or that do not go together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tierscore.model.check import Remark
from tierscore.model.evidence import Bound
from tierscore.model.measure import Nature
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.evidence import Dossier, EvidenceItem, Figure
    from tierscore.model.measure import Vocabulary
TIMES = 10
FLOOR = 100
"""
The least that the larger of two figures must be.

Counts of a few cases leap by chance: at a mean of 9 a year, one year in a thousand has 1 or none, and the next one has 10 or more about
every third time. A count of 100 that falls to 10 is no chance.
"""

_Series = tuple[object, ...]


def jumps(dossier: Dossier) -> Iterator[Remark]:
    """
    Figures that are ten times, or a tenth of, those of the year before in the same series.

    Calendar years are held against calendar years and reports against reports. Where sources give several figures for a year,
    it is enough that one of them is near. A figure that later was revised, or only bounds the true number on the near side,
    proves nothing.
    """
    for years in _series(dossier).values():
        for year, later in years.items():
            earlier = years.get(year - 1, [])
            if earlier and all(_leaps(old, new) for old in earlier for new in later):
                yield _remark(earlier[0], later[0])


def beyond_wholes(dossier: Dossier, vocabulary: Vocabulary) -> Iterator[Remark]:
    """
    Counts of a part that are more than every count of its whole for the same time.

    A part is at most its whole; where it is more, two counters or two series go by one name, or a figure is a slip.
    """
    counts = [
        item for item in _numbered(dossier) if vocabulary.measures[item.measure].nature is Nature.STATISTIC
    ]
    wholes: dict[_Series, list[EvidenceItem]] = defaultdict(list)
    for item in counts:
        if item.scope is None:
            wholes[_counted(item)].append(item)
    for part in counts:
        beside = wholes.get(_counted(part), []) if part.scope is not None else []
        if beside and all(_exceeds(part, whole) for whole in beside):
            yield _more(part, beside[0])


def _counted(item: EvidenceItem) -> _Series:
    return (
        item.measure,
        item.series,
        item.figure.unit if item.figure is not None else None,
        tuple(sorted(item.by)),
        item.when.text,
    )


def _exceeds(part: EvidenceItem, whole: EvidenceItem) -> bool:
    if part.figure is None or whole.figure is None:
        return False
    return (
        _at_least_that(part.figure) and _at_most_that(whole.figure) and part.figure.value > whole.figure.value
    )


def _numbered(dossier: Dossier) -> Iterator[EvidenceItem]:
    """Items whose figures may be held against others: numbers that are usable and that none puts right."""
    revised = {item.revises for item in dossier.items}
    for item in dossier.items:
        if (
            item.figure is not None
            and item.figure.named is None
            and not item.unusable
            and item.id not in revised
        ):
            yield item


def _series(dossier: Dossier) -> dict[_Series, dict[int, list[EvidenceItem]]]:
    """Items with figures by what they count, and by year."""
    found: dict[_Series, dict[int, list[EvidenceItem]]] = defaultdict(lambda: defaultdict(list))
    for item in _numbered(dossier):
        year = item.when.calendar_year or item.when.report
        if year is None or item.figure is None:
            continue
        by = tuple(sorted(item.by))
        key = item.measure, item.series, item.scope, item.figure.unit, by, item.when.report is not None
        found[key][year].append(item)
    return {key: dict(years) for key, years in found.items()}


def _leaps(old: EvidenceItem, new: EvidenceItem) -> bool:
    if old.figure is None or new.figure is None:
        return False
    less, more = sorted((old.figure, new.figure), key=lambda figure: figure.value)
    return (
        _at_most_that(less)
        and _at_least_that(more)
        and more.value >= FLOOR
        and less.value * TIMES <= more.value
    )


def _at_most_that(figure: Figure) -> bool:
    return figure.bound in (Bound.EXACT, Bound.AT_MOST)


def _at_least_that(figure: Figure) -> bool:
    return figure.bound in (Bound.EXACT, Bound.AT_LEAST)


def _remark(old: EvidenceItem, new: EvidenceItem) -> Remark:
    before, now = (item.figure.value if item.figure is not None else None for item in (old, new))
    message = f"{now} after {before} the year before, in `{old.id}`: ten times as many, or a tenth"
    hint = "look up both; if it is true, accept it here and say why"
    return Remark(("evidence", new.id, "figure"), Code.JUMP, message, hint)


def _more(part: EvidenceItem, whole: EvidenceItem) -> Remark:
    mine, total = (item.figure.value if item.figure is not None else None for item in (part, whole))
    message = f"{mine} of a part, `{part.scope}`, and {total} of the whole, in `{whole.id}`"
    hint = (
        "look up both; if two counters go by one name, keep their series apart, or accept it here and say why"
    )
    return Remark(("evidence", part.id, "figure"), Code.MORE_THAN_WHOLE, message, hint)
