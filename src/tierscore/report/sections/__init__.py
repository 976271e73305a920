"""From an assessment to a document: the full report, the report on one screen, one criterion, and lists."""

from tierscore.report.sections.brief import compose_brief
from tierscore.report.sections.explain import compose_explain
from tierscore.report.sections.full import compose_full
from tierscore.report.sections.listing import compose_listing

__all__ = ["compose_brief", "compose_explain", "compose_full", "compose_listing"]
