"""Tables (CSV): rows by column, with a problem for everything that can be wrong with the table as such."""

from __future__ import annotations

import csv
import io
from copy import copy
from typing import TYPE_CHECKING

from tierscore.loading.files import SPLIT_IT, SourceFiles
from tierscore.loading.suggestions import did_you_mean, quoted
from tierscore.loading.yaml.decoding import decode
from tierscore.loading.yaml.source_lines import SourceLines
from tierscore.model.problem import Code, Place, ProblemList, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
MOST_CELLS = 400_000
"""The most cells that a table may hold, an empty line counting as one: some ten times the largest real one."""
CsvRow = tuple[int, dict[str, str]]
"""The line that a row begins on, and its cells by column."""


class CsvTable:
    """A table with its lines and what is wrong with it."""

    def __init__(self, data: bytes, file: str) -> None:
        """Parse a table; an ``UnreadableError`` where it cannot be read as text."""
        self.file = file
        self.problems = ProblemList()
        text = decode(data, file)
        self._source = SourceLines(file, text)
        cell_count = 0
        self._records: list[tuple[int, list[str]]] = []
        self._failure: tuple[int, str] | None = None
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            begins = 1
            for cells in reader:
                cell_count += max(1, len(cells))
                if cell_count > MOST_CELLS:
                    message = f"the table holds more than {MOST_CELLS:,} cells"
                    self.report(begins, Code.TOO_LARGE, message, SPLIT_IT)
                    raise UnreadableError(self.problems)
                self._records.append((begins, cells))
                begins = reader.line_num + 1
        except csv.Error as error:
            self._failure = reader.line_num, _reason(str(error))

    def anew(self) -> CsvTable:
        """The same table, not parsed again, with no problem noted yet."""
        table = copy(self)
        table.problems = ProblemList()
        return table

    def rows(self, columns: tuple[str, ...]) -> Iterator[CsvRow]:
        """Each row with the line that it begins on; ``columns`` are those it must have, in any order."""
        header = self._records[0][1] if self._records else []
        if (self._records or self._failure is None) and not self._has(header, columns):
            return
        for line, cells in self._records[1:]:
            if len(cells) == len(header):
                yield line, dict(zip(header, cells, strict=True))
            elif cells:
                message = f"the row has {len(cells)} cells, the table {len(header)} columns"
                self.report(line, Code.TABLE, message, "quote cells that hold commas")
        if self._failure is not None:
            line, message = self._failure
            self.report(line, Code.TABLE, message, "look for a quotation mark too many")

    def report(self, line: int, code: Code, message: str, hint: str) -> None:
        """Note a problem of the row on a line."""
        spot = line, 1 if line else 0
        if self.problems.is_full(code):
            self.problems.leave_out(code, Place(self.file, *spot))
        else:
            self.problems.add(self._source.problem(spot, code, message, hint))

    def finish(self) -> None:
        """End the reading of the table."""
        if self.problems:
            raise UnreadableError(self.problems)

    def _has(self, header: list[str], columns: tuple[str, ...]) -> bool:
        if sorted(header) == sorted(columns):
            return True
        missing = [name for name in columns if name not in header]
        unknown = [name for name in header if name not in columns]
        message = (
            f"the column {quoted(missing[0])} is missing"
            if missing
            else f"the column {quoted((unknown or header)[0])} is one too many"
        )
        hint = did_you_mean(unknown[0], missing) if missing and unknown else ""
        self.report(1, Code.TABLE, message, hint or f"the columns are {', '.join(columns)}")
        return False


def open_table(path: Path, files: SourceFiles | None = None) -> CsvTable:
    """A table with nothing noted on it, read and parsed unless ``files`` has it already."""
    return (files or SourceFiles()).parsed(path, CsvTable).anew()


def _reason(error: str) -> str:
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed"
    if "expected after" in error:
        return "text follows a closing quotation mark"
    if "larger than" in error:
        return "a cell is longer than any that is wanted"
    return f"the table cannot be read: {error}"
