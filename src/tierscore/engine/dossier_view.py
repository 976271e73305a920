"""A country file as one rubric reads it in one report year: facts by subject, each made once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.engine.combination import NOTHING, Fact, combine
from tierscore.engine.selection import made_in, select
from tierscore.model.actor import Actor
from tierscore.model.condition import TestReaches, plain_conditions
from tierscore.model.evidence import Status
from tierscore.model.measure import Nature
from tierscore.model.period import ReportingPeriod
from tierscore.model.test import AtLeastFigure, Leaf, Presence, Subject, Trend, leaves, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.engine.selection import Selection
    from tierscore.model.evidence import Dossier, EvidenceItem
    from tierscore.model.measure import Measure, Vocabulary
    from tierscore.model.rubric import Rubric


def all_leaves(rubric: Rubric) -> Iterator[Leaf]:
    """Every leaf of every test of a rubric, as often as it is written."""
    for criterion in rubric.criteria:
        for test in criterion.tests:
            yield from leaves(test)
    for condition in rubric.conditions:
        for plain in plain_conditions(condition):
            if isinstance(plain, TestReaches):
                yield from leaves(plain.test)


def with_implied_actors(dossier: Dossier, vocabulary: Vocabulary) -> Dossier:
    """
    The same facts, those without an actor by the one that their measure implies.

    A measure such as forced labour by the state says itself who acts; who acts elsewhere, the file has to say.
    """
    implied = {name: measure.by for name, measure in vocabulary.measures.items() if measure.by}
    if not any(not item.by and item.measure in implied for item in dossier.items):
        return dossier
    return replace(
        dossier,
        items=tuple(
            replace(item, by=item.by or implied.get(item.measure, item.by)) for item in dossier.items
        ),
    )


@dataclass
class DossierView:
    """
    A dossier as one rubric reads it.

    Who must have acted stands in the rubric's tests; all tests of one measure name the same actors, so a
    subject has one fact a period wherever it is read.
    """

    dossier: Dossier
    vocabulary: Vocabulary
    rubric: Rubric
    report_year: int
    _facts: dict[tuple[Subject, int], Fact] = field(default_factory=dict)
    remembered: dict[object, object] = field(default_factory=dict)
    """What follows from facts, scale and settings alone, kept by whoever worked it out."""

    def __post_init__(self) -> None:
        """Read the facts with the actors that their measures imply."""
        self.dossier = with_implied_actors(self.dossier, self.vocabulary)

    def under(self, rubric: Rubric) -> DossierView:
        """The file under another reading of the rubric; what does not depend on the reading is shared."""
        other = DossierView(self.dossier, self.vocabulary, rubric, self.report_year)
        mine = self.rubric.scale, self.rubric.settings, self._actors
        if (rubric.scale, rubric.settings, other._actors) == mine:
            return replace(other, _facts=self._facts, remembered=self.remembered)
        return other

    def without(self, item: EvidenceItem) -> DossierView:
        """The same file without one fact; what does not depend on the fact is shared."""
        items = tuple(other for other in self.dossier.items if other is not item)
        facts = {key: fact for key, fact in self._facts.items() if key[0].measure != item.measure}
        other = replace(self, dossier=replace(self.dossier, items=items), _facts=facts, remembered={})
        kept = tuple(other for other in self.items_on(item.measure) if other is not item)
        other.__dict__["_actors"] = self._actors
        other.__dict__["_items_by_measure"] = self._items_by_measure | {item.measure: kept}
        return other

    def measure(self, subject: Subject) -> Measure:
        """The measure of a subject."""
        return self.vocabulary.measures[subject.measure]

    def fact(self, subject: Subject, report_year: int | None = None) -> Fact:
        """What the file says of a subject in the period of a report, the view's own if none is named."""
        year = self.report_year if report_year is None else report_year
        if (subject, year) not in self._facts:
            self._facts[subject, year] = self._combined(subject, year)
        return self._facts[subject, year]

    def items_on(self, measure: str) -> tuple[EvidenceItem, ...]:
        """All items on a measure, in the order of the file."""
        return self._items_by_measure.get(measure, ())

    def joint_items(self, partners: frozenset[Actor]) -> tuple[str, ...]:
        """Items of the period in which the government acted together with any of ``partners``."""
        return tuple(
            item.id
            for item in self._acted
            if Actor.GOVERNMENT in item.by | item.with_ and partners & (item.by | item.with_)
        )

    def items_by_government(self, measures: tuple[str, ...], report_year: int) -> tuple[EvidenceItem, ...]:
        """Items on ``measures`` that show the government doing the thing in the period of a report."""
        return tuple(
            item
            for measure in measures
            for item in self._in_period(measure, report_year)
            if item.status is Status.DONE and Actor.GOVERNMENT in item.by | item.funded_by
        )

    def commitments(self, by: frozenset[Actor]) -> tuple[str, ...]:
        """Promises for the future that any of ``by`` made in the period, on any measure."""
        period = ReportingPeriod(self.report_year)
        return tuple(
            sorted(
                item.id
                for item in self.dossier.items
                if item.status is Status.PLANNED
                and by & item.by
                and not item.unusable
                and made_in(item, period, self.dossier.sources)
            )
        )

    def selection(
        self,
        items: tuple[EvidenceItem, ...],
        measure: str,
        report_year: int,
        by: frozenset[Actor] = frozenset(),
    ) -> Selection:
        """Some items on a measure, sorted by whether they count for the period of a report."""
        period = ReportingPeriod(report_year)
        vocabulary = self.vocabulary.measures
        return select(items, self.dossier, vocabulary[measure], period, self.rubric.settings, by)

    @cached_property
    def _items_by_measure(self) -> dict[str, tuple[EvidenceItem, ...]]:
        by_measure: dict[str, list[EvidenceItem]] = {}
        for item in sorted(self.dossier.items, key=lambda item: item.id):
            by_measure.setdefault(item.measure, []).append(item)
        return {measure: tuple(items) for measure, items in by_measure.items()}

    @cached_property
    def _acted(self) -> tuple[EvidenceItem, ...]:
        """Items of the period, on any measure, that show something done."""
        return tuple(
            item
            for measure in sorted(self._items_by_measure)
            for item in self._in_period(measure, self.report_year)
            if item.status in (Status.DONE, Status.LIMITED)
        )

    def _in_period(self, measure: str, report_year: int) -> tuple[EvidenceItem, ...]:
        selection = self.selection(self.items_on(measure), measure, report_year)
        return tuple(chosen.item for chosen in selection.selected)

    def _combined(self, subject: Subject, report_year: int) -> Fact:
        measure = self.measure(subject)
        items = tuple(
            item
            for item in self.items_on(subject.measure)
            if (item.series, item.scope) == (subject.series, subject.scope)
        )
        by = self._actors.get(subject.measure, frozenset())
        selection = self.selection(items, subject.measure, report_year, by)
        fact = self._as_the_whole(combine(selection, measure), subject, report_year)
        searches = sorted(
            search.source
            for search in self.dossier.searched
            if (search.report, search.pillar) == (report_year, measure.pillar)
        )
        return fact if fact.evidence else replace(fact, silent=(*fact.silent, *searches))

    def _as_the_whole(self, fact: Fact, subject: Subject, report_year: int) -> Fact:
        """A count of a part of which nothing is on file: where the whole is none, so is every part of it."""
        if subject.scope is None or fact.states or self.measure(subject).nature is not Nature.STATISTIC:
            return fact
        whole = self.fact(Subject(subject.measure, subject.series), report_year)
        if whole.states != (NOTHING,):
            return fact
        return replace(fact, states=whole.states, evidence=whole.evidence)

    @cached_property
    def _actors(self) -> dict[str, frozenset[Actor]]:
        return {
            subject.measure: leaf.by
            for leaf in all_leaves(self.rubric)
            if isinstance(leaf, Presence | AtLeastFigure | Trend)
            for subject in subjects(leaf)
        }
