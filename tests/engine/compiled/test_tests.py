"""Tests as functions of whole numbers, compared with every settled choice of their leaves, and with fractions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

import pytest

from builders import GOVERNMENT, presence, trend
from tierscore.engine.compiled.tests import common_denominator, compile_test, in_parts, mean
from tierscore.model.outcome import ONE, UNKNOWN, ZERO, Interval, exactly
from tierscore.model.test import AllOf, AnyOf, AtLeast, Committed, Leaf, Not, Outweighs, Test

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
A, B, C = presence("patrols"), presence("storms"), trend()
LEAVES: tuple[Leaf, ...] = (A, B, C)
TESTS: tuple[Test, ...] = (
    A,
    Not(A),
    AnyOf((A, B, C)),
    AllOf((A, B, C)),
    AtLeast(1, (A, B, C)),
    AtLeast(2, (A, B, C)),
    AtLeast(3, (A, B, C)),
    Outweighs((A,), (B,)),
    Outweighs((A, B), (C,)),
    AnyOf((AllOf((A, B)), Not(C))),
    Not(AtLeast(2, (A, Not(B), C))),
    Not(Not(A)),
)


PARTS = 6
"""A whole number of sixths stands for each value that these tests give to a leaf."""


def value(test: Test, leaves: Mapping[Leaf, Interval]) -> Interval:
    places = list(leaves)
    spans = [(in_parts(leaves[leaf].low, PARTS), in_parts(leaves[leaf].high, PARTS)) for leaf in places]
    low, high = compile_test(test, places.index, PARTS)(spans)
    return Interval(Fraction(low, PARTS), Fraction(high, PARTS))


def fraction_value(test: Test, leaves: Mapping[Leaf, Fraction]) -> Fraction:
    """The value of a test by the meaning of its words, in fractions."""
    match test:
        case AnyOf(tests):
            return max(fraction_value(part, leaves) for part in tests)
        case AllOf(tests):
            return min(fraction_value(part, leaves) for part in tests)
        case AtLeast(count, tests):
            return sorted((fraction_value(part, leaves) for part in tests), reverse=True)[count - 1]
        case Not(part):
            return 1 - fraction_value(part, leaves)
        case Outweighs(gains, losses):
            sums = [sum(fraction_value(part, leaves) for part in parts) for parts in (gains, losses)]
            return ONE if sums[0] > sums[1] else ZERO
        case _:
            return leaves[test]


def worlds(values: tuple[Fraction, ...] = (ZERO, HALF, ONE)) -> Iterator[dict[Leaf, Interval]]:
    for chosen in product(values, repeat=len(LEAVES)):
        yield dict(zip(LEAVES, map(exactly, chosen), strict=True))


@pytest.mark.parametrize("test", TESTS, ids=repr)
def test_what_is_settled_below_is_settled_above(test: Test) -> None:
    assert all(value(test, leaves).settled for leaves in worlds())


@pytest.mark.parametrize("test", TESTS, ids=repr)
@pytest.mark.parametrize("unknown", range(len(LEAVES)))
def test_an_unknown_leaf_gives_at_least_every_value_that_it_could_settle_to(test: Test, unknown: int) -> None:
    for leaves in worlds():
        wide = value(test, {**leaves, LEAVES[unknown]: UNKNOWN})
        settled = value(test, leaves)
        assert wide.low <= settled.low <= settled.high <= wide.high


@pytest.mark.parametrize("test", [A, Not(A), AnyOf(LEAVES), AllOf(LEAVES), AtLeast(2, LEAVES)], ids=repr)
def test_where_a_leaf_is_read_once_the_ends_are_reached(test: Test) -> None:
    wide = value(test, dict.fromkeys(LEAVES, UNKNOWN))
    settled = [value(test, leaves).low for leaves in worlds((ZERO, ONE))]
    assert (wide.low, wide.high) == (min(settled), max(settled))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_at_least_takes_the_value_of_the_part_in_that_place(count: int) -> None:
    leaves: dict[Leaf, Interval] = {A: exactly(HALF), B: exactly(ONE), C: exactly(ZERO)}
    assert value(AtLeast(count, LEAVES), leaves) == exactly([ONE, HALF, ZERO][count - 1])


@pytest.mark.parametrize(
    ("gain", "loss", "expected"),
    [(ONE, ZERO, ONE), (HALF, THIRD, ONE), (HALF, HALF, ZERO), (ZERO, ZERO, ZERO), (THIRD, HALF, ZERO)],
)
def test_gains_outweigh_only_if_they_are_more(gain: Fraction, loss: Fraction, expected: Fraction) -> None:
    assert value(Outweighs((A,), (B,)), {A: exactly(gain), B: exactly(loss)}) == exactly(expected)


def test_gains_are_added_up_before_they_are_weighed() -> None:
    leaves: dict[Leaf, Interval] = {A: exactly(THIRD), B: exactly(THIRD), C: exactly(HALF)}
    assert value(Outweighs((A, B), (C,)), leaves) == exactly(ONE)


def test_a_leaf_is_looked_up_where_it_stands() -> None:
    promise = Committed(GOVERNMENT)
    assert value(AllOf((A, promise)), {promise: exactly(HALF), A: exactly(ONE)}) == exactly(HALF)


@pytest.mark.parametrize("test", TESTS, ids=repr)
def test_whole_numbers_give_what_fractions_give(test: Test) -> None:
    for chosen in product((ZERO, THIRD, HALF, ONE), repeat=len(LEAVES)):
        leaves = dict(zip(LEAVES, chosen, strict=True))
        intervals = {leaf: exactly(number) for leaf, number in leaves.items()}
        assert value(test, intervals) == exactly(fraction_value(test, leaves))


def test_a_value_that_is_no_whole_number_of_parts_is_refused() -> None:
    with pytest.raises(ValueError, match="1/4 is no whole number of parts of 1/6"):
        in_parts(Fraction(1, 4), PARTS)


def test_there_are_as_many_parts_as_every_value_needs() -> None:
    assert common_denominator([HALF, THIRD, Fraction(3, 4), ONE]) == 12


def test_the_mean_is_exact_whatever_the_denominators() -> None:
    values = [Fraction(1, 3), Fraction(1, 7), Fraction(1, 11)]
    assert mean(values, [2, 3, 5]) == (Fraction(2, 3) + Fraction(3, 7) + Fraction(5, 11)) / Fraction(10)


def test_a_weight_of_nothing_takes_a_value_out_of_the_mean() -> None:
    assert mean([ZERO, ONE], [0, 1]) == ONE


def test_every_value_has_its_weight() -> None:
    with pytest.raises(ValueError, match="zip"):
        mean([ONE, ZERO], [1])
