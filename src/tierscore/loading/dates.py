"""Dates as files write them: EDTF, and the findings of a report without a date of their own."""

from __future__ import annotations

import datetime as dt
import re

from tierscore.model.evidence import Publication
from tierscore.model.period import ReportingPeriod, When

EARLIEST = 1900
LATEST = 2100
DATE_FORMS = (
    "a day 2021-06-08, a month 2021-06, a year 2021, an interval 2019-03/2020-02, an open one 2014-11/.., "
    "or `report 2021`"
)
"""The forms of a date, for hints."""
PUBLISHED_FORMS = (
    "a day 2021-06-08, a month 2021-06, a year 2021; about then 2021~, perhaps then 2021?, by then ..2021, "
    "then or later 2021/, or between two dates 2020/2022"
)
"""The forms of a date of publication, for hints."""
DAY_FORM = "a day such as 2026-11-24"
"""The one form of a day, for hints."""

_DAY = dt.timedelta(days=1)
_REPORT = re.compile("report ([0-9]{4})")
_DATE = re.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class DateError(ValueError):
    """
    A date that cannot be meant.

    Attributes:
        senseless: True for a well-formed date outside all sense, False for text that is no date at all.
    """

    def __init__(self, message: str, *, senseless: bool) -> None:
        super().__init__(message)
        self.senseless = senseless


def read_when(written: str | int) -> When:
    """
    The time that a date in a file stands for.

    Raises:
        DateError: If it is no date, or one that nobody can mean.
    """
    text = str(written)
    if match := _REPORT.fullmatch(text):
        year = _sensible_year(match[1], text)
        period = ReportingPeriod(year)
        return When(period.start, period.end, text, report=year)
    start, slash, end = text.partition("/")
    first, last = _span(start, text)
    if end == ".." or (slash and not end):
        return When(first, last, text, ongoing=end == "..", end_unknown=not end)
    if slash:
        last = _span(end, text)[1]
    if last < first:
        raise DateError(f"{text} ends before it starts", senseless=True)
    return When(first, last, text)


def read_published(written: str | int | None, read: dt.date | None = None) -> Publication:
    """
    When a source was published: a date, or EDTF for one that is about, perhaps, before, after or between.

    A source cannot have been published after it was ``read``. About a date is taken to be off by one of its own
    unit at most: ``2021~`` is 2020 to 2022. A date in doubt, ``2021?``, may be off by anything.

    Raises:
        DateError: If it is no date, or one that nobody can mean.

    """
    text = "" if written is None else str(written)
    earliest, latest, known = _possible_days(text) if text else (None, None, False)
    if read is not None and earliest is not None and read < earliest:
        raise DateError(f"read on {read}, before it was published ({text})", senseless=True)
    last_days = [day for day in (latest, read) if day is not None]
    return Publication(text, earliest, min(last_days, default=None), known)


def _possible_days(text: str) -> tuple[dt.date | None, dt.date | None, bool]:
    """The first and the last day that a date of publication can mean, and whether it is known."""
    if text.startswith(".."):
        return None, _span(text[2:], text)[1], False
    if text.endswith("?"):
        _span(text[:-1], text)
        return None, None, False
    if text.endswith("~"):
        first, last = _span(text[:-1], text)
        before, after = (str(day)[: len(text) - 1] for day in (first - _DAY, last + _DAY))
        return _span(before, text)[0], _span(after, text)[1], False
    start, slash, end = text.partition("/")
    first, last = _span(start, text)
    if slash and not end:
        return first, None, False
    if slash:
        last = _span(end, text)[1]
    if last < first:
        raise DateError(f"{text} ends before it starts", senseless=True)
    return first, last, not slash


def read_day(written: str) -> dt.date:
    """A single day, written ``2026-11-24``; a ``DateError`` for anything else."""
    match = _DATE.fullmatch(written)
    if match is None or match[3] is None:
        raise DateError(f"`{written}` is no day", senseless=False)
    return _span(written, written)[0]


def _span(written: str, text: str) -> tuple[dt.date, dt.date]:
    match = _DATE.fullmatch(written)
    if match is None:
        raise DateError(f"`{text}` is no date", senseless=False)
    year, month, day = _sensible_year(match[1], text), match[2], match[3]
    try:
        first = dt.date(year, int(month or 1), int(day or 1))
    except ValueError:
        raise DateError(
            f"there is no day {written}" if day else f"there is no month {written}", senseless=True
        ) from None
    if day:
        return first, first
    return first, _last_day(year, int(month or 12))


def _last_day(year: int, month: int) -> dt.date:
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return after - dt.timedelta(days=1)


def _sensible_year(digits: str, text: str) -> int:
    year = int(digits)
    if not EARLIEST <= year <= LATEST:
        raise DateError(f"{text} is outside all sense: years are {EARLIEST} to {LATEST}", senseless=True)
    return year
