"""
A country file with some of it left out: a fact, several, or a source with all that rests on it alone.

What enters is a file as a law reads it. What leaves is the file as it would read without them: exactly as if
they had never been on it, only that what speaks of other measures is taken over and not read again.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.engine.dossier_facts import DossierFacts, OnFile, remember_facts, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from tierscore.engine.combination import Fact
    from tierscore.engine.compiled.variables import FactGroup, Variable
    from tierscore.engine.dossier_view import DossierView
    from tierscore.model.actor import Actor
    from tierscore.model.evidence import Dossier, EvidenceItem, Searched
    from tierscore.model.rubric import Settings
    from tierscore.model.test import Subject


class Remainder:
    """
    A file with some of it left out, as a law reads it.

    Attributes:
        view: What is left.
        items: The facts that are gone, or that rest on fewer sources; as they were.
        measures: The measures on which the file may say something else.
    """

    def __init__(
        self, whole: DossierView, view: DossierView, items: tuple[EvidenceItem, ...], measures: frozenset[str]
    ) -> None:
        self._whole = whole
        self.view = view
        self.items = items
        self.measures = measures
        self._variables: dict[FactGroup, Variable] = {}
        self._under: dict[int, Remainder] = {}

    def under(self, whole: DossierView) -> Remainder:
        """The same under the law of another view of the whole file; one object for laws that read facts alike."""
        if whole.reader == self._whole.reader:
            return self
        key = id(whole)  # which the remainder kept under it holds: no other has its id
        if key not in self._under:
            self._under[key] = Remainder(whole, self.view.under(whole.rubric), self.items, self.measures)
        return self._under[key]

    @cached_property
    def differences(self) -> tuple[tuple[Subject, int, tuple[object, ...]], ...]:
        """
        How the subjects of the facts that are gone stand otherwise, in the period and in the one before.

        Where there are none, no test that reads facts can tell that anything is gone: what is known of a part
        from its whole follows from how the whole stands.
        """
        subjects = dict.fromkeys(map(subject_of, self.items))
        return tuple(
            (subject, year, seen)
            for subject in subjects
            for year in (self.view.report_year, self.view.report_year - 1)
            if (seen := said_by(self.view.fact(subject, year))) != said_by(self._whole.fact(subject, year))
        )

    @cached_property
    def silenced(self) -> bool:
        """Whether some silence is no longer on record."""
        return self.view.dossier.searched != self._whole.dossier.searched

    def variable(self, group: FactGroup) -> Variable:
        """The values that a group of facts can have."""
        if group not in self._variables:
            self._variables[group] = self.view.variable(group)
        return self._variables[group]


def without_items(view: DossierView, items: Iterable[EvidenceItem]) -> Remainder:
    """The file without some facts."""
    items = tuple(items)
    return _remainder(view, items, {item.id: None for item in items})


def without_source(view: DossierView, source: str, citing: Iterable[EvidenceItem]) -> Remainder:
    """
    The file as it would be had nobody read a source: without the facts ``citing`` it that rest on it alone,
    the others resting on the sources that they have besides, and without the searches of it.
    """
    citing = tuple(citing)
    left: dict[str, EvidenceItem | None] = {}
    for item in citing:
        others = tuple(reference for reference in item.sources if reference.id != source)
        left[item.id] = replace(item, sources=others) if others else None
    return _remainder(
        view, citing, left, {search for search in view.dossier.searched if search.source == source}
    )


def said_by(fact: Fact) -> tuple[object, ...]:
    """What tests can see of a fact: how it stands, how it changed, and whether silence on it is on record."""
    return fact.states, frozenset(fact.comparisons), bool(fact.silent)


def _remainder(
    view: DossierView,
    items: tuple[EvidenceItem, ...],
    left: Mapping[str, EvidenceItem | None],
    searches: Set[Searched] = frozenset(),
) -> Remainder:
    """The file without some searches, and with what is left of some items, by their ids."""
    kept = (left.get(item.id, item) for item in view.dossier.items)
    dossier = replace(
        view.dossier,
        items=tuple(item for item in kept if item is not None),
        searched=view.dossier.searched - searches,
    )
    revised = {item.revises for item in items if item.revises and left[item.id] is None}
    if revised:
        items += tuple(item for item in view.dossier.items if item.id in revised)
    pillars = {search.pillar for search in searches if search.report == view.report_year}
    silent = {name for name, measure in view.vocabulary.measures.items() if measure.pillar in pillars}
    facts = _FactsLeft(view.facts, dossier, left, frozenset({*(item.measure for item in items), *silent}))
    remember_facts(facts)
    return Remainder(view, replace(view, dossier=dossier), items, facts.touched)


class _FactsLeft(DossierFacts):
    """
    The facts of what is left of a dossier: those on measures that are not touched are taken over.

    Searches of the report year alone count as touching measures; of other years no test asks for silence.
    """

    def __init__(
        self,
        whole: DossierFacts,
        dossier: Dossier,
        left: Mapping[str, EvidenceItem | None],
        touched: frozenset[str],
    ) -> None:
        super().__init__(dossier, whole.vocabulary)
        self._whole = whole
        self._left = left
        self.touched = touched

    @cached_property
    def measures(self) -> Set[str]:
        """The measures on which there are items."""
        return self._whole.measures - {measure for measure in self.touched if not self.on_file(measure)}

    def on_file(self, measure: str) -> Sequence[OnFile]:
        """All items on a measure, sorted by id, each with its report years."""
        on_file = self._whole.on_file(measure)
        return [*self._kept(on_file)] if measure in self.touched else on_file

    def on_subject(self, subject: Subject) -> Sequence[OnFile]:
        """All items on a subject, sorted by id, each with its report years."""
        on_file = self._whole.on_subject(subject)
        return [*self._kept(on_file)] if subject.measure in self.touched else on_file

    def _kept(self, on_file: Iterable[OnFile]) -> Iterator[OnFile]:
        for item, years in on_file:
            left = self._left.get(item.id, item)
            if left is not None:
                yield OnFile(left, years if left is item else self.years_of(left))

    def fact(self, subject: Subject, report_year: int, by: frozenset[Actor], settings: Settings) -> Fact:
        """What the file says of a subject in the period of a report, credit being limited to some actors."""
        if subject.measure in self.touched:
            return super().fact(subject, report_year, by, settings)
        return self._whole.fact(subject, report_year, by, settings)

    def counting(self, measure: str, report_year: int, settings: Settings) -> tuple[EvidenceItem, ...]:
        """The items on a measure that count for the period of a report, whoever acted."""
        if measure in self.touched:
            return super().counting(measure, report_year, settings)
        return self._whole.counting(measure, report_year, settings)
