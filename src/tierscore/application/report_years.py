"""Which report year is meant where none is named, and what is to be said of the one that was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.errors import UsageError
from tierscore.model.assessment import Depth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from tierscore.application.session import Session
    from tierscore.model.evidence import Dossier

_THINNER = "the file on {country} has newer evidence for {years}, too thin to answer; --year {last} shows it"
_NOTHING = (
    "the file on {country} holds no evidence for the {year} report; the newest that it answers is {newest}"
)
_NOTHING_AT_ALL = "the file on {country} holds no evidence for any report year; name one with --year"


def default_year(session: Session, dossier: Dossier) -> int:
    """
    The newest report year that the file answers: of which it answers as much as the rubric's ``thin_below``.

    Where it answers no year so far, the newest with evidence.

    Raises:
        UsageError: If the file holds no evidence for any year.
    """
    years = session.years(dossier)
    if not years:
        raise UsageError(_NOTHING_AT_ALL.format(country=dossier.name))
    return session.once("default year", dossier, lambda: _newest_answered(session, dossier, years))


def year_with_evidence(session: Session, dossier: Dossier, year: int | None) -> int:
    """
    The report year that is meant, for a question that only evidence can answer; None takes the default.

    Raises:
        UsageError: If the rubric does not judge the year, or the file holds no evidence for it.
    """
    if year is None:
        return default_year(session, dossier)
    if session.checked_year(year) not in session.years(dossier):
        newest = default_year(session, dossier)
        raise UsageError(_NOTHING.format(country=dossier.name, year=year, newest=newest))
    return year


def year_note(session: Session, country: str, year: int | None) -> str:
    """
    What a reader has to know of the report year that was taken; empty where there is nothing to say.

    Args:
        session: The workspace and the rubric.
        country: The country, as for ``assess``.
        year: The report year that was named; None where the default was taken.

    Raises:
        UsageError: If there is no such country.
        UnreadableError: If a file that is needed has problems.
    """
    dossier = session.dossier(country)
    years = session.years(dossier)
    if not years or year in years:
        return ""
    newest = default_year(session, dossier)
    if year is not None:
        return _NOTHING.format(country=dossier.name, year=year, newest=newest)
    newer = [str(other) for other in years if other > newest]
    listed = " and ".join([", ".join(newer[:-1]), newer[-1]] if len(newer) > 1 else newer)
    return _THINNER.format(country=dossier.name, years=listed, last=newer[-1]) if newer else ""


def _newest_answered(session: Session, dossier: Dossier, years: Sequence[int]) -> int:
    enough = session.rubric.settings.thin_below
    answered = (year for year in reversed(years) if _coverage(session, dossier, year) >= enough)
    return next(answered, years[-1])


def _coverage(session: Session, dossier: Dossier, year: int) -> Fraction:
    from tierscore.engine.assess import assess

    before = session.placements(dossier.iso3).before(year)
    return assess(session.rubric, session.vocabulary, dossier, year, before, depth=Depth.TIERS).coverage
