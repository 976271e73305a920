"""Tables (CSV): rows by column, with a problem for everything that can be wrong with the table as such."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from tierscore.loading.files import read_file
from tierscore.loading.validation.error_words import did_you_mean
from tierscore.loading.yaml.decoding import decode, lines
from tierscore.model.problem import Code, Place, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
Row = tuple[int, dict[str, str]]
"""The line that a row begins on, and its cells by column."""


class Table:
    """A table with its lines and what is wrong with it."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        """
        Read a table.

        Args:
            path: The file.
            columns: The columns that it must have, in any order, and no others.

        Raises:
            UnreadableError: If it cannot be read as text.

        """
        self.file = str(path)
        self.problems: list[Problem] = []
        self._columns = columns
        self._text = decode(read_file(path), self.file)
        self._lines = lines(self._text)

    def rows(self) -> Iterator[Row]:
        """Each row with the line that it begins on."""
        reader = csv.reader(io.StringIO(self._text, newline=""), strict=True)
        try:
            header = next(reader, [])
            if not self._header(header):
                return
            begins = reader.line_num + 1
            for cells in reader:
                if len(cells) == len(header):
                    yield begins, dict(zip(header, cells, strict=True))
                elif cells:
                    message = f"the row has {len(cells)} cells, the table {len(header)} columns"
                    self.report(begins, Code.TABLE, message, "quote cells that hold commas")
                begins = reader.line_num + 1
        except csv.Error as error:
            self.report(reader.line_num, Code.TABLE, _words(str(error)), "look for a quotation mark too many")

    def report(self, line: int, code: Code, message: str, hint: str) -> None:
        """Note a problem of the row on a line."""
        excerpt = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        self.problems.append(Problem(Place(self.file, line, 1 if line else 0), code, message, hint, excerpt))

    def finish(self) -> None:
        """End the reading of the table."""
        if self.problems:
            raise UnreadableError(self.problems)

    def _header(self, header: list[str]) -> bool:
        if sorted(header) == sorted(self._columns):
            return True
        missing = [name for name in self._columns if name not in header]
        unknown = [name for name in header if name not in self._columns]
        said = (
            f"the column `{missing[0]}` is missing"
            if missing
            else f"the column `{(unknown or header)[0]}` is one too many"
        )
        hint = did_you_mean(unknown[0], missing) if missing and unknown else ""
        self.report(1, Code.TABLE, said, hint or f"the columns are {', '.join(self._columns)}")
        return False


def _words(error: str) -> str:
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed"
    if "expected after" in error:
        return "text follows a closing quotation mark"
    return (
        "a cell is longer than any that is wanted"
        if "larger than" in error
        else f"the table cannot be read: {error}"
    )
