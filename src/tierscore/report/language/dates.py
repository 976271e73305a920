"""Dates in words, the same on every machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tierscore.model.evidence import Source
    from tierscore.model.period import ReportingPeriod, When
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def period_words(period: ReportingPeriod) -> str:
    """A reporting period by its first and last day: ``1 April 2020 to 31 March 2021``."""
    return " to ".join(f"{day.day} {_MONTHS[day.month - 1]} {day.year}" for day in (period.start, period.end))


def when_words(when: When) -> str:
    """When a fact was so, as precisely as its file says and no more."""
    if when.report is not None:
        return f"{when.report} report, undated"
    first, slash, last = when.text.partition("/")
    start = _date_words(first)
    if when.ongoing:
        return f"since {start}"
    if when.end_unknown:
        return f"from {start}, end unknown"
    return f"{start} to {_date_words(last)}" if slash else start


def published_words(source: Source) -> str:
    """When a source was published, or what is known of it; for one without a date, when it was read."""
    text = source.published.text
    if not text:
        day = source.read
        return "undated" if day is None else f"undated, read {_date_words(day.isoformat())}"
    first, slash, last = text.partition("/")
    if text.startswith(".."):
        return f"{_date_words(text[2:])} or before"
    if slash:
        return (
            f"between {_date_words(first)} and {_date_words(last)}"
            if last
            else f"{_date_words(first)} or later"
        )
    word = {"~": "about ", "?": "perhaps "}.get(text[-1], "")
    return word + _date_words(text.rstrip("~?"))


def _date_words(text: str) -> str:
    match = _DATE.fullmatch(text.strip())
    if match is None or not 1 <= int(match[2] or 1) <= len(_MONTHS):
        return text
    day = f"{int(match[3])} " if match[3] else ""
    return f"{day}{_MONTHS[int(match[2]) - 1]} {match[1]}" if match[2] else match[1]
