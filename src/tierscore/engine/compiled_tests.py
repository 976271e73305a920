"""Tests as functions: how the value of a test follows from the intervals of its leaves."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

from tierscore.model.outcome import ONE, ZERO, Interval
from tierscore.model.test import AllOf, AnyOf, AtLeast, Leaf, Not, Outweighs, Test

Leaves = Mapping[int, Interval]
"""The values of the leaves that a test reads, by their places."""
Valuation = Callable[[Leaves], Interval]
"""The value of a test, from the values of the leaves."""


def compile_test(test: Test, place_of: Callable[[Leaf], int]) -> Valuation:
    """A test as a function of its leaves: ``any`` is the largest, ``all`` the smallest, ``not`` one less."""

    def compiled(test: Test, parts: Iterator[Valuation]) -> Valuation:
        """The function for a test, given those for its parts."""
        match test:
            case AnyOf():
                return _picked([*parts], max)
            case AllOf():
                return _picked([*parts], min)
            case AtLeast(count):
                return _picked([*parts], lambda ends: sorted(ends)[-count])
            case Not():
                return _negated(next(parts))
            case Outweighs(gains):
                return _outweighing([*islice(parts, len(gains))], [*parts])
            case _:
                place = place_of(test)
                return lambda leaves: leaves[place]

    return test.fold(compiled)


def _picked(parts: Sequence[Valuation], pick: Callable[[list[Fraction]], Fraction]) -> Valuation:
    """``pick`` chooses among the low ends of the parts, and among their high ends."""

    def value(leaves: Leaves) -> Interval:
        """The value at each end."""
        intervals = [part(leaves) for part in parts]
        return Interval(
            pick([interval.low for interval in intervals]), pick([interval.high for interval in intervals])
        )

    return value


def _negated(part: Valuation) -> Valuation:
    def value(leaves: Leaves) -> Interval:
        """One less each end."""
        inner = part(leaves)
        return Interval(ONE - inner.high, ONE - inner.low)

    return value


def _outweighing(gains: Sequence[Valuation], losses: Sequence[Valuation]) -> Valuation:
    def value(leaves: Leaves) -> Interval:
        """1 at an end where the gains are more there, whatever else is so."""
        gained, lost = [gain(leaves) for gain in gains], [loss(leaves) for loss in losses]
        surely = sum(gain.low for gain in gained) > sum(loss.high for loss in lost)
        perhaps = sum(gain.high for gain in gained) > sum(loss.low for loss in lost)
        return Interval(ONE if surely else ZERO, ONE if perhaps else ZERO)

    return value


def mean(values: Sequence[Interval], weights: Sequence[int]) -> Interval:
    """The weighted mean of each end; exact. The weights must not all be zero."""
    return Interval(
        _mean([value.low for value in values], weights), _mean([value.high for value in values], weights)
    )


def _mean(values: Sequence[Fraction], weights: Sequence[int]) -> Fraction:
    """Added up in whole numbers over one denominator, so that a single fraction is made."""
    denominator = math.lcm(*(value.denominator for value in values))
    parts = (
        value.numerator * (denominator // value.denominator) * weight
        for value, weight in zip(values, weights, strict=True)
    )
    return Fraction(sum(parts), denominator * sum(weights))
