"""Which tables the export has, and the version of their shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tierscore.report.tables.assessments import assessments, findings
from tierscore.report.tables.evidence import evidence, evidence_sources, sources

if TYPE_CHECKING:
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
    from tierscore.report.tables.columns import ExportTable
SCHEMA = "tierscore/export/v1"
"""The name and version of the shape of all tables."""


def tables(rubric: Rubric, vocabulary: Vocabulary) -> tuple[ExportTable[Any], ...]:
    """All tables of the export, in the order in which they are documented."""
    return (assessments(rubric), findings(), evidence(vocabulary), evidence_sources(), sources())
