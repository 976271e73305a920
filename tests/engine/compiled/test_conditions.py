"""Conditions on what is known: they hold, fail, or are open, and never the opposite of what a settled world says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest

from builders import ALWAYS, MET, a_gate, presence, reaches
from tierscore.engine.compiled.conditions import answer
from tierscore.model.condition import (
    AnyOne,
    AtLeastSo,
    Condition,
    EveryOne,
    GateHolds,
    NotSo,
    OutcomeIn,
    PlacedInARow,
    PlacementCondition,
    Shown,
)
from tierscore.model.decision import Answer, as_answer
from tierscore.model.outcome import UNKNOWN, Interval, Outcome

if TYPE_CHECKING:
    from tierscore.model.condition import TestReaches

HOLDS, FAILS, OPEN = Answer.HOLDS, Answer.FAILS, Answer.OPEN
HALF = Fraction(1, 2)


@dataclass
class Knowledge:
    """What is known, as a table: outcomes, values, gates, placements and what is shown."""

    possible: frozenset[Outcome] = MET
    interval: Interval = UNKNOWN
    gates: dict[str, Answer] = field(default_factory=dict)
    history: Answer = OPEN
    on_evidence: Answer = OPEN

    def outcomes(self, criterion: str) -> frozenset[Outcome]:
        return self.possible

    def reaches(self, condition: TestReaches) -> Answer:
        holds, fails = self.interval.low >= condition.minimum, self.interval.high < condition.minimum
        return as_answer(holds=holds, fails=fails)

    def gate(self, gate: str) -> Answer:
        return self.gates[gate]

    def placed(self, condition: PlacementCondition) -> Answer:
        return self.history

    def shown(self, condition: Condition) -> Answer:
        return self.on_evidence


@pytest.mark.parametrize(
    ("possible", "expected"),
    [
        ({Outcome.MET}, HOLDS),
        ({Outcome.PARTLY_MET}, HOLDS),
        ({Outcome.MET, Outcome.PARTLY_MET}, HOLDS),
        ({Outcome.NOT_MET}, FAILS),
        ({Outcome.NOT_APPLICABLE}, FAILS),
        ({Outcome.MET, Outcome.NOT_MET}, OPEN),
    ],
)
def test_an_outcome_is_asked_of_all_that_are_possible(possible: set[Outcome], expected: Answer) -> None:
    wanted = OutcomeIn("a", frozenset({Outcome.MET, Outcome.PARTLY_MET}))
    assert answer(wanted, Knowledge(possible=frozenset(possible))) is expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("1/2", "1", HOLDS),
        ("1/2", "1/2", HOLDS),
        ("0", "1/2", OPEN),
        ("0", "499/1000", FAILS),
        ("0", "1", OPEN),
    ],
)
def test_a_test_reaches_a_value_from_that_value_on(low: str, high: str, expected: Answer) -> None:
    known = Knowledge(interval=Interval(Fraction(low), Fraction(high)))
    assert answer(reaches(presence(), HALF), known) is expected


@pytest.mark.parametrize("given", list(Answer))
def test_a_gate_a_placement_and_what_is_shown_answer_for_themselves(given: Answer) -> None:
    known = Knowledge(gates={"g": given}, history=given, on_evidence=given)
    assert answer(GateHolds("g"), known) is given
    assert answer(PlacedInARow("bronze", 2, 2009), known) is given
    assert answer(Shown(OutcomeIn("a", MET)), known) is given


def test_always_holds_whatever_is_known() -> None:
    assert answer(ALWAYS, Knowledge(possible=frozenset())) is HOLDS


GATES = ("one", "two", "three")
PARTS: tuple[Condition, ...] = tuple(map(GateHolds, GATES))
COMPOUND: tuple[Condition, ...] = (
    EveryOne(PARTS),
    AnyOne(PARTS),
    AtLeastSo(2, PARTS),
    NotSo(PARTS[0]),
    EveryOne((PARTS[0], NotSo(PARTS[1]))),
    AnyOne((EveryOne(PARTS[:2]), NotSo(PARTS[2]))),
    AtLeastSo(2, (PARTS[0], NotSo(PARTS[1]), AnyOne(PARTS[1:]))),
)


def settled(known: Knowledge) -> list[Knowledge]:
    """What is known, with each open gate closed in every way."""
    choices = [[given] if given is not OPEN else [HOLDS, FAILS] for given in known.gates.values()]
    return [replace(known, gates=dict(zip(GATES, each, strict=True))) for each in product(*choices)]


@pytest.mark.parametrize("condition", COMPOUND, ids=repr)
def test_a_compound_says_no_more_than_every_settled_world_agrees_on(condition: Condition) -> None:
    for given in product(Answer, repeat=len(GATES)):
        known = Knowledge(gates=dict(zip(GATES, given, strict=True)))
        worlds = {answer(condition, world) for world in settled(known)}
        said = answer(condition, known)
        assert OPEN not in worlds
        assert said is OPEN or worlds == {said}


@pytest.mark.parametrize("condition", COMPOUND[:5], ids=repr)
def test_where_each_gate_is_read_once_nothing_settled_is_called_open(condition: Condition) -> None:
    for given in product(Answer, repeat=len(GATES)):
        known = Knowledge(gates=dict(zip(GATES, given, strict=True)))
        worlds = {answer(condition, world) for world in settled(known)}
        assert answer(condition, known) is (OPEN if len(worlds) == 2 else worlds.pop())


def test_a_gate_stands_for_its_condition() -> None:
    gate = a_gate("one", EveryOne(PARTS[1:]))
    for given in product(Answer, repeat=2):
        known = Knowledge(gates=dict(zip(GATES[1:], given, strict=True)))
        own = answer(gate.condition, known)
        assert answer(GateHolds("one"), replace(known, gates={**known.gates, "one": own})) is own
