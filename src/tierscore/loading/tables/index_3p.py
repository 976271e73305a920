"""The 3P Anti-trafficking Policy Index, a published yardstick beside ours; no rule ever reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tierscore.loading.tables.csv_table import open_table
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.loading.files import SourceFiles
COLUMNS = ("iso3", "year", "prosecution", "protection", "prevention")
"""The columns of the table, in any order."""
WORST, BEST = 1, 5
"""The ends of the scale of each P."""
_SCORES = frozenset(map(str, range(WORST, BEST + 1)))
_YEAR = re.compile("[0-9]{4}")


def load_index(path: Path, files: SourceFiles | None = None) -> dict[tuple[str, int], int]:
    """
    The sum over the three P's, 3 to 15, by country code and report year.

    The index gives the year of conduct; the report of the next year judges that year.

    Raises:
        UnreadableError: With every problem of the table.
    """
    table = open_table(path, files)
    sums: dict[tuple[str, int], int] = {}
    for line, row in table.rows(COLUMNS):
        scores = [row[column] for column in COLUMNS[2:]]
        valid = all(score in _SCORES for score in scores)
        if not valid or not _YEAR.fullmatch(row["year"]):
            message = "the row has no year and three scores from 1 to 5"
            table.report(line, Code.BAD_VALUE, message, "delete a row that is not complete")
        elif (row["iso3"], int(row["year"]) + 1) in sums:
            message = f"{row['iso3']} has scores for {row['year']} already"
            table.report(line, Code.REPEATED_ID, message, "keep one row")
        else:
            sums[row["iso3"], int(row["year"]) + 1] = sum(map(int, scores))
    table.finish()
    return sums
