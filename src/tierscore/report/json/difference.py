"""What differs between two assessments, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.compose.difference import readings_moved
from tierscore.report.json.values import Json, fields, number, subject

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment
    from tierscore.model.assessment_difference import (
        AssessmentDifference,
        FindingMove,
        GateMove,
        IndicatorMove,
    )
    from tierscore.model.decision import GateResult
    from tierscore.model.finding import Finding, IndicatorResult, PillarScore


def side(assessment: Assessment) -> Json:
    """The answer of one side."""
    return {
        "indicated": assessment.indicated,
        "range": [entry.tier for entry in assessment.range],
        "exact": assessment.exact,
        "rule": assessment.decision.rule,
        "pillars": {score.pillar: _score(score) for score in assessment.pillars},
    }


def moves(difference: AssessmentDifference) -> Json:
    """Every part that has another answer or value."""
    return {
        "findings": [_finding_move(move) for move in difference.findings],
        "gates": [_gate_move(move) for move in difference.gates],
        "pillars": [
            {"pillar": move.after.pillar, "before": _score(move.before), "after": _score(move.after)}
            for move in difference.pillars
        ],
    }


def _finding_move(move: FindingMove) -> Json:
    return {
        "criterion": move.finding.criterion.id,
        "title": move.finding.criterion.heading,
        "before": finding_in_short(move.before),
        "after": finding_in_short(move.after),
        "indicators": [_indicator_move(part) for part in move.indicators],
    }


def finding_in_short(finding: Finding | None) -> Json | None:
    """The outcome of a criterion and the ends of its value; null where there is no such criterion."""
    if finding is None:
        return None
    return {
        **fields(finding, "outcome", "possible"),
        "low": number(finding.value.low),
        "high": number(finding.value.high),
    }


def _indicator_move(move: IndicatorMove) -> Json:
    result = move.after or move.before
    return {
        "indicator": result.indicator.id if result else None,
        "before": _value(move.before),
        "after": _value(move.after),
        "facts": [
            {
                **subject(later.subject),
                "before": {"report_year": earlier.report_year, "says": earlier.says},
                "after": {"report_year": later.report_year, "says": later.says},
            }
            for earlier, later in readings_moved(move)
        ],
    }


def _value(result: IndicatorResult | None) -> Json | None:
    return {"low": number(result.value.low), "high": number(result.value.high)} if result else None


def _gate_move(move: GateMove) -> Json:
    return {
        "gate": move.result.gate.id,
        "before": _answer(move.before),
        "after": _answer(move.after),
        "criteria": list(move.criteria),
    }


def _answer(result: GateResult | None) -> Json | None:
    return {"answer": result.answer, "taken_as": result.assumed} if result else None


def _score(score: PillarScore) -> Json:
    return {"low": number(score.low), "high": number(score.high)}
