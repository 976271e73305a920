"""
Tests as functions: how the value of a test follows from those of its leaves.

Values are whole numbers of equal parts of 1, so that the arithmetic is exact and needs no fractions: of how
many parts stands in the plan of a law.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice

from tierscore.model.test import AllOf, AnyOf, AtLeast, Leaf, Not, Outweighs, Test

ValueSpan = tuple[int, int]
"""The lowest and the highest value that is possible, in parts of 1."""
Valuation = Callable[[Sequence[ValueSpan]], ValueSpan]
"""The value of a test, from the values of the leaves."""


def compile_test(test: Test, place_of: Callable[[Leaf], int], one: int) -> Valuation:
    """
    A test as a function of its leaves: ``any`` is the largest, ``all`` the smallest, ``not`` one less.

    Args:
        test: The test.
        place_of: Where the function finds the value of a leaf.
        one: How many parts make 1.
    """

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
                return _negated(next(parts), one)
            case Outweighs(gains):
                return _outweighing([*islice(parts, len(gains))], [*parts], one)
            case _:
                place = place_of(test)
                return lambda leaves: leaves[place]

    return test.fold(compiled)


def _picked(parts: Sequence[Valuation], pick: Callable[[Iterable[int]], int]) -> Valuation:
    """``pick`` chooses among the low ends of the parts, and among their high ends."""

    def value(leaves: Sequence[ValueSpan]) -> ValueSpan:
        """The value at each end."""
        lows, highs = zip(*(part(leaves) for part in parts), strict=True)
        return pick(lows), pick(highs)

    return value


def _negated(part: Valuation, one: int) -> Valuation:
    def value(leaves: Sequence[ValueSpan]) -> ValueSpan:
        """One less each end."""
        low, high = part(leaves)
        return one - high, one - low

    return value


def _outweighing(gains: Sequence[Valuation], losses: Sequence[Valuation], one: int) -> Valuation:
    def value(leaves: Sequence[ValueSpan]) -> ValueSpan:
        """1 at an end where the gains are more there, whatever else is so."""
        gained, lost = [gain(leaves) for gain in gains], [loss(leaves) for loss in losses]
        surely = sum(low for low, _ in gained) > sum(high for _, high in lost)
        perhaps = sum(high for _, high in gained) > sum(low for low, _ in lost)
        return one if surely else 0, one if perhaps else 0

    return value


def common_denominator(values: Iterable[Fraction]) -> int:
    """The least number of parts of 1 in which every value is a whole number of parts."""
    return math.lcm(*(value.denominator for value in values))


def in_parts(value: Fraction, one: int) -> int:
    """A value as a whole number of parts, of which ``one`` make 1; the value must be such a number."""
    parts, rest = divmod(value.numerator * one, value.denominator)
    if rest:
        raise ValueError(f"{value} is no whole number of parts of 1/{one}")
    return parts


def mean(values: Sequence[Fraction], weights: Sequence[int]) -> Fraction:
    """The weighted mean; exact. The weights must not all be zero."""
    denominator = common_denominator(values)
    parts = (in_parts(value, denominator) * weight for value, weight in zip(values, weights, strict=True))
    return Fraction(sum(parts), denominator * sum(weights))
