"""One country in one report year: select, combine, test, find, decide, range."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tierscore.engine.alternative_readings import ReadingJudge, alternatives
from tierscore.engine.decision import Judgement
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.explanation.changes import count_changes
from tierscore.engine.explanation.condition_results import explained
from tierscore.engine.explanation.key_facts import key_facts
from tierscore.engine.explanation.standing import standing
from tierscore.engine.findings import evidence_of, mean_coverage, score_pillars
from tierscore.engine.law import law_of
from tierscore.engine.leaving_out.bearing_facts import BearingFacts
from tierscore.engine.unknowns import range_entry, unknowns
from tierscore.model.assessment import Assessment, Depth
from tierscore.model.condition import Listed
from tierscore.model.decision import RangeEntry
from tierscore.model.finding import NotCounted, Reason
from tierscore.model.placement import NO_PLACEMENTS, SPECIAL_CASE, Placements
from tierscore.model.test import Corroborated, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.decision import Decision
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric, SpecialListGround


def assess(  # noqa: PLR0913 - what is judged, by what, and how much of it is worked out
    rubric: Rubric,
    vocabulary: Vocabulary,
    dossier: Dossier,
    report_year: int,
    history: Placements = NO_PLACEMENTS,
    *,
    depth: Depth = Depth.READINGS,
) -> Assessment:
    """
    Judge one country in one report year.

    The same input gives the same answer to the byte, in whatever order the files list their items.

    Args:
        rubric: The judgement.
        vocabulary: What the measures mean.
        dossier: The facts.
        report_year: The year Y of the assessment; its reporting period is 1 April Y-1 to 31 March Y.
        history: Placements in reports. Rules look at those of earlier reports only, where the law says so.
        depth: How much to work out beyond the tiers. What is left out is empty and changes nothing else.

    Returns:
        The assessment, without the official placement of the year: see ``with_official``.
    """
    judgement = judge(
        rubric, vocabulary, dossier, report_year, history, few_suppositions=depth >= Depth.UNKNOWNS
    )
    evaluator = judgement.evaluator
    assessment = _tiers(evaluator, judgement)
    if depth < Depth.UNKNOWNS:
        return assessment
    bearing = BearingFacts(evaluator)
    assessment = _with_unknowns(assessment, judgement, bearing)
    if depth >= Depth.READINGS:
        readings = ReadingJudge(evaluator, rubric)
        assessment = replace(
            assessment,
            alternatives=alternatives(readings, judgement),
            standing=standing(readings, judgement, bearing, assessment.coverage),
        )
    return assessment


def judge(  # noqa: PLR0913 - what is judged, by what, and for which use
    rubric: Rubric,
    vocabulary: Vocabulary,
    dossier: Dossier,
    report_year: int,
    history: Placements = NO_PLACEMENTS,
    *,
    few_suppositions: bool = False,
) -> Judgement:
    """
    What a rubric makes of a country in a report year, nothing of it worked out before it is asked for.

    Args as of ``assess``; ``few_suppositions`` as of ``attainable_tiers``.
    """
    view = DossierView(dossier, vocabulary, law_of(rubric, report_year), report_year)
    named = history.named_in({SPECIAL_CASE, *(tier.id for tier in rubric.tiers)})
    return Judgement(Evaluator(view, named), few_suppositions=few_suppositions)


def _tiers(evaluator: Evaluator, judgement: Judgement) -> Assessment:
    """The assessment with nothing worked out beyond its tiers."""
    view, counted = evaluator.view, counted_items(evaluator)
    before = evaluator.placements.tier(view.report_year - 1)
    return Assessment(
        rubric=view.rubric,
        vocabulary=view.vocabulary,
        dossier=view.dossier,
        report_year=view.report_year,
        findings=judgement.findings,
        pillars=score_pillars(evaluator),
        coverage=mean_coverage(evaluator),
        decision=judgement.decision,
        indicated=judgement.indicated,
        range=tuple(RangeEntry(tier, ()) for tier in judgement.range),
        exact=judgement.attainable.exact,
        taken_as_no=_taken_as_no(evaluator),
        unknowns=(),
        special_list=special_list(view.rubric, judgement.indicated, before),
        counted=counted,
        not_counted=uncounted_items(evaluator, counted),
    )


def _with_unknowns(assessment: Assessment, judgement: Judgement, bearing: BearingFacts) -> Assessment:
    """The assessment with why it came out so, and what the unknowns could change."""
    evaluator = judgement.evaluator
    decision = explained(evaluator, judgement.findings, judgement.decision)
    return replace(
        assessment,
        decision=decision,
        range=tuple(range_entry(evaluator, tier, judgement.attainable) for tier in judgement.range),
        unknowns=unknowns(evaluator, frozenset(judgement.range)),
        changes=count_changes(evaluator, _deciding_criteria(decision)),
        key_facts=key_facts(evaluator, bearing, judgement.findings),
    )


def _deciding_criteria(decision: Decision) -> frozenset[str]:
    """The criteria that the gates read which the tried rules come to."""
    return frozenset(
        criterion for result in decision.gates if result.reached for criterion in result.criteria
    )


def with_official(assessment: Assessment, placements: Placements) -> Assessment:
    """The same assessment with the official placement of its year beside it, for comparison only."""
    return replace(assessment, official=placements.by_year.get(assessment.report_year))


def _taken_as_no(evaluator: Evaluator) -> tuple[str, ...]:
    """Measures that count only once something is found, that tests read, and of which nothing was found."""
    view = evaluator.view
    measures: set[str] = set()
    for place in evaluator.plan.places:
        if isinstance(place.leaf, Corroborated):
            measures |= {
                measure
                for measure in place.leaf.measures
                if not view.items_by_government((measure,), view.report_year)
            }
        measures |= {
            subject.measure
            for subject in subjects(place.leaf)
            if subject.measure in view.rubric.settings.taken_as_no and not view.fact(subject).states
        }
    return tuple(sorted(measures))


def special_list(rubric: Rubric, indicated: str, before: str | None) -> tuple[SpecialListGround, ...]:
    """The grounds of the special watch list, given a tier and that of the report before."""
    return tuple(
        ground
        for ground in rubric.special_list
        if Listed(ground.now, ground.before).includes(indicated, before)
    )


def counted_items(evaluator: Evaluator) -> tuple[str, ...]:
    """Every item that counts for some test."""
    return tuple(
        sorted({item for place in evaluator.plan.places for item in evidence_of(place.leaf, evaluator)})
    )


def uncounted_items(evaluator: Evaluator, counted: Iterable[str]) -> tuple[NotCounted, ...]:
    """Every item that counts for no test, with the reason."""
    view, counting = evaluator.view, set(counted)
    notes = {note.item: note for subject in evaluator.plan.subjects for note in view.not_counted(subject)}
    for item in view.dossier.items:
        if item.id not in notes and item.id not in counting:
            faults = view.selection((item,), item.measure, view.report_year).not_counted
            detail = "no test of the rubric reads this measure, series and scope"
            notes[item.id] = next(iter(faults), NotCounted(item.id, Reason.NOT_READ, detail))
    return tuple(notes[item] for item in sorted(notes.keys() - counting))
