"""Facts about one country, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tierscore.model.outcome import ZERO

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from fractions import Fraction

    from tierscore.model.actor import Actor
    from tierscore.model.measure import NamedValue
    from tierscore.model.period import When


class Status(StrEnum):
    """What a source says of a measure. The three kinds of "no" are never exchanged."""

    DONE = "done"
    LIMITED = "limited"
    ABSENT = "absent"
    """A source says that it was not so."""
    NOT_REPORTED = "not-reported"
    """A source says that none were reported or that no information was given."""
    PLANNED = "planned"
    """A promise; never evidence of action."""


@dataclass(frozen=True)
class State:
    """One way in which a fact may stand: a status and, for numbers, the bounds of the figure."""

    status: Status
    low: Fraction = ZERO
    high: Fraction | None = None
    """None: without upper bound, or no number at all."""

    @property
    def exact(self) -> bool:
        """Whether the figure is known."""
        return self.low == self.high

    def includes(self, number: Fraction) -> bool:
        """Whether the figure can be a number."""
        return self.low <= number and (self.high is None or number <= self.high)


class SourceKind(StrEnum):
    """The eight kinds of credible information of 22 USC 7102(6)."""

    US_STATE_DEPARTMENT = "us-state-department"
    US_FEDERAL_AGENCY = "us-federal-agency"
    GOVERNMENT_DOCUMENT = "government-document"
    CIVIL_SOCIETY = "civil-society"
    SURVIVOR = "survivor"
    MEDIA_OR_ACADEMIC = "media-or-academic"
    MULTILATERAL_INSTITUTION = "multilateral-institution"
    IMPACT_ASSESSMENT = "impact-assessment"


class Bound(StrEnum):
    """How a figure bounds the true number."""

    EXACT = "exact"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    ABOUT = "about"
    """Only that there were some; the number decides nothing."""


class Versus(StrEnum):
    """A comparison with the year before, as a source states it."""

    MORE = "more"
    SAME = "same"
    FEWER = "fewer"
    NONE_BEFORE = "none-before"


class Limit(StrEnum):
    """What limits a thing that was done only in part."""

    PLACE = "place"
    GROUP = "group"
    FORM = "form"
    MONEY = "money"
    DURATION = "duration"
    NOT_IMPLEMENTED = "not-implemented"


@dataclass(frozen=True)
class Figure:
    """A number with its unit; exact, never negative."""

    value: Fraction
    """The number; where the file has a word instead, the word's rank."""
    unit: str
    bound: Bound = Bound.EXACT
    named: NamedValue | None = None
    """The word that stands in place of a number."""


@dataclass(frozen=True)
class Publication:
    """When a source was published, as far as that is known."""

    text: str
    """As the file says it; empty where it does not say."""
    earliest: datetime.date | None
    """The first day on which it can have been published; None: nobody knows."""
    latest: datetime.date | None
    """The last such day."""
    known: bool = True
    """Whether the day, month or year itself is known; else only what lies between its ends is."""

    @property
    def confirms_until(self) -> datetime.date | None:
        """
        The last day of which it can say that something was still so; None where no such day is known.

        A date that is known counts to its end. One that is not known counts no longer than from its earliest
        day: it might be that old, and what is not known must not keep a fact alive.
        """
        return self.latest if self.known else self.earliest

    @property
    def year(self) -> int | None:
        """The year in which it was published; None where that is not known."""
        return self.earliest.year if self.known and self.earliest is not None else None


@dataclass(frozen=True)
class Source:
    """Where facts were read."""

    id: str
    title: str
    publisher: str
    published: Publication
    kind: SourceKind
    url: str = ""
    note: str = ""
    read: datetime.date | None = None
    """The day on which it was read; None: the file does not say."""


@dataclass(frozen=True)
class SourceReference:
    """A source and the place in it."""

    id: str
    place: str = ""


@dataclass(frozen=True)
class EvidenceItem:
    """One sourced fact about one measure in one country."""

    id: str
    measure: str
    when: When
    summary: str
    sources: tuple[SourceReference, ...]
    status: Status | None = None
    """None where a source only compares with the year before, without saying whether any was left."""
    by: frozenset[Actor] = frozenset()
    with_: frozenset[Actor] = frozenset()
    """Who took part besides those who did it."""
    funded_by: frozenset[Actor] = frozenset()
    figure: Figure | None = None
    series: str | None = None
    scope: str | None = None
    limit: Limit | None = None
    versus_previous: Versus | None = None
    revises: str | None = None
    unusable: str = ""
    """Why the item can never count; empty for usable items."""
    note: str = ""


class Part(StrEnum):
    """A part of a report that belongs to no pillar."""

    SUMMARY = "summary"
    """The paragraph that says on what the placement rests."""


@dataclass(frozen=True)
class Searched:
    """A part of one report was read in full, so that what is missing there is known to be missing."""

    report: int
    pillar: str | None
    """None: the summary, which no pillar has to itself."""
    source: str


@dataclass(frozen=True)
class Dossier:
    """Everything that a country file says: facts only."""

    name: str
    iso3: str
    sources: Mapping[str, Source]
    items: tuple[EvidenceItem, ...]
    searched: frozenset[Searched] = frozenset()

    def summaries(self, report: int) -> tuple[str, ...]:
        """The sources in which the summary of a report was read in full, sorted."""
        return tuple(
            sorted(
                search.source for search in self.searched if (search.report, search.pillar) == (report, None)
            )
        )
