"""Countries, or years of one, beside one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.application.report_years import year_with_evidence
from tierscore.errors import UsageError, safe
from tierscore.model.assessment import Depth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.application.session import Session
    from tierscore.model.assessment import Assessment
    from tierscore.model.comparison import SideBySide
MOST = 5
"""How many can stand beside one another."""
_LONGEST = 60


def compare(session: Session, wanted: Sequence[str], year: int | None = None) -> SideBySide:
    """
    Several countries, or one in several years, beside one another in the order in which they are named.

    Args:
        session: The workspace and the rubric.
        wanted: Each a country as for ``assess``, with ``@2023`` for a report year of its own.
        year: The report year of those that name none; None takes the default of ``assess``.

    Raises:
        UsageError: If they are fewer than two or more than can be shown, one is named twice, a year is none, or a
            file holds no evidence for its year; and as ``assess``.
        UnreadableError: If a file that is needed has problems.
    """
    from tierscore.analysis.side_by_side import side_by_side
    from tierscore.engine.assess import assess, with_official

    if not 2 <= len(wanted) <= MOST:
        raise UsageError(
            f"name 2 to {MOST} countries to compare, or one country in several years, as in panama@2019 panama@2023"
        )
    assessments: dict[tuple[str, int], Assessment] = {}
    for text in wanted:
        country, written = _parted(text)
        dossier = session.dossier(country)
        report_year = year_with_evidence(session, dossier, year if written is None else written)
        if (dossier.iso3, report_year) in assessments:
            raise UsageError(f"{dossier.name} in the {report_year} report is named twice")
        placements = session.placements(dossier.iso3)
        assessment = assess(
            session.rubric,
            session.vocabulary,
            dossier,
            report_year,
            placements.before(report_year),
            depth=Depth.TIERS,
        )
        assessments[dossier.iso3, report_year] = with_official(assessment, placements)
    return side_by_side(tuple(assessments.values()))


def _parted(text: str) -> tuple[str, int | None]:
    """A country, and the year after the last ``@``."""
    country, sign, year = text.rpartition("@")
    if not sign:
        return text, None
    if not (year.isascii() and year.isdecimal() and len(year) <= len("2100")):
        raise UsageError(
            f"'{safe(year[:_LONGEST])}' is not a year; write a country and its year as panama@2023"
        )
    return country, int(year)
