"""The whole trace: every sentence leads to a rule, a fact and a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import Block, Document, document
from tierscore.report.one_page.page_lookup import WHOLE, PageLookup
from tierscore.report.one_page.verdict import verdict
from tierscore.report.sections.count_changes import count_changes
from tierscore.report.sections.decision import decision
from tierscore.report.sections.findings import findings
from tierscore.report.sections.headline import headline
from tierscore.report.sections.not_counted import not_counted
from tierscore.report.sections.other_readings import other_readings
from tierscore.report.sections.pillars import pillars
from tierscore.report.sections.settings import settings
from tierscore.report.sections.sources import sources
from tierscore.report.sections.special_list import special_list
from tierscore.report.sections.tier_range import tier_range
from tierscore.report.sections.unknowns import unknowns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.model.assessment import Assessment
_SECTIONS: tuple[Callable[[PageLookup], Iterator[Block]], ...] = (
    verdict,
    headline,
    pillars,
    decision,
    count_changes,
    tier_range,
    other_readings,
    special_list,
    unknowns,
    findings,
    not_counted,
    settings,
    sources,  # last: it lists what the others have named
)


def compose_full(assessment: Assessment, origin: str) -> Document:
    """
    Compose the whole trace.

    ``origin`` says where rubric and country file come from, in the words of the report.
    """
    lookup = PageLookup(assessment, origin, room=WHOLE)
    return document(*(block for section in _SECTIONS for block in section(lookup)))
