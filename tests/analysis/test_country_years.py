"""Every year with evidence is assessed as it would be alone."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from builders import a_criterion, a_dossier, a_history, a_rubric, a_vocabulary, an_item, presence
from tierscore.analysis.country_years import assess_years
from tierscore.engine.assess import assess
from tierscore.engine.evidence_years import years_with_evidence
from tierscore.model.assessment import Depth

RUBRIC = a_rubric(a_criterion("one", presence("patrols")))
DOSSIER = a_dossier(
    an_item("new", "patrols", when="report 2021"),
    an_item("old", "patrols", when="report 2019"),
    an_item("law", "harbour-law", when="2012"),
)
HISTORY = a_history(y2018="bronze", y2020="silver", y2021="rust")


def test_every_year_with_evidence_is_judged_the_oldest_first() -> None:
    years = [assessment.report_year for assessment in assess_years(RUBRIC, a_vocabulary(), DOSSIER, HISTORY)]
    assert years == [2019, 2021] == list(years_with_evidence(RUBRIC, a_vocabulary(), DOSSIER))


def test_one_year_can_be_asked_for() -> None:
    assert [
        assessment.report_year
        for assessment in assess_years(RUBRIC, a_vocabulary(), DOSSIER, HISTORY, only=2021)
    ] == [2021]
    assert list(assess_years(RUBRIC, a_vocabulary(), DOSSIER, HISTORY, only=2020)) == []


def test_each_year_is_judged_as_it_would_be_alone_and_its_placement_laid_beside() -> None:
    for assessment in assess_years(RUBRIC, a_vocabulary(), DOSSIER, HISTORY):
        alone = assess(
            RUBRIC,
            a_vocabulary(),
            DOSSIER,
            assessment.report_year,
            HISTORY.before(assessment.report_year),
            depth=Depth.TIERS,
        )
        assert assessment.official == HISTORY.by_year.get(assessment.report_year)
        assert replace(assessment, official=None) == alone
        assert assessment.coverage == Fraction(1)
