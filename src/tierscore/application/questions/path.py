"""What leads a country to a tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.application.report_years import year_with_evidence
from tierscore.errors import UsageError, safe
from tierscore.model.assessment import Depth
from tierscore.model.rubric import Role

if TYPE_CHECKING:
    from tierscore.application.session import Session
    from tierscore.model.rubric import Rubric
    from tierscore.model.tier_path import TierPath
_LONGEST = 60


def path(session: Session, country: str, tier: str, year: int | None = None) -> TierPath:
    """
    The smallest sets of changes that would lead a country to a tier, and what to find out.

    Args:
        session: The workspace and the rubric.
        country: A name, a code or a path, as for ``assess``.
        tier: The id or the name of a tier.
        year: The report year; None takes the default of ``assess``.

    Raises:
        UsageError: If there is no such tier, it is the one that is indicated, no act leads to it, or the file
            holds no evidence for the year; and as ``assess``.
        UnreadableError: If a file that is needed has problems.
    """
    from tierscore.analysis.paths.tier_path import path_to
    from tierscore.engine.assess import assess as assessed
    from tierscore.engine.assess import judge

    target = _tier(session.rubric, tier)
    dossier = session.dossier(country)
    report_year = year_with_evidence(session, dossier, year)
    earlier = session.placements(dossier.iso3).before(report_year)
    question = session.rubric, session.vocabulary, dossier, report_year, earlier
    judgement = judge(*question)
    if judgement.indicated == target:
        raise UsageError(
            f"{dossier.name} has {session.rubric.tier(target).name} in the {report_year} report already; name another tier"
        )
    return path_to(assessed(*question, depth=Depth.TIERS), judgement, earlier, target)


def _tier(rubric: Rubric, written: str) -> str:
    """The id of a tier that acts can lead to."""
    tiers = [tier for tier in rubric.tiers if tier.role is not Role.NONE]
    for tier in tiers:
        if written.strip().casefold() in {tier.id.casefold(), tier.name.casefold()}:
            return tier.id
    *others, last = (tier.id for tier in tiers)
    listed = f"{', '.join(others)} or {last}" if others else last
    raise UsageError(
        f"no act of a government leads to a tier '{safe(written[:_LONGEST])}'; it can be {listed}"
    )
