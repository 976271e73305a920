"""What tests, criteria and conditions say once every fact is settled: plain, for the twins that try every world."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from tierscore.model import condition as conditions
from tierscore.model import test as tests
from tierscore.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tierscore.model.rubric import Criterion


class SettledWorld(Protocol):
    """What a condition asks from outside itself, where nothing is unknown any more."""

    def outcome(self, criterion: str) -> Outcome:
        """The outcome of a criterion; not applicable where the law of the year does not ask it."""

    def reached(self, test: tests.Test) -> Fraction:
        """The value of a test that a condition names."""

    def gate(self, gate: str) -> bool:
        """Whether a gate holds."""

    def shown(self, condition: conditions.Condition) -> bool:
        """Whether the evidence alone shows a condition."""


def value_of(test: tests.Test, answers: Mapping[tests.Leaf, Fraction]) -> Fraction:
    """The value of a test, given those of its leaves."""
    match test:
        case tests.AnyOf(parts):
            return max(value_of(part, answers) for part in parts)
        case tests.AllOf(parts):
            return min(value_of(part, answers) for part in parts)
        case tests.AtLeast(count, parts):
            return sorted((value_of(part, answers) for part in parts), reverse=True)[count - 1]
        case tests.Not(part):
            return 1 - value_of(part, answers)
        case tests.Outweighs(gains, losses):
            more = sum(value_of(part, answers) for part in gains)
            return Fraction(more > sum(value_of(part, answers) for part in losses))
        case _:
            return answers[test]


def weighed(criterion: Criterion, values: Sequence[Fraction]) -> Fraction:
    """The mean of the indicators' values by their points, or the smallest where all are required."""
    if criterion.all_required:
        return min(values)
    points = criterion.points
    return sum((v * p for v, p in zip(values, points, strict=True)), start=Fraction(0)) / sum(points)


def holds(condition: conditions.Condition, world: SettledWorld) -> bool:
    """Whether a condition holds in a world; a share is one of the criteria that the law of the year asks."""
    match condition:
        case conditions.Always():
            return True
        case conditions.OutcomeIn(criterion, wanted):
            return world.outcome(criterion) in wanted
        case conditions.TestReaches(test, minimum):
            return world.reached(test) >= minimum
        case conditions.GateHolds(gate):
            return world.gate(gate)
        case conditions.EveryOne(parts):
            return all(holds(part, world) for part in parts)
        case conditions.AnyOne(parts):
            return any(holds(part, world) for part in parts)
        case conditions.AtLeastSo(count, parts, share):
            counted = [part for part in parts if share is None or not _left_out(part, world)]
            enough = count if share is None else share * len(counted)
            return sum(holds(part, world) for part in counted) >= enough
        case conditions.NotSo(part):
            return not holds(part, world)
        case conditions.Shown(part):
            return world.shown(part)
        case _:
            raise AssertionError(condition)


def _left_out(condition: conditions.Condition, world: SettledWorld) -> bool:
    return (
        isinstance(condition, conditions.OutcomeIn)
        and world.outcome(condition.criterion) is Outcome.NOT_APPLICABLE
    )
