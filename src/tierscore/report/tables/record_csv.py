"""The record of a rubric as a table."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.rubric import Rubric
    from tierscore.model.track_record import TrackRow


def as_csv(rubric: Rubric, rows: Iterable[TrackRow]) -> bytes:
    """Write the record of a rubric, one country-year a row, in the order given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["rubric", "version", "iso3", "year", "standing", "indicated", "published", "part"])
    for row in rows:
        writer.writerow(
            [
                rubric.id,
                rubric.version,
                row.iso3,
                row.report_year,
                row.firmness,
                row.indicated,
                row.published,
                row.part,
            ]
        )
    return text.getvalue().encode()
