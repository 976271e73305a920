"""What the placements of earlier reports settle, and what gaps in them leave open."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from tierscore.model.condition import ListedInARow, PlacedInARow, PlacedInSequence, plain_conditions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tierscore.model.condition import Listed, PlacementCondition, PlacementStep
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric

OTHER = "another tier"
"""Stands for every tier that no condition names."""
MOST_GAPS = 6
"""Gaps beyond this many years are not combined year by year; the earliest are then taken to be other tiers."""


def placement_conditions(rubric: Rubric) -> tuple[PlacementCondition, ...]:
    """Every condition of a rubric on earlier placements, once each."""
    conditions = [*(gate.condition for gate in rubric.gates), *(rule.when for rule in rubric.rules)]
    found = [plain for condition in conditions for plain in plain_conditions(condition)]
    return tuple(dict.fromkeys(plain for plain in found if isinstance(plain, PlacedInARow | PlacedInSequence | ListedInARow)))


def histories(conditions: tuple[PlacementCondition, ...], placements: Placements, report_year: int) -> Iterator[Mapping[int, str]]:
    """
    Every history that the known placements allow, as far as the conditions can tell them apart.

    The placement of ``report_year`` itself and of later years is never looked at.
    """
    years = range(min(map(_first_year, conditions), default=report_year), report_year)
    named = sorted(set[str]().union(*map(_tiers_named, conditions)))
    known = {year: placements.tier(year) for year in years}
    gaps = [year for year, tier in known.items() if tier is None][-MOST_GAPS:]
    settled = {year: tier or OTHER for year, tier in known.items()}
    for filled in product([*named, OTHER], repeat=len(gaps)):
        yield settled | dict(zip(gaps, filled, strict=True))


def holds(condition: PlacementCondition, history: Mapping[int, str], report_year: int) -> bool:
    """Whether a complete history satisfies a condition."""
    match condition:
        case PlacedInARow(tier, reports, since):
            last = range(report_year - reports, report_year)
            return last.start >= since and all(history.get(year) == tier for year in last)
        case PlacedInSequence(steps):
            return _ends_at(steps, history, report_year)
        case ListedInARow(ways, reports, since):
            last = range(report_year - reports, report_year)
            return last.start >= since and all(_listed(ways, history.get(year), history.get(year - 1)) for year in last)


def _ends_at(steps: tuple[PlacementStep, ...], history: Mapping[int, str], end: int) -> bool:
    """Whether the steps occur in order with the last one ending just before ``end``."""
    if not steps:
        return True
    *earlier, last = steps
    years = range(end - last.reports, end)
    if years.start < last.since or not all(history.get(year) == last.tier for year in years):
        return False
    return not earlier or any(_ends_at(tuple(earlier), history, stop) for stop in range(min(history), years.start + 1))


def _listed(ways: tuple[Listed, ...], now: str | None, before: str | None) -> bool:
    return any(now in way.now and (not way.before or before in way.before) for way in ways)


def _first_year(condition: PlacementCondition) -> int:
    """The first report that bears on a condition; a change of tier needs the report before as well."""
    match condition:
        case PlacedInARow(since=since):
            return since
        case PlacedInSequence(steps):
            return min(step.since for step in steps)
        case ListedInARow(since=since):
            return since - 1


def _tiers_named(condition: PlacementCondition) -> set[str]:
    match condition:
        case PlacedInARow(tier):
            return {tier}
        case PlacedInSequence(steps):
            return {step.tier for step in steps}
        case ListedInARow(ways):
            return {tier for way in ways for tier in way.now | way.before}
