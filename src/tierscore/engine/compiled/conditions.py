"""Whether a condition holds, fails or is open, given what is known so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from tierscore.model.condition import GateHolds, OutcomeIn, Shown, TestReaches
from tierscore.model.decision import Answer, compiled

if TYPE_CHECKING:
    from tierscore.model.condition import AskedCondition, Condition, PlacementCondition
    from tierscore.model.outcome import Outcome


class Known(Protocol):
    """What is known at some point of the reasoning."""

    def outcomes(self, criterion: str) -> frozenset[Outcome]:
        """The outcomes that a criterion can still have."""

    def reaches(self, condition: TestReaches) -> Answer:
        """Whether a test reaches a value."""

    def gate(self, gate: str) -> Answer:
        """The answer of a gate."""

    def placed(self, condition: PlacementCondition) -> Answer:
        """Whether the history satisfies a condition."""

    def shown(self, condition: Condition) -> Answer:
        """Whether the evidence alone shows that a condition holds, before anything is supposed."""


CompiledCondition = Callable[[Known], Answer]
"""A condition as a function of what is known: open if what is known leaves both answers possible."""


def question(condition: Condition) -> CompiledCondition:
    """A condition ready to be asked many times."""
    return compiled(condition, _asking)


def answer(condition: Condition, known: Known) -> Answer:
    """Whether a condition holds: open if what is known leaves both possible."""
    return question(condition)(known)


def _asking(part: AskedCondition) -> CompiledCondition:
    match part:
        case OutcomeIn(criterion, wanted):
            return _outcome_in(criterion, wanted)
        case GateHolds(gate):
            return lambda known: known.gate(gate)
        case Shown(condition):
            return lambda known: known.shown(condition)
        case TestReaches():
            return lambda known: known.reaches(part)
        case _:
            return lambda known: known.placed(part)


def _outcome_in(criterion: str, wanted: frozenset[Outcome]) -> CompiledCondition:
    def answering(known: Known) -> Answer:
        """Whether every outcome that is still possible is wanted, or none."""
        possible = known.outcomes(criterion)
        if possible <= wanted:
            return Answer.HOLDS
        return Answer.FAILS if possible.isdisjoint(wanted) else Answer.OPEN

    return answering
