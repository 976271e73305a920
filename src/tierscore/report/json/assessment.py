"""The JSON of ``tierscore assess``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.json import findings, standards, values
from tierscore.report.language.source_kinds import alone_by_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import EvidenceItem, Source
    from tierscore.report.json.values import Json


def render(assessment: Assessment) -> str:
    """Write an assessment as JSON."""
    return values.encode(as_data(assessment))


def as_data(assessment: Assessment) -> Json:
    """
    An assessment as plain data: dictionaries, lists, text, numbers, truth values and None.

    Lists keep the order of the rubric or of the assessment; keys that are ids are sorted.
    """
    items = {item.id: item for item in assessment.dossier.items}
    items = {name: items[name] for name in sorted(_items_named(assessment) & items.keys())}
    return {
        "schema": "tierscore/assessment/v1",
        "country": values.fields(assessment.dossier, "name", "iso3"),
        "report_year": assessment.report_year,
        "reporting_period": {
            "start": assessment.period.start.isoformat(),
            "end": assessment.period.end.isoformat(),
        },
        "rubric": _rubric(assessment),
        "tier": _tier(assessment),
        "coverage": values.number(assessment.coverage),
        "pillars": {
            score.pillar: {
                "low": values.number(score.low),
                "high": values.number(score.high),
                "coverage": values.number(score.coverage),
            }
            for score in assessment.pillars
        },
        "findings": list(map(findings.finding, assessment.findings)),
        "standards": standards.named(assessment),
        "duties": standards.duties(assessment.decision),
        "decision": findings.decision(assessment.decision),
        "special_watch_list": list(map(findings.special_ground, assessment.special_list)),
        "changes": list(map(findings.change, assessment.changes)),
        "key_facts": list(map(findings.key_fact, assessment.key_facts)),
        "without": list(map(findings.without, assessment.standing.without if assessment.standing else ())),
        "previous_report": findings.previous(assessment.previous),
        "other_readings": list(map(findings.alternative, assessment.alternatives)),
        "unknowns": list(map(findings.unknown, assessment.unknowns)),
        "facts": _facts(assessment),
        "not_counted": list(map(findings.not_counted, assessment.not_counted)),
        "evidence": {name: values.evidence_item(item) for name, item in items.items()},
        "sources": _sources(assessment, items.values()),
        "independent": "Not a placement by the US Department of State.",
    }


def _rubric(assessment: Assessment) -> Json:
    rubric = assessment.rubric
    ruleset = rubric.ruleset(assessment.report_year)
    return {
        **values.rubric_version(rubric),
        "name": rubric.name,
        "judges_as_of": rubric.judges_as_of,
        "ruleset": ruleset.id if ruleset else None,
        "readings": rubric.choices,
        "law_read_to": rubric.law_read_to,
    }


def _tier(assessment: Assessment) -> Json:
    return {
        "indicated": assessment.indicated,
        "range": [
            {"tier": entry.tier, "witness": list(map(findings.supposition, entry.witness))}
            for entry in assessment.range
        ],
        "exact": assessment.exact,
        "taken_as_no": list(assessment.taken_as_no),
        "standing": findings.standing(assessment.standing),
        "record": values.fields(assessment.record, "rows", "agreed") if assessment.record else None,
        "official": values.official(assessment.official),
    }


def _facts(assessment: Assessment) -> Json:
    """How many facts counted, and how many of these rest on sources of one kind alone."""
    alone = alone_by_kind(assessment)
    return {
        "counted": len(assessment.counted),
        "not_counted": len(assessment.not_counted),
        "from_one_kind_of_source_alone": {kind.value: alone[kind] for kind in sorted(alone)},
    }


def _items_named(assessment: Assessment) -> set[str]:
    """The ids of all evidence items that the assessment names, be they on file or not."""
    names = {note.item for note in assessment.not_counted} | set(assessment.counted)
    names.update(*(result.evidence for result in assessment.decision.gates))
    for finding in assessment.findings:
        names.update(finding.evidence, (note.item for note in finding.not_counted))
        for result in finding.indicators:
            for reading in result.readings:
                names.update(reading.evidence, reading.silent)
    return names


def _sources(assessment: Assessment, items: Iterable[EvidenceItem]) -> list[Json]:
    """The sources that items cite, by id, each with the items that cite it."""
    citing: dict[str, dict[str, None]] = {}
    for item in items:
        for reference in item.sources:
            citing.setdefault(reference.id, {})[item.id] = None
    on_file = assessment.dossier.sources
    return [_source(on_file[name], list(citing[name])) for name in sorted(citing) if name in on_file]


def _source(source: Source, cited_by: list[str]) -> Json:
    return {
        **values.fields(source, "id", "publisher", "title"),
        "published": source.published.text or None,
        "read": None if source.read is None else source.read.isoformat(),
        **values.fields(source, "kind", "url", "note"),
        "cited_by": cited_by,
    }
