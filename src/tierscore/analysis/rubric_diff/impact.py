"""Whom a change of a rubric moves: both rubrics applied to every country and year with evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from tierscore.analysis.rubric_walk import measures_read
from tierscore.engine.assess import special_list
from tierscore.engine.decision import Judgement
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.evidence_years import years_with_evidence
from tierscore.engine.findings import weighted_mean
from tierscore.engine.law import law_of
from tierscore.model.assessment import UNDETERMINED
from tierscore.model.canonical import digest
from tierscore.model.country_answers import CountryAnswers, YearAnswers
from tierscore.model.measure import Vocabulary
from tierscore.model.moments import Moment, in_force
from tierscore.model.outcome import Interval, Outcome
from tierscore.model.rubric_change import Move, MoveKind

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    digest: bytes = b""
    """The sum of all that the facts and placements were read from; empty where nobody took it."""


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
        return self.weighed(self.year_answers(country, year, criteria_only=criteria_only))

    def country_answers(self, country: CountryFacts) -> CountryAnswers:
        """The answers for each report year with evidence, weights apart."""
        years = (self.year_answers(country, year) for year in self.years(country.dossier))
        return CountryAnswers(country.dossier.iso3, tuple(years))

    def weighed(self, year: YearAnswers) -> AssessmentAnswers:
        """Answers with the scores of the pillars, as the weights of the rubric give them."""
        answers: AssessmentAnswers = {}
        if year.indicated:
            answers[MoveKind.INDICATED, ""] = (year.indicated,)
            answers[MoveKind.RANGE, ""] = year.range
            answers[MoveKind.SPECIAL_LIST, ""] = year.special_list
        law, outcomes = law_of(self.rubric, year.report_year), dict(year.outcomes)
        for criterion in law.criteria:  # kept answers may come from a rubric that lists them in another order
            answers[MoveKind.OUTCOME, criterion.id] = (outcomes[criterion.id].value,)
        criteria = in_force(law.criteria, Moment(year.report_year, law.choices))
        values = {criterion: Interval(low, high) for criterion, low, high in year.values}
        for pillar in law.pillars:
            score = weighted_mean([entry for entry in criteria if entry.pillar == pillar], values)
            answers[MoveKind.SCORE, pillar] = (str(score.low), str(score.high))
        return answers

    @cached_property
    def weightless_digest(self) -> str:
        """All but its weights that decides what the rubric answers, as a hash."""
        weightless = replace(self.rubric.criteria[0].weight, value=0) if self.rubric.criteria else None
        criteria = tuple(replace(entry, weight=weightless) for entry in self.rubric.criteria if weightless)
        return digest((replace(self.rubric, criteria=criteria), self.vocabulary))

    def year_answers(self, country: CountryFacts, year: int, *, criteria_only: bool = False) -> YearAnswers:
        """The answers for a report year that the rubric judges, weights apart; with an empty tier on criteria alone."""
        placements = country.placements
        view = DossierView(country.dossier, self.vocabulary, law_of(self.rubric, year), year)
        evaluator = Evaluator(view, placements.before(year))
        indicated = ""
        possible: tuple[str, ...] = ()
        grounds: tuple[str, ...] = ()
        if not criteria_only:
            judgement = Judgement(evaluator)
            indicated, possible = judgement.indicated, judgement.range
            grounds = tuple(
                ground.id for ground in special_list(view.rubric, indicated, placements.tier(year - 1))
            )
        values = ((name, evaluator.value(name)) for name in evaluator.criteria)
        return YearAnswers(
            year,
            indicated,
            possible,
            grounds,
            tuple((criterion.id, evaluator.outcome(criterion.id)) for criterion in view.rubric.criteria),
            tuple((name, value.low, value.high) for name, value in values),
        )


AnswerAll = Callable[[Judge, Sequence[CountryFacts]], Iterable[CountryAnswers]]
"""What gives the answers of a rubric for countries, in their order."""


def answer_all(judge: Judge, countries: Sequence[CountryFacts]) -> Iterator[CountryAnswers]:
    """Judge every country."""
    return map(judge.country_answers, countries)


def both_answers(
    before: Judge, after: Judge, country: CountryFacts, year: int, *, criteria_only: bool = False
) -> tuple[AssessmentAnswers, AssessmentAnswers]:
    """What two rubrics answer for a country in a report year; where only weights differ it is judged once."""
    if before.weightless_digest == after.weightless_digest and year >= before.rubric.first_report:
        answers = before.year_answers(country, year, criteria_only=criteria_only)
        return before.weighed(answers), after.weighed(answers)
    old = before.answers(country, year, criteria_only=criteria_only)
    return old, after.answers(country, year, criteria_only=criteria_only)


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
