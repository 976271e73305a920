"""What the evidence says of each criterion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.model.outcome import Interval, Outcome
    from tierscore.model.rubric import Criterion, Indicator
    from tierscore.model.test import Subject


class Reason(StrEnum):
    """Why an evidence item does not count."""

    OUTSIDE_PERIOD = "outside-period"
    NOT_YET = "not-yet"
    """It began, or was found, only after the period."""
    ENDED = "ended"
    LAPSED = "lapsed"
    """Nobody confirmed it within the rubric's lapse."""
    SUPERSEDED = "superseded"
    """A newer item says how it stood on the last day of the period."""
    REVISED = "revised"
    COMMITMENT = "commitment"
    """A promise; since the 2019 report no evidence."""
    OTHER_ACTOR = "other-actor"
    """Done by others alone: no evidence of government action either way."""
    PARTIAL_FIGURE = "partial-figure"
    """Its figure does not cover the period, or covers more."""
    BETTER_STATUS = "better-status"
    """Another item shows the same thing done in full."""
    SILENCE = "silence"
    """A source says that nothing was reported: it settles nothing by itself."""
    UNUSABLE = "unusable"
    NOT_READ = "not-read"
    """No test of the rubric reads this measure, series and scope."""


@dataclass(frozen=True)
class NotCounted:
    """An item that did not count, and why."""

    item: str
    reason: Reason
    detail: str


@dataclass(frozen=True)
class Reading:
    """What the file says of one subject in one period, after selection and combination."""

    subject: Subject
    report_year: int
    evidence: tuple[str, ...]
    """The items that counted."""
    silent: tuple[str, ...]
    """The items or searches that put silence on record."""
    settled: bool
    contested: bool
    says: str
    """The state of the fact in a few words."""


@dataclass(frozen=True)
class IndicatorResult:
    """The value of one indicator and what it rests on."""

    indicator: Indicator
    value: Interval
    evidence: tuple[str, ...]
    presumed: str | None
    """The presumption that settled it, if one did."""
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class CapResult:
    """Whether a cap bites: True, False, or None while that is open."""

    id: str
    bites: bool | None
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """The outcome of a criterion and everything that it rests on."""

    criterion: Criterion
    outcome: Outcome
    possible: tuple[Outcome, ...]
    """The outcomes that some value in the interval would give, best first."""
    value: Interval
    coverage: Fraction
    """How much of it the counted evidence settles, 0 to 1; points settled by presumption not included."""
    presumed_coverage: Fraction
    """How much of it presumptions settle, 0 to 1."""
    indicators: tuple[IndicatorResult, ...]
    caps: tuple[CapResult, ...]
    evidence: tuple[str, ...]
    not_counted: tuple[NotCounted, ...]


@dataclass(frozen=True)
class PillarScore:
    """The weighted mean of a pillar's findings, 0 to 100. It informs; it never decides a tier."""

    pillar: str
    name: str
    low: Fraction
    high: Fraction
    coverage: Fraction


@dataclass(frozen=True)
class KeyFact:
    """A fact without which the score of a P would move: how much it counts there."""

    pillar: str
    item: str
    fall: Fraction
    """By how much the low end of the score would fall without the fact, 0 to 100."""
    rise: Fraction
    """By how much the high end would rise without the fact, 0 to 100."""

    @property
    def counts_for(self) -> bool:
        """Whether the fact speaks for the government rather than against it."""
        return self.fall >= self.rise
