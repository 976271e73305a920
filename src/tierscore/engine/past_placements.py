"""
What the placements of earlier reports settle, and what gaps in them leave open.

Enters a condition on placements, such as two Watch List reports in a row, and a history that may have gaps.
Leaves every set of answers that the gaps allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.model.condition import (
    Listed,
    PlacedInARow,
    PlacedInSequence,
    PlacementCondition,
    plain_conditions,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric
OTHER = "another tier"
"""Stands for every tier that no condition names."""


def placement_conditions(rubric: Rubric) -> tuple[PlacementCondition, ...]:
    """Every condition of a rubric on earlier placements, once each."""
    plain = dict.fromkeys(plain for condition in rubric.conditions for plain in plain_conditions(condition))
    return tuple(condition for condition in plain if isinstance(condition, PlacementCondition))


def years_read(conditions: Sequence[PlacementCondition], report_year: int) -> range:
    """The earlier reports that bear on any of the conditions."""
    steps = [step for condition in conditions for step in _steps(condition)]
    return range(min((step.first_year for step in steps), default=report_year), report_year)


def latest_start(condition: PlacementCondition) -> int:
    """A report year by which a condition can hold for the first time, whatever the placements were."""
    steps = _steps(condition)
    slack = 0 if isinstance(condition, PlacedInSequence) else 1
    return max(step.since for step in steps) + sum(step.reports for step in steps) + slack


def histories(
    conditions: Sequence[PlacementCondition], placements: Placements, report_year: int
) -> dict[tuple[bool, ...], dict[int, str]]:
    """
    Every set of answers that the known placements allow, with a history that gives it.

    Years are followed one after another, and histories that leave every condition equally far advanced are
    followed as one, so that any number of gaps is exact. Reports from ``report_year`` on are not read.

    Returns:
        Histories by their answers, one answer for each condition.
    """
    sequences = [_steps(condition) for condition in conditions]
    tiers = sorted({tier for steps in sequences for step in steps for tier in step.tiers})
    followed: dict[_Position, _Chain] = {("", (_START,) * len(sequences)): None}
    for year in years_read(conditions, report_year):
        known = placements.tier(year)
        next_followed: dict[_Position, _Chain] = {}
        steps_taken: list[dict[tuple[_Progress, str, str], _Progress]] = [{} for _ in sequences]
        for (before, progress), history in followed.items():
            for now in [known] if known else [OTHER, *tiers]:
                advanced = []
                for steps, taken, reached in zip(sequences, steps_taken, progress, strict=True):
                    key = reached, now, before  # many histories have come as far on one condition
                    if key not in taken:
                        taken[key] = _advanced(steps, reached, now, before, year)
                    advanced.append(taken[key])
                next_followed.setdefault((now, tuple(advanced)), (history, year, now))
        followed = next_followed
    by_answers: dict[tuple[bool, ...], _Chain] = {}
    for (_, progress), history in followed.items():
        answers = tuple(
            (len(steps), 0) in reached for steps, reached in zip(sequences, progress, strict=True)
        )
        by_answers.setdefault(answers, history)
    return {answers: _by_year(history) for answers, history in by_answers.items()}


@dataclass(frozen=True)
class _Step:
    """``reports`` reports in a row, the first not before ``since``, each placed in one of some ways."""

    ways: tuple[Listed, ...]
    reports: int
    since: int

    @property
    def tiers(self) -> frozenset[str]:
        """Every tier that it names."""
        return frozenset().union(*(way.now | way.before for way in self.ways))

    @property
    def first_year(self) -> int:
        """The first report that bears on it; a change of tier needs the report before as well."""
        return self.since - any(way.before for way in self.ways)


_Chain = tuple["_Chain", int, str] | None
"""A history: that of the reports before, the year of the last report, and its tier."""
_Progress = frozenset[tuple[int, int]]
"""How far a condition may have come: how many steps are complete, and how many reports of the next."""
_Position = tuple[str, tuple[_Progress, ...]]
"""The tier of the last report, and how far each condition may have come."""
_START: _Progress = frozenset({(0, 0)})


def _by_year(history: _Chain) -> dict[int, str]:
    """A history as tiers by year, oldest first."""
    tiers = []
    while history is not None:
        history, year, tier = history
        tiers.append((year, tier))
    return dict(reversed(tiers))


def _advanced(steps: Sequence[_Step], progress: _Progress, now: str, before: str, year: int) -> _Progress:
    """
    How far a condition may have come after one more report.

    A step may begin late, but neither pause nor go on after the last one.
    """
    reached = set()
    for complete, run in progress:
        if complete == len(steps):
            continue
        step = steps[complete]
        if run == 0:
            reached.add((complete, 0))
        if (run > 0 or year >= step.since) and any(way.includes(now, before) for way in step.ways):
            reached.add((complete, run + 1) if run + 1 < step.reports else (complete + 1, 0))
    return frozenset(reached)


def _steps(condition: PlacementCondition) -> tuple[_Step, ...]:
    match condition:
        case PlacedInARow(tier, reports, since):
            return (_Step((_placed_in(tier),), reports, since),)
        case PlacedInSequence(steps):
            return tuple(_Step((_placed_in(step.tier),), step.reports, step.since) for step in steps)
        case _:
            return (_Step(condition.ways, condition.reports, condition.since),)


def _placed_in(tier: str) -> Listed:
    return Listed(frozenset({tier}), frozenset())
