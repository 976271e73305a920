"""Whether a condition or a tier can change where one thing changes and everything else stays the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tierscore.analysis.supposed_outcomes import SupposedOutcomes
from tierscore.model.condition import (
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
    from collections.abc import Iterable, Sequence

    from tierscore.analysis.verification.universe import KnownOfEveryFile, Universe
    from tierscore.engine.compiled.conditions import Known
    from tierscore.model.condition import Condition
    from tierscore.model.outcome import Outcome
    from tierscore.model.rubric import TierRule
    from tierscore.model.test import Test


class KnownWithOutcome(SupposedOutcomes):
    """What is known of every file, with the outcome of one criterion set by hand wherever it is asked."""

    def __init__(self, known: KnownOfEveryFile, criterion: str, outcome: Outcome) -> None:
        super().__init__(known, frozenset({criterion}), frozenset({outcome}))
        self._universe_state = known

    def shown(self, condition: Condition) -> Answer:
        """Whether a condition that must be shown is: it has to hold, and no file needs to say so."""
        return self._universe_state.shown_if(self.known.plan.question(condition)(self), condition)


@dataclass(frozen=True)
class StateComparison:
    """Several states of knowledge that differ in one thing only."""

    universe: Universe
    states: Sequence[Known]
    criteria: frozenset[str]
    """The criteria that read it; no other can differ."""
    tests: frozenset[Test] = frozenset()
    """The tests in conditions that read it."""
    _gates: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def can_change(self, condition: Condition) -> bool:
        """Whether a condition may hold in one state and fail in another; True where that is not known."""
        match condition:
            case OutcomeIn(criterion):
                return criterion in self.criteria and self._open(condition)
            case TestReaches(test):
                return test in self.tests and self._open(condition)
            case GateHolds(gate):
                if gate not in self._gates:
                    self._gates[gate] = self.can_change(self.universe.condition_of(gate))
                return self._gates[gate]
            case NotSo(part) | Shown(part):
                return self.can_change(part)
            case EveryOne() | AnyOne() | AtLeastSo():
                return self._count_can_change(condition.conditions, condition.count)
            case _:
                return False

    def _open(self, condition: Condition) -> bool:
        question = self.universe.plan.question(condition)
        answers = {question(state) for state in self.states}
        return len(answers) > 1 or answers == {Answer.OPEN}

    def _count_can_change(self, parts: Iterable[Condition], wanted: int) -> bool:
        changing, holding, possible = 0, 0, 0
        for part in parts:
            if self.can_change(part):
                changing += 1
                continue
            answered = self.universe.plan.question(part)(self.states[0])
            holding += answered is Answer.HOLDS
            possible += answered is not Answer.FAILS
        return holding < wanted <= possible + changing and changing > 0

    def can_change_rule(self, rules: Iterable[TierRule]) -> bool:
        """Whether a rule that may be reached can change."""
        for rule in rules:
            if self.can_change(rule.when):
                return True
            if self.universe.plan.question(rule.when)(self.states[0]) is Answer.HOLDS:
                return False
        return False


def criteria_reading(universe: Universe, number: int) -> frozenset[str]:
    """The criteria that read a variable."""
    return frozenset(universe.plan.criteria_reading[number])
