"""The engine's answers beside published placements: agreement is measured, and no rule reads any of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from tierscore.model.judged_year import JudgedYear
    from tierscore.model.rubric import Rubric


@dataclass(frozen=True)
class Pairing:
    """One country-year: where it was published, and what somebody answers."""

    iso3: str
    report_year: int
    published: str
    answer: str | None
    """None where no tier is answered; that is never agreement."""


@dataclass(frozen=True)
class BacktestRow:
    """One country-year with evidence and a published placement on the scale of tiers."""

    judged: JudgedYear
    """Made without the placement of its own year."""
    answer: str | None
    """The tier indicated; None where none is."""
    published: str
    last_year: str | None
    """The placement in the report before; None where it is unknown."""
    index_tier: str | None
    """The tier that the 3P index points to; None where it has no score."""
    part: str
    """What the makers of the rubric knew of the country."""


@dataclass(frozen=True)
class Agreement:
    """How often answers agree with the published tiers. Shares are of all rows unless they say otherwise."""

    rows: int
    answered: int
    exact: int
    within_one: int
    """Exact or one place apart on the scale."""
    top_joined: int
    """Exact where the tiers of the two best roles count as one."""
    recall: Mapping[str, tuple[int, int]]
    """For each published tier how many of its rows are answered with it, and how many rows it has."""
    confusion: Mapping[tuple[str, str | None], int]
    """How many rows have a published tier and an answer."""
    kappa: Fraction | None
    """Cohen's kappa with quadratic weights over the answered rows; None where it is not defined."""
    kappa_interval: tuple[Fraction, Fraction] | None
    """The middle 95 of 100 of kappas when countries are drawn anew with replacement."""


@dataclass(frozen=True)
class RangeRecord:
    """How the ranges stand to the published tiers."""

    rows: int
    holds: int
    """Rows whose range holds the published tier and is not the whole scale."""
    whole_scale: int
    """Rows whose range is every tier of the scale: it holds anything and says nothing."""
    misses: int
    tiers: int
    """The number of tiers in all ranges together, the whole scales included."""


@dataclass(frozen=True)
class Directions:
    """Where our answer went when the published tier changed, in rows that have one for the year before."""

    changes: int
    """Rows whose published tier is another one than that of the row before."""
    followed: int
    """Ours went the same way, however far."""
    opposed: int
    """Ours went the other way."""
    stood: int
    """Ours stayed where it was."""
    unanswered: int
    """Ours was not answered in one of the two years."""


@dataclass(frozen=True)
class Group:
    """The figures of some rows: all, a part of the countries, a band of coverage, or one published tier."""

    name: str
    agreement: Agreement
    ranges: RangeRecord
    directions: Directions


@dataclass(frozen=True)
class Baseline:
    """What somebody who reads no evidence would answer on the same rows."""

    name: str
    says: str
    agreement: Agreement
    ours: Agreement
    """Our own agreement on the rows that the baseline could answer."""


@dataclass(frozen=True)
class Backtest:
    """Every country-year with evidence beside its published placement."""

    rubric: Rubric
    rows: tuple[BacktestRow, ...]
    """By country code and year."""
    parts: tuple[str, ...]
    """What the parts of the countries are called, by what the makers of the rubric knew of them."""
    off_scale: int
    """Country-years whose placement is unknown or no tier of the scale; they are in no figure."""
    groups: tuple[Group, ...]
    """All rows first."""
    baselines: tuple[Baseline, ...]
    seed: int
    resamples: int
    withheld: frozenset[str]
    """Measures that give a placement away and were taken out of the evidence; empty where none was."""
