"""Whom a change of a rubric moves: both rubrics applied to every country and year with evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from tierscore.analysis.rubric_walk import measures_read
from tierscore.engine.assess import special_list
from tierscore.engine.decision import Judgement
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.evidence_years import years_with_evidence
from tierscore.engine.findings import score_pillars
from tierscore.engine.law import law_of
from tierscore.model.assessment import UNDETERMINED
from tierscore.model.measure import Vocabulary
from tierscore.model.outcome import Outcome
from tierscore.model.rubric_change import Move, MoveKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.evidence import Dossier
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric
_PartT = TypeVar("_PartT")
AssessmentAnswers = dict[tuple[MoveKind, str], tuple[str, ...]]
"""What an assessment answers, by kind and by criterion or pillar."""
_ABSENT = {MoveKind.OUTCOME: (Outcome.NOT_APPLICABLE.value,), MoveKind.INDICATED: (UNDETERMINED,)}


@dataclass(frozen=True)
class CountryFacts:
    """The facts of a country, and the placements that go with them."""

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

    def answers(self, country: CountryFacts, year: int, *, criteria_only: bool = False) -> AssessmentAnswers:
        """
        The answers of an assessment; none for a year that the rubric does not judge.

        Those on criteria and pillars alone take far less work.
        """
        if year < self.rubric.first_report:
            return {}
        placements = country.placements
        view = DossierView(country.dossier, self.vocabulary, law_of(self.rubric, year), year)
        evaluator = Evaluator(view, placements.before(year))
        answers: AssessmentAnswers = {}
        if not criteria_only:
            judgement = Judgement(evaluator)
            grounds = special_list(view.rubric, judgement.indicated, placements.tier(year - 1))
            answers[MoveKind.INDICATED, ""] = (judgement.indicated,)
            answers[MoveKind.RANGE, ""] = tuple(judgement.range)
            answers[MoveKind.SPECIAL_LIST, ""] = tuple(ground.id for ground in grounds)
        for criterion in view.rubric.criteria:
            answers[MoveKind.OUTCOME, criterion.id] = (evaluator.outcome(criterion.id).value,)
        for score in score_pillars(evaluator):
            answers[MoveKind.SCORE, score.pillar] = (str(score.low), str(score.high))
        return answers


def reading_newer_facts(rubric: Rubric, old_words: Vocabulary, new_words: Vocabulary) -> Vocabulary:
    """
    The vocabulary of newer facts, with the measures that an older rubric reads as it knows them.

    Where that is the newer vocabulary, it is the same object, so that both rubrics share what they read.
    """
    own_measures = {name: old_words.measures[name] for name in measures_read(rubric)}
    words = Vocabulary(
        {**new_words.measures, **own_measures},
        {**old_words.pillars, **new_words.pillars},
        {**new_words.units, **old_words.units},
        {**old_words.scopes, **new_words.scopes},
    )
    return new_words if words == new_words else words


def with_shared_parts(before: Rubric, after: Rubric) -> Rubric:
    """
    The later rubric, with the earlier one's own objects where it says the same.

    It judges alike; what was compiled, and what was answered, is then taken over from the earlier one.
    """
    return replace(
        after,
        scale=before.scale if before.scale == after.scale else after.scale,
        criteria=_shared(before.criteria, after.criteria),
        gates=_shared(before.gates, after.gates),
        rules=_shared(before.rules, after.rules),
    )


def _shared(before: Sequence[_PartT], after: Sequence[_PartT]) -> tuple[_PartT, ...]:
    return tuple(next((old for old in before if old == part), part) for part in after)


def country_years(
    before: Judge, after: Judge, countries: Sequence[CountryFacts]
) -> tuple[tuple[CountryFacts, int], ...]:
    """Every country with each year for which it holds evidence under either rubric."""
    return tuple(
        (country, year)
        for country in countries
        for year in sorted({*before.years(country.dossier), *after.years(country.dossier)})
    )


def differences(
    before: AssessmentAnswers, after: AssessmentAnswers, dossier: Dossier, year: int
) -> Iterator[Move]:
    """
    The answers that differ, tiers first.

    A criterion that one rubric does not have is one that its law does not ask; a year that it does not judge
    is undetermined.
    """
    for kind, what in dict.fromkeys((*before, *after)):
        absent = _ABSENT.get(kind, ())
        old, new = before.get((kind, what), absent), after.get((kind, what), absent)
        if old != new:
            yield Move(dossier.iso3, dossier.name, year, kind, what, old, new)
