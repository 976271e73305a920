"""Whether a condition holds, fails or is open, given what is known so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tierscore.model.condition import GateHolds, OutcomeIn, Shown, TestReaches
from tierscore.model.decision import as_answer, combined

if TYPE_CHECKING:
    from tierscore.model.condition import AskedCondition, Condition, PlacementCondition
    from tierscore.model.decision import Answer
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
        """The answer of a part, from what is known."""
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
