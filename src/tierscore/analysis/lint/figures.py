"""Figures that leap from one year to the next."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tierscore.model.check import Remark
from tierscore.model.evidence import Bound
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.evidence import Dossier, EvidenceItem, Figure

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


def _series(dossier: Dossier) -> dict[_Series, dict[int, list[EvidenceItem]]]:
    """Items with figures by what they count, and by year."""
    revised = {item.revises for item in dossier.items}
    found: dict[_Series, dict[int, list[EvidenceItem]]] = defaultdict(lambda: defaultdict(list))
    for item in dossier.items:
        year = item.when.calendar_year or item.when.report
        if year is None or item.figure is None or item.figure.named is not None or item.unusable or item.id in revised:
            continue
        by = tuple(sorted(item.by))
        key = item.measure, item.series, item.scope, item.figure.unit, by, item.when.report is not None
        found[key][year].append(item)
    return {key: dict(years) for key, years in found.items()}


def _leaps(old: EvidenceItem, new: EvidenceItem) -> bool:
    if old.figure is None or new.figure is None:
        return False
    less, more = sorted((old.figure, new.figure), key=lambda figure: figure.value)
    return _at_most_that(less) and _at_least_that(more) and more.value >= FLOOR and less.value * TIMES <= more.value


def _at_most_that(figure: Figure) -> bool:
    return figure.bound in (Bound.EXACT, Bound.AT_MOST)


def _at_least_that(figure: Figure) -> bool:
    return figure.bound in (Bound.EXACT, Bound.AT_LEAST)


def _remark(old: EvidenceItem, new: EvidenceItem) -> Remark:
    before, now = (item.figure.value if item.figure is not None else None for item in (old, new))
    message = f"{now} after {before} the year before, in `{old.id}`: ten times as many, or a tenth"
    hint = "look up both; if it is true, accept it here and say why"
    return Remark(("evidence", new.id, "figure"), Code.JUMP, message, hint)
