"""Remarks on a rubric or a country file tied to their lines, and the exceptions that stand there applied."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from tierscore.loading.dates import read_day
from tierscore.loading.validation.locations import Locations
from tierscore.model.check import Accepted
from tierscore.model.problem import Code

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from tierscore.loading.validation.source_file import Page, Spot
    from tierscore.model.check import Address, Remark
    from tierscore.model.problem import Place, Problem
ACCEPT = "accept"
"""The key under which the exceptions of an entry stand."""


class PlacedRemarks(NamedTuple):
    """Remarks as problems at their lines, parted by exceptions."""

    problems: tuple[Problem, ...]
    """Those that no exception accepts, and what is wrong with the exceptions themselves."""
    accepted: tuple[Accepted, ...]


class _Exception(NamedTuple):
    """One exception as it is written."""

    code: str
    reason: str
    until: str | None
    spot: Spot

    def has_ended(self, today: datetime.date) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and today > read_day(self.until)


def place_remarks(
    remarks: Iterable[Remark], pages: Sequence[Page], today: datetime.date, looked_for: frozenset[Code]
) -> PlacedRemarks:
    """
    Tie remarks to the lines that they are about.

    An exception accepts remarks of its code on its entry, and on no entry inside it.

    Args:
        remarks: What is remarked on the model of these pages.
        pages: The files that the model was read from.
        today: The day on which exceptions are looked at.
        looked_for: The codes that were looked for; an exception for one that accepts nothing is obsolete.
    """
    locations = Locations(pages)
    exceptions = _Exceptions(locations)
    problems: list[Problem] = []
    accepted: list[Accepted] = []
    used: set[_Exception] = set()
    for remark in remarks:
        problem = locations.problem(remark)
        exception = exceptions.accepting(remark)
        if exception is not None:
            used.add(exception)
        if exception is None or exception.has_ended(today):
            problems.append(problem)
        else:
            accepted.append(Accepted(problem, exception.reason, exception.until))
    problems += _of_exceptions(exceptions.every(), used, today, looked_for)
    return PlacedRemarks(
        tuple(sorted({*problems})), tuple(sorted({*accepted}, key=lambda entry: entry.problem))
    )


def _of_exceptions(
    exceptions: Iterable[_Exception],
    used: set[_Exception],
    today: datetime.date,
    looked_for: frozenset[Code],
) -> Iterator[Problem]:
    """What is wrong with the exceptions themselves."""
    for exception in exceptions:
        spot, code = exception.spot, exception.code
        if exception not in used:
            if code in looked_for:
                message = f"there is no {code} here to accept"
                yield spot.problem(Code.OBSOLETE_EXCEPTION, message, "delete the exception")
        elif exception.has_ended(today):
            message = f"the exception for {code} ended on {exception.until}"
            hint = "mend what it is about, or accept it anew"
            yield spot.problem(Code.EXPIRED_EXCEPTION, message, hint)


class _Exceptions:
    """The exceptions that stand on the entries of some pages."""

    def __init__(self, locations: Locations) -> None:
        self._entries: set[Address] = set()
        self._by_entry: dict[Address, list[_Exception]] = {}
        self._by_place: dict[Place, _Exception] = {}
        """Each once, also one that stands on several versions of a rule, written once for all of them."""
        for address, (spot, node) in locations.by_address.items():
            if isinstance(node.content, dict) and ("id" in node.content or address[:-1] == ("sources",)):
                self._entries.add(address)
            if address[-1:] == (ACCEPT,) and isinstance(node.content, list):
                self._by_entry[address[:-1]] = [*starmap(self._exception, spot.each(node.plain()))]

    def accepting(self, remark: Remark) -> _Exception | None:
        """The exception that accepts a remark: one on the nearest entry that holds it, and on none above."""
        for length in range(len(remark.address), 0, -1):
            entry = remark.address[:length]
            if entry in self._entries:
                exceptions = self._by_entry.get(entry, ())
                return next((exception for exception in exceptions if exception.code == remark.code), None)
        return None

    def every(self) -> Iterator[_Exception]:
        """Every exception that is written."""
        return iter(self._by_place.values())

    def _exception(self, spot: Spot, written: dict[str, str]) -> _Exception:
        until = written.get("until")
        until = None if until is None else str(until)
        exception = _Exception(written["code"], written["reason"], until, spot)
        return self._by_place.setdefault(spot.page.place(spot.path), exception)
