"""The record of a rubric: what it answered for country-years on file, and where these were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.tables.csv_table import open_table
from tierscore.model.problem import Code
from tierscore.model.standing import Firmness
from tierscore.model.track_record import TrackRow

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.loading.files import SourceFiles
COLUMNS = ("rubric", "version", "iso3", "year", "standing", "indicated", "published", "part")
"""The columns of the table, in any order."""


def load_record(
    path: Path, rubric: str, version: str, files: SourceFiles | None = None
) -> tuple[TrackRow, ...]:
    """
    The rows of one version of a rubric; those of others say nothing of its answers.

    Raises:
        UnreadableError: With every problem of the table.
    """
    table = open_table(path, files)
    rows = []
    for line, row in table.rows(COLUMNS):
        if not row["year"].isdecimal() or row["standing"] not in {*Firmness}:
            message = "the row has no year, or a standing that is none"
            hint = "write the table anew: tierscore backtest --record FILE"
            table.report(line, Code.BAD_VALUE, message, hint)
        elif (row["rubric"], row["version"]) == (rubric, version):
            firmness = Firmness(row["standing"])
            rows.append(
                TrackRow(
                    row["iso3"], int(row["year"]), firmness, row["indicated"], row["published"], row["part"]
                )
            )
    table.finish()
    return tuple(rows)
