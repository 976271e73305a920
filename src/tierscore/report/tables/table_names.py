"""How the tables of the export are called."""

from enum import StrEnum


class TableName(StrEnum):
    """A table of the export."""

    ASSESSMENTS = "assessments"
    FINDINGS = "findings"
    EVIDENCE = "evidence"
    EVIDENCE_SOURCES = "evidence_sources"
    SOURCES = "sources"
