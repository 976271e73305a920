"""Judgement: what the law asks, how answers are weighed, and which tier follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.model.law import ALWAYS, Validity
from tierscore.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tierscore.model.check import Address
    from tierscore.model.condition import Condition
    from tierscore.model.evidence import Status
    from tierscore.model.law import Basis, Indicium, Law
    from tierscore.model.test import Test
    from tierscore.model.version import VersionEntry
CROSS_CUTTING = "cross-cutting"
"""The pillar of criteria that belong to no single P."""


class Effort(StrEnum):
    """How much a remedy asks of a government."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True)
class Remedy:
    """What a government would do to satisfy an indicator."""

    do: str
    effort: Effort


@dataclass(frozen=True)
class Indicator:
    """One test on the evidence, worth points towards its criterion."""

    id: str
    question: str
    points: int
    why: str
    """Why it is worth these points; points are always policy."""
    test: Test
    remedy: Remedy | None = None
    validity: Validity = ALWAYS


@dataclass(frozen=True)
class Cap:
    """A fact that keeps a criterion from rising above a value, whatever else is so."""

    id: str
    when: Test
    at_most: Fraction
    basis: Basis
    validity: Validity = ALWAYS


@dataclass(frozen=True)
class Presumption:
    """
    Silence on record that the law turns against a government.

    Where a test of the criterion reads one of ``measures`` and only silence is on record, it takes ``value``.
    """

    id: str
    measures: frozenset[str]
    value: Fraction
    basis: Basis
    validity: Validity = ALWAYS


@dataclass(frozen=True)
class Weight:
    """How much a criterion counts in the score of its P."""

    value: int
    basis: Basis


@dataclass(frozen=True)
class Criterion:
    """A question that the law asks."""

    id: str
    pillar: str
    question: str
    law: tuple[Law, ...]
    weight: Weight
    indicators: tuple[Indicator, ...]
    title: str = ""
    """A few words, for a heading; empty where the rubric gives none."""
    all_required: bool = False
    """True where every element is asked for: the value is the smallest of the indicators', not their mean."""
    caps: tuple[Cap, ...] = ()
    presumptions: tuple[Presumption, ...] = ()
    validity: Validity = ALWAYS
    """For which report years the law asks it."""

    @property
    def heading(self) -> str:
        """Its title; where the rubric gives none, its question."""
        return self.title or self.question

    @property
    def dated_parts(self) -> tuple[Criterion | Indicator | Cap | Presumption, ...]:
        """Itself and all of it that may begin or end by itself."""
        return (self, *self.indicators, *self.caps, *self.presumptions)

    @property
    def points(self) -> tuple[int, ...]:
        """The points of its indicators."""
        return tuple(indicator.points for indicator in self.indicators)

    @property
    def tests(self) -> tuple[Test, ...]:
        """The tests of its indicators and caps."""
        return (*(indicator.test for indicator in self.indicators), *(cap.when for cap in self.caps))


class IfOpen(StrEnum):
    """The answer that an open gate takes for the indicated tier."""

    HOLDS = "holds"
    FAILS = "fails"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Gate:
    """One condition of the tier rules, with the answer that it takes while it is open."""

    id: str
    question: str
    condition: Condition
    if_open: IfOpen
    if_open_basis: Basis
    law: tuple[Law, ...]
    validity: Validity = ALWAYS
    if_summary_silent: IfOpen | None = None
    """
    The answer where the summary of the report was read in full and leaves the gate open; before ``if_open``.

    It asks for no coverage, since it rests on what was read. Sources that differ are no silence.
    """
    if_summary_silent_basis: Basis | None = None
    title: str = ""
    """A few words, for a heading; empty where the rubric gives none."""

    @property
    def heading(self) -> str:
        """Its title; where the rubric gives none, its question."""
        return self.title or self.question

    @property
    def assumable(self) -> frozenset[IfOpen]:
        """The answers that it may take while it is open."""
        return frozenset({self.if_open} | ({self.if_summary_silent} if self.if_summary_silent else set()))


class Role(StrEnum):
    """What a tier means to the engine, whatever a rubric calls it."""

    FULL = "full"
    PARTIAL = "partial"
    WATCH = "watch"
    FAILING = "failing"
    NONE = "none"
    """No placement: not applicable, or a special case."""


@dataclass(frozen=True)
class Tier:
    """A place on the rubric's scale; rank 1 is the best."""

    id: str
    name: str
    rank: int
    role: Role
    meaning: str


@dataclass(frozen=True)
class TierRule:
    """A condition on gates, and the tier that follows if it is the first to hold."""

    id: str
    when: Condition
    tier: str
    """The id of a tier, or ``contradiction``."""
    says: str
    """The rule in plain words."""
    law: tuple[Law, ...]
    validity: Validity = ALWAYS
    title: str = ""
    """A few words, for a heading; empty where the rubric gives none."""


@dataclass(frozen=True)
class SpecialListGround:
    """A change of tier that puts a country on the special watch list."""

    id: str
    now: frozenset[str]
    before: frozenset[str]
    """The tiers of the report before; empty where they do not matter."""
    says: str
    law: tuple[Law, ...]
    validity: Validity = ALWAYS


@dataclass(frozen=True)
class Scale:
    """What statuses, changes and values are worth."""

    status: Mapping[Status, Fraction]
    trends: Mapping[str, Mapping[str, Fraction]]
    """For each named direction the worth of ``up``, ``same``, ``down`` and ``none``."""
    met_from: Fraction
    partly_met_from: Fraction
    least_change: Fraction
    """The least relative change between two figures that counts as one; 0 counts every change."""

    def outcome(self, value: Fraction) -> Outcome:
        """The band that holds a value."""
        if value >= self.met_from:
            return Outcome.MET
        return Outcome.PARTLY_MET if value >= self.partly_met_from else Outcome.NOT_MET


@dataclass(frozen=True)
class Settings:
    """What the statute leaves open and the rubric decides."""

    standing_lapse: int
    """Years after which a standing thing that nobody confirms is open again."""
    adverse_lapse: int
    """Years after which the absence of a standing thing that nobody confirms is open again."""
    minimum_coverage: Fraction
    """The least coverage of an open gate whose assumed answer may decide a tier."""
    taken_as_no: frozenset[str]
    """Measures that need an affirmative finding: No until found."""
    thin_below: Fraction = Fraction(0)
    """The coverage below which a file is called thin; it decides nothing."""


@dataclass(frozen=True)
class Setting:
    """A named setting as it is shown to the reader."""

    name: str
    """``standing_lapse``; for one of several of a kind also which: ``status done``, ``trend not-down``."""
    value: int | Fraction | tuple[str, ...] | Mapping[str, Fraction]
    """A number, the measures taken as No, or what each change of a trend is worth."""
    basis: Basis
    address: Address
    """Where it stands in the rubric."""


@dataclass(frozen=True)
class Switch:
    """A reading that the law leaves open: the value chosen, and the others there are."""

    name: str
    question: str
    value: str
    options: Mapping[str, str]
    """What each value means."""
    basis: Basis
    default: str
    """The rubric's own value; another one is a choice of whoever ran it."""
    title: str = ""
    """A few words, such as the term of the statute that it reads; empty where the rubric gives none."""
    core: bool = False
    """Whether it is one of the readings over which the firmness of a tier is judged."""


@dataclass(frozen=True)
class IncreaseKind:
    """A kind of evidence of increasing efforts that the statute lists, and the counts that show it."""

    id: str
    title: str
    law: tuple[Law, ...]
    counts: tuple[str, ...]
    """Measures, in the order in which a report shows them."""


@dataclass(frozen=True)
class Ruleset:
    """The law from one report year on."""

    id: str
    since: int
    acts: tuple[str, ...]
    """The Acts that changed the law with this report."""
    says: str
    """What is new, in plain words."""


@dataclass(frozen=True)
class Rubric:
    """A whole rubric; its cross-references have been checked when it was loaded."""

    id: str
    name: str
    version: str
    sha256: str
    """Of what the rubric says: layout, files, written defaults and the history of versions do not count."""
    law_read_to: str
    judges_as_of: str
    """Which law it judges by, in words."""
    first_report: int
    pillars: Mapping[str, str]
    tiers: tuple[Tier, ...]
    scale: Scale
    settings: Settings
    shown_settings: tuple[Setting, ...]
    criteria: tuple[Criterion, ...]
    gates: tuple[Gate, ...]
    rules: tuple[TierRule, ...]
    special_list: tuple[SpecialListGround, ...]
    switches: tuple[Switch, ...] = ()
    rulesets: tuple[Ruleset, ...] = ()
    """Oldest first; empty where the rubric knows one law only."""
    explained_moves: tuple[frozenset[str], ...] = ()
    """The law's lists of tiers, between which moves have to be explained; empty where the year has none."""
    explained_since: int | None = None
    explained_act: str = ""
    explained_basis: Basis | None = None
    law_source: str = ""
    """Where the law was read."""
    increase: tuple[IncreaseKind, ...] = ()
    """The kinds of evidence of increasing efforts; empty where the rubric does not list them."""
    indicia: tuple[Indicium, ...] = ()
    """What the statute names; empty where the rubric does not list it."""
    history: tuple[VersionEntry, ...] = ()
    """Its versions, newest first."""

    @property
    def choices(self) -> dict[str, str]:
        """The value of each switch."""
        return {switch.name: switch.value for switch in self.switches}

    def ruleset(self, report_year: int) -> Ruleset | None:
        """The law of a report year; None where the rubric knows one law only."""
        return next((ruleset for ruleset in reversed(self.rulesets) if ruleset.since <= report_year), None)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of all gates and tier rules."""
        return (*(gate.condition for gate in self.gates), *(rule.when for rule in self.rules))

    @property
    def last_report(self) -> int:
        """The last report whose law was read to its end: reports appear in the middle of their year."""
        return int(self.law_read_to[:4])

    def tier(self, id: str) -> Tier:
        """The tier with an id."""
        return next(tier for tier in self.tiers if tier.id == id)
