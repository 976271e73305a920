"""Whether a condition holds, fails or is open, given what is known so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    Condition,
    EveryOne,
    GateHolds,
    NotSo,
    OutcomeIn,
    PlacedInARow,
    PlacedInSequence,
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


Check = Callable[[Known], Answer]


def answer(condition: Condition, known: Known) -> Answer:
    """Whether a condition holds: open if what is known leaves both possible."""
    match condition:
        case Always():
            return Answer.HOLDS
        case OutcomeIn(criterion, wanted):
            possible = known.outcomes(criterion)
            return _answer(possible <= wanted, not possible & wanted)
        case TestReaches(test, minimum):
            value = known.value(test)
            return _answer(value.low >= minimum, value.high < minimum)
        case GateHolds(gate):
            return known.gate(gate)
        case PlacedInARow() | PlacedInSequence():
            return known.placed(condition)
        case EveryOne(parts):
            return _counted([answer(part, known) for part in parts], len(parts))
        case AnyOne(parts):
            return _counted([answer(part, known) for part in parts], 1)
        case AtLeastSo(wanted_count, parts):
            return _counted([answer(part, known) for part in parts], wanted_count)
        case NotSo(part):
            return negated(answer(part, known))


def negated(given: Answer) -> Answer:
    """The answer of the opposite condition."""
    return {Answer.HOLDS: Answer.FAILS, Answer.FAILS: Answer.HOLDS, Answer.OPEN: Answer.OPEN}[given]


def _counted(answers: Sequence[Answer], wanted: int) -> Answer:
    holding = answers.count(Answer.HOLDS)
    return _answer(holding >= wanted, holding + answers.count(Answer.OPEN) < wanted)


def _answer(holds: bool, fails: bool) -> Answer:  # noqa: FBT001 - the two ends of one answer
    if holds:
        return Answer.HOLDS
    return Answer.FAILS if fails else Answer.OPEN
