"""Where a higher value of a test could make the tier worse, as far as the form of the rules tells."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from tierscore.engine.possible_worlds import TrendAnswer
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
from tierscore.model.evidence import Status
from tierscore.model.outcome import ONE, ZERO, Outcome
from tierscore.model.rubric import Role
from tierscore.model.test import AllOf, AnyOf, AtLeast, Compared, Not, Outweighs, Presence, Trend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.analysis.verification.law_scan import Law
    from tierscore.analysis.verification.rule_table import FreeRules
    from tierscore.model.condition import Condition
    from tierscore.model.rubric import Rubric, Scale
    from tierscore.model.test import Leaf, Subject, Test
_UPWARD = (frozenset({Outcome.MET}), frozenset({Outcome.MET, Outcome.PARTLY_MET}))
_DOWNWARD = (frozenset({Outcome.NOT_MET}), frozenset({Outcome.NOT_MET, Outcome.PARTLY_MET}))
_REAL = frozenset({Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET})


@dataclass(frozen=True)
class Harm:
    """Which way a value would have to move for the tier to be able to become worse."""

    rising: bool
    falling: bool

    @property
    def turned(self) -> Harm:
        """The same for the opposite value."""
        return Harm(self.falling, self.rising)


BOTH = Harm(rising=True, falling=True)


def ranks(rubric: Rubric) -> dict[str, int]:
    """The rank of each tier that can be compared: those without placement, and contradictions, are neither better nor worse."""
    return {tier.id: tier.rank for tier in rubric.tiers if tier.role is not Role.NONE}


def harms(law: Law, free: FreeRules) -> dict[Leaf, Harm]:
    """For each leaf which way its value would have to move to be able to do harm; other leaves can do none."""
    found: dict[Leaf, Harm] = {}
    for number, question in enumerate(free.questions):
        for leaf, harm in _of_condition(law, question, _of_question(law, free, number)):
            before = found.get(leaf, Harm(rising=False, falling=False))
            found[leaf] = Harm(before.rising or harm.rising, before.falling or harm.falling)
    return found


def moves(leaf: Leaf, subject: Subject, scale: Scale) -> Harm:
    """Which ways the value of a leaf can move where one of its subjects rises: a higher status or figure, and the same past."""
    match leaf:
        case Presence():
            worths = [scale.status[status] for status in (Status.ABSENT, Status.LIMITED, Status.DONE)]
            pairs = list(combinations(worths, 2))
        case Trend(direction=direction):
            worth = scale.trends[direction]
            pairs = [(worth[before], worth[after]) for before, after in _RISES]
        case Compared(rising, other):
            pairs = [(ZERO, ONE)] * (rising == subject) + [(ONE, ZERO)] * (other == subject)
        case _:
            pairs = [(ZERO, ONE)]
    return Harm(any(low < high for low, high in pairs), any(high < low for low, high in pairs))


_RISES = (
    (TrendAnswer.DOWN, TrendAnswer.SAME),
    (TrendAnswer.DOWN, TrendAnswer.UP),
    (TrendAnswer.SAME, TrendAnswer.UP),
    (TrendAnswer.NONE, TrendAnswer.UP),
)
"""How a change against one and the same past can move where the present rises."""


def _of_question(law: Law, free: FreeRules, number: int) -> Harm:
    if not free.complete:
        return BOTH
    rank = ranks(law.rubric)
    moves = [
        (rank[before], rank[after]) for before, after in free.steps[number] if {before, after} <= rank.keys()
    ]
    return Harm(
        any(before < after for before, after in moves), any(after < before for before, after in moves)
    )


def _of_condition(law: Law, condition: Condition, harm: Harm) -> Iterator[tuple[Leaf, Harm]]:
    match condition:
        case OutcomeIn(criterion, outcomes) if criterion in law.criteria:
            asked = outcomes & _REAL
            rising = harm if asked in _UPWARD else harm.turned if asked in _DOWNWARD else BOTH
            yield from _of_criterion(law, criterion, rising)
        case GateHolds(gate):
            yield from _of_condition(law, law.gates[gate].condition, harm)
        case EveryOne(parts) | AnyOne(parts) | AtLeastSo(conditions=parts):
            for part in parts:
                yield from _of_condition(law, part, harm)
        case NotSo(part):
            yield from _of_condition(law, part, harm.turned)
        case Shown(part):
            yield from _of_condition(law, part, harm)
        case TestReaches(test):
            yield from _of_test(test, harm)
        case Always() | _:
            pass


def _of_criterion(law: Law, criterion: str, harm: Harm) -> Iterator[tuple[Leaf, Harm]]:
    for indicator in law.criteria[criterion].indicators:
        yield from _of_test(indicator.test, harm)
    for cap in law.criteria[criterion].caps:
        yield from _of_test(cap.when, harm.turned)


def _of_test(test: Test, harm: Harm) -> Iterator[tuple[Leaf, Harm]]:
    match test:
        case AnyOf(tests) | AllOf(tests) | AtLeast(tests=tests):
            for part in tests:
                yield from _of_test(part, harm)
        case Not(part):
            yield from _of_test(part, harm.turned)
        case Outweighs(gains, losses):
            for part in gains:
                yield from _of_test(part, harm)
            for part in losses:
                yield from _of_test(part, harm.turned)
        case _:
            yield test, harm
