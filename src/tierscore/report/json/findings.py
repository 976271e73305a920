"""The findings, the decision and the unknowns in the shape of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.json import values

if TYPE_CHECKING:
    from tierscore.model.assessment import Alternative
    from tierscore.model.decision import Decision, GateResult, Supposition, Trial, Unknown
    from tierscore.model.finding import CapResult, Finding, IndicatorResult, NotCounted, Reading
    from tierscore.model.rubric import SpecialListGround
    from tierscore.report.json.values import Json


def finding(finding: Finding) -> Json:
    """The outcome of a criterion and what it rests on."""
    criterion = finding.criterion
    return {
        "criterion": criterion.id,
        "pillar": criterion.pillar,
        "question": criterion.question,
        "outcome": finding.outcome,
        "possible": list(finding.possible),
        "low": values.number(finding.value.low),
        "high": values.number(finding.value.high),
        "low_exact": str(finding.value.low),
        "high_exact": str(finding.value.high),
        "coverage": values.number(finding.coverage),
        "presumed_coverage": values.number(finding.presumed_coverage),
        "weight": {"value": criterion.weight.value, **values.basis(criterion.weight.basis)},
        "all_required": criterion.all_required,
        "law": list(map(values.law, criterion.law)),
        "indicators": [_indicator(result, finding) for result in finding.indicators],
        "caps": [_cap(result, finding) for result in finding.caps],
        "evidence": list(finding.evidence),
        "not_counted": list(map(not_counted, finding.not_counted)),
    }


def not_counted(note: NotCounted) -> Json:
    """An item that did not count, and why."""
    return {"item": note.item, "reason": note.reason, "detail": note.detail}


def decision(decision: Decision) -> Json:
    """The tier rules in the order in which they were tried, with the gates that each rests on."""
    gates = {result.gate.id: result for result in decision.gates}
    return {
        "rule": decision.rule,
        "reached": decision.reached,
        "undetermined_because": decision.undetermined_because,
        "trials": [_trial(trial, gates) for trial in decision.trials],
        "gates": list(map(_gate, decision.gates)),
    }


def supposition(supposition: Supposition) -> Json:
    """One unknown, given one value."""
    return {**values.subject(supposition.subject), "name": supposition.name, "says": supposition.says}


def special_ground(ground: SpecialListGround) -> Json:
    """Why a country goes on the special watch list."""
    return {"ground": ground.id, "says": ground.says, "law": list(map(values.law, ground.law))}


def alternative(alternative: Alternative) -> Json:
    """What another reading of the law would give."""
    return {
        "switch": alternative.switch,
        "chosen": alternative.chosen,
        "value": alternative.value,
        "says": alternative.says,
        "indicated": alternative.indicated,
        "range": list(alternative.range),
    }


def unknown(unknown: Unknown) -> Json:
    """What the evidence leaves open."""
    return {
        **values.subject(unknown.subject),
        "name": unknown.name,
        "report_year": unknown.report_year,
        "contested": unknown.contested,
        "criteria": list(unknown.criteria),
        "gates": list(unknown.gates),
        "excludes": unknown.excludes,
        "weight": values.number(unknown.weight),
        "weight_exact": str(unknown.weight),
    }


def _trial(trial: Trial, gates: dict[str, GateResult]) -> Json:
    return {
        "rule": trial.rule.id,
        "says": trial.rule.says,
        "tier": trial.rule.tier,
        "answer": trial.answer,
        "law": list(map(values.law, trial.rule.law)),
        "gates": [_gate(gates[name]) for name in trial.gates if name in gates],
    }


def _gate(result: GateResult) -> Json:
    gate, silent = result.gate, result.gate.if_summary_silent_basis
    summaries = list(result.summaries)
    return {
        "gate": gate.id,
        "question": gate.question,
        "answer": result.answer,
        "assumed": result.assumed,
        "if_open": {"answer": gate.if_open, **values.basis(gate.if_open_basis)},
        "if_summary_silent": {"answer": gate.if_summary_silent, **values.basis(silent), "sources": summaries}
        if silent
        else None,
        "coverage": values.number(result.coverage),
        "law": list(map(values.law, gate.law)),
        "criteria": list(result.criteria),
        "evidence": list(result.evidence),
    }


def _indicator(result: IndicatorResult, finding: Finding) -> Json:
    indicator = result.indicator
    presumptions = {presumption.id: presumption for presumption in finding.criterion.presumptions}
    presumed = presumptions.get(result.presumed or "")
    return {
        "id": indicator.id,
        "question": indicator.question,
        "points": indicator.points,
        "low": values.number(result.value.low),
        "high": values.number(result.value.high),
        "low_exact": str(result.value.low),
        "high_exact": str(result.value.high),
        "presumed": {"id": presumed.id, **values.basis(presumed.basis)} if presumed else None,
        "evidence": list(result.evidence),
        "readings": list(map(_reading, result.readings)),
    }


def _reading(reading: Reading) -> Json:
    return {
        **values.subject(reading.subject),
        "report_year": reading.report_year,
        "settled": reading.settled,
        "contested": reading.contested,
        "says": reading.says,
        "evidence": list(reading.evidence),
        "silent": list(reading.silent),
    }


def _cap(result: CapResult, finding: Finding) -> Json:
    cap = next(cap for cap in finding.criterion.caps if cap.id == result.id)
    return {
        "id": result.id,
        "bites": result.bites,
        "at_most": values.number(cap.at_most),
        "at_most_exact": str(cap.at_most),
        **values.basis(cap.basis),
        "evidence": list(result.evidence),
    }
