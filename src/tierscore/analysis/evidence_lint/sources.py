"""What stands out between facts and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.check import Remark
from tierscore.model.evidence import Status
from tierscore.model.measure import Nature
from tierscore.model.problem import Code

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from tierscore.model.evidence import Dossier, EvidenceItem
    from tierscore.model.measure import Vocabulary
ANNOUNCED = 2
"""For how many years ahead a source may tell of a law that is passed and not yet in force."""


def unused(dossier: Dossier) -> Iterator[Remark]:
    """Sources that no item and no search cites."""
    cited = {reference.id for item in dossier.items for reference in item.sources} | {
        one.source for one in dossier.searched
    }
    for name in dossier.sources:
        if name not in cited:
            hint = "cite it, say under `searched` what was read in it, or delete it"
            yield Remark(("sources", name), Code.UNUSED_SOURCE, f"no item and no search cites `{name}`", hint)


def unplaced(dossier: Dossier) -> Iterator[Remark]:
    """Items that cite a source without the place in it."""
    for item in dossier.items:
        for reference in item.sources:
            if not reference.place.strip():
                message = f"`{item.id}` cites `{reference.id}` without the place in it"
                hint = "add `place:`, the paragraph, section or page"
                yield Remark(("evidence", item.id, "sources"), Code.NO_PLACE_IN_SOURCE, message, hint)


def after_sources(dossier: Dossier, vocabulary: Vocabulary, today: datetime.date | None) -> Iterator[Remark]:
    """Items dated after all that is cited for them, or after today; what is planned lies ahead by its nature."""
    for item in dossier.items:
        if item.status is Status.PLANNED:
            continue
        address = ("evidence", item.id, "when")
        if today is not None and item.when.start > today:
            yield Remark(
                address,
                Code.AFTER_SOURCE,
                f"{item.when.text} lies in the future",
                "what is to come has the status `planned`",
            )
        elif item.sources and _starts_after(item, dossier, vocabulary):
            message = f"{item.when.text} is later than every source that is cited for it"
            yield Remark(
                address,
                Code.AFTER_SOURCE,
                message,
                "look up the date; what is to come has the status `planned`",
            )


def _starts_after(item: EvidenceItem, dossier: Dossier, vocabulary: Vocabulary) -> bool:
    """
    Whether an item begins when its sources were out.

    A report carries the number of the year in which it appears, and half of what it tells lies before that year. It may appear
    late, so that one year between the two proves nothing.
    """
    last = max(dossier.sources[reference.id].published.end for reference in item.sources)
    if item.when.report is not None:
        return item.when.report > last.year + 1
    standing = vocabulary.measures[item.measure].nature is Nature.STANDING
    return item.when.start > (_later(last, ANNOUNCED) if standing else last)


def _later(day: datetime.date, years: int) -> datetime.date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap_day else day.day)
