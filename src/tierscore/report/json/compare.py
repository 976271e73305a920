"""The JSON of ``tierscore compare``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.json.difference import finding_in_short, side
from tierscore.report.json.values import Json, fields, number, official, rubric_version

if TYPE_CHECKING:
    from tierscore.model.comparison import SideBySide


def as_data(comparison: SideBySide) -> Json:
    """Several assessments beside one another."""
    sides = comparison.assessments
    return {
        "schema": "tierscore/compare/v1",
        "rubric": rubric_version(sides[0].rubric),
        "readings": sides[0].rubric.choices,
        "sides": [
            {
                "country": fields(assessment.dossier, "name", "iso3"),
                "report_year": assessment.report_year,
                **side(assessment),
                "coverage": number(assessment.coverage),
                "official": official(assessment.official),
            }
            for assessment in sides
        ],
        "criteria": [
            {
                "criterion": compared.criterion.id,
                "title": compared.criterion.heading,
                "pillar": compared.criterion.pillar,
                "findings": list(map(finding_in_short, compared.findings)),
            }
            for compared in comparison.criteria
        ],
        "alike": comparison.alike,
        "independent": "Not a placement by the US Department of State.",
    }
