"""Remarks on a rubric or a country file tied to their lines, and the exceptions that stand there applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tierscore.loading.dates import read_when
from tierscore.model.check import Accepted, step
from tierscore.model.law import Validity
from tierscore.model.problem import Code

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from tierscore.loading.node import Node, PathParts
    from tierscore.loading.page import Page
    from tierscore.model.check import Address, Remark
    from tierscore.model.problem import Problem

ACCEPT = "accept"
"""The key under which the exceptions of an entry stand."""
_RUN = ("items", "defaults")


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
        return self.until is not None and today > read_when(self.until).end


def placed(remarks: Iterable[Remark], pages: Sequence[Page], today: datetime.date, looked_for: frozenset[Code]) -> Placed:
    """
    Tie remarks to the lines that they are about.

    An exception accepts remarks of its code on its entry, and on no entry inside it.

    Args:
        remarks: What was found in the model of these pages.
        pages: The files that the model was read from.
        today: The day on which exceptions are looked at.
        looked_for: The codes that were looked for; an exception for one of them that is not found is obsolete.

    """
    places = _Places(pages)
    problems: list[Problem] = []
    accepted: list[Accepted] = []
    used: set[PathParts] = set()
    for remark in remarks:
        page, path = places.of(remark.address)
        problem = page.problem(path, remark.code, remark.message, remark.hint)
        exception = places.exception(remark)
        if exception is not None:
            used.add((exception.page.file, *exception.path))
        if exception is None or exception.over(today):
            problems.append(problem)
        else:
            accepted.append(Accepted(problem, exception.reason, exception.until))
    problems += _of_exceptions(places.exceptions(), used, today, looked_for)
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
            yield one.page.problem(one.path, Code.EXPIRED_EXCEPTION, message, "mend what it is about, or accept it anew")


class _Places:
    """Where each address of some pages stands."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._first = pages[0]
        self._found: dict[Address, tuple[Page, PathParts]] = {}
        self._exceptions: dict[Address, list[_Exception]] = {}
        self._entries: set[Address] = set()
        for page in pages:
            for address, path, node in _walk(page.written, (), ()):
                self._found.setdefault(address, (page, path))
                if isinstance(node.content, dict) and ("id" in node.content or address[:-1] == ("sources",)):
                    self._entries.add(address)
                if address[-1:] == (ACCEPT,) and isinstance(node.content, list):
                    self._exceptions[address[:-1]] = [_exception(page, (*path, at), one) for at, one in enumerate(node.plain())]

    def of(self, address: Address) -> tuple[Page, PathParts]:
        """The page and path of an address, or of the nearest thing above it; else the first page as a whole."""
        for length in range(len(address), 0, -1):
            if address[:length] in self._found:
                return self._found[address[:length]]
        return self._first, ()

    def exception(self, remark: Remark) -> _Exception | None:
        """The exception that accepts a remark: one on the nearest entry that holds it, and on none above."""
        for length in range(len(remark.address), 0, -1):
            address = remark.address[:length]
            if address in self._entries:
                return next((one for one in self._exceptions.get(address, ()) if one.code == remark.code), None)
        return None

    def exceptions(self) -> Iterator[_Exception]:
        """Every exception that is written."""
        return (one for entry in self._exceptions.values() for one in entry)


def _exception(page: Page, path: PathParts, written: dict[str, str]) -> _Exception:
    until = written.get("until")
    return _Exception(written["code"], written["reason"], None if until is None else str(until), page, path)


def _walk(node: Node, address: Address, path: PathParts) -> Iterator[tuple[Address, PathParts, Node]]:
    """Every value with its address; the items of a run stand where the run stands."""
    yield address, path, node
    if isinstance(node.content, dict):
        for key, child in node.content.items():
            yield from _walk(child, (*address, key), (*path, key))
    elif isinstance(node.content, list):
        for place, child in enumerate(node.content):
            items = child.get("items")
            if items is not None and isinstance(child.content, dict) and set(child.content) <= set(_RUN):
                yield from _walk(items, address, (*path, place, "items"))
            else:
                yield from _walk(child, (*address, _step(child) or str(place)), (*path, place))


def _step(entry: Node) -> str:
    """How an entry of a list is named in an address; empty where it has no id."""
    written = entry.plain()
    if not isinstance(written, dict) or not isinstance(written.get("id"), str):
        return ""
    since, where = written.get("since"), written.get("where")
    conditions = tuple(sorted(where.items())) if isinstance(where, dict) else ()
    return step(written["id"], Validity(since if isinstance(since, int) else None, None, "", conditions))
