"""When the law of a rubric can differ, under which readings."""

from __future__ import annotations

import dataclasses

import pytest

from builders import ALWAYS, BASIS, a_gate, a_rubric
from tierscore.model.law import Validity
from tierscore.model.moments import Moment, in_force, moments, readings, turning_years
from tierscore.model.rubric import Gate, Rubric, Switch


def a_switch(name: str) -> Switch:
    return Switch(name, "Which?", "new", {"old": "as before", "new": "as now"}, BASIS, "new")


def a_gate_in(id: str, **validity: object) -> Gate:
    return dataclasses.replace(a_gate(id, ALWAYS), validity=Validity(**validity))  # type: ignore[arg-type]


def a_switched_rubric(*gates: Gate) -> Rubric:
    return a_rubric(gates=gates, rules=[], switches=tuple(map(a_switch, ("first", "second", "third"))))


def test_the_law_turns_where_a_rule_begins_or_is_no_longer_there() -> None:
    gates = [a_gate_in("a", since=1990, until=2004), a_gate_in("b", since=2010), a_gate_in("c")]
    assert turning_years(a_switched_rubric(*gates), gates) == (2010, 2005, 2001)
    assert turning_years(a_switched_rubric(*gates), [gates[2]]) == (2001,)


def test_only_the_switches_that_a_rule_names_are_turned_the_own_reading_first() -> None:
    gate = a_gate_in("a", since=2005, where=(("second", "old"),))
    rubric = a_switched_rubric(gate)
    own = {"first": "new", "second": "new", "third": "new"}
    assert moments(rubric, [gate]) == (
        Moment(2005, own),
        Moment(2001, own),
        Moment(2005, own | {"second": "old"}),
        Moment(2001, own | {"second": "old"}),
    )


@pytest.mark.parametrize(("most", "count", "complete"), [(4, 4, True), (3, 4, False)])
def test_where_readings_are_too_many_those_stay_that_a_rule_asks_for(
    most: int, count: int, complete: bool
) -> None:
    gate = a_gate_in("a", where=(("first", "old"), ("third", "old")))
    chosen, all_there = readings(a_switched_rubric(gate), [gate], most)
    assert (len(chosen), all_there) == (count, complete)
    assert {"first": "old", "second": "new", "third": "old"} in chosen


def test_of_more_readings_than_can_be_listed_only_single_changes_and_asked_for_ones_stay() -> None:
    gates = [
        a_gate_in("a", where=(("first", "old"), ("second", "old"))),
        a_gate_in("b", where=(("third", "old"),)),
    ]
    every, _ = readings(a_switched_rubric(*gates), gates)
    some, complete = readings(a_switched_rubric(*gates), gates, most=7)
    assert (len(every), len(some), complete) == (8, 5, False)


def test_what_is_in_force_depends_on_year_and_reading() -> None:
    gates = [a_gate_in("a", since=2005), a_gate_in("b", where=(("first", "old"),))]
    assert [gate.id for gate in in_force(gates, Moment(2005, {"first": "new"}))] == ["a"]
    assert [gate.id for gate in in_force(gates, Moment(2004, {"first": "old"}))] == ["b"]
