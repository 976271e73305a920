"""Remarks on a rubric or a country file tied to their lines, and the exceptions that stand there applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tierscore.loading.dates import read_day
from tierscore.loading.validation.addresses import Addresses
from tierscore.model.check import Accepted
from tierscore.model.problem import Code

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import PathParts
    from tierscore.model.check import Address, Remark
    from tierscore.model.problem import Problem
ACCEPT = "accept"
"""The key under which the exceptions of an entry stand."""


class Placed(NamedTuple):
    """Remarks after exceptions."""

    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...]


class _Exception(NamedTuple):
    """One exception as it is written."""

    code: str
    reason: str
    until: str | None
    page: Page
    path: PathParts

    def over(self, today: datetime.date) -> bool:
        return self.until is not None and today > read_day(self.until)


def placed(
    remarks: Iterable[Remark], pages: Sequence[Page], today: datetime.date, looked_for: frozenset[Code]
) -> Placed:
    """
    Tie remarks to the lines that they are about.

    An exception accepts remarks of its code on its entry, and on no entry inside it.

    Args:
        remarks: What was found in the model of these pages.
        pages: The files that the model was read from.
        today: The day on which exceptions are looked at.
        looked_for: The codes that were looked for; an exception for one of them that is not found is obsolete.

    """
    addresses = Addresses(pages)
    exceptions = _Exceptions(addresses)
    problems: list[Problem] = []
    accepted: list[Accepted] = []
    used: set[PathParts] = set()
    for remark in remarks:
        problem = addresses.nearest(remark.address).problem(remark)
        exception = exceptions.accepting(remark)
        if exception is not None:
            used.add((exception.page.file, *exception.path))
        if exception is None or exception.over(today):
            problems.append(problem)
        else:
            accepted.append(Accepted(problem, exception.reason, exception.until))
    problems += _of_exceptions(exceptions.every(), used, today, looked_for)
    return Placed(tuple(sorted(problems)), tuple(sorted(accepted, key=lambda one: one.problem)))


def _of_exceptions(
    exceptions: Iterable[_Exception], used: set[PathParts], today: datetime.date, looked_for: frozenset[Code]
) -> Iterator[Problem]:
    """What is wrong with the exceptions themselves."""
    for one in exceptions:
        if (one.page.file, *one.path) not in used:
            if one.code in looked_for:
                message = f"there is no {one.code} here to accept"
                yield one.page.problem(one.path, Code.OBSOLETE_EXCEPTION, message, "delete the exception")
        elif one.over(today):
            message = f"the exception for {one.code} ended on {one.until}"
            yield one.page.problem(
                one.path, Code.EXPIRED_EXCEPTION, message, "mend what it is about, or accept it anew"
            )


class _Exceptions:
    """The exceptions that stand on the entries of some pages."""

    def __init__(self, addresses: Addresses) -> None:
        self._entries: set[Address] = set()
        self._on: dict[Address, list[_Exception]] = {}
        for address, (page, path, node) in addresses.found.items():
            if isinstance(node.content, dict) and ("id" in node.content or address[:-1] == ("sources",)):
                self._entries.add(address)
            if address[-1:] == (ACCEPT,) and isinstance(node.content, list):
                self._on[address[:-1]] = [
                    _exception(page, (*path, at), one) for at, one in enumerate(node.plain())
                ]

    def accepting(self, remark: Remark) -> _Exception | None:
        """The exception that accepts a remark: one on the nearest entry that holds it, and on none above."""
        for length in range(len(remark.address), 0, -1):
            address = remark.address[:length]
            if address in self._entries:
                return next((one for one in self._on.get(address, ()) if one.code == remark.code), None)
        return None

    def every(self) -> Iterator[_Exception]:
        """Every exception that is written."""
        return (one for entry in self._on.values() for one in entry)


def _exception(page: Page, path: PathParts, written: dict[str, str]) -> _Exception:
    until = written.get("until")
    return _Exception(written["code"], written["reason"], None if until is None else str(until), page, path)
