"""What is proven of each criterion by itself: its outcomes, its indicators and its caps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tierscore.analysis.verification.budget import Verdict
from tierscore.analysis.verification.independent_values import (
    TooManyValuesError,
    leaf_values,
    limits,
    sums,
    test_values,
)
from tierscore.analysis.verification.universe import Universe
from tierscore.engine.evaluator import possible_outcomes
from tierscore.engine.law import law_of, with_choices
from tierscore.model.law import ALWAYS
from tierscore.model.moments import moments
from tierscore.model.outcome import ONE, Interval, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from tierscore.analysis.verification.budget import Effort
    from tierscore.analysis.verification.independent_values import Values
    from tierscore.engine.variables import Assignment
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Cap, Criterion, Indicator, Rubric
_BANDS = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)


@dataclass(frozen=True)
class Proven:
    """What is proven of one version of a criterion."""

    criterion: Criterion
    outcomes: dict[Outcome, Verdict]
    """Whether some evidence leads to each outcome."""
    indicators: dict[str, Verdict]
    """Whether some evidence makes the outcome depend on each indicator."""
    biting: dict[str, Verdict]
    """Whether some evidence makes each cap bite."""
    caps: dict[str, Verdict]
    """Whether some evidence makes the outcome depend on each cap."""


class CriterionProofs:
    """Proves criteria one by one; a version that several years have in common is looked into once."""

    def __init__(self, rubric: Rubric, vocabulary: Vocabulary, effort: Effort) -> None:
        self._rubric = rubric
        self._vocabulary = vocabulary
        self._effort = effort
        self._proven: dict[Criterion, Proven] = {}

    def of(self, criterion: Criterion, report_year: int) -> Proven:
        """What is proven of a criterion as the law of a year has it."""
        key = replace(criterion, law=())
        if key not in self._proven:
            self._proven[key] = _Examination(
                self._alone(key), self._vocabulary, report_year, self._effort
            ).proven()
        return self._proven[key]

    def versions(self, entry: Criterion) -> tuple[Proven, ...]:
        """What is proven of every version of a criterion of the rubric that is ever in force."""
        found: dict[int, Proven] = {}
        alone = replace(self._alone(entry), switches=self._rubric.switches)
        for moment in moments(self._rubric, entry.dated_parts):
            if entry.validity.covers(*moment):
                law = law_of(with_choices(alone, moment.choices), moment.report_year)
                proven = self.of(law.criteria[0], moment.report_year)
                found[id(proven)] = proven
        return tuple(found.values())

    def _alone(self, criterion: Criterion) -> Rubric:
        return replace(self._rubric, criteria=(criterion,), gates=(), rules=(), special_list=(), switches=())


class _Examination:
    """
    One version of a criterion on every file.

    That something never matters is proven as if nothing that the criterion reads had to do with anything else; that it does
    is shown by evidence for which another value of the part, that it can have, gives another outcome.
    """

    def __init__(self, alone: Rubric, vocabulary: Vocabulary, report_year: int, effort: Effort) -> None:
        self.criterion = replace(alone.criteria[0], validity=ALWAYS)
        self.universe = Universe(replace(alone, criteria=(self.criterion,)), vocabulary, report_year)
        self.scale = alone.scale
        self.effort = effort
        self.compiled = self.universe.criteria[self.criterion.id]
        self.order = sorted(
            self.universe.variables_read_by(self.criterion.id),
            key=lambda n: len(self.universe.variables[n].options),
        )
        leaves = leaf_values(self.universe)
        self.values = {one.id: test_values(one.test, leaves) for one in self.criterion.indicators}
        self.when = {cap.id: test_values(cap.when, leaves) for cap in self.criterion.caps}

    def proven(self) -> Proven:
        caps, indicators = self.criterion.caps, self.criterion.indicators
        biting = {cap.id: self._bites(position) for position, cap in enumerate(caps)}
        return Proven(
            self.criterion,
            {outcome: self._reaches(outcome) for outcome in _BANDS},
            {one.id: self._indicator(position, one) for position, one in enumerate(indicators)},
            biting,
            {cap.id: self._cap(position, cap, biting[cap.id]) for position, cap in enumerate(caps)},
        )

    def _reaches(self, outcome: Outcome) -> Verdict:
        if not self._could_reach(outcome):
            return Verdict.NEVER
        return self.effort.ever(
            outcome,
            self.universe,
            self.order,
            lambda choice: self.universe.outcomes(self.criterion.id, choice),
        )[0]

    def _could_reach(self, outcome: Outcome) -> bool:
        try:
            values = self._all_values()
        except TooManyValuesError:
            return True
        heights = limits(self.criterion, self.when)
        return any(self.scale.outcome(min(value, at)) is outcome for value in values for at in heights)

    def _bites(self, position: int) -> Verdict:
        if ONE not in self.when[self.criterion.caps[position].id]:
            return Verdict.NEVER

        def possible(choice: Assignment) -> frozenset[str]:
            value = self.compiled.caps[position](self._leaves(choice))
            return frozenset(
                {"yes", "no"} if value.low < ONE == value.high else {"yes"} if value.low == ONE else {"no"}
            )

        return self.effort.ever("yes", self.universe, self.order, possible)[0]

    def _indicator(self, position: int, indicator: Indicator) -> Verdict:
        try:
            if not self._indicator_could(position, indicator):
                return Verdict.NEVER
        except TooManyValuesError:
            return Verdict.OPEN
        reached = tuple(
            value
            for value in sorted(self.values[indicator.id])
            if self._has(position, value) is Verdict.FOUND
        )
        return self._depends(lambda choice: [self._value(choice, (position, value), {}) for value in reached])

    def _has(self, position: int, value: Fraction) -> Verdict:
        """Whether some evidence gives an indicator a value."""

        def possible(choice: Assignment) -> frozenset[str]:
            found = self.compiled.indicators[position](self._leaves(choice))
            return frozenset(
                {"yes"}
                if found.settled and found.low == value
                else {"no"}
                if not found.low <= value <= found.high
                else _BOTH
            )

        return self.effort.ever("yes", self.universe, self.order, possible)[0]

    def _indicator_could(self, position: int, indicator: Indicator) -> bool:
        own = self.values[indicator.id]
        others = [one for number, one in enumerate(self.criterion.indicators) if number != position]
        heights = limits(self.criterion, self.when)
        if self.criterion.all_required:
            rest = frozenset.union(frozenset({ONE}), *(self.values[one.id] for one in others))
            return self._split(([min(value, at) for value in own] for at in rest), heights)
        points = sum(one.points for one in self.criterion.indicators)
        totals = sums((one.points, self.values[one.id]) for one in others)
        return self._split(
            ([(total + indicator.points * value) / points for value in own] for total in totals), heights
        )

    def _split(self, groups: Iterable[list[Fraction]], heights: frozenset[Fraction]) -> bool:
        """Whether under some height the values of some group lie in different bands."""
        return any(
            len({self.scale.outcome(min(value, at)) for value in group}) > 1
            for group in groups
            for at in heights
        )

    def _cap(self, position: int, cap: Cap, biting: Verdict) -> Verdict:
        if biting is Verdict.NEVER:
            return Verdict.NEVER
        try:
            totals = self._all_values()
        except TooManyValuesError:
            return Verdict.OPEN
        heights = limits(self.criterion, self.when, without=cap.id)
        if not self._split(
            ([min(at, value), min(at, value, cap.at_most)] for value in totals for at in heights),
            frozenset({ONE}),
        ):
            return Verdict.NEVER
        if biting is Verdict.OPEN:
            return Verdict.OPEN
        return self._depends(
            lambda choice: [self._value(choice, None, {position: bites}) for bites in (False, True)]
        )

    def _all_values(self) -> Values:
        indicators = self.criterion.indicators
        if self.criterion.all_required:
            return frozenset.union(*(self.values[one.id] for one in indicators))
        points = sum(one.points for one in indicators)
        return frozenset(
            total / points for total in sums((one.points, self.values[one.id]) for one in indicators)
        )

    def _depends(self, values: Callable[[Assignment], list[Interval]]) -> Verdict:
        """Whether for some evidence several values of the criterion, one of them its own, lie in different bands."""

        def possible(choice: Assignment) -> frozenset[str]:
            bands = [set(possible_outcomes(value, self.scale)) for value in values(choice)]
            if any(one.isdisjoint(other) for one in bands for other in bands):
                return frozenset({"yes"})
            return frozenset({"no"} if len(set[Outcome]().union(*bands)) <= 1 else _BOTH)

        return self.effort.ever("yes", self.universe, self.order, possible)[0]

    def _value(
        self, choice: Assignment, indicator: tuple[int, Fraction] | None, caps: dict[int, bool]
    ) -> Interval:
        """The value of the criterion with one of its parts set by hand."""
        leaves = self._leaves(choice)
        values = [found(leaves) for found in self.compiled.indicators]
        if indicator is not None:
            values[indicator[0]] = Interval(indicator[1], indicator[1])
        whens = [found(leaves) for found in self.compiled.caps]
        for position, bites in caps.items():
            whens[position] = Interval(ONE * bites, ONE * bites)
        return self.compiled.joined(values, whens)

    def _leaves(self, choice: Assignment) -> dict[int, Interval]:
        return self.universe.leaf_values(choice, self.compiled.places)


_BOTH = frozenset({"yes", "no"})
