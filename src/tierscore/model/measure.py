"""The vocabulary of facts: what can be observed of a government."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from tierscore.model.actor import Actor


class Nature(StrEnum):
    """What kind of thing a measure is; it decides how several facts on it are combined."""

    STANDING = "standing"
    """It exists from a start until an end: the state on the last day of the period counts."""
    ACTIVITY = "activity"
    """It is done in a period: the best counted status counts."""
    STATISTIC = "statistic"
    """It is counted: one figure a period."""
    CIRCUMSTANCE = "circumstance"
    """A state of affairs in a period."""


class Sense(StrEnum):
    """Whether more of a measure speaks for or against a government."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class NamedValue:
    """A value of a unit that is a word and no number."""

    word: str
    """How country files write it."""
    rank: Fraction
    """Where it stands among the values of its unit, above every number. It is compared, never printed."""
    words: str
    """How reports print it, without the unit."""


@dataclass(frozen=True)
class Unit:
    """What figures count or measure."""

    whole: bool
    """Whether it counts whole things."""
    named: tuple[NamedValue, ...] = ()
    """Its values beyond all numbers, in the order of the file."""

    def called(self, word: str) -> NamedValue | None:
        """The value with a word; None where the unit has none."""
        return next((value for value in self.named if value.word == word), None)

    def ranked(self, rank: Fraction) -> NamedValue | None:
        """The value with a rank; None where that is a number like others."""
        return next((value for value in self.named if value.rank == rank), None)

    def lowest(self) -> NamedValue | None:
        """The named value of least rank, which every number stays below; None where the unit has none."""
        return min(self.named, key=lambda value: value.rank, default=None)


@dataclass(frozen=True)
class Measure:
    """A kind of thing that a government can have, do, or fail to do."""

    id: str
    name: str
    pillar: str
    nature: Nature
    sense: Sense
    definition: str
    unit: str | None = None
    """The unit of its figures; None where it has none."""
    series: tuple[str, ...] = ()
    """The series that are kept apart; empty where there is only one."""
    tells_placement: bool = False
    """Whether it is published with the placement of its own year and gives it away, as a waiver does."""
    by: frozenset[Actor] = frozenset()
    """Who acts, where the measure itself implies it: a fact that names no actor is by these. Empty where it implies none."""

    @property
    def numeric(self) -> bool:
        """Whether its value is a number: every statistic, and a standing thing with a unit."""
        return self.nature is Nature.STATISTIC or (self.nature is Nature.STANDING and self.unit is not None)


@dataclass(frozen=True)
class Vocabulary:
    """All measures, and the words that facts about them may use."""

    measures: Mapping[str, Measure]
    pillars: Mapping[str, str]
    """The name of each pillar by its id."""
    units: Mapping[str, Unit]
    scopes: Mapping[str, str]
    """What each scope means, by its id."""

    def unit_of(self, measure: str) -> Unit | None:
        """The unit of a measure's figures; None where it has none."""
        unit = self.measures[measure].unit
        return None if unit is None else self.units[unit]
