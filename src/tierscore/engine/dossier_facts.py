"""
The items of a country file, sorted once: what they say together of each subject in each period.

What enters is a dossier. What leaves are facts, made when they are first asked for and shared by all report
years, readings of the law and rubrics that look at the file alike.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, cast

from tierscore.engine.combination import EMPTY, NOTHING, Fact, combine
from tierscore.engine.remembered import remembered
from tierscore.engine.selection import reports_spoken_for, select
from tierscore.model.measure import Nature
from tierscore.model.period import ReportingPeriod
from tierscore.model.test import Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence, Set

    from tierscore.engine.compiled.variables import Variable
    from tierscore.engine.selection import Selection
    from tierscore.model.actor import Actor
    from tierscore.model.evidence import Dossier, EvidenceItem
    from tierscore.model.finding import NotCounted
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Settings
_Lapses = tuple[int, int]
_ANY_YEAR = range(9999)


class OnFile(NamedTuple):
    """An item, and the report years for whose periods it may say something."""

    item: EvidenceItem
    years: Collection[int]


class DossierFacts:
    """
    The facts of a dossier.

    Attributes:
        dossier: The dossier, its items with the actors that their measures imply.
        measures: The measures on which there are items.
    """

    def __init__(self, dossier: Dossier, vocabulary: Vocabulary) -> None:
        """Take the items of a dossier; the vocabulary says what their measures mean."""
        self.dossier = with_implied_actors(dossier, vocabulary)
        self.vocabulary = vocabulary
        self._facts: dict[tuple[Subject, int, frozenset[Actor], _Lapses], Fact] = {}
        self.variables: dict[object, Variable] = {}
        """What the facts of a group can be, by the group and all that decides how its facts are read."""
        self._selections: dict[tuple[str, int, _Lapses], Selection] = {}

    @cached_property
    def measures(self) -> Set[str]:
        """The measures on which there are items."""
        return self._by_measure.keys()

    def items_on(self, measure: str) -> tuple[EvidenceItem, ...]:
        """All items on a measure, sorted by id."""
        return tuple(on_file.item for on_file in self.on_file(measure))

    def on_file(self, measure: str) -> Sequence[OnFile]:
        """All items on a measure, sorted by id, each with its report years."""
        return self._by_measure.get(measure, ())

    def on_subject(self, subject: Subject) -> Sequence[OnFile]:
        """All items on a subject, sorted by id, each with its report years."""
        return self._by_subject.get(subject, ())

    @cached_property
    def _by_measure(self) -> dict[str, list[OnFile]]:
        by_measure: dict[str, list[OnFile]] = {}
        for item in sorted(self.dossier.items, key=lambda item: item.id):
            by_measure.setdefault(item.measure, []).append(OnFile(item, self.years_of(item)))
        return by_measure

    @cached_property
    def _by_subject(self) -> dict[Subject, list[OnFile]]:
        by_subject: dict[Subject, list[OnFile]] = {}
        for on_file in chain.from_iterable(self._by_measure.values()):
            by_subject.setdefault(subject_of(on_file.item), []).append(on_file)
        return by_subject

    def years_of(self, item: EvidenceItem) -> Collection[int]:
        """The report years for whose periods an item may say something; of a standing thing the law says for how long."""
        if self.vocabulary.measures[item.measure].nature is Nature.STANDING:
            return _ANY_YEAR
        return reports_spoken_for(item, self.dossier.sources)

    def fact(self, subject: Subject, report_year: int, by: frozenset[Actor], settings: Settings) -> Fact:
        """What the file says of a subject in the period of a report, credit being limited to some actors."""
        if subject.measure not in self.measures:
            return self._silence(report_year, self.vocabulary.measures[subject.measure].pillar)
        key = subject, report_year, by, (settings.standing_lapse, settings.adverse_lapse)
        fact = self._facts.get(key)
        if fact is None:
            fact = self._facts[key] = self._combined(subject, report_year, by, settings)
        return fact

    def not_counted(
        self, subject: Subject, report_year: int, by: frozenset[Actor], settings: Settings
    ) -> tuple[NotCounted, ...]:
        """Why items on a subject do not count for the period of a report, those of other times among them."""
        others = [on_file.item for on_file in self.on_subject(subject) if report_year not in on_file.years]
        notes = self.fact(subject, report_year, by, settings).not_counted
        if others:
            notes += self.selection(others, subject.measure, report_year, settings, by).not_counted
        return notes

    def selection(
        self,
        items: Iterable[EvidenceItem],
        measure: str,
        report_year: int,
        settings: Settings,
        by: frozenset[Actor] = frozenset(),
    ) -> Selection:
        """Some items on a measure, sorted by whether they count for the period of a report."""
        meaning, period = self.vocabulary.measures[measure], ReportingPeriod(report_year)
        return select(items, self.dossier.sources, self._revised, meaning, period, settings, by)

    def counting(self, measure: str, report_year: int, settings: Settings) -> tuple[EvidenceItem, ...]:
        """The items on a measure that count for the period of a report, whoever acted."""
        key = measure, report_year, (settings.standing_lapse, settings.adverse_lapse)
        if key not in self._selections:
            items = _of_year(self.on_file(measure), report_year)
            self._selections[key] = self.selection(items, measure, report_year, settings)
        return tuple(chosen.item for chosen in self._selections[key].selected)

    @cached_property
    def _revised(self) -> frozenset[str]:
        """The ids of items to which their publishers later gave another figure."""
        return frozenset(item.revises for item in self.dossier.items if item.revises)

    def _combined(self, subject: Subject, report_year: int, by: frozenset[Actor], settings: Settings) -> Fact:
        measure, fact = self.vocabulary.measures[subject.measure], EMPTY
        items = [*_of_year(self.on_subject(subject), report_year)]
        if items:
            fact = combine(self.selection(items, subject.measure, report_year, settings, by), measure)
        if subject.scope is not None and not fact.states and measure.nature is Nature.STATISTIC:
            whole = self._combined(Subject(subject.measure, subject.series), report_year, by, settings)
            if whole.states == (NOTHING,):  # where the whole is none, so is every part of it
                fact = replace(fact, states=whole.states, evidence=whole.evidence)
        searches = self._silence(report_year, measure.pillar).silent
        return replace(fact, silent=(*fact.silent, *searches)) if searches and not fact.evidence else fact

    def _silence(self, report_year: int, pillar: str) -> Fact:
        """What is known of a measure without items: silence, where a report on its pillar was read in full."""
        return self._silences.get((report_year, pillar), EMPTY)

    @cached_property
    def _silences(self) -> dict[tuple[int, str | None], Fact]:
        searched: dict[tuple[int, str | None], list[str]] = {}
        for search in self.dossier.searched:
            searched.setdefault((search.report, search.pillar), []).append(search.source)
        return {key: replace(EMPTY, silent=tuple(sorted(sources))) for key, sources in searched.items()}


def _of_year(on_file: Iterable[OnFile], report_year: int) -> Iterator[EvidenceItem]:
    """The items that may say something of the period of a report."""
    return (item for item, years in on_file if report_year in years)


def facts_of(dossier: Dossier, vocabulary: Vocabulary) -> DossierFacts:
    """The facts of a dossier: sorted once, whoever asks."""
    kept = remembered(dossier)
    key = "facts", id(vocabulary)
    if key not in kept:
        kept[key] = facts = DossierFacts(dossier, vocabulary)
        remember_facts(facts)
    return cast("DossierFacts", kept[key])


def remember_facts(facts: DossierFacts) -> None:
    """Let everybody who asks for the facts of a dossier have these."""
    remembered(facts.dossier)["facts", id(facts.vocabulary)] = facts


def subject_of(item: EvidenceItem) -> Subject:
    """What an item is about."""
    return Subject(item.measure, item.series, item.scope)


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
