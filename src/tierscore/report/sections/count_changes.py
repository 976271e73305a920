"""What rose and what fell: the counts of increasing efforts, and those that one indicator reads, then and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import Span, TableBlock, heading, spans, strong
from tierscore.report.one_page.counts_of_effort import DIRECTIONS, counts_of_effort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.finding import IndicatorResult, Reading
    from tierscore.model.test import Subject
    from tierscore.report.document.blocks import Block, Line
    from tierscore.report.one_page.page_lookup import PageLookup


def count_changes(lookup: PageLookup) -> Iterator[Block]:
    """The table of all counts; nothing where the rubric lists none."""
    if lookup.assessment.changes:
        yield heading(2, "What rose and what fell")
        yield from counts_of_effort(lookup)


def trend_table(lookup: PageLookup, result: IndicatorResult) -> TableBlock:
    """Each count on file that an indicator compares with the year before: then, now, change and sources."""
    year = lookup.assessment.report_year
    readings: dict[Subject, dict[int, Reading]] = {}
    for reading in result.readings:
        readings.setdefault(reading.subject, {})[reading.report_year] = reading
    two_years = {subject: by_year for subject, by_year in readings.items() if year - 1 in by_year}
    on_file = {subject: by_year for subject, by_year in two_years.items() if _on_file(by_year)}
    columns = ("", f"then ({year - 2})", f"now ({year - 1})", "change", "source")
    rows = tuple(_row(lookup, subject, by_year) for subject, by_year in (on_file or two_years).items())
    return TableBlock(tuple(map(strong, columns)), rows)


def _on_file(by_year: dict[int, Reading]) -> bool:
    return any(reading.evidence or reading.silent for reading in by_year.values())


def _row(lookup: PageLookup, subject: Subject, by_year: dict[int, Reading]) -> tuple[Line, ...]:
    year = lookup.assessment.report_year
    then, now = by_year[year - 1], by_year.get(year)
    directions = [change.direction for change in lookup.assessment.changes if change.subject == subject]
    evidence = [*(now.evidence if now else ()), *then.evidence]
    return (
        spans(lookup.subject(subject)),
        spans(then.says),
        spans(now.says if now else ""),
        (Span(DIRECTIONS[directions[0]] if directions else ""),),
        lookup.cited(evidence)[1:],
    )
