"""Whether a condition holds, fails or is open, given what is known so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    EveryOne,
    GateHolds,
    NotSo,
    OutcomeIn,
    Shown,
    TestReaches,
)
from tierscore.model.decision import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tierscore.model.condition import AskedCondition, Condition, PlacementCondition
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

    def given(part: AskedCondition) -> Answer:
        match part:
            case OutcomeIn(criterion, wanted):
                possible = known.outcomes(criterion)
                return as_answer(holds=possible <= wanted, fails=possible.isdisjoint(wanted))
            case GateHolds(gate):
                return known.gate(gate)
            case Shown(condition):
                return known.shown(condition)
            case TestReaches(test, minimum):
                value = known.value(test)
                return as_answer(holds=value.low >= minimum, fails=value.high < minimum)
            case _:
                return known.placed(part)

    return combined(condition, given)


def combined(condition: Condition, given: Callable[[AskedCondition], Answer]) -> Answer:
    """The answer of a condition, given those of its parts; parts that can no longer matter are not asked."""
    match condition:
        case EveryOne() | AnyOne() | AtLeastSo():
            holding, can_hold = 0, len(condition.conditions)
            for part in condition.conditions:
                if holding >= condition.count or can_hold < condition.count:
                    break
                part_answer = combined(part, given)
                holding += part_answer is Answer.HOLDS
                can_hold -= part_answer is Answer.FAILS
            return as_answer(holds=holding >= condition.count, fails=can_hold < condition.count)
        case NotSo(part):
            return negated(combined(part, given))
        case Always():
            return Answer.HOLDS
        case _:
            return given(condition)


def negated(given: Answer) -> Answer:
    """The answer of the opposite condition."""
    return _OPPOSITE[given]


_OPPOSITE = {Answer.HOLDS: Answer.FAILS, Answer.FAILS: Answer.HOLDS, Answer.OPEN: Answer.OPEN}


def as_answer(*, holds: bool, fails: bool) -> Answer:
    """The answer of a condition that surely holds, surely fails, or neither."""
    if holds:
        return Answer.HOLDS
    return Answer.FAILS if fails else Answer.OPEN
