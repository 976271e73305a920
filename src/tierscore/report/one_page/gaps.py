"""What the file lacks: how much of the rubric it answers, and how much of it comes from one kind of source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.evidence import SourceKind
from tierscore.report.document.blocks import Section, paragraph, spans
from tierscore.report.language.numbers import percent
from tierscore.report.language.wording import quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.report.document.blocks import Block
    from tierscore.report.one_page.page_lookup import PageLookup


def gaps(lookup: PageLookup) -> Iterator[Block]:
    """The section on the limits of the file."""
    assessment = lookup.assessment
    coverage = percent(assessment.coverage, (assessment.rubric.settings.thin_below,))
    sentences = [f"The file answers {coverage} of what the rubric asks.", _from_state(lookup)]
    yield Section(2, spans("WHAT THE FILE LACKS"), (), (paragraph(" ".join(filter(None, sentences))),))


def _from_state(lookup: PageLookup) -> str:
    """How many of the facts that counted rest on State's own reports alone."""
    counted = [lookup.items[name] for name in lookup.assessment.counted if name in lookup.items]
    sources = lookup.assessment.dossier.sources
    alone = sum(
        all(sources[reference.id].kind is SourceKind.US_STATE_DEPARTMENT for reference in item.sources)
        for item in counted
    )
    if not counted:
        return "No fact on file counted for this report."
    if alone == len(counted):
        return f"All {quantity(alone, 'fact')} that counted come from State's own reports alone."
    return f"Of {quantity(len(counted), 'fact')} that counted, {alone} come from State's own reports alone."
