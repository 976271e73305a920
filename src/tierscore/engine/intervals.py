"""Tests on intervals: how a test's value follows from the values of its leaves, known or not."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from tierscore.model.outcome import ONE, ZERO, Interval
from tierscore.model.test import AllOf, AnyOf, AtLeast, Leaf, Not, Outweighs, Test

Leaves = Mapping[int, Interval]
"""The values of the leaves that a test reads, by their places."""
Valuation = Callable[[Leaves], Interval]
"""The value of a test, from the values of the leaves."""


def compile_test(test: Test, place_of: Callable[[Leaf], int]) -> Valuation:
    """Turn a test into a function of its leaves: ``any`` is the largest, ``all`` the smallest, ``not`` one less."""
    match test:
        case AnyOf(tests):
            return _picked(tests, place_of, max)
        case AllOf(tests):
            return _picked(tests, place_of, min)
        case AtLeast(wanted, tests):
            return _picked(tests, place_of, lambda ends: sorted(ends)[-wanted])
        case Not(inner):
            return _negated(compile_test(inner, place_of))
        case Outweighs(gains, losses):
            return _outweighing(
                [compile_test(gain, place_of) for gain in gains],
                [compile_test(loss, place_of) for loss in losses],
            )
        case _:
            place = place_of(test)
            return lambda leaves: leaves[place]


def _picked(
    tests: tuple[Test, ...], place_of: Callable[[Leaf], int], pick: Callable[[list[Fraction]], Fraction]
) -> Valuation:
    """The value of one rank: each end of the interval is the end that has this rank among its like."""
    parts = [compile_test(test, place_of) for test in tests]

    def value(leaves: Leaves) -> Interval:
        intervals = [part(leaves) for part in parts]
        return Interval(
            pick([interval.low for interval in intervals]), pick([interval.high for interval in intervals])
        )

    return value


def _negated(part: Valuation) -> Valuation:
    def value(leaves: Leaves) -> Interval:
        inner = part(leaves)
        return Interval(ONE - inner.high, ONE - inner.low)

    return value


def _outweighing(gains: Sequence[Valuation], losses: Sequence[Valuation]) -> Valuation:
    def value(leaves: Leaves) -> Interval:
        gained, lost = [gain(leaves) for gain in gains], [loss(leaves) for loss in losses]
        surely = sum(found.low for found in gained) > sum(found.high for found in lost)
        perhaps = sum(found.high for found in gained) > sum(found.low for found in lost)
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
