"""Countries judged: one in one report year, or all that a workspace holds evidence for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tierscore.application.report_years import default_year
from tierscore.model.assessment import Depth, PreviousYear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tierscore.application.session import Session
    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import Dossier
    from tierscore.model.placement import Placements
    from tierscore.model.track_record import TrackRecord


def assess(
    session: Session, country: str, year: int | None = None, *, depth: Depth = Depth.READINGS
) -> Assessment:
    """
    Judge a country in a report year by the facts of that year and the placements before it.

    Args:
        session: The workspace and the rubric.
        country: A name such as ``panama``, an ISO 3166-1 code such as ``PAN``, or a path that ends in .yaml.
        year: The report year; None takes the newest that the file answers.
        depth: How much is worked out besides the tier; the default is everything.

    Raises:
        UsageError: If there is no such country, the rubric does not judge the year, or no year has evidence.
        UnreadableError: If a file that is needed has problems.

    Example:
        >>> from tierscore.application.session import open_workspace
        >>> assess(open_workspace(bundled=True), "panama", 2021).indicated
        '2'
    """
    from tierscore.engine.assess import assess as judge
    from tierscore.engine.assess import with_official

    dossier = session.dossier(country)
    report_year = session.checked_year(year) if year is not None else default_year(session, dossier)
    placements = session.placements(dossier.iso3)
    earlier = placements.before(report_year)
    assessment = judge(session.rubric, session.vocabulary, dossier, report_year, earlier, depth=depth)
    previous = _previous(session, dossier, placements, report_year) if depth >= Depth.READINGS else None
    record = _record(session, assessment) if depth >= Depth.READINGS else None
    return with_official(replace(assessment, previous=previous, record=record), placements)


def _record(session: Session, assessment: Assessment) -> TrackRecord | None:
    """How often the Department agreed where the same was answered; None where no such record is on file."""
    from tierscore.analysis.backtest.track_record import record_of

    return record_of(assessment, session.track_rows) if session.track_rows else None


def _previous(
    session: Session, dossier: Dossier, placements: Placements, report_year: int
) -> PreviousYear | None:
    """What the rubric says of the report before; None where it judges none, or nothing is on file for it."""
    from tierscore.engine.assess import assess as judge
    from tierscore.engine.evidence_years import has_evidence

    rubric, vocabulary, year = session.rubric, session.vocabulary, report_year - 1
    if year < rubric.first_report or not has_evidence(rubric, vocabulary, dossier, year):
        return None
    before = judge(rubric, vocabulary, dossier, year, placements.before(year), depth=Depth.TIERS)
    outcomes = {finding.criterion.id: finding.outcome for finding in before.findings}
    return PreviousYear(before.indicated, outcomes)


def assess_all(
    session: Session,
    countries: Iterable[str] | None = None,
    year: int | None = None,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[Assessment]:
    """
    Judge countries in every report year that they have evidence for, by country code and year; no deeper
    than the tiers.

    Args:
        session: The workspace and the rubric.
        countries: Names, codes or paths; None for every country file of the workspace.
        year: The one report year that is wanted; None for all.
        progress: Told which country is being judged.

    Raises:
        UsageError: If a country is not found, or the rubric does not judge the year.
        UnreadableError: With every problem of the country files.
    """
    from tierscore.analysis.country_years import assess_years

    only = session.checked_year(year) if year is not None else None
    for dossier in session.dossiers(countries):
        progress(f"judging {dossier.name}")
        yield from assess_years(
            session.rubric, session.vocabulary, dossier, session.placements(dossier.iso3), only
        )
