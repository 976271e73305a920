"""Figures that leap from one year to the next, or that contradict one another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tierscore.analysis.evidence_lint.lint_input import Oddity
from tierscore.model.evidence import Bound, Figure
from tierscore.model.measure import Nature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.analysis.evidence_lint.lint_input import LintInput
    from tierscore.model.evidence import Dossier, EvidenceItem
TIMES = 10
FLOOR = 100
"""
The least that the larger of two figures must be.

Counts of a few cases leap by chance: at a mean of 9 a year, one year in a thousand has 1 or none, and the
next one has 10 or more about every third time. A count of 100 that falls to 10 is no chance.
"""
_AT_MOST = (Bound.EXACT, Bound.AT_MOST)
_AT_LEAST = (Bound.EXACT, Bound.AT_LEAST)

_SeriesKey = tuple[object, ...]


class _Count(NamedTuple):
    """An item with a figure that can be compared with others."""

    item: EvidenceItem
    figure: Figure


def jumps(material: LintInput) -> Iterator[Oddity]:
    """
    Figures that are ten times, or a tenth of, those of the year before in the same series.

    Calendar years are compared with calendar years and reports with reports. Where sources give several
    figures for a year, it is enough that one of them is near. A figure that was later revised, or that only
    bounds the true number on the near side, proves nothing.
    """
    for years in _by_series_and_year(material.dossier).values():
        for year, later in years.items():
            earlier = years.get(year - 1, [])
            if earlier and all(_leaps(old.figure, new.figure) for old in earlier for new in later):
                old, new = earlier[0], later[0]
                yield Oddity(
                    ("evidence", new.item.id, "figure"),
                    f"{new.figure.value} after {old.figure.value} the year before, in `{old.item.id}`:"
                    " ten times as many, or a tenth",
                    "look up both; if it is true, accept it here and say why",
                )


def parts_beyond_wholes(material: LintInput) -> Iterator[Oddity]:
    """
    Counts of a part that are more than every count of its whole for the same time.

    A part is at most its whole; where it is more, two counters or two series go by one name, or a figure is a
    slip.
    """
    measures = material.vocabulary.measures
    counts = [c for c in _counts(material.dossier) if measures[c.item.measure].nature is Nature.STATISTIC]
    wholes: dict[_SeriesKey, list[_Count]] = defaultdict(list)
    for count in counts:
        if count.item.scope is None:
            wholes[_counted_together(count)].append(count)
    for part in counts:
        beside = wholes.get(_counted_together(part), []) if part.item.scope is not None else []
        if beside and all(_exceeds(part.figure, whole.figure) for whole in beside):
            yield Oddity(
                ("evidence", part.item.id, "figure"),
                f"{part.figure.value} of a part, `{part.item.scope}`,"
                f" and {beside[0].figure.value} of the whole, in `{beside[0].item.id}`",
                "look up both; if two counters go by one name, keep their series apart,"
                " or accept it here and say why",
            )


def _counts(dossier: Dossier) -> Iterator[_Count]:
    """Items whose figures can be compared: numbers that are usable and that no other item revises."""
    revised = {item.revises for item in dossier.items}
    for item in dossier.items:
        if (
            item.figure is not None
            and item.figure.named is None
            and not item.unusable
            and item.id not in revised
        ):
            yield _Count(item, item.figure)


def _counted_together(count: _Count) -> _SeriesKey:
    """What a part and its whole have in common."""
    item = count.item
    return item.measure, item.series, count.figure.unit, item.by, item.when.text


def _by_series_and_year(dossier: Dossier) -> dict[_SeriesKey, dict[int, list[_Count]]]:
    series: dict[_SeriesKey, dict[int, list[_Count]]] = defaultdict(lambda: defaultdict(list))
    for count in _counts(dossier):
        item = count.item
        year = item.when.calendar_year or item.when.report
        if year is not None:
            by_report = item.when.report is not None
            key = item.measure, item.series, item.scope, count.figure.unit, item.by, by_report
            series[key][year].append(count)
    return series


def _leaps(old: Figure, new: Figure) -> bool:
    less, more = sorted((old, new), key=lambda figure: figure.value)
    bounded = less.bound in _AT_MOST and more.bound in _AT_LEAST
    return bounded and more.value >= FLOOR and less.value * TIMES <= more.value


def _exceeds(part: Figure, whole: Figure) -> bool:
    return part.bound in _AT_LEAST and whole.bound in _AT_MOST and part.value > whole.value
