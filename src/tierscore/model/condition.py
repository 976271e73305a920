"""Conditions of gates and tier rules: what must hold for a tier."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from tierscore.model.tree import Tree

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.model.outcome import Outcome
    from tierscore.model.test import Test


@dataclass(frozen=True)
class NamedCondition(Tree["Condition"]):
    """What every condition has."""

    title: str = field(default="", kw_only=True, compare=False)
    """A few words that name it in a report, such as one of several duties; empty where the rubric gives none."""


@dataclass(frozen=True)
class Always(NamedCondition):
    """Holds in every case."""


@dataclass(frozen=True)
class OutcomeIn(NamedCondition):
    """Holds if the outcome of a criterion is one of ``outcomes``."""

    criterion: str
    outcomes: frozenset[Outcome]


@dataclass(frozen=True)
class TestReaches(NamedCondition):
    """Holds if a test on the evidence reaches a value."""

    test: Test
    minimum: Fraction


@dataclass(frozen=True)
class GateHolds(NamedCondition):
    """Holds if another gate holds."""

    gate: str


@dataclass(frozen=True)
class PlacedInARow(NamedCondition):
    """Holds if the last ``reports`` reports, none before ``since``, placed the country in ``tier``."""

    tier: str
    reports: int
    since: int


@dataclass(frozen=True)
class PlacedInSequence(NamedCondition):
    """
    Holds if earlier reports show the given steps one after another, other placements between them allowed,
    and the last step ends with the report before this one.
    """

    steps: tuple[PlacementStep, ...]


@dataclass(frozen=True)
class PlacementStep:
    """``reports`` reports in a row in ``tier``, the first not before ``since``."""

    tier: str
    reports: int
    since: int


@dataclass(frozen=True)
class Listed:
    """A way onto a list: by the tier of a report, and by that of the report before."""

    now: frozenset[str]
    before: frozenset[str]
    """Empty where the report before does not matter."""

    def includes(self, now: str, before: str | None) -> bool:
        """Whether a report is listed, given its tier and that of the report before."""
        return now in self.now and (not self.before or before in self.before)


@dataclass(frozen=True)
class ListedInARow(NamedCondition):
    """Holds if the last ``reports`` reports, none before ``since``, put the country on a list in some way."""

    ways: tuple[Listed, ...]
    reports: int
    since: int


@dataclass(frozen=True)
class EveryOne(NamedCondition):
    """Holds if all its conditions hold."""

    PARTS: ClassVar[str] = "conditions"
    conditions: tuple[Condition, ...]

    @property
    def count(self) -> int:
        """How many of its conditions must hold."""
        return len(self.conditions)


@dataclass(frozen=True)
class AnyOne(NamedCondition):
    """Holds if one of its conditions holds."""

    PARTS: ClassVar[str] = "conditions"
    conditions: tuple[Condition, ...]

    @property
    def count(self) -> int:
        """How many of its conditions must hold."""
        return 1


@dataclass(frozen=True)
class AtLeastSo(NamedCondition):
    """
    Holds if at least ``count`` of its conditions hold.

    Where ``share`` is set, the count is that share of the conditions whose criterion is in force, rounded up.
    """

    PARTS: ClassVar[str] = "conditions"
    count: int
    conditions: tuple[Condition, ...]
    share: Fraction | None = None


@dataclass(frozen=True)
class NotSo(NamedCondition):
    """Holds if its condition does not."""

    PARTS: ClassVar[str] = "condition"
    condition: Condition


@dataclass(frozen=True)
class Shown(NamedCondition):
    """
    Holds if the evidence shows that its condition holds, else it fails: an affirmative finding.

    It is never open: what is unknown counts as No.
    """

    PARTS: ClassVar[str] = "condition"
    condition: Condition


PlacementCondition = PlacedInARow | PlacedInSequence | ListedInARow
Plain = Always | OutcomeIn | TestReaches | GateHolds | PlacementCondition
CompoundCondition = EveryOne | AnyOne | AtLeastSo | NotSo | Shown
AskedCondition = OutcomeIn | TestReaches | GateHolds | PlacementCondition | Shown
"""What is answered from outside the condition that it is a part of."""
Condition = Plain | CompoundCondition


def with_supposition(condition: Condition, *, supposed: bool = True) -> tuple[tuple[Plain, bool], ...]:
    """The conditions without parts under a condition, and whether unknowns bear on each."""
    if isinstance(condition, CompoundCondition):
        supposed = supposed and not isinstance(condition, Shown)
        return tuple(pair for part in condition.parts() for pair in with_supposition(part, supposed=supposed))
    return ((condition, supposed),)


def asked_conditions(*conditions: Condition) -> tuple[AskedCondition, ...]:
    """What conditions ask, each once, as it is written; what must be shown is asked as a whole."""
    asked: dict[AskedCondition, None] = {}
    for condition in conditions:
        if isinstance(condition, AskedCondition):
            asked[condition] = None
        else:
            asked |= dict.fromkeys(asked_conditions(*condition.parts()))
    return tuple(asked)


def plain_conditions(condition: Condition) -> tuple[Plain, ...]:
    """All conditions without parts under a condition, in the order in which they are written."""
    return tuple(plain for plain, _ in with_supposition(condition))
