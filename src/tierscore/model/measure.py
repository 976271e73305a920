"""The vocabulary of facts: what can be observed of a government."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    units: Mapping[str, bool]
    """For each unit whether it counts whole things."""
    scopes: Mapping[str, str]
    """What each scope means, by its id."""

    def counts_whole_things(self, measure: str) -> bool:
        """Whether figures of this measure are whole numbers."""
        unit = self.measures[measure].unit
        return unit is None or self.units[unit]
