"""Tests on intervals: how a test's value follows from the values of its leaves, known or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tierscore.model.outcome import ONE, Interval
from tierscore.model.test import AllOf, AnyOf, AtLeast, Leaf, Not, Test

if TYPE_CHECKING:
    from fractions import Fraction

Leaves = Sequence[Interval]
"""The value of every leaf of a rubric, by its place."""
Valuation = Callable[[Leaves], Interval]
"""The value of a test, from the values of the leaves."""


def compile_test(test: Test, place_of: Callable[[Leaf], int]) -> Valuation:
    """Turn a test into a function of its leaves: ``any`` is the largest, ``all`` the smallest, ``not`` one less."""
    match test:
        case AnyOf(tests):
            return _ranked(tests, place_of, lambda count: count - 1)
        case AllOf(tests):
            return _ranked(tests, place_of, lambda _: 0)
        case AtLeast(wanted, tests):
            return _ranked(tests, place_of, lambda count: count - wanted)
        case Not(inner):
            return _negated(compile_test(inner, place_of))
        case _:
            place = place_of(test)
            return lambda leaves: leaves[place]


def _ranked(tests: tuple[Test, ...], place_of: Callable[[Leaf], int], rank: Callable[[int], int]) -> Valuation:
    """The value at one rank, counted from the smallest: each end of the interval is the end at that rank."""
    parts = [compile_test(test, place_of) for test in tests]
    position = rank(len(parts))

    def value(leaves: Leaves) -> Interval:
        intervals = [part(leaves) for part in parts]
        low = sorted(interval.low for interval in intervals)[position]
        return Interval(low, sorted(interval.high for interval in intervals)[position])

    return value


def _negated(part: Valuation) -> Valuation:
    def value(leaves: Leaves) -> Interval:
        inner = part(leaves)
        return Interval(ONE - inner.high, ONE - inner.low)

    return value


def mean(values: Sequence[Interval], weights: Sequence[int]) -> Interval:
    """The weighted mean of each end; exact. The weights must not all be zero."""
    total = sum(weights)
    low: Fraction = sum((value.low * weight for value, weight in zip(values, weights, strict=True)), start=ONE * 0)
    high: Fraction = sum((value.high * weight for value, weight in zip(values, weights, strict=True)), start=ONE * 0)
    return Interval(low / total, high / total)
