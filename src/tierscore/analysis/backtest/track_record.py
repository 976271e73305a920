"""The record of a standing and tier: how often the Department agreed where the same was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.backtest.comparison import TUNED, part_of
from tierscore.model.track_record import TrackRecord, TrackRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.assessment import Assessment
    from tierscore.model.version import VersionEntry


def track_row(assessment: Assessment, history: Iterable[VersionEntry]) -> TrackRow | None:
    """The row of a country-year; None where its placement is not known, or its standing not worked out."""
    if assessment.official is None or assessment.standing is None:
        return None
    return TrackRow(
        iso3=assessment.dossier.iso3,
        report_year=assessment.report_year,
        firmness=assessment.standing.firmness,
        indicated=assessment.indicated,
        published=assessment.official.tier,
        part=part_of(assessment.dossier.iso3, history),
    )


def record_of(assessment: Assessment, rows: Iterable[TrackRow]) -> TrackRecord | None:
    """
    In how many country-years of the same standing and tier the Department agreed.

    Countries that the rubric was tuned on are left out, and so is the country-year itself. None where the
    standing was not worked out.
    """
    if assessment.standing is None:
        return None
    own = assessment.dossier.iso3, assessment.report_year
    alike = [
        row
        for row in rows
        if (row.firmness, row.indicated) == (assessment.standing.firmness, assessment.indicated)
        and row.part != TUNED
        and (row.iso3, row.report_year) != own
    ]
    return TrackRecord(len(alike), sum(row.published == row.indicated for row in alike))
