"""Placements over the years: one country's history, what the law allows next, and the audit of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.errors import UsageError

if TYPE_CHECKING:
    from tierscore.application.session import Session
    from tierscore.model.evidence import Dossier
    from tierscore.model.placement_history import Audit, AuditedPlacement, HistoryYear, Outlook

    OtherAudit = tuple[str, str, tuple[AuditedPlacement, ...]]
    """The question of a switch, what another value of it means, and the placements forbidden under it."""


def history(session: Session, country: str) -> tuple[Dossier, tuple[HistoryYear, ...]]:
    """
    The file on a country, and each report year with a placement or with evidence, oldest first; an empty file
    where the country has placements alone.

    Raises:
        UsageError: If the country has neither a file nor a placement.
        UnreadableError: If a file that is needed has problems.
    """
    from tierscore.analysis.country_years import country_history
    from tierscore.model.evidence import Dossier

    iso3 = session.code_of(country)
    placements = session.placements(iso3)
    try:
        dossier = session.dossier(country)
    except UsageError:
        dossier = Dossier(placements.country, iso3, {}, ())
    return dossier, country_history(session.rubric, session.vocabulary, dossier, placements)


def outlook(session: Session, country: str, year: int | None = None) -> Outlook:
    """
    What the law allows a country in a report year, given its placements so far; None takes the year after
    the last one.

    Raises:
        UsageError: If the country has neither a file nor a placement, or the rubric does not judge the year.
        UnreadableError: If a file that is needed has problems.
    """
    from tierscore.analysis.placements.outlook import look_ahead

    iso3 = session.code_of(country)
    placements = session.placements(iso3)
    following = max(placements.by_year, default=session.rubric.last_report) + 1
    return look_ahead(
        session.rubric, iso3, placements, session.checked_year(following if year is None else year)
    )


def audit_history(session: Session, country: str | None = None) -> tuple[Audit, list[OtherAudit]]:
    """
    Every published placement, of one country or of all, tested against the law of its year; and so under
    each other reading.

    Raises:
        UsageError: If the workspace has no table of placements, or there is no such country.
        UnreadableError: If a file that is needed has problems.
    """
    from tierscore.analysis.placements.audit import audit
    from tierscore.engine.law import with_choices
    from tierscore.model.placement_history import Standing

    table = session.placement_table()
    if country is not None:
        iso3 = session.code_of(country)
        table = {iso3: table[iso3]} if iso3 in table else {}
    others = []
    for switch in session.rubric.switches:
        for value, meaning in switch.options.items():
            if value != switch.value:
                other = audit(with_choices(session.rubric, {switch.name: value}), table)
                others.append((switch.question, meaning, other.standing(Standing.FORBIDDEN)))
    return audit(session.rubric, table), others
