"""Conditions of gates and tier rules: what must hold for a tier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.model.outcome import Outcome
    from tierscore.model.test import Test


@dataclass(frozen=True)
class Always:
    """Holds in every case."""


@dataclass(frozen=True)
class OutcomeIn:
    """Holds if the outcome of a criterion is one of ``outcomes``."""

    criterion: str
    outcomes: frozenset[Outcome]


@dataclass(frozen=True)
class TestReaches:
    """Holds if a test on the evidence reaches a value."""

    test: Test
    minimum: Fraction


@dataclass(frozen=True)
class GateHolds:
    """Holds if another gate holds."""

    gate: str


@dataclass(frozen=True)
class PlacedInARow:
    """Holds if each of the last ``reports`` reports, none before ``since``, placed the country in ``tier``."""

    tier: str
    reports: int
    since: int


@dataclass(frozen=True)
class PlacedInSequence:
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
    """A way onto a list: the tiers of a report, and those of the report before; empty where these do not matter."""

    now: frozenset[str]
    before: frozenset[str]


@dataclass(frozen=True)
class ListedInARow:
    """Holds if each of the last ``reports`` reports, none before ``since``, put the country on a list in any of these ways."""

    ways: tuple[Listed, ...]
    reports: int
    since: int


@dataclass(frozen=True)
class EveryOne:
    """Holds if all its conditions hold."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOne:
    """Holds if one of its conditions holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class AtLeastSo:
    """
    Holds if at least ``count`` of its conditions hold.

    Where ``share`` is set, the count is that share, rounded up, of those conditions whose criterion the law of the year asks.
    """

    count: int
    conditions: tuple[Condition, ...]
    share: Fraction | None = None


@dataclass(frozen=True)
class NotSo:
    """Holds if its condition does not."""

    condition: Condition


@dataclass(frozen=True)
class Shown:
    """
    Holds if the evidence shows that its condition holds, whatever is unknown; else it fails: an affirmative finding.

    It is never open: what is unknown counts as No.
    """

    condition: Condition


PlacementCondition = PlacedInARow | PlacedInSequence | ListedInARow
Plain = Always | OutcomeIn | TestReaches | GateHolds | PlacedInARow | PlacedInSequence | ListedInARow
Condition = Plain | EveryOne | AnyOne | AtLeastSo | NotSo | Shown


def with_supposition(condition: Condition, *, supposed: bool = True) -> tuple[tuple[Plain, bool], ...]:
    """All conditions without parts under a condition, and whether what is unknown bears on each: not on what must be shown."""
    match condition:
        case EveryOne(parts) | AnyOne(parts) | AtLeastSo(conditions=parts):
            return tuple(pair for part in parts for pair in with_supposition(part, supposed=supposed))
        case NotSo(part):
            return with_supposition(part, supposed=supposed)
        case Shown(part):
            return with_supposition(part, supposed=False)
        case _:
            return ((condition, supposed),)


def plain_conditions(condition: Condition) -> tuple[Plain, ...]:
    """All conditions without parts under a condition, in the order in which they are written."""
    return tuple(plain for plain, _ in with_supposition(condition))
