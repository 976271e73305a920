"""The whole of the reasoning in a few lines: select, combine, test, find, decide, range."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tierscore.engine.alternative_readings import alternatives
from tierscore.engine.decision import judge
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.findings import evidence_of, mean_coverage, score_pillars
from tierscore.engine.law import law_of
from tierscore.engine.selection import select
from tierscore.engine.unknowns import range_entry, unknowns
from tierscore.engine.variables import subject_key
from tierscore.model.assessment import Assessment, Depth
from tierscore.model.decision import RangeEntry
from tierscore.model.finding import NotCounted, Reason
from tierscore.model.period import ReportingPeriod
from tierscore.model.placement import NO_PLACEMENTS, Placements
from tierscore.model.test import Corroborated, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.engine.decision import Judgement
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric, SpecialListGround


def assess(  # noqa: PLR0913 - what is judged, by what, and how much is told
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
        history: Placements in reports. Only those of earlier reports are looked at, by rules that the law ties to them.
        depth: How much to work out beyond the tiers. What is left out is empty and changes nothing else.

    Returns:
        The assessment, without the official placement of the year: see ``with_official``.

    """
    law = law_of(rubric, report_year)
    evaluator = Evaluator(DossierView(dossier, vocabulary, law, report_year), history)
    judged = judge(evaluator)
    findings, decision = judged.findings, judged.decision
    return Assessment(
        rubric=law,
        vocabulary=vocabulary,
        dossier=dossier,
        report_year=report_year,
        findings=findings,
        pillars=score_pillars(findings, evaluator),
        coverage=mean_coverage(findings),
        decision=decision,
        indicated=judged.indicated,
        range=tuple(_entry(evaluator, tier, judged, depth) for tier in judged.range),
        exact=judged.attainable.exact,
        taken_as_no=_taken_as_no(evaluator),
        unknowns=unknowns(evaluator, frozenset(judged.range)) if depth >= Depth.UNKNOWNS else (),
        special_list=special_list(law, judged.indicated, history.tier(report_year - 1)),
        counted=(counted := counted_items(evaluator)),
        not_counted=uncounted_items(evaluator, counted),
        alternatives=alternatives(evaluator, rubric, judged) if depth >= Depth.READINGS else (),
    )


def _entry(evaluator: Evaluator, tier: str, judged: Judgement, depth: Depth) -> RangeEntry:
    return (
        range_entry(evaluator, tier, judged.attainable) if depth >= Depth.UNKNOWNS else RangeEntry(tier, ())
    )


def with_official(assessment: Assessment, placements: Placements) -> Assessment:
    """The same assessment with the official placement of its year beside it, for comparison only."""
    return replace(assessment, official=placements.by_year.get(assessment.report_year))


def _taken_as_no(evaluator: Evaluator) -> tuple[str, ...]:
    """Measures that the rubric takes as No until found, that its tests read, and of which nothing was found."""
    view = evaluator.view
    read = {
        subject
        for place in evaluator.places
        for subject in subjects(place.leaf)
        if not view.fact(subject).states
    }
    affirmative = {subject.measure for subject in read} & view.rubric.settings.taken_as_no
    corroborated = {
        measure
        for place in evaluator.places
        if isinstance(place.leaf, Corroborated)
        for measure in place.leaf.measures
        if not view.items_by_government((measure,), view.report_year)
    }
    return tuple(sorted(affirmative | corroborated))


def special_list(rubric: Rubric, indicated: str, before: str | None) -> tuple[SpecialListGround, ...]:
    """The grounds that put a country on the special watch list, given its tier and that of the report before."""
    return tuple(
        ground
        for ground in rubric.special_list
        if indicated in ground.now and (not ground.before or before in ground.before)
    )


def counted_items(evaluator: Evaluator) -> tuple[str, ...]:
    """Every item that counts for some test."""
    return tuple(sorted({item for place in evaluator.places for item in evidence_of(place.leaf, evaluator)}))


def uncounted_items(evaluator: Evaluator, counted: Iterable[str]) -> tuple[NotCounted, ...]:
    """Every item that counted for no test, with the reason: that of the subject it speaks of, or that no test reads it."""
    view = evaluator.view
    period, settings = ReportingPeriod(view.report_year), view.rubric.settings
    read = sorted(
        {subject for place in evaluator.places for subject in subjects(place.leaf)}, key=subject_key
    )
    reasons = {note.item: note for subject in read for note in view.fact(subject).not_counted}
    for item in view.dossier.items:
        if item.id not in reasons:
            selection = select(
                (item,), view.dossier, view.vocabulary.measures[item.measure], period, settings, frozenset()
            )
            unread = NotCounted(
                item.id, Reason.NOT_READ, "no test of the rubric reads this measure, series and scope"
            )
            reasons[item.id] = selection.not_counted[0] if selection.not_counted else unread
    return tuple(reasons[item] for item in sorted(set(reasons) - set(counted)))
