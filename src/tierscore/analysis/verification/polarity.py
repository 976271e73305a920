"""Where a higher value of a test could make the tier worse, as far as the form of the rules tells."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from tierscore.engine.possible_worlds import TrendAnswer
from tierscore.model.condition import GateHolds, NotSo, OutcomeIn, TestReaches
from tierscore.model.evidence import Status
from tierscore.model.outcome import Outcome
from tierscore.model.rubric import Role
from tierscore.model.test import Compared, CompoundTest, Not, Outweighs, Presence, Trend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from tierscore.analysis.rule_table import RuleTable
    from tierscore.analysis.verification.universe import ExaminedLaw
    from tierscore.model.condition import Condition
    from tierscore.model.rubric import Rubric, Scale
    from tierscore.model.test import Corroborated, Leaf, Subject, Test
_UPWARD = (frozenset({Outcome.MET}), frozenset({Outcome.MET, Outcome.PARTLY_MET}))
_DOWNWARD = (frozenset({Outcome.NOT_MET}), frozenset({Outcome.NOT_MET, Outcome.PARTLY_MET}))
_BANDS = frozenset({Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET})
_RISES = (
    (TrendAnswer.DOWN, TrendAnswer.SAME),
    (TrendAnswer.DOWN, TrendAnswer.UP),
    (TrendAnswer.SAME, TrendAnswer.UP),
    (TrendAnswer.NONE, TrendAnswer.UP),
)
"""How a change against one and the same past can move where the present rises."""


@dataclass(frozen=True)
class Movement:
    """Which ways a value can move."""

    rising: bool = False
    falling: bool = False

    @classmethod
    def between(cls, pairs: Iterable[tuple[Fraction | int, Fraction | int]]) -> Movement:
        """The ways from the first to the second of some pairs."""
        pairs = list(pairs)
        return cls(any(low < high for low, high in pairs), any(high < low for low, high in pairs))

    @property
    def turned(self) -> Movement:
        """The same for the opposite value."""
        return Movement(self.falling, self.rising)


BOTH_WAYS = Movement(rising=True, falling=True)


def ranks(rubric: Rubric) -> dict[str, int]:
    """The rank of each tier that can be compared: not of no placement, nor of a contradiction."""
    return {tier.id: tier.rank for tier in rubric.tiers if tier.role is not Role.NONE}


def harmful_movements(law: ExaminedLaw, table: RuleTable) -> dict[Leaf, Movement]:
    """For each leaf that can make the tier worse, which way its value would have to move."""
    harmful: dict[Leaf, Movement] = {}
    for number, question in enumerate(table.questions):
        for leaf, harm in _of_condition(law, question, _harm_of_question(law, table, number)):
            before = harmful.get(leaf, Movement())
            harmful[leaf] = Movement(before.rising or harm.rising, before.falling or harm.falling)
    return harmful


def movement(leaf: Leaf, fact: Subject | Corroborated, scale: Scale) -> Movement:
    """Which ways a leaf can move where a fact rises: a higher status or figure, and the same past."""
    match leaf:
        case Presence():
            worths = [scale.status[status] for status in (Status.ABSENT, Status.LIMITED, Status.DONE)]
            return Movement.between(combinations(worths, 2))
        case Trend(direction=direction):
            worth = scale.trends[direction]
            return Movement.between((worth[before], worth[after]) for before, after in _RISES)
        case Compared(greater, lesser):
            return Movement(rising=fact == greater, falling=fact == lesser)
        case _:
            return Movement(rising=True)


def _harm_of_question(law: ExaminedLaw, table: RuleTable, number: int) -> Movement:
    if not table.complete:
        return BOTH_WAYS
    rank = ranks(law.rubric)
    changes = (change for change in table.tier_changes[number] if rank.keys() >= {*change})
    return Movement.between((rank[before], rank[after]) for before, after in changes)


def _of_condition(law: ExaminedLaw, condition: Condition, harm: Movement) -> Iterator[tuple[Leaf, Movement]]:
    match condition:
        case OutcomeIn(criterion, outcomes) if criterion in law.criteria:
            bands = outcomes & _BANDS
            rising = harm if bands in _UPWARD else harm.turned if bands in _DOWNWARD else BOTH_WAYS
            for indicator in law.criteria[criterion].indicators:
                yield from _of_test(indicator.test, rising)
            for cap in law.criteria[criterion].caps:
                yield from _of_test(cap.when, rising.turned)
        case GateHolds(gate):
            yield from _of_condition(law, law.gates[gate].condition, harm)
        case TestReaches(test):
            yield from _of_test(test, harm)
        case _:
            for part in condition.parts():
                yield from _of_condition(law, part, harm.turned if isinstance(condition, NotSo) else harm)


def _of_test(test: Test, harm: Movement) -> Iterator[tuple[Leaf, Movement]]:
    if not isinstance(test, CompoundTest):
        yield test, harm
        return
    for number, part in enumerate(test.parts()):
        against = isinstance(test, Not) or (isinstance(test, Outweighs) and number >= len(test.gains))
        yield from _of_test(part, harm.turned if against else harm)
