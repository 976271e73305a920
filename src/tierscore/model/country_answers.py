"""What a rubric answers for a country, weights apart: what two versions of the rubric are compared by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.model.outcome import Outcome


@dataclass(frozen=True)
class YearAnswers:
    """The answers for a report year."""

    report_year: int
    indicated: str
    """The tier, ``undetermined``, or ``contradiction``."""
    range: tuple[str, ...]
    """The tiers that some completion of the unknowns gives, best first."""
    special_list: tuple[str, ...]
    """The grounds of the special watch list, by id."""
    outcomes: tuple[tuple[str, Outcome], ...]
    """The outcome of every criterion of the rubric, by id."""
    values: tuple[tuple[str, Fraction, Fraction], ...]
    """The lowest and the highest value of every criterion that the law of the year asks; 0 to 1."""


@dataclass(frozen=True)
class CountryAnswers:
    """The answers for each report year for which a country file holds evidence, the oldest first."""

    iso3: str
    years: tuple[YearAnswers, ...]
