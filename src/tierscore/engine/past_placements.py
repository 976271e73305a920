"""What the placements of earlier reports settle, and what gaps in them leave open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.model.condition import ListedInARow, PlacedInARow, PlacedInSequence, plain_conditions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tierscore.model.condition import Listed, PlacementCondition
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric
OTHER = "another tier"
"""Stands for every tier that no condition names."""


def placement_conditions(rubric: Rubric) -> tuple[PlacementCondition, ...]:
    """Every condition of a rubric on earlier placements, once each."""
    found = [plain for condition in rubric.conditions for plain in plain_conditions(condition)]
    return tuple(
        dict.fromkeys(
            plain for plain in found if isinstance(plain, PlacedInARow | PlacedInSequence | ListedInARow)
        )
    )


def years_read(conditions: Sequence[PlacementCondition], report_year: int) -> range:
    """The earlier reports that bear on any of the conditions."""
    return range(min(map(_first_year, conditions), default=report_year), report_year)


def latest_start(condition: PlacementCondition) -> int:
    """A report year by which a condition can have come to hold for the first time, whatever the placements were."""
    steps = _steps(condition)
    slack = 0 if isinstance(condition, PlacedInSequence) else 1
    return max(step.since for step in steps) + sum(step.reports for step in steps) + slack


def histories(
    conditions: Sequence[PlacementCondition], placements: Placements, report_year: int
) -> dict[tuple[bool, ...], dict[int, str]]:
    """
    Every set of answers that the known placements allow, one answer for each condition, with a history that gives it.

    Years are followed one after another, and histories that leave every condition equally far advanced are followed
    as one, so that any number of gaps is exact. The placement of ``report_year`` itself and of later years is never looked at.
    """
    written = [_steps(condition) for condition in conditions]
    named = sorted(set[str]().union(*map(_tiers_named, conditions)))
    standing: dict[_Standing, dict[int, str]] = {("", (_START,) * len(written)): {}}
    for year in years_read(conditions, report_year):
        known = placements.tier(year)
        reached: dict[_Standing, dict[int, str]] = {}
        for (before, advanced), history in standing.items():
            for now in [known] if known else [OTHER, *named]:
                moved = tuple(
                    _moved(steps, places, now, before, year)
                    for steps, places in zip(written, advanced, strict=True)
                )
                reached.setdefault((now, moved), history | {year: now})
        standing = reached
    found: dict[tuple[bool, ...], dict[int, str]] = {}
    for (_, advanced), history in standing.items():
        answers = tuple((len(steps), 0) in places for steps, places in zip(written, advanced, strict=True))
        found.setdefault(answers, history)
    return found


@dataclass(frozen=True)
class _Step:
    """So many reports in a row, the first not before ``since``, each of which suits, given the report before it."""

    suits: Callable[[str, str], bool]
    reports: int
    since: int


_Places = frozenset[tuple[int, int]]
"""How far a condition may have come: the steps that are complete, and the reports of the next one that are."""
_Standing = tuple[str, tuple[_Places, ...]]
"""The tier of the last report, and how far each condition may have come."""
_START: _Places = frozenset({(0, 0)})


def _moved(steps: Sequence[_Step], places: _Places, now: str, before: str, year: int) -> _Places:
    """How far a condition may have come after one more report; a step may wait for its start, but not pause, nor follow the last."""
    found = set()
    for complete, run in places:
        if complete == len(steps):
            continue
        step = steps[complete]
        if run == 0:
            found.add((complete, 0))
        if (run > 0 or year >= step.since) and step.suits(now, before):
            found.add((complete, run + 1) if run + 1 < step.reports else (complete + 1, 0))
    return frozenset(found)


def _steps(condition: PlacementCondition) -> tuple[_Step, ...]:
    match condition:
        case PlacedInARow(tier, reports, since):
            return (_Step(_is(tier), reports, since),)
        case PlacedInSequence(steps):
            return tuple(_Step(_is(step.tier), step.reports, step.since) for step in steps)
        case ListedInARow(ways, reports, since):
            return (_Step(_is_listed(ways), reports, since),)


def _is(tier: str) -> Callable[[str, str], bool]:
    return lambda now, _: now == tier


def _is_listed(ways: Sequence[Listed]) -> Callable[[str, str], bool]:
    return lambda now, before: any(
        now in way.now and (not way.before or before in way.before) for way in ways
    )


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
