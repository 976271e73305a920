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
        _states_report(lookup),
    ]
    yield Section(2, spans("WHAT THE FILE LACKS"), (), (paragraph(" ".join(filter(None, sentences))),))


def _counted(lookup: PageLookup) -> str:
    """How many facts counted, how many of these rest on State's own reports alone, and what the others are."""
    counted, notes = len(lookup.assessment.counted), lookup.assessment.not_counted
    alone = alone_by_kind(lookup.assessment)[SourceKind.US_STATE_DEPARTMENT]
    other_years = sum(note.reason in _OTHER_YEARS for note in notes)
    others = f" {other_years:,} of the others are of other years (--full)." if notes else ""
    on_file = quantity(counted + len(notes), "fact")
    if not counted:
        return f"Of {on_file} on file none counted for this report.{others}"
    whose = "all" if alone == counted else f"{alone:,}"
    return (
        f"Of {on_file} on file {counted:,} counted, {whose} of them from State's own reports alone.{others}"
    )


def _states_report(lookup: PageLookup) -> str:
    """A sentence where no report of State published in the report year is among the sources."""
    year = lookup.assessment.report_year
    read = any(
        source.kind is SourceKind.US_STATE_DEPARTMENT and source.published.year == year
        for source in lookup.assessment.dossier.sources.values()
    )
    return "" if read else f"No report of State's of {year} is among the sources."
