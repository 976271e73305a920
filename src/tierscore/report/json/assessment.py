"""An assessment as JSON, in a shape of its own that has a version."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tierscore.report.document.sanitize import json_escaped
from tierscore.report.json import findings as shape

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment
SCHEMA = "tierscore/assessment/v1"
"""The name and version of the shape."""


def render(assessment: Assessment) -> str:
    """
    Write an assessment as JSON that ends with a line break; the same assessment gives the same bytes.

    Lists stand in the order of the rubric or of the assessment, what is keyed by id in the order of the ids.
    Invisible characters are written as escapes, so that what the eye sees is what a program reads.
    """
    return json_escaped(json.dumps(as_data(assessment), ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def as_data(assessment: Assessment) -> shape.Json:
    """An assessment as plain data: dictionaries, lists, text, numbers, truth values and None."""
    return {
        "schema": SCHEMA,
        "country": {"name": assessment.dossier.name, "iso3": assessment.dossier.iso3},
        "report_year": assessment.report_year,
        "reporting_period": {
            "start": assessment.period.start.isoformat(),
            "end": assessment.period.end.isoformat(),
        },
        "rubric": _rubric(assessment),
        "tier": _tier(assessment),
        "coverage": shape.number(assessment.coverage),
        "pillars": {
            score.pillar: {
                "low": shape.number(score.low),
                "high": shape.number(score.high),
                "coverage": shape.number(score.coverage),
            }
            for score in assessment.pillars
        },
        "findings": [shape.finding(finding) for finding in assessment.findings],
        "decision": _decision(assessment),
        "special_watch_list": [shape.special_ground(ground) for ground in assessment.special_list],
        "other_readings": [shape.alternative(other) for other in assessment.alternatives],
        "unknowns": [shape.unknown(unknown) for unknown in assessment.unknowns],
        "not_counted": [shape.not_counted(note) for note in assessment.not_counted],
        "evidence": _evidence(assessment),
        "sources": _sources(assessment),
        "independent": "Not a placement by the US Department of State.",
    }


def _rubric(assessment: Assessment) -> shape.Json:
    rubric = assessment.rubric
    ruleset = rubric.ruleset(assessment.report_year)
    return {
        "id": rubric.id,
        "version": rubric.version,
        "sha256": rubric.sha256,
        "name": rubric.name,
        "judges_as_of": rubric.judges_as_of,
        "ruleset": ruleset.id if ruleset else None,
        "readings": rubric.choices,
        "law_read_to": rubric.law_read_to,
    }


def _tier(assessment: Assessment) -> shape.Json:
    return {
        "indicated": assessment.indicated,
        "range": [
            {"tier": entry.tier, "witness": [shape.supposition(each) for each in entry.witness]}
            for entry in assessment.range
        ],
        "exact": assessment.exact,
        "taken_as_no": list(assessment.taken_as_no),
        "official": shape.official(assessment.official),
    }


def _decision(assessment: Assessment) -> shape.Json:
    decision = assessment.decision
    gates = {result.gate.id: result for result in decision.gates}
    return {
        "rule": decision.rule,
        "reached": decision.reached,
        "undetermined_because": decision.undetermined_because,
        "trials": [shape.trial(trial, gates) for trial in decision.trials],
        "gates": [shape.gate(result) for result in decision.gates],
    }


def _evidence(assessment: Assessment) -> shape.Json:
    items = {item.id: item for item in assessment.dossier.items}
    return {name: shape.evidence_item(items[name]) for name in shape.named_items(assessment)}


def _sources(assessment: Assessment) -> list[shape.Json]:
    items = {item.id: item for item in assessment.dossier.items}
    citing: dict[str, list[str]] = {}
    for name in shape.named_items(assessment):
        for source in dict.fromkeys(reference.id for reference in items[name].sources):
            citing.setdefault(source, []).append(name)
    known = assessment.dossier.sources
    return [shape.source(known[name], citing[name]) for name in sorted(citing) if name in known]
