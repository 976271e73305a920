"""Official placements, from a table with one row for each country and report."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from tierscore.loading.files import read_file
from tierscore.loading.problems import did_you_mean
from tierscore.loading.text import decode, lines
from tierscore.model.placement import NO_PLACEMENTS, Placement, Placements
from tierscore.model.problem import Code, Place, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = ("iso3", "country", "year", "tier", "confidence", "n_independent", "sources", "dissent")
"""The columns of the table, in any order."""
SPECIAL_CASE = "special-case"
"""What the table's ``SC`` stands for."""

_Row = tuple[int, dict[str, str]]


def load_placements(path: Path) -> dict[str, Placements]:
    """
    The placements of all countries, by ISO 3166-1 alpha-3 code.

    Raises:
        UnreadableError: With every problem of the table.

    """
    table = _Table(path)
    by_country: dict[str, dict[int, Placement]] = {}
    names: dict[str, str] = {}
    for line, row in table.rows():
        placement = table.placement(line, row)
        if placement is None:
            continue
        years = by_country.setdefault(row["iso3"], {})
        names[row["iso3"]] = row["country"]
        if placement.report_year in years:
            table.report(line, Code.REPEATED_ID, f"{row['iso3']} has a placement for {placement.report_year} already", "keep one row")
        years[placement.report_year] = placement
    table.finish()
    return {iso3: Placements(years, names[iso3]) for iso3, years in by_country.items()}


def load_placements_of(path: Path, iso3: str) -> Placements:
    """
    The placements of one country; none where the table has no such country.

    Raises:
        UnreadableError: With the problems of the table as such and of the rows of that country.

    """
    table = _Table(path)
    rows = [(line, row) for line, row in table.rows() if row["iso3"] == iso3]
    found = [placement for line, row in rows if (placement := table.placement(line, row)) is not None]
    table.finish()
    return Placements({placement.report_year: placement for placement in found}, rows[0][1]["country"]) if found else NO_PLACEMENTS


class _Table:
    """A table with its lines and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.file = str(path)
        self.problems: list[Problem] = []
        self._text = decode(read_file(path), self.file)
        self._lines = lines(self._text)

    def rows(self) -> Iterator[_Row]:
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

    def placement(self, line: int, row: dict[str, str]) -> Placement | None:
        """The placement that a row states; None, with a problem noted, where it states none."""
        if not re.fullmatch("[A-Z]{3}", row["iso3"]):
            self.report(line, Code.BAD_VALUE, f"`{row['iso3']}` is no country code", "the ISO 3166 code has three capital letters")
        elif not re.fullmatch("(?:19|20)[0-9]{2}", row["year"]):
            self.report(line, Code.BAD_VALUE, f"`{row['year']}` is no report year", "write it with four digits")
        elif not row["tier"].strip():
            self.report(line, Code.BAD_VALUE, "the row has no tier", "delete a row without a placement")
        else:
            tier = SPECIAL_CASE if row["tier"] == "SC" else row["tier"]
            return Placement(int(row["year"]), tier, row["confidence"], row["sources"])
        return None

    def report(self, line: int, code: Code, message: str, hint: str) -> None:
        """Note a problem of the row on a line."""
        excerpt = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        self.problems.append(Problem(Place(self.file, line, 1 if line else 0), code, message, hint, excerpt))

    def finish(self) -> None:
        """End the reading of the table."""
        if self.problems:
            raise UnreadableError(self.problems)

    def _header(self, header: list[str]) -> bool:
        if sorted(header) == sorted(COLUMNS):
            return True
        missing = [name for name in COLUMNS if name not in header]
        unknown = [name for name in header if name not in COLUMNS]
        said = f"the column `{missing[0]}` is missing" if missing else f"the column `{(unknown or header)[0]}` is one too many"
        hint = did_you_mean(unknown[0], missing) if missing and unknown else ""
        self.report(1, Code.TABLE, said, hint or f"the columns are {', '.join(COLUMNS)}")
        return False


def _words(error: str) -> str:
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed"
    if "expected after" in error:
        return "text follows a closing quotation mark"
    return "a cell is longer than any placement" if "larger than" in error else f"the table cannot be read: {error}"
