"""The JSON of ``tierscore audit-history``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.json.values import Json, fields

if TYPE_CHECKING:
    from tierscore.model.placement_history import Audit


def as_data(audit: Audit) -> Json:
    """Every published placement and how it stands to the law of its year."""
    return {
        "schema": "tierscore/audit/v1",
        "placements": [
            {
                **fields(row, "iso3", "country"),
                **fields(row.placement, "report_year", "tier", "confidence"),
                **fields(row, "standing", "needs", "rules"),
                "watch_list_run": row.watch_run,
                "needs_reason": row.moved,
            }
            for row in audit.placements
        ],
    }
