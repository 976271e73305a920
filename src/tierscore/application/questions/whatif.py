"""What would be if a government had done something, or the law were read otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.application.questions.assumed_facts import read_assumptions
from tierscore.application.report_years import year_with_evidence
from tierscore.errors import UsageError
from tierscore.model.assessment import Depth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.application.session import Session
    from tierscore.model.assessment_difference import AssessmentDifference


def what_if(
    session: Session,
    country: str,
    year: int | None = None,
    *,
    facts: Iterable[str] = (),
    readings: Mapping[str, str] | None = None,
) -> AssessmentDifference:
    """
    What moves in the answer on a country where some facts are assumed, and some switches set otherwise.

    Args:
        session: The workspace and the rubric.
        country: A name, a code or a path, as for ``assess``.
        year: The report year; None takes the default of ``assess``.
        facts: What is assumed, each as ``MEASURE=done``, ``absent``, ``more`` or a number.
        readings: The value of each switch that is set otherwise, by its name.

    Raises:
        UsageError: If nothing is assumed, an assumption or a reading is none, two assumptions contradict one
            another, or the file holds no evidence for the year; and as ``assess``.
        UnreadableError: If a file that is needed has problems.
    """
    from tierscore.analysis.differences import difference
    from tierscore.application.session import refuse_unknown_readings
    from tierscore.engine.assess import assess
    from tierscore.engine.assumed_facts import with_assumptions
    from tierscore.engine.law import with_choices

    assumptions = read_assumptions(facts, session.vocabulary)
    if not assumptions and not readings:
        raise UsageError("nothing is assumed; name a fact with --fact, or a reading of the law with --set")
    refuse_unknown_readings(session.rubric, readings or {})
    dossier = session.dossier(country)
    report_year = year_with_evidence(session, dossier, year)
    earlier = session.placements(dossier.iso3).before(report_year)
    before = assess(session.rubric, session.vocabulary, dossier, report_year, earlier, depth=Depth.TIERS)
    law = with_choices(session.rubric, readings or {})
    if assumptions:
        dossier = with_assumptions(dossier, session.vocabulary, report_year, assumptions, law.settings)
    after = assess(law, session.vocabulary, dossier, report_year, earlier, depth=Depth.TIERS)
    return difference(before, after)
