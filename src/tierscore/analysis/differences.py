"""What differs between two assessments, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tierscore.model.assessment_difference import (
    AssessmentDifference,
    FindingMove,
    GateMove,
    IndicatorMove,
    PillarMove,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tierscore.model.assessment import Assessment
    from tierscore.model.decision import GateResult
    from tierscore.model.finding import Finding, IndicatorResult
_PartT = TypeVar("_PartT")


def difference(before: Assessment, after: Assessment) -> AssessmentDifference:
    """What differs between two assessments: every part that has another answer or value."""
    findings = tuple(_finding_moves(before, after))
    outcomes = {
        move.finding.criterion.id
        for move in findings
        if move.before is None or move.after is None or move.before.possible != move.after.possible
    }
    scores = {score.pillar: score for score in before.pillars}
    return AssessmentDifference(
        before,
        after,
        findings,
        tuple(_gate_moves(before, after, outcomes)),
        tuple(
            PillarMove(scores[score.pillar], score)
            for score in after.pillars
            if score.pillar in scores
            and (scores[score.pillar].low, scores[score.pillar].high) != (score.low, score.high)
        ),
    )


def _pairs(
    before: Mapping[str, _PartT], after: Mapping[str, _PartT]
) -> Iterator[tuple[_PartT | None, _PartT | None]]:
    """What two sides have under each name: first as the later side orders it, then what the earlier alone has."""
    for name in dict.fromkeys([*after, *before]):
        yield before.get(name), after.get(name)


def _finding_moves(before: Assessment, after: Assessment) -> Iterator[FindingMove]:
    def by_id(assessment: Assessment) -> dict[str, Finding]:
        return {finding.criterion.id: finding for finding in assessment.findings}

    for earlier, later in _pairs(by_id(before), by_id(after)):
        if _said_of(earlier) != _said_of(later):
            yield FindingMove(earlier, later, tuple(_indicator_moves(_results(earlier), _results(later))))


def _said_of(finding: Finding | None) -> object:
    return None if finding is None else (finding.outcome, finding.possible, finding.value)


def _results(finding: Finding | None) -> Iterable[IndicatorResult]:
    return () if finding is None else finding.indicators


def _indicator_moves(
    before: Iterable[IndicatorResult], after: Iterable[IndicatorResult]
) -> Iterator[IndicatorMove]:
    for earlier, later in _pairs(
        {result.indicator.id: result for result in before}, {result.indicator.id: result for result in after}
    ):
        if earlier is None or later is None or earlier.value != later.value:
            yield IndicatorMove(earlier, later)


def _gate_moves(before: Assessment, after: Assessment, moved: set[str]) -> Iterator[GateMove]:
    def by_id(assessment: Assessment) -> dict[str, GateResult]:
        return {result.gate.id: result for result in assessment.decision.gates}

    for earlier, later in _pairs(by_id(before), by_id(after)):
        sides = [side for side in (earlier, later) if side is not None]
        if len({(side.answer, side.assumed) for side in sides}) == 1 and len(sides) > 1:
            continue
        read = dict.fromkeys(name for side in sides for name in side.criteria)
        yield GateMove(earlier, later, tuple(name for name in read if name in moved))
