"""Two or more ways in which one thing could stand, everything else alike: whether a condition or a tier can tell them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.engine.conditions import answer
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

    from tierscore.analysis.verification.universe import Universe
    from tierscore.engine.conditions import Known
    from tierscore.engine.variables import Assignment
    from tierscore.model.condition import Condition, PlacementCondition
    from tierscore.model.outcome import Interval, Outcome
    from tierscore.model.rubric import TierRule
    from tierscore.model.test import Test


class WithOutcome:
    """What is known, with the outcome of one criterion set by hand wherever it is asked."""

    def __init__(self, universe: Universe, choice: Assignment, criterion: str, outcome: Outcome) -> None:
        self._universe = universe
        self._choice = choice
        self._known = universe.known(choice)
        self._criterion = criterion
        self._outcomes = frozenset({outcome})
        self._answers: dict[str, Answer] = {}

    def outcomes(self, criterion: str) -> frozenset[Outcome]:
        """The outcomes that a criterion can still have."""
        return self._outcomes if criterion == self._criterion else self._known.outcomes(criterion)

    def value(self, test: Test) -> Interval:
        """The values that a test can still have."""
        return self._known.value(test)

    def gate(self, gate: str) -> Answer:
        """The answer of a gate as far as it is settled."""
        if self._criterion not in self._universe.gate_reads(gate).criteria:
            return self._known.gate(gate)
        if gate not in self._answers:
            self._answers[gate] = answer(self._universe.condition_of(gate), self)
        return self._answers[gate]

    def placed(self, condition: PlacementCondition) -> Answer:
        """Whether the history satisfies a condition."""
        return self._known.placed(condition)

    def shown(self, condition: Condition) -> Answer:
        """Whether a condition that must be shown is."""
        return self._universe.on_record(condition, self._choice, self)


@dataclass(frozen=True)
class Comparison:
    """Several states of knowledge that differ in one thing only."""

    universe: Universe
    ways: Sequence[Known]
    criteria: frozenset[str]
    """The criteria that read the thing; no other can differ."""
    tests: frozenset[Test] = frozenset()
    """The tests in conditions that read it."""

    def told_apart(self, condition: Condition) -> bool:
        """Whether in some completion a condition may hold one way and fail another; True where that is not known."""
        match condition:
            case OutcomeIn(criterion):
                return criterion in self.criteria and self._open(condition)
            case TestReaches(test):
                return test in self.tests and self._open(condition)
            case GateHolds(gate):
                return self.told_apart(self.universe.condition_of(gate))
            case NotSo(part) | Shown(part):
                return self.told_apart(part)
            case EveryOne(parts):
                return self._count_told_apart(parts, len(parts))
            case AnyOne(parts):
                return self._count_told_apart(parts, 1)
            case AtLeastSo(count, parts):
                return self._count_told_apart(parts, count)
            case _:
                return False

    def _open(self, condition: Condition) -> bool:
        answers = {answer(condition, way) for way in self.ways}
        return len(answers) > 1 or answers == {Answer.OPEN}

    def _count_told_apart(self, parts: Iterable[Condition], wanted: int) -> bool:
        telling, holding, perhaps = 0, 0, 0
        for part in parts:
            if self.told_apart(part):
                telling += 1
                continue
            answered = answer(part, self.ways[0])
            holding += answered is Answer.HOLDS
            perhaps += answered is not Answer.FAILS
        return holding < wanted <= perhaps + telling and telling > 0

    def rule_told_apart(self, rules: Iterable[TierRule]) -> bool:
        """Whether a rule that may be come to can tell the ways apart."""
        for rule in rules:
            if self.told_apart(rule.when):
                return True
            if answer(rule.when, self.ways[0]) is Answer.HOLDS:
                return False
        return False


def criteria_reading(universe: Universe, number: int) -> frozenset[str]:
    """The criteria that read a variable."""
    return frozenset(name for name in universe.criteria if number in universe.variables_read_by(name))
