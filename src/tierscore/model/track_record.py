"""How often the Department placed a government where a tier of the same standing was indicated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tierscore.model.standing import Firmness


@dataclass(frozen=True)
class TrackRow:
    """One country-year: how firm its answer is, what is indicated, and where it was published."""

    iso3: str
    report_year: int
    firmness: Firmness
    indicated: str
    published: str
    part: str
    """What the makers of the rubric knew of the country, as the backtest parts them."""


@dataclass(frozen=True)
class TrackRecord:
    """Of several country-years of one standing and tier, in how many the Department agreed."""

    rows: int
    agreed: int
