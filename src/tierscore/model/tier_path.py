"""What would lead a country to a tier: the smallest sets of changes, and what to find out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment
    from tierscore.model.assumption import Assumption
    from tierscore.model.law import Law
    from tierscore.model.rubric import Remedy, TierRule


class Course(StrEnum):
    """Which way a change goes."""

    BETTER = "better"
    """More of what speaks for a government, less of what speaks against it."""
    WORSE = "worse"


class Stopped(StrEnum):
    """Why a search came to no end."""

    NOT = "not"
    """It came to its end."""
    BOUND = "bound"
    """It reached its bound of work."""
    INTERRUPTED = "interrupted"
    """Whoever asked wanted no more."""


@dataclass(frozen=True)
class Change:
    """The facts of the period on one measure, set to a value that tests want."""

    assumptions: tuple[Assumption, ...]
    """One; of a loss one for each series and part of a count."""
    course: Course
    on_file: bool
    """Whether the file says now how it stands; else it may be so already, and is to be found out first."""
    pillar: str
    law: tuple[Law, ...]
    """Of the criterion whose remedy it is, or that reads it first."""
    remedy: Remedy | None
    """What a government would do; None where the rubric names nothing, or the change is a loss."""
    criterion: str
    """The heading of that criterion, or of the condition of the tier rules that reads the fact; empty where none does."""


@dataclass(frozen=True)
class ChangeSet:
    """Changes that together give the tier, and none of which can be left out."""

    changes: tuple[Change, ...]
    range: tuple[str, ...]
    """The tiers that are possible after them, best first."""

    @property
    def sure(self) -> bool:
        """Whether the tier is then the only one possible."""
        return len(self.range) == 1


@dataclass(frozen=True)
class TierPath:
    """The answer for one country, one report year and one tier."""

    assessment: Assessment
    """As the file stands."""
    target: str
    sets: tuple[ChangeSet, ...]
    """Every smallest set, those of least effort first; as many as were found where the search stopped before its end."""
    every_smallest: bool
    """Whether these are all that there are of their size."""
    none_below: int
    """It is proven that no set of fewer changes than this gives the tier."""
    needed: tuple[Change, ...]
    """The changes that stand in every smallest set; proven, or else none are named."""
    to_find_out: tuple[ChangeSet, ...]
    """What is not on file and would by itself give the tier, were it found to be so."""
    looked_at: int
    """How many sets of changes were looked at."""
    stopped: Stopped
    forbidden_by: tuple[TierRule, ...] = ()
    """The rules on earlier placements that forbid the tier in this report; no search was made then."""

    @property
    def is_smallest(self) -> bool:
        """Whether the sets are proven to be smallest."""
        return bool(self.sets) and self.size <= self.none_below

    @property
    def size(self) -> int:
        """How many changes the smallest sets have; 0 where none was found."""
        return len(self.sets[0].changes) if self.sets else 0
