"""What the law makes of a sequence of placements: what it allows next, and which placements it forbids."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment
    from tierscore.model.placement import Placement, Placements
    from tierscore.model.rubric import Rubric, Ruleset, TierRule


@dataclass(frozen=True)
class Path:
    """One way to a tier that a history leaves open: the rule that decides, and the gates on the way."""

    rule: TierRule
    tier: str
    holding: tuple[str, ...]
    """The ids of the gates that hold in every case of this way."""
    failing: tuple[str, ...]
    """The ids of the gates that fail in every case of this way."""
    by_history: bool
    """Whether the rule looks at earlier placements."""


@dataclass(frozen=True)
class Outlook:
    """What the law of one report year allows a country, given its placements up to then."""

    rubric: Rubric
    """The law of the report year."""
    country: str
    iso3: str
    report_year: int
    placements: Placements
    """Of earlier reports only."""
    watch_run: int
    """How many reports in a row, up to the one before, placed it on the Watch List."""
    unknown_years: tuple[int, ...]
    """Earlier reports that bear on the rules and whose placement is unknown."""
    paths: tuple[Path, ...]
    """In the order of the rules; where placements are unknown, of every branch."""
    certain: bool
    """False where the unknown placements make a difference."""


class Standing(StrEnum):
    """How a published placement stands to the law of its year."""

    ALLOWED = "allowed"
    NEEDS = "needs"
    """Allowed only if gates hold that a country without this history would not need, such as a waiver."""
    FORBIDDEN = "forbidden"
    UNTOLD = "untold"
    """It depends on placements that are unknown."""
    UNNAMED = "unnamed"
    """The rubric has no such tier, so that its law says nothing of the placement."""


@dataclass(frozen=True)
class AuditedPlacement:
    """One published placement held against the law of its year and the placements before it."""

    country: str
    iso3: str
    placement: Placement
    standing: Standing
    needs: tuple[str, ...]
    """The gates that must hold because of the history."""
    rules: tuple[str, ...]
    """For a forbidden one the rules that forbid it; else the rules on history that it is consistent with."""
    watch_run: int
    """Watch List reports in a row up to and with this one; 0 where it is no Watch List placement."""
    moved: bool
    """Whether it stands on another list than the report before; since 2019 that has to be explained."""


@dataclass(frozen=True)
class Audit:
    """All published placements held against the law."""

    rubric: Rubric
    placements: tuple[AuditedPlacement, ...]
    """By country and year."""

    def standing(self, standing: Standing) -> tuple[AuditedPlacement, ...]:
        """Those that stand so."""
        return tuple(placement for placement in self.placements if placement.standing is standing)


@dataclass(frozen=True)
class HistoryYear:
    """One report year of a country."""

    report_year: int
    official: Placement | None
    assessment: Assessment | None
    """None where the file holds no evidence for the year."""
    ruleset: Ruleset | None
    watch_run: int
    """Watch List reports in a row up to and with this one."""
