"""A criterion as a function of the facts that its tests read: its value, and the outcomes that are possible."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.engine.compiled.tests import ValueSpan, compile_test, in_parts
from tierscore.engine.remembered import Memo, remembered
from tierscore.model.outcome import Interval, Outcome
from tierscore.model.test import AllOf, AnyOf, AtLeast, Not, Outweighs, subject_key, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.engine.compiled.tests import Valuation
    from tierscore.model.condition import TestReaches
    from tierscore.model.rubric import Criterion, Presumption, Scale
    from tierscore.model.test import Leaf, Subject, Test
MOST_REMEMBERED = 20_000
"""How many values of one criterion are remembered."""
_BEST_FIRST = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)
_BANDS = {
    (best, worst): frozenset(_BEST_FIRST[best : worst + 1]) for best in range(3) for worst in range(best, 3)
}


Slot = tuple[int, int]
"""Where the value of a leaf is found: the number of a variable, and the place among those that it answers."""


@dataclass(frozen=True)
class LeafPlace:
    """A leaf of a test in one criterion or condition."""

    leaf: Leaf
    presumptions: tuple[Presumption, ...] = ()
    """Those of the criterion that answer the leaf where there is silence on what it reads."""


class CompiledTest:
    """
    A test as a function of its leaves.

    Attributes:
        places: Its leaves, each once, in the order in which the function takes their values.
    """

    def __init__(self, test: Test, one: int) -> None:
        """Compile a test for values of which ``one`` parts make 1."""
        self._numbers: dict[LeafPlace, int] = {}
        self.value = compile_test(test, self._number, one)
        self.places = tuple(self._numbers)

    def _number(self, leaf: Leaf) -> int:
        return self._numbers.setdefault(LeafPlace(leaf), len(self._numbers))


@dataclass(frozen=True)
class PlannedTest:
    """A condition on a test: where the leaves of the test are found, and the value that it has to reach."""

    condition: TestReaches
    compiled: CompiledTest
    slots: tuple[Slot, ...]
    minimum: int
    """In whole parts of 1, rounded up, since every value is a whole number of parts."""


class CompiledCriterion:
    """
    A criterion as a function of its leaves.

    Attributes:
        criterion: The criterion, with what is in force only.
        one: How many parts make 1 in the values of leaves and tests.
        whole: How many parts make 1 in the values of the criterion.
        places: Its leaves, each once, in the order in which its functions take their values.
        indicators: The value of each indicator.
        caps: The value of the test of each cap.
        leanings: For each leaf the points with which the criterion rises, less those with which it falls, as
            the leaf rises. It guides searches and decides nothing.
    """

    def __init__(self, criterion: Criterion, scale: Scale, one: int) -> None:
        """Compile a criterion as a scale weighs it, for leaves of which ``one`` parts make 1."""
        self.criterion = criterion
        self.scale = scale
        self.one = one
        self._numbers: dict[LeafPlace, int] = {}
        self.indicators = tuple(self._compiled(indicator.test) for indicator in criterion.indicators)
        self.caps = tuple(self._compiled(cap.when) for cap in criterion.caps)
        self.places = tuple(self._numbers)
        self.leanings = self._leanings()
        self._points, self._all_points = criterion.points, sum(criterion.points)
        self._total = 1 if criterion.all_required else self._all_points
        limits = (cap.at_most.denominator for cap in criterion.caps)
        self.whole = math.lcm(one * self._total, *limits)
        self._factor = self.whole // (one * self._total)
        self._at_most = tuple(in_parts(cap.at_most, self.whole) for cap in criterion.caps)
        self._met_from = math.ceil(scale.met_from * self.whole)
        self._partly_met_from = math.ceil(scale.partly_met_from * self.whole)
        self._outcomes = Memo[tuple[ValueSpan, ...], frozenset[Outcome]](MOST_REMEMBERED)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """What its tests read, in the order of subjects."""
        read = {subject for place in self.places for subject in subjects(place.leaf)}
        return tuple(sorted(read, key=subject_key))

    def outcomes(self, leaves: tuple[ValueSpan, ...]) -> frozenset[Outcome]:
        """The outcomes that are possible where its leaves have these values; remembered."""
        outcomes = self._outcomes.get(leaves)
        if outcomes is None:
            low, high = self.value(leaves)
            outcomes = self._outcomes.keep(leaves, _BANDS[self._band(high), self._band(low)])
        return outcomes

    def value(self, leaves: Sequence[ValueSpan]) -> ValueSpan:
        """The weighted mean of the indicators, or the smallest where all are required, under the caps."""
        return self.joined(
            [indicator(leaves) for indicator in self.indicators], [cap(leaves) for cap in self.caps]
        )

    def joined(self, values: Sequence[ValueSpan], caps: Sequence[ValueSpan]) -> ValueSpan:
        """The value that follows from those of its indicators and of the tests of its caps."""
        if self.criterion.all_required:
            low = min(low for low, _ in values) * self._factor
            high = min(high for _, high in values) * self._factor
        else:
            points = self._points
            low = sum([low * weight for (low, _), weight in zip(values, points, strict=True)]) * self._factor
            high = (
                sum([high * weight for (_, high), weight in zip(values, points, strict=True)]) * self._factor
            )
        for at_most, (surely, perhaps) in zip(self._at_most, caps, strict=True):
            if perhaps == self.one:
                low = min(low, at_most)
            if surely == self.one:
                high = min(high, at_most)
        return low, high

    def possible(self, value: ValueSpan) -> tuple[Outcome, ...]:
        """The bands that a value touches, best first."""
        low, high = value
        return _BEST_FIRST[self._band(high) : self._band(low) + 1]

    def interval(self, value: ValueSpan) -> Interval:
        """A value of the criterion as exact fractions."""
        return Interval(Fraction(value[0], self.whole), Fraction(value[1], self.whole))

    def settled_share(self, values: Sequence[ValueSpan]) -> Fraction:
        """The share of its points that is settled where its indicators have these values; 0 to 1."""
        every_part = self.one * self._all_points
        open_parts = sum(
            [(high - low) * weight for (low, high), weight in zip(values, self._points, strict=True)]
        )
        return Fraction(every_part - open_parts, every_part)

    def _leanings(self) -> tuple[int, ...]:
        leanings = [0] * len(self.places)
        for indicator in self.criterion.indicators:
            for leaf, sign in _signs(indicator.test, 1):
                leanings[self._number(leaf)] += sign * indicator.points
        for cap in self.criterion.caps:
            for leaf, sign in _signs(cap.when, -1):
                leanings[self._number(leaf)] += sign
        return tuple(leanings)

    def _band(self, value: int) -> int:
        return 0 if value >= self._met_from else 1 if value >= self._partly_met_from else 2

    def _compiled(self, test: Test) -> Valuation:
        return compile_test(test, self._number, self.one)

    def _number(self, leaf: Leaf) -> int:
        measures = {subject.measure for subject in subjects(leaf)}
        naming = tuple(
            presumption
            for presumption in self.criterion.presumptions
            if not measures.isdisjoint(presumption.measures)
        )
        return self._numbers.setdefault(LeafPlace(leaf, naming), len(self._numbers))


def _signs(test: Test, sign: int) -> Iterator[tuple[Leaf, int]]:
    """The leaves of a test, each with 1 if the test rises with it and -1 if it falls, times ``sign``."""
    match test:
        case Not(part):
            yield from _signs(part, -sign)
        case Outweighs(gains, losses):
            for parts, side in ((gains, sign), (losses, -sign)):
                for part in parts:
                    yield from _signs(part, side)
        case AnyOf() | AllOf() | AtLeast():
            for part in test.parts():
                yield from _signs(part, sign)
        case _:
            yield test, sign


def compiled_criterion(criterion: Criterion, scale: Scale, one: int) -> CompiledCriterion:
    """A criterion compiled for a scale: once, whichever laws and rubrics hold it."""
    kept = remembered(criterion)
    key = "compiled", id(scale), one
    if key not in kept:
        kept[key] = CompiledCriterion(criterion, scale, one)
    compiled: CompiledCriterion = kept[key]
    return compiled
