"""Printed figures never say more, or less, than the exact number."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tierscore.model.outcome import Interval, exactly
from tierscore.report.language.numbers import between, figure, mixed, of_hundred, percent

CUTS = (Fraction(1, 3), Fraction(3, 4))
SHARES = st.fractions(min_value=0, max_value=1, max_denominator=10**9)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(3, 4), "75"),
        (Fraction(749, 1000), "74.9"),
        (Fraction(7499, 10000), "74.99"),
        (Fraction(1, 3), "33 1/3"),
        (Fraction(33, 100), "33"),
        (Fraction(333, 1000), "33"),
        (Fraction(334, 1000), "33.4"),
        (Fraction(2, 3), "67"),
        (Fraction(0), "0"),
        (Fraction(1), "100"),
        (Fraction(1, 1000), "0.1"),
        (Fraction(999, 1000), "99.9"),
        (Fraction(3, 4) - Fraction(1, 10**10), "74 99999999/100000000"),
    ],
)
def test_a_figure_stays_on_its_side_of_a_cut_off(value: Fraction, shown: str) -> None:
    assert of_hundred(value, CUTS) == shown


def _parsed(text: str) -> Fraction:
    return sum((Fraction(part) for part in text.split()), start=Fraction(0))


@given(SHARES, st.lists(SHARES, max_size=3))
def test_no_figure_rounds_across_any_cut_off(value: Fraction, cuts: list[Fraction]) -> None:
    shown = _parsed(of_hundred(value, cuts)) / 100
    assert [shown >= cut for cut in cuts] == [value >= cut for cut in cuts]
    assert abs(shown - value) <= Fraction(1, 200)


@given(SHARES)
def test_only_nothing_is_0_and_only_everything_is_100(value: Fraction) -> None:
    assert (of_hundred(value) == "0") == (value == 0)
    assert (of_hundred(value) == "100") == (value == 1)


def test_a_share_at_the_cut_off_is_shown_as_the_cut_off_is() -> None:
    assert of_hundred(CUTS[0], CUTS) == of_hundred(Fraction(2, 6), CUTS)
    assert of_hundred(CUTS[0] - Fraction(1, 10**6), CUTS) != of_hundred(CUTS[0], CUTS)


def test_a_settled_share_is_one_figure_and_an_open_one_is_two() -> None:
    assert between(exactly(Fraction(2, 3)), CUTS) == "67"
    assert between(Interval(Fraction(2, 5), Fraction(7, 10)), CUTS) == "between 40 and 70"
    assert percent(Fraction(7, 10)) == "70%"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1061), "1,061"),
        (Fraction(5, 2), "2.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(10, 3), "3 1/3"),
        (Fraction(0), "0"),
        (Fraction(1, 8), "0.125"),
    ],
)
def test_figures_of_sources_are_shown_exactly(value: Fraction, shown: str) -> None:
    assert figure(value) == shown


def test_a_mixed_number_is_exact() -> None:
    assert (mixed(Fraction(7, 2)), mixed(Fraction(4)), mixed(Fraction(1, 2)), mixed(Fraction(0))) == (
        "3 1/2",
        "4",
        "1/2",
        "0",
    )
