"""The findings, the decision and the unknowns in the shape of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.json import values

if TYPE_CHECKING:
    from tierscore.model.assessment import Alternative
    from tierscore.model.decision import Decision, GateResult, Supposition, Trial, Unknown
    from tierscore.model.finding import CapResult, Finding, IndicatorResult, NotCounted, Reading
    from tierscore.model.outcome import Interval
    from tierscore.model.rubric import SpecialListGround
    from tierscore.report.json.values import Json


def finding(finding: Finding) -> Json:
    """The outcome of a criterion and what it rests on."""
    criterion = finding.criterion
    return {
        "criterion": criterion.id,
        **values.fields(criterion, "pillar", "question"),
        **values.fields(finding, "outcome", "possible"),
        **_ends(finding.value),
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
    return values.fields(note, "item", "reason", "detail")


def decision(decision: Decision) -> Json:
    """The tier rules in the order in which they were tried, with the gates that each rests on."""
    gates = {result.gate.id: result for result in decision.gates}
    return {
        **values.fields(decision, "rule", "reached", "undetermined_because"),
        "trials": [_trial(trial, gates) for trial in decision.trials],
        "gates": list(map(_gate, decision.gates)),
    }


def supposition(supposition: Supposition) -> Json:
    """One unknown, given one value."""
    return values.subject(supposition.subject) | values.fields(supposition, "name", "says")


def special_ground(ground: SpecialListGround) -> Json:
    """Why a country goes on the special watch list."""
    return {"ground": ground.id, "says": ground.says, "law": list(map(values.law, ground.law))}


def alternative(alternative: Alternative) -> Json:
    """What another reading of the law would give."""
    return values.fields(alternative, "switch", "chosen", "value", "says", "indicated", "range")


def unknown(unknown: Unknown) -> Json:
    """What the evidence leaves open."""
    return {
        **values.subject(unknown.subject),
        **values.fields(unknown, "name", "report_year", "contested", "criteria", "gates", "excludes"),
        "weight": values.number(unknown.weight),
        "weight_exact": str(unknown.weight),
    }


def _ends(value: Interval) -> Json:
    return {
        "low": values.number(value.low),
        "high": values.number(value.high),
        "low_exact": str(value.low),
        "high_exact": str(value.high),
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
        **values.fields(result, "answer", "assumed"),
        "if_open": {"answer": gate.if_open, **values.basis(gate.if_open_basis)},
        "if_summary_silent": {"answer": gate.if_summary_silent, **values.basis(silent), "sources": summaries}
        if silent
        else None,
        "coverage": values.number(result.coverage),
        "law": list(map(values.law, gate.law)),
        **values.fields(result, "criteria", "evidence"),
    }


def _indicator(result: IndicatorResult, finding: Finding) -> Json:
    indicator = result.indicator
    presumptions = {presumption.id: presumption for presumption in finding.criterion.presumptions}
    presumed = presumptions.get(result.presumed or "")
    return {
        **values.fields(indicator, "id", "question", "points"),
        **_ends(result.value),
        "presumed": {"id": presumed.id, **values.basis(presumed.basis)} if presumed else None,
        "evidence": list(result.evidence),
        "readings": list(map(_reading, result.readings)),
    }


def _reading(reading: Reading) -> Json:
    names = ("report_year", "settled", "contested", "says", "evidence", "silent")
    return values.subject(reading.subject) | values.fields(reading, *names)


def _cap(result: CapResult, finding: Finding) -> Json:
    cap = next(cap for cap in finding.criterion.caps if cap.id == result.id)
    return {
        **values.fields(result, "id", "bites"),
        "at_most": values.number(cap.at_most),
        "at_most_exact": str(cap.at_most),
        **values.basis(cap.basis),
        "evidence": list(result.evidence),
    }
