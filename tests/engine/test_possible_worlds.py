"""Every way in which unknown and contested facts could stand, and how they changed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from builders import a_measure
from tierscore.engine.combination import Fact
from tierscore.engine.possible_worlds import (
    NumberLine,
    TrendAnswer,
    World,
    change_between,
    sources_differ,
    worlds,
)
from tierscore.model.evidence import State, Status, Versus
from tierscore.model.measure import Measure, Nature

NO_LINE = NumberLine(frozenset(), whole=True)
LINE = NumberLine(frozenset({Fraction(5), Fraction(8)}), whole=True)


def known(*numbers: int, compared: tuple[Versus, ...] = ()) -> Fact:
    states = tuple(State(Status.DONE if n else Status.ABSENT, Fraction(n), Fraction(n)) for n in numbers)
    return Fact(states, compared, (), (), ())


def status(*statuses: Status, compared: tuple[Versus, ...] = ()) -> Fact:
    return Fact(
        tuple(State(one, Fraction(one is not Status.ABSENT)) for one in statuses), compared, (), (), ()
    )


def figures(
    now: Fact, before: Fact | None, *, least: Fraction = Fraction(0), line: NumberLine = LINE
) -> tuple[World, ...]:
    return worlds(now, before, line=line, numeric=True, least_change=least, taken_as_no=False)


def things(now: Fact, before: Fact | None, *, taken_as_no: bool = False) -> tuple[World, ...]:
    return worlds(now, before, line=NO_LINE, numeric=False, least_change=Fraction(0), taken_as_no=taken_as_no)


def changes(found: tuple[World, ...]) -> set[TrendAnswer]:
    return {world.change for world in found}


UNKNOWN = known()


# --- figures decide ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (8, 5, TrendAnswer.UP),
        (5, 8, TrendAnswer.DOWN),
        (5, 5, TrendAnswer.SAME),
        (0, 5, TrendAnswer.DOWN),
        (5, 0, TrendAnswer.UP),
    ],
)
def test_two_figures_decide_a_change(now: int, before: int, expected: TrendAnswer) -> None:
    assert changes(figures(known(now), known(before))) == {expected}


def test_zero_to_zero_is_none_and_not_the_same() -> None:
    assert changes(figures(known(0), known(0))) == {TrendAnswer.NONE}


@pytest.mark.parametrize("told", [Versus.SAME, Versus.NONE_BEFORE])
def test_zero_to_zero_stays_none_whatever_a_source_calls_it(told: Versus) -> None:
    assert changes(figures(known(0, compared=(told,)), known(0))) == {TrendAnswer.NONE}


@pytest.mark.parametrize("told", [Versus.SAME, Versus.NONE_BEFORE])
def test_nothing_that_is_the_same_as_before_or_new_is_nothing_in_both_years(told: Versus) -> None:
    assert changes(figures(known(0, compared=(told,)), UNKNOWN)) == {TrendAnswer.NONE}


def test_one_side_missing_is_open() -> None:
    assert changes(figures(known(5), UNKNOWN)) == {TrendAnswer.UP, TrendAnswer.SAME, TrendAnswer.DOWN}
    assert changes(figures(UNKNOWN, known(5))) == {TrendAnswer.UP, TrendAnswer.SAME, TrendAnswer.DOWN}


def test_zero_against_an_unknown_year_cannot_have_risen() -> None:
    assert changes(figures(known(0), UNKNOWN)) == {TrendAnswer.NONE, TrendAnswer.DOWN}


def test_without_a_trend_no_change_is_told() -> None:
    assert changes(figures(known(5), None)) == {TrendAnswer.NONE}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (5, TrendAnswer.DOWN),
        (6, TrendAnswer.SAME),
        (8, TrendAnswer.SAME),
        (10, TrendAnswer.SAME),
        (11, TrendAnswer.UP),
    ],
)
def test_a_change_counts_only_beyond_the_least_change(now: int, expected: TrendAnswer) -> None:
    """A quarter of eight is two: up to two more or fewer is the same."""
    assert changes(figures(known(now), known(8), least=Fraction(1, 4))) == {expected}


def test_the_least_change_is_relative_to_the_year_before() -> None:
    assert changes(figures(known(6), known(8), least=Fraction(1, 4))) == {TrendAnswer.SAME}
    assert changes(figures(known(8), known(6), least=Fraction(1, 4))) == {TrendAnswer.UP}


def test_anything_after_nothing_is_up_whatever_the_least_change() -> None:
    assert changes(figures(known(1), known(0), least=Fraction(9))) == {TrendAnswer.UP}


# --- bounds ------------------------------------------------------------------------------------------------


def at_least(number: int) -> Fact:
    return Fact((State(Status.DONE, Fraction(number)),), (), (), (), ())


def at_most(number: int) -> Fact:
    return Fact((State(Status.DONE, Fraction(0), Fraction(number)),), (), (), (), ())


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (at_least(8), known(5), {TrendAnswer.UP}),
        (at_least(5), known(5), {TrendAnswer.UP, TrendAnswer.SAME}),
        (at_least(5), known(8), {TrendAnswer.UP, TrendAnswer.SAME, TrendAnswer.DOWN}),
        (at_most(5), known(8), {TrendAnswer.DOWN}),
        (at_most(8), known(8), {TrendAnswer.DOWN, TrendAnswer.SAME}),
        (at_most(5), at_least(8), {TrendAnswer.DOWN}),
    ],
)
def test_bounds_decide_a_change_as_far_as_they_can(
    now: Fact, before: Fact, expected: set[TrendAnswer]
) -> None:
    assert changes(figures(now, before)) == expected


def test_at_most_some_may_be_none() -> None:
    assert {world.status for world in figures(at_most(5), None)} == {Status.DONE, Status.ABSENT}


def test_at_least_some_cannot_be_none() -> None:
    assert {world.status for world in figures(at_least(1), None)} == {Status.DONE}


def test_numbers_stay_within_their_bounds() -> None:
    assert max(world.number for world in figures(at_most(5), None)) == 5
    assert min(world.number for world in figures(at_least(5), None)) == 5


def test_a_limited_figure_is_limited_at_every_number_but_none() -> None:
    fact = Fact((State(Status.LIMITED, Fraction(0), Fraction(5)),), (), (), (), ())
    assert {world.status for world in figures(fact, None)} == {Status.LIMITED, Status.ABSENT}


# --- what a source states ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Versus.MORE, TrendAnswer.UP),
        (Versus.NONE_BEFORE, TrendAnswer.UP),
        (Versus.SAME, TrendAnswer.SAME),
        (Versus.FEWER, TrendAnswer.DOWN),
    ],
)
def test_where_figures_do_not_decide_what_a_source_states_does(told: Versus, expected: TrendAnswer) -> None:
    assert changes(figures(known(5, compared=(told,)), UNKNOWN)) == {expected}


def test_a_stated_change_and_a_figure_of_one_year_bound_the_other() -> None:
    fewer = Fact((), (Versus.FEWER,), (), (), ())
    found = figures(fewer, known(5))
    assert changes(found) == {TrendAnswer.DOWN}
    assert max(world.number for world in found) == 4


def test_the_same_without_any_figure_may_be_none_in_both_years() -> None:
    same = Fact((), (Versus.SAME,), (), (), ())
    assert changes(figures(same, UNKNOWN)) == {TrendAnswer.SAME, TrendAnswer.NONE}


def test_figures_and_a_source_that_agree_are_one_change() -> None:
    assert changes(figures(known(8, compared=(Versus.MORE,)), known(5))) == {TrendAnswer.UP}


def test_figures_and_a_source_that_differ_leave_both_changes() -> None:
    assert changes(figures(known(8, compared=(Versus.FEWER,)), known(5))) == {
        TrendAnswer.UP,
        TrendAnswer.DOWN,
    }


def test_two_sources_that_differ_leave_both_changes() -> None:
    fact = known(5, compared=(Versus.FEWER, Versus.MORE))
    assert changes(figures(fact, UNKNOWN)) == {TrendAnswer.UP, TrendAnswer.DOWN}


def test_a_statement_that_no_number_fits_stands_against_the_bounds() -> None:
    fact = Fact((State(Status.DONE, Fraction(8)),), (Versus.FEWER,), (), (), ())
    assert changes(figures(fact, known(5))) == {TrendAnswer.DOWN}


# --- things without numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (Status.DONE, Status.ABSENT, TrendAnswer.UP),
        (Status.DONE, Status.LIMITED, TrendAnswer.UP),
        (Status.LIMITED, Status.ABSENT, TrendAnswer.UP),
        (Status.LIMITED, Status.DONE, TrendAnswer.DOWN),
        (Status.ABSENT, Status.DONE, TrendAnswer.DOWN),
        (Status.DONE, Status.DONE, TrendAnswer.SAME),
        (Status.LIMITED, Status.LIMITED, TrendAnswer.SAME),
        (Status.ABSENT, Status.ABSENT, TrendAnswer.NONE),
    ],
)
def test_a_thing_without_numbers_changes_with_its_status(
    now: Status, before: Status, expected: TrendAnswer
) -> None:
    assert changes(things(status(now), status(before))) == {expected}


@pytest.mark.parametrize(
    ("told", "expected"),
    [(Versus.MORE, TrendAnswer.UP), (Versus.FEWER, TrendAnswer.DOWN), (Versus.SAME, TrendAnswer.SAME)],
)
def test_what_was_done_in_both_years_changed_as_a_source_says(told: Versus, expected: TrendAnswer) -> None:
    assert changes(things(status(Status.DONE, compared=(told,)), status(Status.DONE))) == {expected}


def test_a_status_that_changed_otherwise_than_a_source_says_leaves_both() -> None:
    assert changes(things(status(Status.LIMITED, compared=(Versus.MORE,)), status(Status.DONE))) == {
        TrendAnswer.UP,
        TrendAnswer.DOWN,
    }


def test_what_a_source_says_of_a_thing_decides_where_the_year_before_is_unknown() -> None:
    assert changes(things(status(Status.DONE, compared=(Versus.MORE,)), status())) == {TrendAnswer.UP}


def test_an_unknown_thing_may_be_done_limited_or_absent() -> None:
    assert {world.status for world in things(status(), None)} == {Status.DONE, Status.LIMITED, Status.ABSENT}


def test_a_contested_thing_has_exactly_the_values_stated() -> None:
    assert {world.status for world in things(status(Status.ABSENT, Status.DONE), None)} == {
        Status.DONE,
        Status.ABSENT,
    }


def test_contested_figures_have_exactly_the_values_stated() -> None:
    assert {world.number for world in figures(known(3, 7), None)} == {3, 7}


def test_what_is_taken_as_no_is_no_until_found() -> None:
    assert {world.status for world in things(status(), None, taken_as_no=True)} == {Status.ABSENT}
    assert {world.status for world in things(status(Status.DONE), None, taken_as_no=True)} == {Status.DONE}


def test_a_thing_has_the_number_one_if_there_is_anything() -> None:
    assert {(world.status, world.number) for world in things(status(), None)} == {
        (Status.DONE, Fraction(1)),
        (Status.LIMITED, Fraction(1)),
        (Status.ABSENT, Fraction(0)),
    }


# --- numbers tried -----------------------------------------------------------------------------------------


def test_whole_things_are_tried_in_whole_numbers() -> None:
    tried = NumberLine(frozenset({Fraction(5, 2)}), whole=True).candidates(Fraction(1, 3))
    assert all(number.denominator == 1 for number in tried)


def test_numbers_between_cuts_are_tried_where_things_are_not_whole() -> None:
    tried = NumberLine(frozenset({Fraction(4), Fraction(5)}), whole=False).candidates(Fraction(0))
    assert any(4 < number < 5 for number in tried)


def test_numbers_below_at_and_above_each_cut_are_tried() -> None:
    tried = LINE.candidates(Fraction(0))
    assert {4, 5, 6, 7, 8, 9} <= set(tried)


@pytest.mark.parametrize(
    "measure", [a_measure("m", Nature.STATISTIC), a_measure("m", Nature.STANDING, unit="years")]
)
def test_statistics_and_standing_things_with_a_unit_are_numbers(measure: Measure) -> None:
    assert measure.numeric


@pytest.mark.parametrize("nature", [Nature.STANDING, Nature.ACTIVITY, Nature.CIRCUMSTANCE])
def test_things_without_a_unit_are_no_numbers(nature: Nature) -> None:
    assert not a_measure("m", nature).numeric


def test_a_share_of_nothing_is_no_change() -> None:
    assert (
        change_between(
            (Status.ABSENT, Fraction(0)), (Status.ABSENT, Fraction(0)), numeric=True, least_change=Fraction(1)
        )
        is TrendAnswer.NONE
    )


# --- contest -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (known(3, 7), None, True),
        (known(3), None, False),
        (UNKNOWN, UNKNOWN, False),
        (known(5), UNKNOWN, False),
        (known(5), known(3, 4), True),
        (known(8, compared=(Versus.FEWER,)), known(5), True),
        (known(8, compared=(Versus.MORE,)), known(5), False),
        (known(5, compared=(Versus.FEWER, Versus.MORE)), UNKNOWN, True),
        (known(5, compared=(Versus.FEWER,)), UNKNOWN, False),
    ],
)
def test_a_change_is_contested_where_sources_differ_and_not_where_one_is_silent(
    now: Fact, before: Fact | None, expected: bool
) -> None:
    assert sources_differ(now, before, figures(now, before), numeric=True) is expected
