"""The findings, the decision and the unknowns in the shape of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.notation import in_file_notation
from tierscore.report.json import values

if TYPE_CHECKING:
    from tierscore.model.assessment import Alternative, PreviousYear
    from tierscore.model.count_change import CountChange
    from tierscore.model.decision import ConditionResult, Decision, GateResult, Supposition, Trial, Unknown
    from tierscore.model.evidence import State
    from tierscore.model.finding import CapResult, Finding, IndicatorResult, KeyFact, NotCounted, Reading
    from tierscore.model.outcome import Interval
    from tierscore.model.rubric import SpecialListGround
    from tierscore.model.standing import TierStanding, WithoutOutcome
    from tierscore.report.json.values import Json


def finding(finding: Finding) -> Json:
    """The outcome of a criterion and what it rests on."""
    criterion = finding.criterion
    return {
        "criterion": criterion.id,
        **values.fields(criterion, "title", "pillar", "question"),
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
        "later": [_trial(trial, gates) for trial in decision.later],
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
        "title": trial.rule.title,
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
        "title": gate.title,
        "reached": result.reached,
        "question": gate.question,
        **values.fields(result, "answer", "assumed"),
        "if_open": {"answer": gate.if_open, **values.basis(gate.if_open_basis)},
        "if_summary_silent": {"answer": gate.if_summary_silent, **values.basis(silent), "sources": summaries}
        if silent
        else None,
        "coverage": values.number(result.coverage),
        "law": list(map(values.law, gate.law)),
        **values.fields(result, "criteria", "evidence"),
        "tree": flat_tree(result.tree),
    }


def flat_tree(tree: ConditionResult | None) -> list[Json]:
    """
    What became of a condition and its parts, as a flat list from which the same tree can be built again.

    Each entry names the place of its parent in the list; the condition itself comes first and has none.
    """
    entries: list[Json] = []

    def add(result: ConditionResult, parent: int | None) -> None:
        """Add the entry of a condition, and those of its parts."""
        place = len(entries)
        entries.append(
            {
                "parent": parent,
                "condition": in_file_notation(result.condition),
                "title": result.condition.title,
                "answer": result.answer,
                "gate": result.gate.id if result.gate is not None else None,
                "criterion": result.finding.criterion.id if result.finding is not None else None,
                "evidence": list(result.evidence),
            }
        )
        for part in result.parts:
            add(part, place)

    if tree is not None:
        add(tree, None)
    return entries


def change(change: CountChange) -> Json:
    """Which way a count went."""
    return {
        "kind": change.kind.id,
        **values.subject(change.subject),
        "part": change.is_part,
        "then": list(map(_amount, change.then)),
        "now": list(map(_amount, change.now)),
        "change": change.direction,
        "then_evidence": list(change.then_evidence),
        "now_evidence": list(change.now_evidence),
        "decides": change.decides,
    }


def _amount(amount: State) -> Json:
    high = values.number(amount.high) if amount.high is not None else None
    return {"status": amount.status, "low": values.number(amount.low), "high": high}


def key_fact(fact: KeyFact) -> Json:
    """How much a fact counts in a P."""
    return {
        "pillar": fact.pillar,
        "item": fact.item,
        "fall": values.number(fact.fall),
        "rise": values.number(fact.rise),
    }


def standing(standing: TierStanding | None) -> Json | None:
    """How firm the answer is."""
    if standing is None:
        return None
    return {
        "firmness": standing.firmness,
        "on_few_facts": standing.on_few_facts,
        "core_range": list(standing.core_range),
        "tried_all": standing.tried_all,
        "readings": [
            {"choices": dict(other.choices), "indicated": other.indicated, "range": list(other.range)}
            for other in standing.readings
        ],
    }


def without(outcome: WithoutOutcome) -> Json:
    """What would be answered if one source, fact or finding had never been on file."""
    return {
        "left_out": outcome.kind,
        "id": outcome.id,
        "indicated": outcome.indicated,
        "range": list(outcome.range),
        "core_range": list(outcome.core_range),
        "exact": outcome.exact,
    }


def previous(previous: PreviousYear | None) -> Json | None:
    """What the rubric says of the report before."""
    if previous is None:
        return None
    return {"indicated": previous.indicated, "outcomes": dict(previous.outcomes)}


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
