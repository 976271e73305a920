"""
A country file in which some facts are assumed: what a report would say if a government had done something.

An assumption is the government's, holds for the whole reporting period and takes the place of every fact that
counts for that period on the same measure, series and scope; where there would be nothing at all, also of the
facts on its parts. Of other periods the file says what it said.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from tierscore.engine.dossier_facts import DossierFacts, OnFile, facts_of
from tierscore.engine.remembered import remembered
from tierscore.model.actor import Actor
from tierscore.model.assumption import AssumedDossier, Assumption
from tierscore.model.evidence import EvidenceItem, SourceReference, Status
from tierscore.model.period import ReportingPeriod, When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tierscore.engine.combination import Fact
    from tierscore.engine.selection import Selection
    from tierscore.model.evidence import Dossier
    from tierscore.model.finding import NotCounted
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Settings
    from tierscore.model.test import Subject
ASSUMED = "assumed"
"""The beginning of the id of an item that is assumed, and the source that it names."""


def with_assumptions(
    dossier: Dossier,
    vocabulary: Vocabulary,
    report_year: int,
    assumptions: Iterable[Assumption],
    settings: Settings,
) -> AssumedDossier:
    """
    A country file in which some facts of a reporting period are assumed.

    Args:
        dossier: The file as it was written.
        vocabulary: What its measures mean.
        report_year: The report year of the period.
        assumptions: What is assumed, of each subject one thing.
        settings: What decides which facts count for the period.
    """
    written = facts_of(dossier, vocabulary)
    by_measure: dict[str, list[Assumption]] = {}
    for assumption in assumptions:
        by_measure.setdefault(assumption.subject.measure, []).append(assumption)
    parts = {
        measure: _on_measure(written, tuple(assumed), report_year, settings)
        for measure, assumed in by_measure.items()
    }
    others = [item for item in written.dossier.items if item.measure not in parts]
    assumed_dossier = AssumedDossier(
        dossier.name,
        dossier.iso3,
        dossier.sources,
        (*others, *(item for facts in parts.values() for item in facts.dossier.items)),
        dossier.searched,
        written=written.dossier,
        assumptions=tuple(assumption for assumed in by_measure.values() for assumption in assumed),
        assumed_for=report_year,
    )
    facts = AssumedFacts(assumed_dossier, written, parts)
    remembered(assumed_dossier)["facts", id(vocabulary)] = facts
    return assumed_dossier


class AssumedFacts(DossierFacts):
    """The facts of a file with assumptions: those of one period on some measures stand otherwise."""

    def __init__(
        self, dossier: AssumedDossier, written: DossierFacts, parts: dict[str, DossierFacts]
    ) -> None:
        """Take the file, its facts as they were written, and by measure those that stand in the period instead."""
        self.dossier = dossier
        self.vocabulary = written.vocabulary
        self.measures = dict.fromkeys([*written.measures, *parts]).keys()
        self._year = dossier.assumed_for
        self._written = written
        self._parts = parts
        self.variables = {
            key: variable
            for key, variable in written.variables.items()
            if parts.keys().isdisjoint(measures_of(variable.subjects))
        }

    def items_on(self, measure: str) -> tuple[EvidenceItem, ...]:
        """All items on a measure, sorted by id."""
        return self._of(measure, self._year).items_on(measure)

    def on_file(self, measure: str) -> Sequence[OnFile]:
        """All items on a measure, those of the period and those of other times, each with its report years."""
        return self._joined(measure, lambda facts: facts.on_file(measure))

    def on_subject(self, subject: Subject) -> Sequence[OnFile]:
        """All items on a subject, those of the period and those of other times, each with its report years."""
        return self._joined(subject.measure, lambda facts: facts.on_subject(subject))

    def _joined(self, measure: str, on_file: Callable[[DossierFacts], Sequence[OnFile]]) -> list[OnFile]:
        then, now = on_file(self._written), on_file(self._of(measure, self._year))
        if measure not in self._parts:
            return [*then]
        in_period = [OnFile(item, (self._year,)) for item, years in now if self._year in years]
        return in_period + [OnFile(item, _Others(years, self._year)) for item, years in then]

    def fact(self, subject: Subject, report_year: int, by: frozenset[Actor], settings: Settings) -> Fact:
        """What the file says of a subject in the period of a report, credit being limited to some actors."""
        return self._of(subject.measure, report_year).fact(subject, report_year, by, settings)

    def not_counted(
        self, subject: Subject, report_year: int, by: frozenset[Actor], settings: Settings
    ) -> tuple[NotCounted, ...]:
        """Why items on a subject do not count for the period of a report, those of other times among them."""
        return self._of(subject.measure, report_year).not_counted(subject, report_year, by, settings)

    def selection(
        self,
        items: Iterable[EvidenceItem],
        measure: str,
        report_year: int,
        settings: Settings,
        by: frozenset[Actor] = frozenset(),
    ) -> Selection:
        """Some items on a measure, sorted by whether they count for the period of a report."""
        return self._of(measure, report_year).selection(items, measure, report_year, settings, by)

    def counting(self, measure: str, report_year: int, settings: Settings) -> tuple[EvidenceItem, ...]:
        """The items on a measure that count for the period of a report, whoever acted."""
        return self._of(measure, report_year).counting(measure, report_year, settings)

    def _of(self, measure: str, report_year: int) -> DossierFacts:
        part = self._parts.get(measure) if report_year == self._year else None
        return self._written if part is None else part


@dataclass(frozen=True)
class _Others(Collection[int]):
    """Some report years without one."""

    years: Collection[int]
    without: int

    def __contains__(self, year: object) -> bool:
        return year != self.without and year in self.years

    def __iter__(self) -> Iterator[int]:
        return (year for year in self.years if year != self.without)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def measures_of(subjects: Iterable[Subject]) -> frozenset[str]:
    """The measures of some subjects."""
    return frozenset(subject.measure for subject in subjects)


def _on_measure(
    written: DossierFacts, assumptions: tuple[Assumption, ...], report_year: int, settings: Settings
) -> DossierFacts:
    """The facts on one measure with what is assumed of it; made once."""
    key = ASSUMED, assumptions, report_year, settings.standing_lapse, settings.adverse_lapse
    kept = remembered(written.dossier)
    if key not in kept:
        measure = assumptions[0].subject.measure
        items = written.items_on(measure)
        selection = written.selection(items, measure, report_year, settings)
        counting = {chosen.item.id for chosen in selection.selected} | set(selection.silent)
        replaced = {
            item.id: assumption
            for item in items
            if item.id in counting
            for assumption in assumptions
            if _takes_the_place_of(assumption, item)
        }
        left = [item for item in items if item.id not in replaced]
        joint = [
            [item for item in items if replaced.get(item.id) is assumption] for assumption in assumptions
        ]
        made = [
            _item(assumption, earlier, report_year)
            for assumption, earlier in zip(assumptions, joint, strict=True)
        ]
        dossier = replace(written.dossier, items=(*left, *made))
        kept[key] = DossierFacts(dossier, written.vocabulary)
    return cast("DossierFacts", kept[key])


def _takes_the_place_of(assumption: Assumption, item: EvidenceItem) -> bool:
    subject = assumption.subject
    whole_is_none = subject.scope is None and _is_none(assumption)
    return subject.series == item.series and (subject.scope == item.scope or whole_is_none)


def _is_none(assumption: Assumption) -> bool:
    return assumption.status is Status.ABSENT


def _item(assumption: Assumption, replaced: Iterable[EvidenceItem], report_year: int) -> EvidenceItem:
    """The assumption as an item; whoever the government acted with before takes part in it too."""
    subject, period = assumption.subject, ReportingPeriod(report_year)
    partners: frozenset[Actor] = frozenset()
    if not _is_none(assumption):
        partners = frozenset().union(
            *(
                item.by | item.with_
                for item in replaced
                if Actor.GOVERNMENT in item.by | item.with_ and item.status is not Status.ABSENT
            )
        )
    parts = (ASSUMED, subject.measure, subject.series, subject.scope)
    return EvidenceItem(
        id="-".join(filter(None, parts)),
        measure=subject.measure,
        when=When(period.start, period.end, f"report {report_year}", report=report_year),
        summary="Assumed.",
        sources=(SourceReference(ASSUMED),),
        status=assumption.status,
        by=frozenset({Actor.GOVERNMENT}),
        with_=partners - {Actor.GOVERNMENT},
        figure=assumption.figure,
        series=subject.series,
        scope=subject.scope,
        versus_previous=assumption.versus,
    )
