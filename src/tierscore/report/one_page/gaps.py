"""What the file lacks: how much of the rubric it answers, and how much of it comes from one kind of source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.evidence import SourceKind
from tierscore.model.finding import Reason
from tierscore.report.document.blocks import Section, paragraph, spans
from tierscore.report.language.source_kinds import alone_by_kind
from tierscore.report.language.wording import quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.report.document.blocks import Block
    from tierscore.report.one_page.page_lookup import PageLookup

_OTHER_YEARS = frozenset({Reason.OUTSIDE_PERIOD, Reason.NOT_YET, Reason.ENDED})


def gaps(lookup: PageLookup) -> Iterator[Block]:
    """The section on the limits of the file."""
    sentences = [
        f"The file answers {lookup.coverage} of what the rubric asks.",
        _counted(lookup),
        _not_counted(lookup),
        _states_report(lookup),
    ]
    yield Section(2, spans("WHAT THE FILE LACKS"), (), (paragraph(" ".join(filter(None, sentences))),))


def _counted(lookup: PageLookup) -> str:
    """How many facts counted, and how many of these rest on State's own reports alone."""
    counted = len(lookup.assessment.counted)
    alone = alone_by_kind(lookup.assessment)[SourceKind.US_STATE_DEPARTMENT]
    if not counted:
        return "No fact on file counted for this report."
    if alone == counted:
        return f"All {quantity(alone, 'fact')} that counted come from State's own reports alone."
    return f"{quantity(counted, 'fact')} counted, {alone:,} of them from State's own reports alone."


def _not_counted(lookup: PageLookup) -> str:
    """How many facts of the file did not count, and how many of these are of other years."""
    notes = lookup.assessment.not_counted
    other_years = sum(note.reason in _OTHER_YEARS for note in notes)
    return f"{len(notes):,} others did not, {other_years:,} of them of other years (--full)." if notes else ""


def _states_report(lookup: PageLookup) -> str:
    """A sentence where no report of State published in the report year is among the sources."""
    year = lookup.assessment.report_year
    read = any(
        source.kind is SourceKind.US_STATE_DEPARTMENT and source.published.year == year
        for source in lookup.assessment.dossier.sources.values()
    )
    return "" if read else f"No report of State's of {year} is among the sources."
