"""What stands out between facts and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.evidence_lint.lint_input import Oddity
from tierscore.model.evidence import Status
from tierscore.model.measure import Nature

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from tierscore.analysis.evidence_lint.lint_input import LintInput
    from tierscore.model.evidence import EvidenceItem
YEARS_ANNOUNCED = 2
"""For how many years ahead a source may tell of a law that is passed and not yet in force."""


def unused_sources(material: LintInput) -> Iterator[Oddity]:
    """Sources that no item and no search cites."""
    dossier = material.dossier
    cited = {reference.id for item in dossier.items for reference in item.sources}
    cited |= {search.source for search in dossier.searched}
    for source in dossier.sources:
        if source not in cited:
            hint = "cite it, say under `searched` what was read in it, or delete it"
            yield Oddity(("sources", source), f"no item and no search cites `{source}`", hint)


def places_missing(material: LintInput) -> Iterator[Oddity]:
    """Items that cite a source without the place in it."""
    for item in material.dossier.items:
        for reference in item.sources:
            if not reference.place.strip():
                message = f"`{item.id}` cites `{reference.id}` without the place in it"
                hint = "add `place:`, the paragraph, section or page"
                yield Oddity(("evidence", item.id, "sources"), message, hint)


def facts_after_sources(material: LintInput) -> Iterator[Oddity]:
    """Items dated after today, or after all their sources; what is planned lies ahead by its nature."""
    planned = "what is to come has the status `planned`"
    for item in material.dossier.items:
        address = ("evidence", item.id, "when")
        if item.status is Status.PLANNED:
            continue
        if material.today is not None and item.when.start > material.today:
            yield Oddity(address, f"{item.when.text} lies in the future", planned)
        elif item.sources and _starts_after_sources(item, material):
            message = f"{item.when.text} is later than every source that is cited for it"
            yield Oddity(address, message, f"look up the date; {planned}")


def _starts_after_sources(item: EvidenceItem, material: LintInput) -> bool:
    """
    Whether an item begins after all its sources were published, as far as that is known.

    A report carries the number of the year in which it appears, and half of what it tells lies before that
    year. It may appear late, so that one year between the two proves nothing.
    """
    days = [material.dossier.sources[reference.id].published.latest for reference in item.sources]
    last = max((day for day in days if day is not None), default=None)
    if last is None or None in days:
        return False
    if item.when.report is not None:
        return item.when.report > last.year + 1
    standing = material.vocabulary.measures[item.measure].nature is Nature.STANDING
    return item.when.start > (_years_later(last, YEARS_ANNOUNCED) if standing else last)


def _years_later(day: datetime.date, years: int) -> datetime.date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap_day else day.day)
