"""Where each address of a rubric or a country file is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tierscore.model.check import step
from tierscore.model.law import Validity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import Node, PathParts
    from tierscore.model.check import Address, Remark
    from tierscore.model.problem import Problem
_RUN = ("items", "defaults")


class Written(NamedTuple):
    """A value as it stands in a file."""

    page: Page
    path: PathParts
    node: Node

    def problem(self, remark: Remark) -> Problem:
        """A remark on it, at the value; at its key where it is a mapping or a list that has one, since it often begins a line below."""
        key = isinstance(self.node.content, dict | list)
        return self.page.problem(self.path, remark.code, remark.message, remark.hint, key=key)


class Addresses:
    """Every value of some pages by its address; of two with one address the first."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._whole = Written(pages[0], (), pages[0].written)
        self.found: dict[Address, Written] = {}
        for page in pages:
            for address, path, node in _walk(page.written, (), ()):
                self.found.setdefault(address, Written(page, path, node))

    def nearest(self, address: Address) -> Written:
        """What stands at an address, or the nearest thing above it; else the first page as a whole."""
        above = (address[:length] for length in range(len(address), 0, -1))
        return next((self.found[one] for one in above if one in self.found), self._whole)


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
