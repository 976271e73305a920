"""What the shapes share: numbers, citations, facts and placements, and how plain data become text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tierscore.report.document.sanitize import json_escaped

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.model.evidence import EvidenceItem, Figure
    from tierscore.model.law import Basis, Law
    from tierscore.model.placement import Placement
    from tierscore.model.rubric import Rubric
    from tierscore.model.test import Subject
Json = dict[str, object]


def encode(data: object) -> str:
    """
    Write plain data as JSON that ends with a line break; the same data give the same bytes.

    Invisible characters are written as escapes, so that the eye sees what a program reads.
    """
    return json_escaped(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def number(value: Fraction) -> int | float:
    """A fraction as the nearest number that JSON has; whole numbers stay whole."""
    return value.numerator if value.denominator == 1 else float(value)


def law(law: Law) -> Json:
    """A citation with its authority."""
    return {"cite": law.cite, "alias": law.alias, "authority": law.authority, "unverified": law.unverified}


def basis(basis: Basis) -> Json:
    """The authority and reason of a value."""
    return {"authority": basis.authority, "cite": basis.cite, "reason": basis.reason}


def subject(subject: Subject | None) -> Json:
    """What a test reads; all null where that is not a single measure."""
    if subject is None:
        return {"measure": None, "series": None, "scope": None}
    return {"measure": subject.measure, "series": subject.series, "scope": subject.scope}


def official(placement: Placement | None) -> Json | None:
    """A placement by the Department of State, or null."""
    if placement is None:
        return None
    return {"tier": placement.tier, "confidence": placement.confidence, "sources": placement.sources}


def rubric_version(rubric: Rubric) -> Json:
    """Which rubric, in which version, with the hash of its content."""
    return {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256}


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


def _figure(figure: Figure | None) -> Json | None:
    if figure is None:
        return None
    exact = None if figure.named else figure.value
    return {
        "value": number(exact) if exact is not None else None,
        "value_exact": str(exact) if exact is not None else None,
        "word": figure.named.word if figure.named else None,
        "unit": figure.unit,
        "bound": figure.bound,
    }
