"""
The plain twin of the indicated tier: what an open gate is taken for, and whether enough is known to say so.

Which gates are open, and which tiers there are, it learns from trying every completion.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from brute_force import EveryWorld, is_settled, values_of
from settled import holds, weighed
from tierscore.model import condition as conditions
from tierscore.model import test as tests
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.evidence import Versus
from tierscore.model.rubric import Criterion, IfOpen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tierscore.engine.combination import Fact
    from tierscore.model.outcome import Outcome
    from tierscore.model.rubric import Gate
    from tierscore.model.test import Leaf, Subject, Test

Ends = tuple[Fraction, Fraction]
"""The least and the largest value that something can have."""
UNKNOWN: Ends = (Fraction(0), Fraction(1))


class Indication:
    """What every completion says, and the tier that is indicated on it."""

    def __init__(self, every: EveryWorld) -> None:
        self.every = every
        self.rubric = every.rubric
        worlds = list(every)
        self.tiers = {world.tier() for world in worlds} - {CONTRADICTION}
        self.gates = {gate.id: {world.gate(gate.id) for world in worlds} for gate in self.rubric.gates}
        self._ends = {
            leaf: (min(world.answers[leaf] for world in worlds), max(world.answers[leaf] for world in worlds))
            for leaf in worlds[0].answers
        }

    @property
    def tier(self) -> str:
        """
        The tier of the first rule that holds, once every open gate has the answer that the rubric declares.

        It is undetermined where that rule cannot be told, where no completion gives its tier, and where an
        open gate that it names is answered on too little.
        """
        for rule in self.rubric.rules:
            truths = {holds(rule.when, _Assumed(chosen)) for chosen in self._assumptions()}
            if truths == {False}:
                continue
            if len(truths) == 2:
                return CONTRADICTION if not self.tiers else UNDETERMINED
            if rule.tier == CONTRADICTION or not self.tiers:
                return CONTRADICTION
            too_little = any(self._too_little_is_known(gate) for gate in self._named(rule.when))
            return UNDETERMINED if too_little or rule.tier not in self.tiers else rule.tier
        raise AssertionError(self.rubric)

    def _assumptions(self) -> Iterator[dict[str, bool]]:
        """The answers that gates take; both, one after the other, for a gate that has none to take."""
        taken = {gate.id: self._assumed(gate) for gate in self.rubric.gates}
        for chosen in product(*taken.values()):
            yield dict(zip(taken, chosen, strict=True))

    def _assumed(self, gate: Gate) -> set[bool]:
        if not self.is_open(gate):
            return self.gates[gate.id]
        declared = gate.if_summary_silent if self.is_silent(gate) else gate.if_open
        return {IfOpen.HOLDS: {True}, IfOpen.FAILS: {False}}.get(declared or gate.if_open, {True, False})

    def is_open(self, gate: Gate) -> bool:
        """Whether completions differ on a gate."""
        return len(self.gates[gate.id]) == 2

    def is_silent(self, gate: Gate) -> bool:
        """Whether the summary of the report was read, and leaves a gate open without sources that differ."""
        view = self.every.view
        read = any(
            search.report == view.report_year and search.pillar is None for search in view.dossier.searched
        )
        asked = [
            leaf
            for criterion in self._open_criteria(gate)
            for indicator in criterion.indicators
            for leaf in tests.leaves(indicator.test)
        ]
        differ = any(map(self._reads_what_is_contested, asked)) or any(
            map(self._differ, self._open_leaves(gate))
        )
        return gate.if_summary_silent is not None and read and not differ

    def _too_little_is_known(self, gate: Gate) -> bool:
        least = self.rubric.settings.minimum_coverage
        coverages = [self.coverage(criterion) for criterion in self._open_criteria(gate)]
        return self.is_open(gate) and not self.is_silent(gate) and min(coverages, default=1) < least

    # --- what a gate reads ---

    def _named(self, condition: conditions.Condition) -> list[Gate]:
        named = {
            part.gate
            for part in conditions.plain_conditions(condition)
            if isinstance(part, conditions.GateHolds)
        }
        return [gate for gate in self.rubric.gates if gate.id in named]

    def _reads(self, condition: conditions.Condition) -> Iterator[Criterion | Test]:
        """Criteria and tests on which what is unknown bears, through other gates too."""
        match condition:
            case conditions.OutcomeIn(criterion):
                yield from (known for known in self.rubric.criteria if known.id == criterion)
            case conditions.TestReaches(test):
                yield test
            case conditions.GateHolds():
                yield from (part for gate in self._named(condition) for part in self._reads(gate.condition))
            case (
                conditions.EveryOne(parts) | conditions.AnyOne(parts) | conditions.AtLeastSo(conditions=parts)
            ):
                yield from (read for part in parts for read in self._reads(part))
            case conditions.NotSo(part):
                yield from self._reads(part)
            case _:
                return

    def _open_criteria(self, gate: Gate) -> list[Criterion]:
        read = [part for part in self._reads(gate.condition) if isinstance(part, Criterion)]
        return [criterion for criterion in read if len(self._outcomes(criterion)) > 1]

    def _open_leaves(self, gate: Gate) -> Iterator[Leaf]:
        """The leaves that leave a gate open, by a criterion or by a test of its own."""
        for part in self._reads(gate.condition):
            if not isinstance(part, Criterion):
                yield from (leaf for leaf in tests.leaves(part) if len(set(self._ends[leaf])) == 2)
        for criterion in self._open_criteria(gate):
            given = self._given(criterion)
            read = [leaf for test in criterion.tests for leaf in tests.leaves(test)]
            yield from (leaf for leaf in read if len(set(given[leaf])) == 2)

    def _differ(self, leaf: Leaf) -> bool:
        """Whether sources differ on what a leaf reads: on how it stands, or on how it changed if that is asked."""
        return any(self._sources_differ(subject) for subject in tests.subjects(leaf))

    def _reads_what_is_contested(self, leaf: Leaf) -> bool:
        """Whether a fact that a leaf reads is contested, in the period or, for a change, in the one before."""
        year = self.every.view.report_year
        years = (year, year - 1) if isinstance(leaf, tests.Trend) else (year,)
        facts = [self.every.view.fact(subject, at) for subject in tests.subjects(leaf) for at in years]
        return any(len(fact.states) > 1 or len(_directions(fact)) > 1 for fact in facts)

    def _sources_differ(self, subject: Subject) -> bool:
        view = self.every.view
        now, before = view.fact(subject), view.fact(subject, view.report_year - 1)
        trends = [leaf for leaf in self._ends if isinstance(leaf, tests.Trend) and leaf.subject == subject]
        if len(now.states) > 1 or not trends:
            return len(now.states) > 1
        numeric = view.measure(subject).numeric
        known = is_settled(now, numeric=numeric) and is_settled(before, numeric=numeric)
        changes = {change for *_, change in values_of(subject, [*trends], view)}
        return len(before.states) > 1 or len(_directions(now)) > 1 or (known and len(changes) > 1)

    # --- how much is known ---

    def _given(self, criterion: Criterion) -> Mapping[Leaf, Ends]:
        presumed = self.every.presumed(criterion.id)
        return {**self._ends, **{leaf: (value, value) for leaf, value in presumed.items()}}

    def _outcomes(self, criterion: Criterion) -> set[Outcome]:
        given = self._given(criterion)
        spans = [ends(indicator.test, given) for indicator in criterion.indicators]
        low, high = (weighed(criterion, [span[end] for span in spans]) for end in (0, 1))
        for cap in criterion.caps:
            surely, perhaps = ends(cap.when, given)
            low = min(low, cap.at_most) if perhaps == 1 else low
            high = min(high, cap.at_most) if surely == 1 else high
        return {self.rubric.scale.outcome(low), self.rubric.scale.outcome(high)}

    def coverage(self, criterion: Criterion) -> Fraction:
        """The share of a criterion's points that evidence settles; what is presumed is not settled by evidence."""
        given = {**self._ends, **dict.fromkeys(self.every.presumed(criterion.id), UNKNOWN)}
        widths = [
            high - low for low, high in (ends(indicator.test, given) for indicator in criterion.indicators)
        ]
        points = criterion.points
        return sum(
            ((1 - width) * p for width, p in zip(widths, points, strict=True)), start=Fraction(0)
        ) / sum(points)


def _directions(fact: Fact) -> set[Versus]:
    """The ways in which sources say that something changed."""
    return {Versus.MORE if word is Versus.NONE_BEFORE else word for word in fact.comparisons}


def ends(test: Test, given: Mapping[Leaf, Ends]) -> Ends:
    """The least and the largest value of a test, each part of it taken for itself."""
    match test:
        case tests.AnyOf(parts) | tests.AllOf(parts) | tests.AtLeast(tests=parts):
            place = {tests.AnyOf: 0, tests.AllOf: len(parts) - 1}.get(
                type(test), getattr(test, "count", 1) - 1
            )
            lows, highs = zip(*(ends(part, given) for part in parts), strict=True)
            return sorted(lows, reverse=True)[place], sorted(highs, reverse=True)[place]
        case tests.Not(part):
            low, high = ends(part, given)
            return 1 - high, 1 - low
        case tests.Outweighs(gains, losses):
            (least, most), (fewest, all_lost) = (
                [sum(ends(part, given)[end] for part in parts) for end in (0, 1)] for parts in (gains, losses)
            )
            return Fraction(least > all_lost), Fraction(most > fewest)
        case _:
            return given[test]


class _Assumed:
    """Gates with the answers that they take; tier rules of the inventions ask nothing else."""

    def __init__(self, gates: Mapping[str, bool]) -> None:
        self._gates = gates

    def gate(self, gate: str) -> bool:
        return self._gates[gate]

    def outcome(self, criterion: str) -> Outcome:
        raise AssertionError(criterion)

    def reached(self, test: Test) -> Fraction:
        raise AssertionError(test)

    def shown(self, condition: conditions.Condition) -> bool:
        raise AssertionError(condition)
