"""The JSON of ``tierscore history``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.json.values import Json, number, official

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.assessment import Assessment
    from tierscore.model.placement_history import HistoryYear


def as_data(years: Iterable[HistoryYear]) -> Json:
    """A country's years."""
    return {"schema": "tierscore/history/v1", "years": list(map(_year, years))}


def _year(year: HistoryYear) -> Json:
    assessment = year.assessment
    return {
        "report_year": year.report_year,
        "official": official(year.official),
        "indicated": assessment.indicated if assessment else None,
        "range": [entry.tier for entry in assessment.range] if assessment else None,
        "pillars": _pillars(assessment) if assessment else None,
        "ruleset": year.ruleset.id if year.ruleset else None,
        "watch_list_run": year.watch_run,
    }


def _pillars(assessment: Assessment) -> Json:
    return {
        score.pillar: {"low": number(score.low), "high": number(score.high)} for score in assessment.pillars
    }
