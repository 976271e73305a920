"""
The report years of a country, each assessed from the placements before it alone.

The use cases of assessing many years, of a country's history and of the backtest go through here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.placements.outlook import watch_run
from tierscore.engine.assess import assess, judge, with_official
from tierscore.engine.decision import gate_evidence
from tierscore.engine.evidence_years import years_with_evidence
from tierscore.engine.findings import evidence_of, mean_coverage
from tierscore.model.assessment import Depth
from tierscore.model.evidence import SourceKind
from tierscore.model.judged_year import JudgedYear
from tierscore.model.placement_history import HistoryYear

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.engine.decision import Judgement
    from tierscore.engine.evaluator import Evaluator
    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric


def assess_years(
    rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier, placements: Placements, only: int | None = None
) -> Iterator[Assessment]:
    """
    Assess each report year with evidence, or the ``only`` one, the oldest first, no deeper than its tiers.

    The placement of a year is laid beside its answer, not read for it.
    """
    for year in years_with_evidence(rubric, vocabulary, dossier):
        if only in {None, year}:
            before = placements.before(year)
            assessment = assess(rubric, vocabulary, dossier, year, before, depth=Depth.TIERS)
            yield with_official(assessment, placements)


def judge_years(
    rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier, placements: Placements
) -> Iterator[JudgedYear]:
    """Judge each report year with evidence, the oldest first; of each no more than how it was answered."""
    for year in years_with_evidence(rubric, vocabulary, dossier):
        yield _in_short(judge(rubric, vocabulary, dossier, year, placements.before(year)))


def _in_short(judgement: Judgement) -> JudgedYear:
    evaluator = judgement.evaluator
    view, gates = evaluator.view, judgement.asked_last
    evidence = (item for answer in gates for item in gate_evidence(answer.gate.id, evaluator))
    return JudgedYear(
        iso3=view.dossier.iso3,
        country=view.dossier.name,
        report_year=view.report_year,
        indicated=judgement.indicated,
        undetermined_because=judgement.undetermined_because,
        rule=judgement.rule,
        gates=tuple((answer.gate.id, answer.assumed) for answer in gates),
        evidence=tuple(dict.fromkeys(evidence)),
        range=judgement.range,
        exact=judgement.attainable.exact,
        coverage=mean_coverage(evaluator),
        report_read=_report_read(evaluator),
    )


def _report_read(evaluator: Evaluator) -> bool:
    """Whether the Department's report of the year itself is among the sources of what counts for a test."""
    view = evaluator.view
    reports = {
        source.id
        for source in view.dossier.sources.values()
        if source.kind is SourceKind.US_STATE_DEPARTMENT and source.published.year == view.report_year
    }
    citing = {
        item.id for item in view.dossier.items if any(reference.id in reports for reference in item.sources)
    }
    return bool(citing) and any(
        not citing.isdisjoint(evidence_of(place.leaf, evaluator)) for place in evaluator.plan.places
    )


def country_history(
    rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier, placements: Placements
) -> tuple[HistoryYear, ...]:
    """Every report year with a placement or with evidence, oldest first."""
    years = assess_years(rubric, vocabulary, dossier, placements)
    assessments = {assessment.report_year: assessment for assessment in years}
    return tuple(
        HistoryYear(
            year,
            placements.by_year.get(year),
            assessments.get(year),
            rubric.ruleset(year),
            watch_run(rubric, placements, year),
        )
        for year in sorted({*assessments, *placements.by_year})
    )
