"""Every law there is: each report year that differs, under each reading of the switches."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from tierscore.analysis.verification.universe import Universe
from tierscore.engine.law import law_of, with_choices
from tierscore.engine.past_placements import histories, placement_conditions, years_read
from tierscore.model.condition import (
    GateHolds,
    ListedInARow,
    OutcomeIn,
    PlacedInARow,
    PlacedInSequence,
    plain_conditions,
)
from tierscore.model.placement import NO_PLACEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tierscore.analysis.verification.budget import Effort
    from tierscore.analysis.verification.universe import Remembered
    from tierscore.model.condition import Condition, PlacementCondition
    from tierscore.model.law import Validity
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Criterion, Gate, Rubric, TierRule
MOST_READINGS = 500
"""The most combinations of switches that are tried; a rubric with more of them has parts that are not decided."""


@dataclass(frozen=True)
class Time:
    """A report year under one reading of every switch."""

    report_year: int
    choices: Mapping[str, str]


@dataclass(eq=False)
class Law:
    """What is in force at one time, and every file joined to it."""

    time: Time
    rubric: Rubric
    vocabulary: Vocabulary
    effort: Effort
    remembered: Remembered = field(default_factory=dict)
    """What the universes of all laws of a rubric share."""

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """The criteria that are asked, by id."""
        return {
            one.id: one
            for one in self.rubric.criteria
            if one.validity.covers(self.time.report_year, self.time.choices)
        }

    @cached_property
    def gates(self) -> dict[str, Gate]:
        """The gates by id."""
        return {gate.id: gate for gate in self.rubric.gates}

    @cached_property
    def universe(self) -> Universe | None:
        """Every file joined to this law; None where no more laws may be looked into."""
        if self.effort.laws <= 0 or self.effort.looks <= 0:
            return None
        self.effort.laws -= 1
        return Universe(self.rubric, self.vocabulary, self.time.report_year, remembered=self.remembered)

    @cached_property
    def criteria_of_rules(self) -> frozenset[str]:
        """The criteria that tier rules ask, through gates."""
        return frozenset().union(*(self.criteria_asked(rule.when) for rule in self.rubric.rules))

    def criteria_asked(self, condition: Condition) -> frozenset[str]:
        """The criteria that a condition asks, through gates too."""
        found: set[str] = set()
        for plain in plain_conditions(condition):
            if isinstance(plain, OutcomeIn):
                found.add(plain.criterion)
            elif isinstance(plain, GateHolds):
                found |= self.criteria_asked(self.gates[plain.gate].condition)
        return frozenset(found)

    def has(self, entry: Criterion | Gate | TierRule, entries: Iterable[Criterion | Gate | TierRule]) -> bool:
        """Whether an entry of the rubric is the one in force among ``entries`` of this law."""
        return any((one.id, one.validity) == (entry.id, entry.validity) for one in entries)


def every_law(rubric: Rubric, vocabulary: Vocabulary, effort: Effort) -> tuple[tuple[Law, ...], bool]:
    """Each law once, the rubric's own readings and the newest years first; False where there are too many readings to list all."""
    validities = tuple(dict.fromkeys(validities_of(rubric)))
    choices, complete = readings(rubric)
    found: dict[object, Law] = {}
    made: dict[frozenset[int], Rubric] = {}
    answers: dict[object, object] = {}
    remembered: Remembered = {}
    for chosen, year in product(choices, years(rubric)):
        in_force = frozenset(
            number for number, validity in enumerate(validities) if validity.covers(year, chosen)
        )
        if in_force not in made:
            made[in_force] = law_of(with_choices(rubric, chosen), year)
        asked = placement_conditions(made[in_force])
        if (asked, year) not in answers:
            answers[asked, year] = frozenset(histories(asked, NO_PLACEMENTS, year))
        if (in_force, answers[asked, year]) not in found:
            found[in_force, answers[asked, year]] = Law(
                Time(year, chosen), made[in_force], vocabulary, effort, remembered
            )
    return tuple(found.values()), complete


def readings(rubric: Rubric) -> tuple[tuple[dict[str, str], ...], bool]:
    """The rubric's own choices, each other value by itself, those that some part asks for, and the rest; False if not all."""
    own = rubric.choices
    single = [own | {switch.name: value} for switch in rubric.switches for value in switch.options]
    asked = [own | dict(validity.where) for validity in validities_of(rubric)]
    complete = math.prod(len(switch.options) for switch in rubric.switches) <= MOST_READINGS
    names = [switch.name for switch in rubric.switches]
    rest = (
        [
            dict(zip(names, values, strict=True))
            for values in product(*(switch.options for switch in rubric.switches))
        ]
        if complete
        else []
    )
    unique = {tuple(sorted(chosen.items())): chosen for chosen in (own, *single, *asked, *rest)}
    return tuple(unique.values()), complete


def years(rubric: Rubric) -> tuple[int, ...]:
    """The report years in which something begins, has ended, or a run of placements can first have come about; the newest first."""
    found = {rubric.first_report}
    for validity in validities_of(rubric):
        found |= {validity.since or rubric.first_report, (validity.until or rubric.first_report) + 1}
    conditions = placement_conditions(rubric)
    if conditions:
        last = max(max(since) + sum(reports) for since, reports in map(_spans, conditions))
        found |= {*years_read(conditions, last + 1), last + 1}
    return tuple(sorted((year for year in found if year >= rubric.first_report), reverse=True))


def _spans(condition: PlacementCondition) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """From which report years the steps of a condition on placements count, and how many reports each needs."""
    match condition:
        case PlacedInSequence(steps):
            return tuple(step.since for step in steps), tuple(step.reports for step in steps)
        case PlacedInARow(_, reports, since) | ListedInARow(_, reports, since):
            return (since,), (reports + 1,)


def validities_of(rubric: Rubric) -> Iterator[Validity]:
    """The validity of every part that has to do with a tier."""
    for criterion in rubric.criteria:
        yield criterion.validity
        yield from (part.validity for part in criterion.indicators)
        yield from (part.validity for part in criterion.caps)
        yield from (part.validity for part in criterion.presumptions)
    yield from (gate.validity for gate in rubric.gates)
    yield from (rule.validity for rule in rubric.rules)
