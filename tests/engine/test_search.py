"""The exact set of results that some completion of the unknowns gives."""

from __future__ import annotations

import pytest

from tierscore.engine.search import Search, smallest_forcing
from tierscore.engine.variables import Assignment, Option, Variable


def variables(count: int) -> list[Variable]:
    """Unknowns with two options each."""
    options = (Option((), ()), Option((), ()))
    return [Variable((), str(number), (), options, contested=False) for number in range(count)]


def carries(assignment: Assignment) -> frozenset[str]:
    """``all`` where both options are 1, ``none`` where both are 0, else ``some``."""
    low = sum(option or 0 for option in assignment)
    high = low + assignment.count(None)
    names = ["none", *["some"] * (len(assignment) - 1), "all"]
    return frozenset(names[low : high + 1])


def test_every_result_has_an_assignment_that_forces_it() -> None:
    found = Search(variables(2), [0, 1], carries).run((None, None))
    assert found.exact
    assert found.upper == {"none", "some", "all"} == found.witnesses.keys()
    assert all(carries(witness) == {result} for result, witness in found.witnesses.items())


def test_a_result_that_no_completion_gives_is_ruled_out() -> None:
    def coarse(assignment: Assignment) -> frozenset[str]:
        return carries(assignment) | (frozenset({"more"}) if None in assignment else frozenset())

    assert Search(variables(2), [0, 1], coarse).run((None, None)).upper == {"none", "some", "all"}


def test_a_hint_that_forces_a_result_is_its_witness_and_another_is_not() -> None:
    found = Search(variables(2), [0, 1], carries).run((None, None), [(1, 0), (1, None)])
    assert found.witnesses["some"] == (1, 0)


def test_only_some_results_are_searched_for() -> None:
    found = Search(variables(2), [0, 1], carries).run((None, None), only=frozenset({"all"}))
    assert found.witnesses == {"all": (1, 1)}
    assert found.upper == {"none", "some", "all"}


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_past_the_limit_of_work_nothing_more_is_ruled_out(limit: int) -> None:
    def coarse(assignment: Assignment) -> frozenset[str]:
        return carries(assignment) | {"more"}

    found = Search(variables(2), [0, 1], coarse, limit).run((None, None))
    assert not found.exact
    assert found.upper == {"none", "some", "all", "more"}


def test_an_unknown_that_is_not_to_be_tried_stays_open() -> None:
    found = Search(variables(2), [0], carries).run((None, None))
    assert found.witnesses == {}
    assert found.upper == frozenset()


def test_what_a_result_does_not_need_is_opened_again() -> None:
    def first(assignment: Assignment) -> frozenset[str]:
        return frozenset({"01"[assignment[0]]}) if assignment[0] is not None else frozenset("01")

    assert smallest_forcing((1, 0, 0), (None, None, 0), "1", first) == (1, None, 0)
