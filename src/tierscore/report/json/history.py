"""The JSON of history, outlook and audit: plain data with versioned shapes of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tierscore.report.json import findings as shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.assessment import Assessment
    from tierscore.model.placement_history import Audit, ChronicleYear, Outlook


def history(years: Iterable[ChronicleYear]) -> dict[str, Any]:
    """A country's years."""
    return {"schema": "tierscore/history/v1", "years": [_year(year) for year in years]}


def outlook(found: Outlook) -> dict[str, Any]:
    """What the law allows in one report year."""
    ruleset = found.rubric.ruleset(found.report_year)
    return {
        "schema": "tierscore/outlook/v1",
        "country": {"name": found.country, "iso3": found.iso3},
        "report_year": found.report_year,
        "ruleset": ruleset.id if ruleset else None,
        "law_read_to": found.rubric.law_read_to,
        "watch_list_run": found.watch_run,
        "certain": found.certain,
        "unknown_years": list(found.unknown_years),
        "paths": [
            {
                "tier": path.tier,
                "rule": path.rule.id,
                "needs": list(path.holding),
                "needs_not": list(path.failing),
                "by_history": path.by_history,
            }
            for path in found.paths
        ],
    }


def audit(found: Audit) -> dict[str, Any]:
    """Every published placement and how it stands to the law of its year."""
    return {
        "schema": "tierscore/audit/v1",
        "placements": [
            {
                "iso3": one.iso3,
                "country": one.country,
                "report_year": one.placement.report_year,
                "tier": one.placement.tier,
                "confidence": one.placement.confidence,
                "standing": one.standing.value,
                "needs": list(one.needs),
                "rules": list(one.rules),
                "watch_list_run": one.watch_run,
                "needs_reason": one.moved,
            }
            for one in found.placements
        ],
    }


def _year(year: ChronicleYear) -> dict[str, Any]:
    judged = year.assessment
    return {
        "report_year": year.report_year,
        "official": shape.official(year.official),
        "indicated": judged.indicated if judged else None,
        "range": [entry.tier for entry in judged.range] if judged else None,
        "pillars": _pillars(judged),
        "ruleset": year.ruleset.id if year.ruleset else None,
        "watch_list_run": year.watch_run,
    }


def _pillars(judged: Assessment | None) -> dict[str, Any] | None:
    if judged is None:
        return None
    return {
        score.pillar: {"low": shape.number(score.low), "high": shape.number(score.high)}
        for score in judged.pillars
    }
