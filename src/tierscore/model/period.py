"""Time as the law counts it: report years, reporting periods and the dates of facts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class ReportingPeriod:
    """
    The period that a report judges: 1 April of the year before to 31 March of the report year.

    Source: 22 USC 7107(b)(1).
    """

    report_year: int

    @property
    def start(self) -> datetime.date:
        """The first day, 1 April of the year before the report year."""
        return datetime.date(self.report_year - 1, 4, 1)

    @property
    def end(self) -> datetime.date:
        """The last day, 31 March of the report year."""
        return datetime.date(self.report_year, 3, 31)

    @property
    def previous(self) -> ReportingPeriod:
        """The period before."""
        return ReportingPeriod(self.report_year - 1)


@dataclass(frozen=True)
class When:
    """
    When a fact was true, as its country file says.

    ``report`` is set for a finding of that year's report without a date of its own; then start and end
    are those of its reporting period. ``ongoing`` means "still true when the source was
    written" (``2014-11/..``); ``end_unknown`` means that it ended, nobody knows when (``2014-11/``).
    """

    start: datetime.date
    end: datetime.date
    text: str
    """As written in the file."""
    report: int | None = None
    ongoing: bool = False
    end_unknown: bool = False

    @property
    def calendar_year(self) -> int | None:
        """The year, if the fact covers exactly one calendar year, else None."""
        first, last = self.start, self.end
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        return (
            first.year
            if whole and first.year == last.year and not (self.ongoing or self.end_unknown)
            else None
        )
