"""The parts of the JSON shape of an assessment, version 1: plain dictionaries with their keys in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.model.assessment import Alternative, Assessment
    from tierscore.model.decision import GateResult, Supposition, Trial, Unknown
    from tierscore.model.evidence import EvidenceItem, Figure, Source
    from tierscore.model.finding import CapResult, Finding, IndicatorResult, NotCounted, Reading
    from tierscore.model.law import Basis, Law
    from tierscore.model.placement import Placement
    from tierscore.model.rubric import SpecialListGround
    from tierscore.model.test import Subject
Json = dict[str, object]


def number(value: Fraction) -> int | float:
    """A fraction as the nearest number that JSON has; whole numbers stay whole."""
    return value.numerator if value.denominator == 1 else float(value)


def law(found: Law) -> Json:
    """A citation with its authority."""
    return {
        "cite": found.cite,
        "alias": found.alias,
        "authority": found.authority,
        "unverified": found.unverified,
    }


def basis(found: Basis) -> Json:
    """Why a value is as it is."""
    return {"authority": found.authority, "cite": found.cite, "reason": found.reason}


def subject(found: Subject | None) -> Json:
    """What a test reads; all empty for what is no single measure."""
    if found is None:
        return {"measure": None, "series": None, "scope": None}
    return {"measure": found.measure, "series": found.series, "scope": found.scope}


def supposition(found: Supposition) -> Json:
    """One unknown, given one value."""
    return {**subject(found.subject), "name": found.name, "says": found.says}


def official(found: Placement | None) -> Json | None:
    """The placement of the same year, or null."""
    return {"tier": found.tier, "confidence": found.confidence, "sources": found.sources} if found else None


def finding(found: Finding) -> Json:
    """The outcome of a criterion and what it rests on."""
    criterion = found.criterion
    return {
        "criterion": criterion.id,
        "pillar": criterion.pillar,
        "question": criterion.question,
        "outcome": found.outcome,
        "possible": list(found.possible),
        "low": number(found.value.low),
        "high": number(found.value.high),
        "low_exact": str(found.value.low),
        "high_exact": str(found.value.high),
        "coverage": number(found.coverage),
        "presumed_coverage": number(found.presumed_coverage),
        "weight": {"value": criterion.weight.value, **basis(criterion.weight.basis)},
        "all_required": criterion.all_required,
        "law": [law(each) for each in criterion.law],
        "indicators": [_indicator(each, found) for each in found.indicators],
        "caps": [_cap(each, found) for each in found.caps],
        "evidence": list(found.evidence),
        "not_counted": [not_counted(each) for each in found.not_counted],
    }


def not_counted(found: NotCounted) -> Json:
    """An item that did not count, and why."""
    return {"item": found.item, "reason": found.reason, "detail": found.detail}


def trial(found: Trial, gates: dict[str, GateResult]) -> Json:
    """One tier rule as it was tried, with the conditions that it rests on."""
    return {
        "rule": found.rule.id,
        "says": found.rule.says,
        "tier": found.rule.tier,
        "answer": found.answer,
        "law": [law(each) for each in found.rule.law],
        "gates": [gate(gates[name]) for name in found.gates if name in gates],
    }


def gate(found: GateResult) -> Json:
    """What became of one condition."""
    silent = found.gate.if_summary_silent_basis
    return {
        "gate": found.gate.id,
        "question": found.gate.question,
        "answer": found.answer,
        "assumed": found.assumed,
        "if_open": {"answer": found.gate.if_open, **basis(found.gate.if_open_basis)},
        "if_summary_silent": {
            "answer": found.gate.if_summary_silent,
            **basis(silent),
            "sources": list(found.summaries),
        }
        if silent
        else None,
        "coverage": number(found.coverage),
        "law": [law(each) for each in found.gate.law],
        "criteria": list(found.criteria),
        "evidence": list(found.evidence),
    }


def special_ground(found: SpecialListGround) -> Json:
    """Why a country goes on the special watch list."""
    return {"ground": found.id, "says": found.says, "law": [law(each) for each in found.law]}


def alternative(found: Alternative) -> Json:
    """What another reading of the law would give."""
    return {
        "switch": found.switch,
        "chosen": found.chosen,
        "value": found.value,
        "says": found.says,
        "indicated": found.indicated,
        "range": list(found.range),
    }


def unknown(found: Unknown) -> Json:
    """What the evidence leaves open."""
    return {
        **subject(found.subject),
        "name": found.name,
        "report_year": found.report_year,
        "contested": found.contested,
        "criteria": list(found.criteria),
        "gates": list(found.gates),
        "excludes": found.excludes,
        "weight": number(found.weight),
        "weight_exact": str(found.weight),
    }


def evidence_item(item: EvidenceItem) -> Json:
    """One fact with its sources."""
    return {
        "measure": item.measure,
        "series": item.series,
        "scope": item.scope,
        "status": item.status,
        "limit": item.limit,
        "by": sorted(item.by),
        "with": sorted(item.with_),
        "funded_by": sorted(item.funded_by),
        "when": item.when.text,
        "figure": _figure(item.figure),
        "versus_previous": item.versus_previous,
        "summary": item.summary,
        "sources": [{"id": reference.id, "place": reference.place} for reference in item.sources],
        "revises": item.revises,
        "unusable": item.unusable,
        "note": item.note,
    }


def source(found: Source, cited_by: list[str]) -> Json:
    """Where facts were read, and which."""
    return {
        "id": found.id,
        "publisher": found.publisher,
        "title": found.title,
        "published": found.published.text,
        "kind": found.kind,
        "url": found.url,
        "note": found.note,
        "cited_by": cited_by,
    }


def named_items(assessment: Assessment) -> list[str]:
    """Every item that the assessment names, sorted by id."""
    notes = [note for found in assessment.findings for note in found.not_counted]
    named = {note.item for note in (*notes, *assessment.not_counted)} | set(assessment.counted)
    named.update(
        *(result.evidence for result in assessment.decision.gates),
        *(found.evidence for found in assessment.findings),
    )
    readings = [read for found in assessment.findings for each in found.indicators for read in each.readings]
    named.update(*(read.evidence for read in readings), *(read.silent for read in readings))
    return sorted(named & {item.id for item in assessment.dossier.items})


def _indicator(found: IndicatorResult, owner: Finding) -> Json:
    presumption = next((each for each in owner.criterion.presumptions if each.id == found.presumed), None)
    return {
        "id": found.indicator.id,
        "question": found.indicator.question,
        "points": found.indicator.points,
        "low": number(found.value.low),
        "high": number(found.value.high),
        "low_exact": str(found.value.low),
        "high_exact": str(found.value.high),
        "presumed": {"id": presumption.id, **basis(presumption.basis)} if presumption else None,
        "evidence": list(found.evidence),
        "readings": [_reading(each) for each in found.readings],
    }


def _reading(found: Reading) -> Json:
    return {
        **subject(found.subject),
        "report_year": found.report_year,
        "settled": found.settled,
        "contested": found.contested,
        "says": found.says,
        "evidence": list(found.evidence),
        "silent": list(found.silent),
    }


def _cap(found: CapResult, owner: Finding) -> Json:
    cap = next(each for each in owner.criterion.caps if each.id == found.id)
    return {
        "id": found.id,
        "bites": found.bites,
        "at_most": number(cap.at_most),
        "at_most_exact": str(cap.at_most),
        **basis(cap.basis),
        "evidence": list(found.evidence),
    }


def _figure(found: Figure | None) -> Json | None:
    if found is None:
        return None
    exact = None if found.named else found.value
    return {
        "value": number(exact) if exact is not None else None,
        "value_exact": str(exact) if exact is not None else None,
        "word": found.named.word if found.named else None,
        "unit": found.unit,
        "bound": found.bound,
    }
