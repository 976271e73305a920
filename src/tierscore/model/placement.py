"""Official placements: history for the rules, and a comparison for the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


SPECIAL_CASE = "special-case"
"""A placement outside every tier, whether or not a rubric has a tier for it."""


@dataclass(frozen=True)
class Placement:
    """Where the Department of State placed a country in one report."""

    report_year: int
    tier: str
    confidence: str
    """A: two or more independent sources agree; B: one family of sources; C: disputed; D: by elimination."""
    sources: str


@dataclass(frozen=True)
class Placements:
    """The placements of one country, by report year. A year that is missing is unknown."""

    by_year: Mapping[int, Placement]
    country: str = ""
    """The name that the table gives the country."""

    def before(self, report_year: int) -> Placements:
        """The placements of earlier reports only: all that may bear on a judgement of ``report_year``."""
        return Placements(
            {year: placement for year, placement in self.by_year.items() if year < report_year}, self.country
        )

    def named_in(self, tiers: Collection[str]) -> Placements:
        """Those in some tiers; one in another tier, such as a misspelt one, says nothing to who knows these alone."""
        known = {year: placement for year, placement in self.by_year.items() if placement.tier in tiers}
        return Placements(known, self.country)

    def tier(self, report_year: int) -> str | None:
        """The tier of a report, or None where it is unknown."""
        placement = self.by_year.get(report_year)
        return placement.tier if placement else None


NO_PLACEMENTS = Placements({})
