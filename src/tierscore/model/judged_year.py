"""The answer for a country in a report year, in short: what many answers are counted and compared by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.model.decision import Answer


@dataclass(frozen=True)
class JudgedYear:
    """A country in a report year as a rubric judges it, without the findings and their evidence."""

    iso3: str
    country: str
    report_year: int
    indicated: str
    """The tier, ``undetermined``, or ``contradiction``."""
    undetermined_because: str
    """Why no tier is indicated, in words; empty where one is."""
    rule: str | None
    """The tier rule that held."""
    gates: tuple[tuple[str, Answer], ...]
    """The gates that this rule asks about, with the answers that they take."""
    evidence: tuple[str, ...]
    """The items that these gates rest on."""
    range: tuple[str, ...]
    """The tiers that some completion of the unknowns gives, best first."""
    exact: bool
    """Whether the range is exact; else it is never too small."""
    coverage: Fraction
    """The share of what the law asks that evidence settles; 0 to 1."""
    report_read: bool
    """Whether the Department's report of the year itself is among the sources of what counted."""


@dataclass(frozen=True)
class JudgedCountry:
    """The years of a country with evidence, judged."""

    iso3: str
    years: tuple[JudgedYear, ...]
    """The oldest first."""
    without_hints: tuple[JudgedYear, ...]
    """The same without evidence that gives away the placement of its own year."""
