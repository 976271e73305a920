"""Whom a change of a rubric moves: both rubrics judged on the same facts, for every country and every year with evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tierscore.analysis.rubric_walk import measures_read
from tierscore.engine.assess import special_list
from tierscore.engine.decision import judge
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.evidence_years import years_with_evidence
from tierscore.engine.findings import find, score_pillars
from tierscore.engine.law import law_of
from tierscore.model.assessment import UNDETERMINED
from tierscore.model.measure import Vocabulary
from tierscore.model.outcome import Outcome
from tierscore.model.rubric_change import Move, MoveKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tierscore.model.evidence import Dossier
    from tierscore.model.finding import Finding, PillarScore
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric
Answers = dict[tuple[MoveKind, str], tuple[str, ...]]
"""What an assessment answers, by kind and by criterion or pillar."""


_ABSENT = {MoveKind.OUTCOME: (Outcome.NOT_APPLICABLE.value,), MoveKind.INDICATED: (UNDETERMINED,)}


@dataclass(frozen=True)
class Country:
    """Facts to judge, and the placements that go with them."""

    dossier: Dossier
    placements: Placements


@dataclass(frozen=True)
class Judge:
    """A rubric with the vocabulary that it speaks."""

    rubric: Rubric
    vocabulary: Vocabulary

    def years(self, dossier: Dossier) -> tuple[int, ...]:
        """The report years with evidence."""
        return years_with_evidence(self.rubric, self.vocabulary, dossier)

    def answers(self, country: Country, year: int) -> Answers:
        """What it answers for a country in a report year, as an assessment would; nothing for a year that it does not judge."""
        if year < self.rubric.first_report:
            return {}
        evaluator = self._evaluator(country, year)
        judged = judge(evaluator)
        special = special_list(evaluator.view.rubric, judged.indicated, country.placements.tier(year - 1))
        return {
            (MoveKind.INDICATED, ""): (judged.indicated,),
            (MoveKind.RANGE, ""): tuple(judged.range),
            (MoveKind.SPECIAL_LIST, ""): tuple(ground.id for ground in special),
            **_of_findings(judged.findings, score_pillars(judged.findings, evaluator)),
        }

    def outcomes(self, country: Country, year: int) -> Answers:
        """What it answers on criteria and pillars alone, which is far less work."""
        if year < self.rubric.first_report:
            return {}
        evaluator = self._evaluator(country, year)
        findings = find(evaluator)
        return _of_findings(findings, score_pillars(findings, evaluator))

    def _evaluator(self, country: Country, year: int) -> Evaluator:
        view = DossierView(country.dossier, self.vocabulary, law_of(self.rubric, year), year)
        return Evaluator(view, country.placements.before(year))


def _of_findings(findings: Iterable[Finding], scores: Iterable[PillarScore]) -> Answers:
    found: Answers = {(MoveKind.OUTCOME, one.criterion.id): (one.outcome.value,) for one in findings}
    return found | {(MoveKind.SCORE, score.pillar): (str(score.low), str(score.high)) for score in scores}


def understood(rubric: Rubric, own: Vocabulary, of_the_facts: Vocabulary) -> Vocabulary:
    """A vocabulary in which an older rubric can read newer facts: its own measures as it knows them, all others as the facts do."""
    own_measures = {name: own.measures[name] for name in measures_read(rubric)}
    return Vocabulary(
        {**of_the_facts.measures, **own_measures},
        {**own.pillars, **of_the_facts.pillars},
        {**of_the_facts.units, **own.units},
        {**own.scopes, **of_the_facts.scopes},
    )


def years_judged(
    before: Judge, after: Judge, countries: Sequence[Country]
) -> tuple[tuple[Country, int], ...]:
    """Every country with each year for which it holds evidence under either rubric."""
    return tuple(
        (country, year)
        for country in countries
        for year in sorted({*before.years(country.dossier), *after.years(country.dossier)})
    )


def differences(before: Answers, after: Answers, dossier: Dossier, year: int) -> Iterator[Move]:
    """
    What two sets of answers say otherwise, tiers first.

    A criterion that one rubric does not have is one that its law does not ask; a year that it does not judge is undetermined.
    """
    for kind, what in dict.fromkeys((*before, *after)):
        absent = _ABSENT.get(kind, ())
        old, new = before.get((kind, what), absent), after.get((kind, what), absent)
        if old != new:
            yield Move(dossier.iso3, dossier.name, year, kind, what, old, new)


def caused(move: Move, causes: Sequence[str]) -> Move:
    """The move with the changes that make it."""
    return replace(move, causes=tuple(causes))
