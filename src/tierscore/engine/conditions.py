"""Whether a condition holds, fails or is open, given what is known so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    Condition,
    EveryOne,
    GateHolds,
    ListedInARow,
    NotSo,
    OutcomeIn,
    PlacedInARow,
    PlacedInSequence,
    Shown,
    TestReaches,
)
from tierscore.model.decision import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.model.condition import PlacementCondition
    from tierscore.model.outcome import Interval, Outcome
    from tierscore.model.test import Test


class Known(Protocol):
    """What is known at some point of the reasoning."""

    def outcomes(self, criterion: str) -> frozenset[Outcome]:
        """The outcomes that a criterion can still have."""

    def value(self, test: Test) -> Interval:
        """The values that a test can still have."""

    def gate(self, gate: str) -> Answer:
        """The answer of a gate."""

    def placed(self, condition: PlacementCondition) -> Answer:
        """Whether the history satisfies a condition."""

    def shown(self, condition: Condition) -> Answer:
        """Whether the evidence alone shows that a condition holds, before anything is supposed."""


def answer(condition: Condition, known: Known) -> Answer:
    """Whether a condition holds: open if what is known leaves both possible."""
    match condition:
        case OutcomeIn(criterion, wanted):
            possible = known.outcomes(criterion)
            return _answer(possible <= wanted, possible.isdisjoint(wanted))
        case GateHolds(gate):
            return known.gate(gate)
        case EveryOne() | AnyOne() | AtLeastSo():
            return _counted(condition.conditions, condition.count, known)
        case NotSo(part):
            return negated(answer(part, known))
        case Shown(part):
            return known.shown(part)
        case TestReaches(test, minimum):
            value = known.value(test)
            return _answer(value.low >= minimum, value.high < minimum)
        case PlacedInARow() | PlacedInSequence() | ListedInARow():
            return known.placed(condition)
        case Always():
            return Answer.HOLDS


def negated(given: Answer) -> Answer:
    """The answer of the opposite condition."""
    return _OPPOSITE[given]


_OPPOSITE = {Answer.HOLDS: Answer.FAILS, Answer.FAILS: Answer.HOLDS, Answer.OPEN: Answer.OPEN}


def _counted(parts: Sequence[Condition], wanted: int, known: Known) -> Answer:
    """Whether at least ``wanted`` parts hold; parts that can no longer matter are not asked."""
    holding, can_hold = 0, len(parts)
    for part in parts:
        if holding >= wanted or can_hold < wanted:
            break
        answered = answer(part, known)
        holding += answered is Answer.HOLDS
        can_hold -= answered is Answer.FAILS
    return _answer(holding >= wanted, can_hold < wanted)


def _answer(holds: bool, fails: bool) -> Answer:  # noqa: FBT001 - the two ends of one answer
    if holds:
        return Answer.HOLDS
    return Answer.FAILS if fails else Answer.OPEN
