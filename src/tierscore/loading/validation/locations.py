"""Where each address of a rubric or a country file is written, and remarks as problems at those places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.validation.source_file import Spot, open_page
from tierscore.model.check import step
from tierscore.model.law import Validity
from tierscore.model.problem import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tierscore.loading.files import SourceFiles
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import Node
    from tierscore.model.check import Address, Remark
_RUN = frozenset({"items", "defaults"})


class Locations:
    """Every value of some pages by its address; of two with one address the first."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._first_page = Spot(pages[0]), pages[0].written
        self.by_address: dict[Address, tuple[Spot, Node]] = {}
        for page in pages:
            for address, spot, node in _walk(page.written, (), Spot(page)):
                self.by_address.setdefault(address, (spot, node))

    def problem(self, remark: Remark) -> Problem:
        """
        A remark as a problem at what it is about, or at the nearest thing above; else at the first page.

        It stands at the value; at the key of a mapping or a list, which often begins a line below its key.
        """
        above = (remark.address[:length] for length in range(len(remark.address), 0, -1))
        locations = (self.by_address[address] for address in above if address in self.by_address)
        spot, node = next(locations, self._first_page)
        is_key = isinstance(node.content, dict | list)
        return spot.problem(remark.code, remark.message, remark.hint, key=is_key)


def problems_in(
    file: Path, remarks: Iterable[Remark], files: SourceFiles | None = None
) -> tuple[Problem, ...]:
    """
    Remarks on one YAML file, by line; no exception accepts them.

    A file that is not there is marked as a whole.
    """
    if not file.is_file():
        whole = Place(str(file))
        return tuple(Problem(whole, remark.code, remark.message, remark.hint) for remark in remarks)
    locations = Locations((open_page(file, files),))
    return tuple(sorted(map(locations.problem, remarks)))


def _walk(node: Node, address: Address, spot: Spot) -> Iterator[tuple[Address, Spot, Node]]:
    """Every value with its address; the items of a run stand where the run stands."""
    yield address, spot, node
    if isinstance(node.content, dict):
        for key, child in node.content.items():
            yield from _walk(child, (*address, key), spot.at(key))
    elif isinstance(node.content, list):
        for index, child in enumerate(node.content):
            items = child.get("items")
            if items is not None and isinstance(child.content, dict) and child.content.keys() <= _RUN:
                yield from _walk(items, address, spot.at(index, "items"))
            else:
                yield from _walk(child, (*address, _step(child) or str(index)), spot.at(index))


def _step(entry: Node) -> str:
    """How an entry of a list is named in an address; empty where it has no id."""
    written = entry.plain()
    if not isinstance(written, dict) or not isinstance(written.get("id"), str):
        return ""
    since, where = written.get("since"), written.get("where")
    choices = tuple(sorted(where.items())) if isinstance(where, dict) else ()
    return step(written["id"], Validity(since if isinstance(since, int) else None, None, "", choices))
