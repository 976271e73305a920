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


def fields(record: object, *names: str) -> Json:
    """Some fields of a record under their own names; a tuple becomes a list."""
    pairs = ((name, getattr(record, name)) for name in names)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in pairs}


def number(value: Fraction) -> int | float:
    """A fraction as the nearest number that JSON has; whole numbers stay whole."""
    return value.numerator if value.denominator == 1 else float(value)


def law(law: Law) -> Json:
    """A citation with its authority."""
    return fields(law, "cite", "alias", "authority", "unverified")


def basis(basis: Basis) -> Json:
    """The authority and reason of a value."""
    return fields(basis, "authority", "cite", "reason")


def subject(subject: Subject | None) -> Json:
    """What a test reads; all null where that is not a single measure."""
    names = ("measure", "series", "scope")
    return fields(subject, *names) if subject else dict.fromkeys(names)


def official(placement: Placement | None) -> Json | None:
    """A placement by the Department of State, or null."""
    return fields(placement, "tier", "confidence", "sources") if placement else None


def rubric_version(rubric: Rubric) -> Json:
    """Which rubric, in which version, with the hash of its content."""
    return fields(rubric, "id", "version", "sha256")


def evidence_item(item: EvidenceItem) -> Json:
    """One fact with its sources."""
    return {
        **fields(item, "measure", "series", "scope", "status", "limit"),
        "by": sorted(item.by),
        "with": sorted(item.with_),
        "funded_by": sorted(item.funded_by),
        "when": item.when.text,
        "figure": _figure(item.figure),
        **fields(item, "versus_previous", "summary"),
        "sources": [fields(reference, "id", "place") for reference in item.sources],
        **fields(item, "revises", "unusable", "note"),
    }


def _figure(figure: Figure | None) -> Json | None:
    if figure is None:
        return None
    return {
        "value": None if figure.named else number(figure.value),
        "value_exact": None if figure.named else str(figure.value),
        "word": figure.named.word if figure.named else None,
        **fields(figure, "unit", "bound"),
    }
