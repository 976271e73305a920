"""A file while it is being read: its tree, its lines, and the problems found so far."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tierscore.loading.files import SourceFiles
from tierscore.loading.yaml.decoding import decode
from tierscore.loading.yaml.reader import parse
from tierscore.loading.yaml.source_lines import SourceLines
from tierscore.loading.yaml.tree import PathParts, spot_of_key, spot_of_value
from tierscore.model.problem import Code, Place, Problem, ProblemList, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tierscore.loading.yaml.tree import Node


T = TypeVar("T")


class Page:
    """One YAML file and what is wrong with it."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.root: Node = parse(data, file)
        self.written: Node = self.root
        """The whole tree, also where ``root`` has lost the parts that could not be used."""
        self._problems = ProblemList()
        self._source = SourceLines(file, decode(data, file))

    def anew(self) -> Page:
        """The same file, not parsed again, with no problem noted yet."""
        page = copy(self)
        page.root, page._problems = self.written, ProblemList()  # noqa: SLF001 - of the same class
        return page

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems noted so far, each once; see ``ProblemList``."""
        return tuple(self._problems)

    def is_full(self, code: Code) -> bool:
        """Whether further problems of a kind are only counted, so that none needs words or a suggestion."""
        return self._problems.is_full(code)

    def leave_out(self, path: PathParts, code: Code, count: int = 1) -> None:
        """Count problems without listing them, the first of them at a path."""
        self._problems.leave_out(code, self.place(path), count)

    def report(self, path: PathParts, code: Code, message: str, hint: str = "", *, key: bool = False) -> None:
        """Note a problem at the value that a path leads to, or at its key."""
        if self.is_full(code):
            self.leave_out(path, code)
        else:
            self._problems.add(self.problem(path, code, message, hint, key=key))

    def report_at(self, spot: tuple[int, int], code: Code, message: str, hint: str = "") -> None:
        """Note a problem at a line and column, for which there may be no path any more."""
        self._problems.add(self._source.problem(spot, code, message, hint))

    def problem(
        self, path: PathParts, code: Code, message: str, hint: str = "", *, key: bool = False
    ) -> Problem:
        """A problem at the value that a path leads to, or at its key, without noting it."""
        return self._source.problem(self._spot(path, key=key), code, message, hint)

    def place(self, path: PathParts, *, key: bool = False) -> Place:
        """Where the value at a path stands, or its key."""
        return Place(self.file, *self._spot(path, key=key))

    def _spot(self, path: PathParts, *, key: bool = False) -> tuple[int, int]:
        return (spot_of_key if key else spot_of_value)(self.root, path)

    def finish(self) -> None:
        """End the reading of the file; an ``UnreadableError`` if any problem was noted."""
        if self.problems:
            raise UnreadableError(self.problems)


class Spot(NamedTuple):
    """A value of a page, by its path: where a reader is, and where it notes problems."""

    page: Page
    path: PathParts = ()

    def at(self, *parts: str | int) -> Spot:
        """Something inside the value."""
        return Spot(self.page, (*self.path, *parts))

    def each(self, forms: Iterable[T]) -> Iterator[tuple[Spot, T]]:
        """The entries of a list that stands here, each with its spot."""
        return ((self.at(index), form) for index, form in enumerate(forms))

    def report(self, code: Code, message: str, hint: str = "", *, key: bool = False) -> None:
        """Note a problem here, at the value or at its key."""
        self.page.report(self.path, code, message, hint, key=key)

    def problem(self, code: Code, message: str, hint: str = "", *, key: bool = False) -> Problem:
        """A problem here, without noting it."""
        return self.page.problem(self.path, code, message, hint, key=key)


def open_page(path: Path, files: SourceFiles | None = None) -> Page:
    """A YAML file with nothing noted on it, read and parsed unless ``files`` has it already."""
    return (files or SourceFiles()).parsed(path, Page).anew()
