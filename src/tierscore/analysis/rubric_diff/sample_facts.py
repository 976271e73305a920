"""Facts about a country that is not there: for each thing that a rubric reads, the ways in which it could be on file."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.analysis.rubric_walk import parts
from tierscore.model.evidence import (
    Actor,
    Dossier,
    EvidenceItem,
    Figure,
    Limit,
    Source,
    SourceKind,
    SourceReference,
    Status,
)
from tierscore.model.measure import Sense
from tierscore.model.period import ReportingPeriod, When
from tierscore.model.placement import NO_PLACEMENTS, Placement, Placements
from tierscore.model.test import AtLeastFigure, Committed, Corroborated, Joint, Leaf, Presence, Subject, Trend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
Facts = tuple[EvidenceItem, ...]
BASES = 4
"""The first ways of every choice: the best, the worst, half, nothing on file."""
_NAME, _CODE = "a made-up country", "ZZZ"
_RUN = 4


@dataclass(frozen=True)
class Choice:
    """One thing that a rubric reads, and how it could be on file."""

    name: str
    measure: str
    owner: str
    """The criterion that reads it first; empty where none does."""
    ways: tuple[Facts, ...]


def dossier_of(items: Facts) -> Dossier:
    """The country file with these facts."""
    named = sorted({reference.id for item in items for reference in item.sources})
    latest = max((item.when for item in items), key=lambda when: when.end, default=_report(2001))
    sources = {
        name: Source(name, "A made-up report", "Nobody", latest, SourceKind.GOVERNMENT_DOCUMENT)
        for name in named
    }
    return Dossier(_NAME, _CODE, sources, items)


def histories(rubric: Rubric, year: int) -> tuple[Placements, ...]:
    """No placements at all, and for each tier that it was placed there in every one of the last reports."""
    runs = tuple(
        Placements(
            {past: Placement(past, tier.id, "supposed", "supposed") for past in range(year - _RUN, year)}
        )
        for tier in rubric.tiers
    )
    return (NO_PLACEMENTS, *runs)


def choices(rubric: Rubric, vocabulary: Vocabulary, year: int) -> tuple[Choice, ...]:
    """Everything that the tests of a rubric read, in its order, with facts for a report year and the one before."""
    found: dict[Subject, Choice] = {}
    tests = tuple(
        part for part in parts((rubric.criteria, rubric.gates, rubric.rules)) if isinstance(part, Leaf)
    )
    for owner, leaf in _leaves(rubric):
        for subject in _subjects(leaf, vocabulary):
            if subject not in found:
                maker = _Maker(tests, vocabulary, subject, year)
                affirmative = subject.measure in rubric.settings.taken_as_no
                found[subject] = Choice(
                    maker.name, subject.measure, owner, maker.ways(affirmative=affirmative)
                )
    return tuple(found.values())


def _leaves(rubric: Rubric) -> Iterator[tuple[str, object]]:
    for criterion in rubric.criteria:
        yield from ((criterion.id, part) for part in parts((criterion.indicators, criterion.caps)))
    yield from (("", part) for part in parts((rubric.gates, rubric.rules)))


def _subjects(part: object, vocabulary: Vocabulary) -> tuple[Subject, ...]:
    match part:
        case Subject():
            return (part,)
        case Corroborated(measures):
            return tuple(
                Subject(measure, next(iter(vocabulary.measures[measure].series), None))
                for measure in measures
            )
        case _:
            return ()


def _report(year: int) -> When:
    period = ReportingPeriod(year)
    return When(period.start, period.end, f"report {year}", report=year)


class _Maker:
    """Makes facts on one subject."""

    def __init__(self, read: tuple[Leaf, ...], vocabulary: Vocabulary, subject: Subject, year: int) -> None:
        self.subject = subject
        self.name = "-".join(part for part in (subject.measure, subject.series, subject.scope) if part)
        self._measure = vocabulary.measures[subject.measure]
        self._year = year
        self._read = read

    def ways(self, *, affirmative: bool) -> tuple[Facts, ...]:
        """The best, the worst, half, nothing, and the others that some test can tell apart; of grave findings nothing comes first."""
        best, worst, half, *others = self._figures() if self._measure.numeric else self._statuses()
        if self._measure.sense is Sense.AGAINST:
            best, worst = worst, best
        return ((), (), (), (), best, worst, *others) if affirmative else (best, worst, half, (), *others)

    def _statuses(self) -> tuple[Facts, ...]:
        done, absent = self._item(Status.DONE), self._item(Status.ABSENT)
        before, none_before = self._item(Status.DONE, back=1), self._item(Status.ABSENT, back=1)
        planned = tuple(self._item(Status.PLANNED, by=by) for by in self._promising())
        return (
            (none_before, done),
            (before, absent),
            (self._item(Status.LIMITED),),
            (done,),
            (absent,),
            (before, done),
            (before,),
            (self._item(Status.NOT_REPORTED),),
            *((item,) for item in planned),
        )

    def _figures(self) -> tuple[Facts, ...]:
        cuts = sorted(
            {
                part.minimum
                for part in self._read
                if isinstance(part, AtLeastFigure) and part.subject == self.subject
            }
        )
        most = max(cuts, default=Fraction(1)) + 2
        near = [value for cut in cuts for value in (cut - 1, cut) if value >= 0]
        return (
            (self._figure(most - 1, back=1), self._figure(most)),
            (self._figure(Fraction(2), back=1), self._figure(Fraction(0))),
            (self._figure(Fraction(1), back=1), self._figure(Fraction(1))),
            *((self._figure(value),) for value in (*near, most)),
            (self._figure(most, back=1), self._figure(most - 1)),
            (self._item(Status.NOT_REPORTED),),
        )

    def _figure(self, value: Fraction, back: int = 0) -> EvidenceItem:
        return self._item(
            Status.DONE if value else Status.ABSENT, back=back, figure=Figure(value, self._measure.unit or "")
        )

    def _item(
        self, status: Status, back: int = 0, by: frozenset[Actor] | None = None, figure: Figure | None = None
    ) -> EvidenceItem:
        when = _report(self._year - back)
        return EvidenceItem(
            id=f"{self.name}-{when.report}",
            measure=self.subject.measure,
            when=when,
            summary=f"Made up: {self._measure.name}, {status.value}{f' ({figure.value})' if figure else ''}.",
            sources=tuple(SourceReference(f"made-up-{number}") for number in range(1, self._sources() + 1)),
            status=status,
            by=self._by() if by is None else by,
            with_=self._partners() if status is Status.DONE else frozenset(),
            figure=figure,
            series=self.subject.series,
            scope=self.subject.scope,
            limit=Limit.PLACE if status is Status.LIMITED else None,
        )

    def _by(self) -> frozenset[Actor]:
        asked = (
            part.by
            for part in self._read
            if isinstance(part, Presence | AtLeastFigure | Trend) and part.subject == self.subject
        )
        return next((by for by in asked if by), frozenset({Actor.GOVERNMENT}))

    def _partners(self) -> frozenset[Actor]:
        return _union(part.partners for part in self._read if isinstance(part, Joint))

    def _promising(self) -> tuple[frozenset[Actor], ...]:
        return tuple(dict.fromkeys(part.by for part in self._read if isinstance(part, Committed)))

    def _sources(self) -> int:
        return max((part.sources for part in self._read if isinstance(part, Corroborated)), default=1)


def _union(sets: Iterable[frozenset[Actor]]) -> frozenset[Actor]:
    return frozenset[Actor]().union(*sets)
