"""Official placements, from a table with one row for each country and report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tierscore.loading.suggestions import did_you_mean, nearest, quoted
from tierscore.loading.tables.csv_table import open_table
from tierscore.model.placement import NO_PLACEMENTS, SPECIAL_CASE, Placement, Placements
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tierscore.loading.files import SourceFiles
    from tierscore.loading.tables.csv_table import CsvTable
    from tierscore.model.problem import Problem
COLUMNS = ("iso3", "country", "year", "tier", "confidence", "n_independent", "sources", "dissent")
"""The columns of the table, in any order."""


def load_placements(path: Path, files: SourceFiles | None = None) -> dict[str, Placements]:
    """The placements of all countries, by ISO 3166-1 alpha-3 code."""
    from tierscore.loading.country.names import (
        contradiction,  # whoever only asks for odd tiers needs no names
    )

    table = open_table(path, files)
    by_country: dict[str, dict[int, Placement]] = {}
    names: dict[str, str] = {}
    for line, row in table.rows(COLUMNS):
        placement = _placement(table, line, row)
        if placement is None:
            continue
        years = by_country.setdefault(row["iso3"], {})
        if names.get(row["iso3"]) != row["country"] and (clash := contradiction(row["country"], row["iso3"])):
            table.report(line, Code.BAD_VALUE, *clash)
        names[row["iso3"]] = row["country"]
        if placement.report_year in years:
            message = f"{row['iso3']} has a placement for {placement.report_year} already"
            table.report(line, Code.REPEATED_ID, message, "keep one row")
        years[placement.report_year] = placement
    table.finish()
    return {iso3: Placements(years, names[iso3]) for iso3, years in by_country.items()}


def unnamed_tiers(
    path: Path, tiers: Iterable[str], files: SourceFiles | None = None, iso3: str | None = None
) -> tuple[Problem, ...]:
    """
    Each tier of a sound table that is none of some, at the first row that has it; of one country, where its code is given.

    A special case is none of them: the table says so in its own words, whether or not a rubric has a tier for it.
    """
    table, known = open_table(path, files), [*tiers, "SC", SPECIAL_CASE]
    lines: dict[str, list[int]] = {}
    for line, row in table.rows(COLUMNS):
        if row["tier"] not in known and row["iso3"] == (iso3 or row["iso3"]):
            lines.setdefault(row["tier"], []).append(line)
    for tier, rows in lines.items():
        message = f"no rubric here has a tier {quoted(tier)}, which stands in {len(rows)} row{'s' if len(rows) > 1 else ''}"
        table.report(rows[0], Code.UNNAMED_TIER, message, did_you_mean(tier, known[:-2]))
    return tuple(table.problems)


def misnamed_table(table: Path) -> Path | None:
    """The file beside a missing table whose name is nearest to its own; None where none is like it."""
    names = [path.name for path in table.parent.glob("*.csv")] if table.parent.is_dir() else []
    name = nearest(table.name, names)
    return table.parent / name if name else None


def load_placements_of(path: Path, iso3: str, files: SourceFiles | None = None) -> Placements:
    """The placements of one country; problems in the rows of other countries do not matter."""
    table = open_table(path, files)
    rows = [(line, row) for line, row in table.rows(COLUMNS) if row["iso3"] == iso3]
    placements = [_placement(table, line, row) for line, row in rows]
    table.finish()
    by_year = {placement.report_year: placement for placement in placements if placement is not None}
    return Placements(by_year, rows[0][1]["country"]) if by_year else NO_PLACEMENTS


def _placement(table: CsvTable, line: int, row: dict[str, str]) -> Placement | None:
    """The placement that a row states; None, with a problem noted, where it states none."""
    if not re.fullmatch("[A-Z]{3}", row["iso3"]):
        message, hint = f"`{row['iso3']}` is no country code", "the ISO 3166 code has three capital letters"
        table.report(line, Code.BAD_VALUE, message, hint)
    elif not re.fullmatch("(?:19|20)[0-9]{2}", row["year"]):
        table.report(line, Code.BAD_VALUE, f"`{row['year']}` is no report year", "write it with four digits")
    elif not row["tier"].strip():
        table.report(line, Code.BAD_VALUE, "the row has no tier", "delete a row without a placement")
    else:
        tier = SPECIAL_CASE if row["tier"] == "SC" else row["tier"]
        return Placement(int(row["year"]), tier, row["confidence"], row["sources"])
    return None
