"""The exact set of results that some completion of the unknowns gives."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tierscore.engine.compiled.variables import Assignment
from tierscore.engine.search import Search, smallest_forcing


@dataclass
class Choices:
    """Unknowns with two options each."""

    assignment: Assignment

    def with_option(self, number: int, option: int | None) -> Choices:
        return Choices((*self.assignment[:number], option, *self.assignment[number + 1 :]))

    def each_option(self, number: int) -> list[Choices]:
        return [self.with_option(number, option) for option in (0, 1)]


OPEN = Choices((None, None))


def carries(choices: Choices) -> frozenset[str]:
    """``all`` where both options are 1, ``none`` where both are 0, else ``some``."""
    assignment = choices.assignment
    low = sum(option or 0 for option in assignment)
    high = low + assignment.count(None)
    names = ["none", *["some"] * (len(assignment) - 1), "all"]
    return frozenset(names[low : high + 1])


def test_every_result_has_an_assignment_that_forces_it() -> None:
    found = Search([0, 1], carries).run(OPEN)
    assert found.exact
    assert found.upper == {"none", "some", "all"} == found.witnesses.keys()
    assert all(carries(Choices(witness)) == {result} for result, witness in found.witnesses.items())


def test_a_result_that_no_completion_gives_is_ruled_out() -> None:
    def coarse(choices: Choices) -> frozenset[str]:
        return carries(choices) | (frozenset({"more"}) if None in choices.assignment else frozenset())

    assert Search([0, 1], coarse).run(OPEN).upper == {"none", "some", "all"}


def test_a_hint_that_forces_a_result_is_its_witness_and_another_is_not() -> None:
    found = Search([0, 1], carries).run(OPEN, [Choices((1, 0)), Choices((1, None))])
    assert found.witnesses["some"] == (1, 0)


def test_only_some_results_are_searched_for() -> None:
    found = Search([0, 1], carries).run(OPEN, only=frozenset({"all"}))
    assert found.witnesses == {"all": (1, 1)}
    assert found.upper == {"none", "some", "all"}


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_past_the_limit_of_work_nothing_more_is_ruled_out(limit: int) -> None:
    def coarse(choices: Choices) -> frozenset[str]:
        return carries(choices) | {"more"}

    found = Search([0, 1], coarse, limit).run(OPEN)
    assert not found.exact
    assert found.upper == {"none", "some", "all", "more"}


def test_an_unknown_that_is_not_to_be_tried_stays_open_and_rules_nothing_out() -> None:
    found = Search([0], carries).run(OPEN)
    assert found.witnesses == {}
    assert found.upper == {"none", "some", "all"}
    assert not found.exact


def test_what_a_result_does_not_need_is_opened_again() -> None:
    def first(choices: Choices) -> frozenset[str]:
        chosen = choices.assignment[0]
        return frozenset({"01"[chosen]}) if chosen is not None else frozenset("01")

    least = smallest_forcing(Choices((1, 0, 0)), (None, None, 0), "1", first)
    assert least.assignment == (1, None, 0)


def test_a_completion_saves_the_search_for_what_it_gives() -> None:
    """Within one look at an assignment nothing else is come by."""
    found = Search([0, 1], carries, 1, completions=lambda _: [Choices((1, 1))]).run(OPEN)
    assert found.witnesses["all"] == (1, 1)
    assert "all" not in Search([0, 1], carries, 1).run(OPEN).witnesses


def test_a_closer_set_rules_out_without_a_search() -> None:
    def coarse(choices: Choices) -> frozenset[str]:
        return carries(choices) | {"more"}

    hints = [Choices((0, 0)), Choices((1, 0)), Choices((1, 1))]
    found = Search([0, 1], coarse, 0, closer=carries).run(OPEN)
    assert found.upper == {"none", "some", "all"}
    assert Search([0, 1], carries, 0, closer=lambda _: frozenset()).run(OPEN, hints).exact
