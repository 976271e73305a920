"""What is proven of each criterion by itself: its outcomes, its indicators and its caps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING

from tierscore.analysis.verification.budget import Verdict
from tierscore.analysis.verification.universe import Universe
from tierscore.analysis.verification.value_sets import (
    TooManyValuesError,
    ceilings,
    possible_values,
    sums,
    uncapped_values,
)
from tierscore.engine.compiled.tests import in_parts
from tierscore.engine.law import law_of, with_choices
from tierscore.model.decision import as_answer
from tierscore.model.law import ALWAYS
from tierscore.model.moments import moments
from tierscore.model.outcome import ONE, ZERO, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from fractions import Fraction

    from tierscore.analysis.verification.budget import WorkBudget
    from tierscore.analysis.verification.value_sets import ValueSet
    from tierscore.engine.compiled.tests import Valuation, ValueSpan
    from tierscore.engine.evaluator import KnownSoFar
    from tierscore.model.decision import Answer
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Cap, Criterion, Indicator, Rubric
    from tierscore.model.test import Leaf
_BANDS = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)


@dataclass(frozen=True)
class ProvenCriterion:
    """What is proven of one version of a criterion."""

    criterion: Criterion
    outcomes: Mapping[Outcome, Verdict]
    """Whether some evidence leads to each outcome."""
    indicators: Mapping[str, Verdict]
    """Whether some evidence makes the outcome depend on each indicator."""
    biting: Mapping[str, Verdict]
    """Whether some evidence makes each cap bite."""
    caps: Mapping[str, Verdict]
    """Whether some evidence makes the outcome depend on each cap."""


class CriterionProofs:
    """Proves criteria one by one; a version that several years have in common is examined once."""

    def __init__(self, rubric: Rubric, vocabulary: Vocabulary, budget: WorkBudget) -> None:
        self._rubric = rubric
        self._vocabulary = vocabulary
        self._budget = budget
        self._proven: dict[Criterion, ProvenCriterion] = {}

    def proven(self, criterion: Criterion, report_year: int) -> ProvenCriterion:
        """What is proven of a criterion as the law of a year has it."""
        version = replace(criterion, law=())
        if version not in self._proven:
            examination = _Examination(self._alone(version), self._vocabulary, report_year, self._budget)
            self._proven[version] = examination.proven()
        return self._proven[version]

    def versions(self, entry: Criterion) -> tuple[ProvenCriterion, ...]:
        """What is proven of every version of a criterion of the rubric that is ever in force."""
        alone = replace(self._alone(entry), switches=self._rubric.switches)
        proven: dict[int, ProvenCriterion] = {}
        for moment in moments(self._rubric, entry.dated_parts):
            if entry.validity.covers(*moment):
                (criterion,) = law_of(with_choices(alone, moment.choices), moment.report_year).criteria
                version = self.proven(criterion, moment.report_year)
                proven[id(version)] = version
        return tuple(proven.values())

    def _alone(self, criterion: Criterion) -> Rubric:
        return replace(self._rubric, criteria=(criterion,), gates=(), rules=(), special_list=(), switches=())


class _Examination:
    """
    One version of a criterion on every file.

    That something never matters is proven as if nothing that the criterion reads depended on anything else;
    that it does is shown by evidence for which another value that the part can have gives another outcome.
    """

    def __init__(self, alone: Rubric, vocabulary: Vocabulary, report_year: int, budget: WorkBudget) -> None:
        self.criterion = replace(alone.criteria[0], validity=ALWAYS)
        self.universe = Universe(replace(alone, criteria=(self.criterion,)), vocabulary, report_year)
        self.scale = alone.scale
        self.budget = budget
        self.compiled = self.universe.criteria[self.criterion.id]
        self.order = sorted(
            self.universe.plan.variables_read[self.criterion.id],
            key=lambda number: len(self.universe.variables[number].options),
        )
        leaves = _leaf_values(self.universe)
        self.values = [
            possible_values(indicator.test, leaves.__getitem__) for indicator in self.criterion.indicators
        ]
        self.when = {cap.id: possible_values(cap.when, leaves.__getitem__) for cap in self.criterion.caps}

    def proven(self) -> ProvenCriterion:
        """Every proof of the criterion, its indicators and its caps."""
        criterion = self.criterion
        biting = {cap.id: self._bites(position, cap) for position, cap in enumerate(criterion.caps)}
        return ProvenCriterion(
            criterion,
            outcomes={outcome: self._reaches(outcome) for outcome in _BANDS},
            indicators={
                part.id: self._indicator(place, part) for place, part in enumerate(criterion.indicators)
            },
            biting=biting,
            caps={cap.id: self._cap(place, cap, biting[cap.id]) for place, cap in enumerate(criterion.caps)},
        )

    def _ever(self, question: Callable[[KnownSoFar], Answer]) -> Verdict:
        return self.budget.ever(self.universe, self.order, question)[0]

    @cached_property
    def _uncapped(self) -> frozenset[Fraction]:
        """Every value of the criterion before its caps."""
        return frozenset(value for (value,) in uncapped_values([self.criterion], self.values))

    def _ceilings(self, without: str = "") -> frozenset[Fraction]:
        """The values to which some of its caps together can limit the criterion; 1 where none bites."""
        caps = [cap for cap in self.criterion.caps if cap.id != without and ONE in self.when[cap.id]]
        always = min((cap.at_most for cap in caps if self.when[cap.id] == {ONE}), default=ONE)
        return frozenset(limit for (limit,) in ceilings([(cap.at_most,) for cap in caps], (always,)))

    def _reaches(self, outcome: Outcome) -> Verdict:
        def question(known: KnownSoFar) -> Answer:
            """Whether the criterion has the outcome, and no other."""
            outcomes = known.outcomes(self.criterion.id)
            return as_answer(holds=outcomes == {outcome}, fails=outcome not in outcomes)

        try:
            capped = product(self._uncapped, self._ceilings())
            if not any(self.scale.outcome(min(pair)) is outcome for pair in capped):
                return Verdict.NEVER
        except TooManyValuesError:
            pass
        return self._ever(question)

    def _takes(self, part: Valuation, value: Fraction) -> Verdict:
        """Whether some evidence gives a part a value."""
        wanted = in_parts(value, self.compiled.one)

        def question(known: KnownSoFar) -> Answer:
            """Whether the part has the value, and no other."""
            low, high = part(known.leaves(self.criterion.id))
            return as_answer(holds=low == wanted == high, fails=not low <= wanted <= high)

        return self._ever(question)

    def _bites(self, position: int, cap: Cap) -> Verdict:
        return self._takes(self.compiled.caps[position], ONE) if ONE in self.when[cap.id] else Verdict.NEVER

    def _indicator(self, position: int, indicator: Indicator) -> Verdict:
        try:
            if not self._changes_band(self._groups_by_indicator(position, indicator), self._ceilings()):
                return Verdict.NEVER
        except TooManyValuesError:
            return Verdict.OPEN
        part, values = self.compiled.indicators[position], sorted(self.values[position])
        reached = [value for value in values if self._takes(part, value) is Verdict.FOUND]
        return self._depends(
            lambda known: [self._value(known, indicators={position: value}) for value in reached]
        )

    def _groups_by_indicator(self, position: int, indicator: Indicator) -> Iterator[list[Fraction]]:
        """For all values of the other indicators the values that one of them gives to the criterion."""
        own = self.values[position]
        others = [*self.values[:position], *self.values[position + 1 :]]
        if self.criterion.all_required:
            rest = frozenset({ONE}).union(*others)
            yield from ([min(value, least) for value in own] for least in rest)
            return
        points = self.criterion.points
        whole = sum(points)
        for (total,) in sums([[*points[:position], *points[position + 1 :]]], others):
            yield [(total + indicator.points * value) / whole for value in own]

    def _changes_band(self, groups: Iterable[list[Fraction]], limits: frozenset[Fraction]) -> bool:
        """Whether under some limit the values of some group lie in different bands."""
        return any(
            len({self.scale.outcome(min(value, limit)) for value in group}) > 1
            for group in groups
            for limit in limits
        )

    def _cap(self, position: int, cap: Cap, biting: Verdict) -> Verdict:
        if biting is Verdict.NEVER:
            return Verdict.NEVER
        try:
            pairs = map(min, product(self._uncapped, self._ceilings(without=cap.id)))
            if not self._changes_band(
                ([value, min(value, cap.at_most)] for value in pairs), frozenset({ONE})
            ):
                return Verdict.NEVER
        except TooManyValuesError:
            return Verdict.OPEN
        if biting is Verdict.OPEN:
            return Verdict.OPEN
        return self._depends(
            lambda known: [self._value(known, caps={position: bites}) for bites in (ZERO, ONE)]
        )

    def _depends(self, values: Callable[[KnownSoFar], list[ValueSpan]]) -> Verdict:
        """Whether for some evidence values of the criterion, one of them its own, lie in different bands."""

        def question(known: KnownSoFar) -> Answer:
            """Whether the values surely lie in different bands, or surely in one."""
            bands = [set(self.compiled.possible(value)) for value in values(known)]
            return as_answer(
                holds=any(some.isdisjoint(others) for some, others in combinations(bands, 2)),
                fails=len(set[Outcome]().union(*bands)) <= 1,
            )

        return self._ever(question)

    def _value(
        self,
        known: KnownSoFar,
        indicators: Mapping[int, Fraction] | None = None,
        caps: Mapping[int, Fraction] | None = None,
    ) -> ValueSpan:
        """The value of the criterion where some of its parts have given values."""
        leaves = known.leaves(self.criterion.id)
        values = [indicator(leaves) for indicator in self.compiled.indicators]
        whens = [cap(leaves) for cap in self.compiled.caps]
        for part, given in ((values, indicators), (whens, caps)):
            for position, value in (given or {}).items():
                parts = in_parts(value, self.compiled.one)
                part[position] = parts, parts
        return self.compiled.joined(values, whens)


def _leaf_values(universe: Universe) -> dict[Leaf, ValueSet]:
    """The values of every leaf, presumed ones included."""
    values: dict[Leaf, frozenset[Fraction]] = {}
    for variable in universe.variables:
        for position, place in enumerate(variable.places):
            leaf = place.leaf
            answers = frozenset(option.answers[position] for option in variable.options)
            values[leaf] = values.get(leaf, frozenset()) | answers
    return values
