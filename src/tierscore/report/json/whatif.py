"""The JSON of ``tierscore whatif``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assumption import AssumedDossier
from tierscore.report.json.difference import moves, side
from tierscore.report.json.values import Json, fields, rubric_version, subject

if TYPE_CHECKING:
    from tierscore.model.assessment_difference import AssessmentDifference
    from tierscore.model.assumption import Assumption


def as_data(difference: AssessmentDifference) -> Json:
    """What moves where something is assumed."""
    before, after = difference.before, difference.after
    own = before.rubric.choices
    dossier = after.dossier
    return {
        "schema": "tierscore/whatif/v1",
        "country": fields(dossier, "name", "iso3"),
        "report_year": after.report_year,
        "rubric": rubric_version(after.rubric),
        "assumed": [assumed(part) for part in dossier.assumptions]
        if isinstance(dossier, AssumedDossier)
        else [],
        "readings": {name: value for name, value in after.rubric.choices.items() if value != own[name]},
        "before": side(before),
        "after": side(after),
        "moves": moves(difference),
        "independent": "Not a placement by the US Department of State.",
    }


def assumed(assumption: Assumption) -> Json:
    """One fact that is assumed."""
    figure = assumption.figure
    return {
        **subject(assumption.subject),
        "status": assumption.status,
        "figure": None if figure is None else figure.named.word if figure.named else str(figure.value),
        "unit": figure.unit if figure else None,
        "versus_previous": assumption.versus,
    }
