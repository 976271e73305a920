"""The JSON of ``tierscore outlook``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tierscore.model.placement_history import Outlook
    from tierscore.report.json.values import Json


def as_data(outlook: Outlook) -> Json:
    """What the law allows in one report year."""
    ruleset = outlook.rubric.ruleset(outlook.report_year)
    return {
        "schema": "tierscore/outlook/v1",
        "country": {"name": outlook.country, "iso3": outlook.iso3},
        "report_year": outlook.report_year,
        "ruleset": ruleset.id if ruleset else None,
        "law_read_to": outlook.rubric.law_read_to,
        "watch_list_run": outlook.watch_run,
        "certain": outlook.certain,
        "unknown_years": list(outlook.unknown_years),
        "paths": [
            {
                "tier": path.tier,
                "rule": path.rule.id,
                "needs": list(path.holding),
                "needs_not": list(path.failing),
                "by_history": path.by_history,
            }
            for path in outlook.paths
        ],
    }
