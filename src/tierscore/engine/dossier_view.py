"""A country file as one law reads it in one report year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.engine.combination import EMPTY
from tierscore.engine.dossier_facts import facts_of
from tierscore.engine.remembered import remembered
from tierscore.engine.selection import made_in
from tierscore.model.actor import Actor
from tierscore.model.condition import TestReaches, plain_conditions
from tierscore.model.evidence import Status
from tierscore.model.period import ReportingPeriod
from tierscore.model.test import AtLeastFigure, Leaf, Presence, Subject, Trend, leaves, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.engine.combination import Fact
    from tierscore.engine.compiled.criteria import LeafPlace
    from tierscore.engine.compiled.variables import FactGroup, Variable
    from tierscore.engine.selection import Selection
    from tierscore.model.evidence import Dossier, EvidenceItem
    from tierscore.model.finding import NotCounted
    from tierscore.model.measure import Measure, Vocabulary
    from tierscore.model.rubric import Presumption, Rubric
    from tierscore.model.test import Corroborated

_ANYBODY = frozenset["Actor"]()


def all_leaves(rubric: Rubric) -> Iterator[Leaf]:
    """Every leaf of every test of a rubric, as often as it is written."""
    for criterion in rubric.criteria:
        for test in criterion.tests:
            yield from leaves(test)
    for condition in rubric.conditions:
        for plain in plain_conditions(condition):
            if isinstance(plain, TestReaches):
                yield from leaves(plain.test)


@dataclass
class DossierView:
    """
    A dossier as one law reads it in one report year.

    Who must have acted stands in the rubric's tests; all tests of one measure name the same actors, so a
    subject has one fact a period wherever it is read.
    """

    dossier: Dossier
    vocabulary: Vocabulary
    rubric: Rubric
    report_year: int

    def __post_init__(self) -> None:
        """Read the facts with the actors that their measures imply."""
        self.facts = facts_of(self.dossier, self.vocabulary)
        self._actors = actors_by_measure(self.rubric)
        self._facts: dict[tuple[Subject, int], Fact] = {}
        self.dossier = self.facts.dossier

    @property
    def reader(self) -> object:
        """What a law decides of how facts are read: two laws with the same read every fact alike."""
        settings = self.rubric.settings
        return settings.standing_lapse, settings.adverse_lapse, self._actors

    def under(self, rubric: Rubric) -> DossierView:
        """The file under another reading of the law."""
        return replace(self, rubric=rubric)

    def measure(self, subject: Subject) -> Measure:
        """The measure of a subject."""
        return self.vocabulary.measures[subject.measure]

    def fact(self, subject: Subject, report_year: int | None = None) -> Fact:
        """What the file says of a subject in the period of a report, the view's own if none is named."""
        key = subject, self.report_year if report_year is None else report_year
        fact = self._facts.get(key)
        if fact is None:
            fact = self._facts[key] = self.facts.fact(*key, self._by(subject), self.rubric.settings)
        return fact

    def not_counted(self, subject: Subject) -> tuple[NotCounted, ...]:
        """Why items on a subject do not count for the period, those of other times among them."""
        return self.facts.not_counted(subject, self.report_year, self._by(subject), self.rubric.settings)

    def both_periods(self, subject: Subject) -> tuple[Fact, Fact]:
        """What the file says of a subject in the period and in the period before."""
        return self.fact(subject), self.fact(subject, self.report_year - 1)

    def presumption_for(self, place: LeafPlace) -> Presumption | None:
        """The presumption that answers a leaf: it names the measure, and silence on it is on record."""
        for presumption in place.presumptions:
            for subject in subjects(place.leaf):
                if subject.measure in presumption.measures and self._is_silent(subject):
                    return presumption
        return None

    def variable(self, group: FactGroup) -> Variable:
        """The values that a group of facts can have, as far as the file settles them."""
        settings, by = self.rubric.settings, tuple([self._by(subject) for subject in group.subjects])
        key = group, self.report_year, settings.standing_lapse, settings.adverse_lapse, by
        variable = self.facts.variables.get(key)
        if variable is None:
            facts = [
                self.both_periods(subject) if subject in group.trended else (self.fact(subject), EMPTY)
                for subject in group.subjects
            ]
            variable = self.facts.variables[key] = group.variable(facts, self.presumed(group))
        return variable

    def presumed(self, group: FactGroup) -> dict[int, Presumption]:
        """The presumptions that answer leaves of a group, by the number of the leaf."""
        return {
            number: presumption
            for number in group.presumed
            if (presumption := self.presumption_for(group.places[number])) is not None
        }

    def items_on(self, measure: str) -> tuple[EvidenceItem, ...]:
        """All items on a measure, sorted by id."""
        return self.facts.items_on(measure)

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
            for item in self.facts.counting(measure, report_year, self.rubric.settings)
            if item.status is Status.DONE and Actor.GOVERNMENT in item.by | item.funded_by
        )

    def corroborating_items(self, leaf: Corroborated) -> tuple[str, ...]:
        """
        The facts that satisfy an affirmative finding together; empty where they are not enough.

        Where the sources of the period are too few and earlier report years decide, the facts of the newest of
        these count with those of the period.
        """
        items = self.items_by_government(leaf.measures, self.report_year)
        sources = {reference.id for item in items for reference in item.sources}
        if not items or len(sources) >= leaf.sources:
            return tuple(item.id for item in items)
        earlier = [
            before
            for year in range(self.report_year - 1, self.rubric.first_report - 1, -1)
            if (before := self.items_by_government(leaf.measures, year))
        ]
        needed = earlier[: leaf.years - 1]
        if len(needed) < leaf.years - 1:
            return ()
        return tuple(dict.fromkeys(item.id for of_year in (items, *needed) for item in of_year))

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

    def selection(self, items: Iterable[EvidenceItem], measure: str, report_year: int) -> Selection:
        """Some items on a measure, sorted by whether they count for the period of a report, whoever acted."""
        return self.facts.selection(items, measure, report_year, self.rubric.settings)

    def _is_silent(self, subject: Subject) -> bool:
        """Whether silence on a subject, or on the whole of which it is a part, is on record and stands alone."""
        part, whole = self.fact(subject), self.fact(Subject(subject.measure, subject.series))
        settled, settled_whole = (
            bool(part.states or part.comparisons),
            bool(whole.states or whole.comparisons),
        )
        return not settled and (bool(part.silent) or (bool(whole.silent) and not settled_whole))

    def _by(self, subject: Subject) -> frozenset[Actor]:
        return self._actors.get(subject.measure, _ANYBODY)

    @cached_property
    def _acted(self) -> tuple[EvidenceItem, ...]:
        """Items of the period, on any measure, that show something done."""
        return tuple(
            item
            for measure in sorted(self.facts.measures)
            for item in self.facts.counting(measure, self.report_year, self.rubric.settings)
            if item.status in (Status.DONE, Status.LIMITED)
        )


def actors_by_measure(rubric: Rubric) -> dict[str, frozenset[Actor]]:
    """Who must have acted for a measure to count, by the tests of a rubric that read it."""
    kept = remembered(rubric)
    if "actors by measure" not in kept:
        kept["actors by measure"] = {
            subject.measure: leaf.by
            for leaf in all_leaves(rubric)
            if isinstance(leaf, Presence | AtLeastFigure | Trend)
            for subject in subjects(leaf)
        }
    actors: dict[str, frozenset[Actor]] = kept["actors by measure"]
    return actors
