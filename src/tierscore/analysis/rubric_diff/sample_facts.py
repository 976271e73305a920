"""Facts about a made-up country: for each subject that a rubric reads, how it could be on file."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from tierscore.analysis.rubric_walk import records_in
from tierscore.engine.remembered import remembered
from tierscore.model.actor import Actor
from tierscore.model.evidence import (
    Dossier,
    EvidenceItem,
    Figure,
    Limit,
    Publication,
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
    from collections.abc import Iterator

    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
Facts = tuple[EvidenceItem, ...]
EXTREMES = 4
"""The first ways of every sample: the best, the worst, half, nothing on file."""
_RUN = 4
"""For how many reports a made-up country was placed in one tier."""


@dataclass(frozen=True)
class Sample:
    """One subject that a rubric reads, and how it could be on file."""

    name: str
    measure: str
    criterion: str
    """The criterion that reads it first; empty where none does."""
    ways: tuple[Facts, ...]


def dossier_of(items: Facts) -> Dossier:
    """The country file with these facts."""
    names = sorted({reference.id for item in items for reference in item.sources})
    latest = max((item.when for item in items), key=lambda when: when.end, default=_report(2001))
    published = Publication(latest.text, latest.start, latest.end)
    sources = {
        name: Source(name, "A made-up report", "Nobody", published, SourceKind.GOVERNMENT_DOCUMENT)
        for name in names
    }
    return Dossier("a made-up country", "ZZZ", sources, items)


def histories(rubric: Rubric, year: int) -> tuple[Placements, ...]:
    """No placements at all, and for each tier a country that the last reports all placed there."""
    runs = (
        {past: Placement(past, tier.id, "supposed", "supposed") for past in range(year - _RUN, year)}
        for tier in rubric.tiers
    )
    return (NO_PLACEMENTS, *map(Placements, runs))


def samples(rubric: Rubric, vocabulary: Vocabulary, year: int) -> tuple[Sample, ...]:
    """Every subject that a rubric reads, in its order, with facts for a report year and the one before."""
    kept = remembered(rubric)
    words, made = kept.get(("samples", year), (None, ()))
    if words is not vocabulary:
        words, made = kept["samples", year] = vocabulary, _samples(rubric, vocabulary, year)
    return cast("tuple[Sample, ...]", made)


def _samples(rubric: Rubric, vocabulary: Vocabulary, year: int) -> tuple[Sample, ...]:
    by_subject: dict[Subject, Sample] = {}
    tests = tuple(record for _, record in _records(rubric) if isinstance(record, Leaf))
    for criterion, record in _records(rubric):
        for subject in _subjects(record, vocabulary):
            if subject not in by_subject:
                maker = _FactMaker(tests, vocabulary, subject, year)
                ways = maker.ways(affirmative=subject.measure in rubric.settings.taken_as_no)
                by_subject[subject] = Sample(maker.name, subject.measure, criterion, ways)
    return tuple(by_subject.values())


def _records(rubric: Rubric) -> Iterator[tuple[str, object]]:
    """Every record of the tests and conditions of a rubric, with the criterion that it belongs to."""
    for criterion in rubric.criteria:
        for record in records_in((criterion.indicators, criterion.caps)):
            yield criterion.id, record
    for record in records_in((rubric.gates, rubric.rules)):
        yield "", record


def _subjects(record: object, vocabulary: Vocabulary) -> tuple[Subject, ...]:
    match record:
        case Subject():
            return (record,)
        case Corroborated(measures):
            series = (next(iter(vocabulary.measures[measure].series), None) for measure in measures)
            return tuple(map(Subject, measures, series))
        case _:
            return ()


def _report(year: int) -> When:
    period = ReportingPeriod(year)
    return When(period.start, period.end, f"report {year}", report=year)


class _FactMaker:
    """Makes facts on one subject, such as the tests of a rubric can tell apart."""

    def __init__(self, tests: tuple[Leaf, ...], vocabulary: Vocabulary, subject: Subject, year: int) -> None:
        self.subject = subject
        self.name = "-".join(part for part in (subject.measure, subject.series, subject.scope) if part)
        self._measure = vocabulary.measures[subject.measure]
        self._year = year
        own = [
            test
            for test in tests
            if isinstance(test, Presence | AtLeastFigure | Trend) and test.subject == subject
        ]
        self._minima = sorted({test.minimum for test in own if isinstance(test, AtLeastFigure)})
        self._by = next((test.by for test in own if test.by), frozenset({Actor.GOVERNMENT}))
        joint = [test.partners for test in tests if isinstance(test, Joint)]
        self._partners = frozenset[Actor]().union(*joint)
        self._promising = dict.fromkeys(test.by for test in tests if isinstance(test, Committed))
        sources = max((test.sources for test in tests if isinstance(test, Corroborated)), default=1)
        self._sources = tuple(SourceReference(f"made-up-{number}") for number in range(1, sources + 1))

    def ways(self, *, affirmative: bool) -> tuple[Facts, ...]:
        """The best, the worst, half, nothing, and the rest; of affirmative findings nothing comes first."""
        best, worst, half, *others = self._figures() if self._measure.numeric else self._statuses()
        if self._measure.sense is Sense.AGAINST:
            best, worst = worst, best
        return ((), (), (), (), best, worst, *others) if affirmative else (best, worst, half, (), *others)

    def _statuses(self) -> tuple[Facts, ...]:
        done, absent = self._item(Status.DONE), self._item(Status.ABSENT)
        before, none_before = self._item(Status.DONE, back=1), self._item(Status.ABSENT, back=1)
        return (
            (none_before, done),
            (before, absent),
            (self._item(Status.LIMITED),),
            (done,),
            (absent,),
            (before, done),
            (before,),
            (self._item(Status.NOT_REPORTED),),
            *((self._item(Status.PLANNED, by=by),) for by in self._promising),
            *(((self._item(Status.DONE, by=frozenset()),),) if self._measure.by else ()),
        )

    def _figures(self) -> tuple[Facts, ...]:
        most = max(self._minima, default=Fraction(1)) + 2
        near = [value for minimum in self._minima for value in (minimum - 1, minimum) if value >= 0]
        return (
            (self._figure(most - 1, back=1), self._figure(most)),
            (self._figure(Fraction(2), back=1), self._figure(Fraction(0))),
            (self._figure(Fraction(1), back=1), self._figure(Fraction(1))),
            *((self._figure(value),) for value in (*near, most)),
            (self._figure(most, back=1), self._figure(most - 1)),
            (self._item(Status.NOT_REPORTED),),
        )

    def _figure(self, value: Fraction, back: int = 0) -> EvidenceItem:
        figure = Figure(value, self._measure.unit or "")
        return self._item(Status.DONE if value else Status.ABSENT, back=back, figure=figure)

    def _item(
        self, status: Status, back: int = 0, by: frozenset[Actor] | None = None, figure: Figure | None = None
    ) -> EvidenceItem:
        when = _report(self._year - back)
        value = f" ({figure.value})" if figure else ""
        return EvidenceItem(
            id=f"{self.name}-{when.report}",
            measure=self.subject.measure,
            when=when,
            summary=f"Made up: {self._measure.name}, {status.value}{value}.",
            sources=self._sources,
            status=status,
            by=self._by if by is None else by,
            with_=self._partners if status is Status.DONE else frozenset(),
            figure=figure,
            series=self.subject.series,
            scope=self.subject.scope,
            limit=Limit.PLACE if status is Status.LIMITED else None,
        )
