"""The whole answer for one country and one report year."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from tierscore.model.period import ReportingPeriod

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from tierscore.model.count_change import CountChange
    from tierscore.model.decision import Decision, RangeEntry, Unknown
    from tierscore.model.evidence import Dossier
    from tierscore.model.finding import Finding, KeyFact, NotCounted, PillarScore
    from tierscore.model.measure import Vocabulary
    from tierscore.model.outcome import Outcome
    from tierscore.model.placement import Placement
    from tierscore.model.rubric import Rubric, SpecialListGround
    from tierscore.model.standing import TierStanding
    from tierscore.model.track_record import TrackRecord
UNDETERMINED = "undetermined"
"""Written in place of a tier where the evidence is too thin to indicate one."""
CONTRADICTION = "contradiction"
"""Written in place of a tier where two findings cannot both be right."""


class Depth(IntEnum):
    """How much of an assessment is worked out; each depth holds those before it, in twice the time."""

    TIERS = 0
    """The findings, the decision and the range, without what would lead to each tier of it."""
    UNKNOWNS = 1
    """What would lead to each tier of the range, and what each unknown could change."""
    READINGS = 2
    """What every other reading of the law would give."""


@dataclass(frozen=True)
class Alternative:
    """What another reading of the law would give: one switch of the rubric set to another value."""

    switch: str
    question: str
    chosen: str
    """The rubric's own value."""
    value: str
    says: str
    """What the other value means."""
    indicated: str
    range: tuple[str, ...]


@dataclass(frozen=True)
class PreviousYear:
    """What the same rubric says of the same country in the report before."""

    indicated: str
    outcomes: Mapping[str, Outcome]
    """By criterion."""


@dataclass(frozen=True)
class Assessment:
    """One country, one report year, one rubric: findings, decision, range and what is missing."""

    rubric: Rubric
    vocabulary: Vocabulary
    dossier: Dossier
    report_year: int
    findings: tuple[Finding, ...]
    pillars: tuple[PillarScore, ...]
    coverage: Fraction
    """The weighted mean coverage of all criteria that apply."""
    decision: Decision
    indicated: str
    """A tier id, ``undetermined`` or ``contradiction``."""
    range: tuple[RangeEntry, ...]
    """Best tier first."""
    exact: bool
    """False where the range is an upper bound, because the limit of work was reached."""
    taken_as_no: tuple[str, ...]
    """Measures that need an affirmative finding, have none, and were taken as No."""
    unknowns: tuple[Unknown, ...]
    """Those that matter most first; none where the depth asked for holds none."""
    special_list: tuple[SpecialListGround, ...]
    counted: tuple[str, ...]
    """Every item that counted for some test."""
    not_counted: tuple[NotCounted, ...]
    """Every item of the file that counted for none."""
    alternatives: tuple[Alternative, ...] = ()
    """What other readings of the law would give, where that differs."""
    changes: tuple[CountChange, ...] = ()
    """Which way the counts of increasing efforts went; none where the depth asked for holds none."""
    key_facts: tuple[KeyFact, ...] = ()
    """The facts that move the score of a P, those that move it most first; none at a lesser depth."""
    standing: TierStanding | None = None
    """How firm the answer is; None where the depth asked for holds no other reading."""
    previous: PreviousYear | None = None
    """What the same rubric says of the report before; None where nothing is on file for it, or nobody asked."""
    record: TrackRecord | None = None
    """How often the Department agreed where the same was answered; no rule reads it. None where none is on file."""
    official: Placement | None = None
    """The placement of the same year, for comparison; attached after the judgement, never before."""

    @property
    def period(self) -> ReportingPeriod:
        """The reporting period of the report year."""
        return ReportingPeriod(self.report_year)
