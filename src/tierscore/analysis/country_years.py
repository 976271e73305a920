"""
The report years of a country, each assessed from the placements before it alone.

The use cases of assessing many years, of a country's history and of the backtest go through here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.placements.outlook import watch_run
from tierscore.engine.assess import assess, with_official
from tierscore.engine.evidence_years import years_with_evidence
from tierscore.model.assessment import Depth
from tierscore.model.placement_history import HistoryYear

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric


def assess_years(
    rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier, placements: Placements, only: int | None = None
) -> Iterator[Assessment]:
    """
    Assess each report year with evidence, or the ``only`` one, the oldest first, no deeper than its tiers.

    The placement of a year is laid beside its answer, not read for it.
    """
    for year in years_with_evidence(rubric, vocabulary, dossier):
        if only in {None, year}:
            before = placements.before(year)
            assessment = assess(rubric, vocabulary, dossier, year, before, depth=Depth.TIERS)
            yield with_official(assessment, placements)


def country_history(
    rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier, placements: Placements
) -> tuple[HistoryYear, ...]:
    """Every report year with a placement or with evidence, oldest first."""
    years = assess_years(rubric, vocabulary, dossier, placements)
    assessments = {assessment.report_year: assessment for assessment in years}
    return tuple(
        HistoryYear(
            year,
            placements.by_year.get(year),
            assessments.get(year),
            rubric.ruleset(year),
            watch_run(rubric, placements, year),
        )
        for year in sorted({*assessments, *placements.by_year})
    )
