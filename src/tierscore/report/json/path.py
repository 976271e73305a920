"""The JSON of ``tierscore path``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.json.difference import side
from tierscore.report.json.values import Json, fields, law, rubric_version
from tierscore.report.json.whatif import assumed

if TYPE_CHECKING:
    from tierscore.model.tier_path import Change, ChangeSet, TierPath


def as_data(path: TierPath) -> Json:
    """What leads to a tier."""
    assessment = path.assessment
    return {
        "schema": "tierscore/path/v1",
        "country": fields(assessment.dossier, "name", "iso3"),
        "report_year": assessment.report_year,
        "rubric": rubric_version(assessment.rubric),
        "readings": assessment.rubric.choices,
        "now": side(assessment),
        "to": path.target,
        "forbidden_by": [rule.id for rule in path.forbidden_by],
        "to_do": {
            "sets": list(map(_change_set, path.sets)),
            "proven_smallest": path.is_smallest,
            "every_smallest": path.every_smallest,
            "none_below": path.none_below,
            "needed": list(map(_change, path.needed)),
        },
        "to_find_out": list(map(_change_set, path.to_find_out)),
        "looked_at": path.looked_at,
        "stopped": path.stopped,
        "independent": "Not a placement by the US Department of State.",
    }


def _change_set(found: ChangeSet) -> Json:
    return {
        "changes": list(map(_change, found.changes)),
        "sure": found.sure,
        "range": list(found.range),
    }


def _change(change: Change) -> Json:
    remedy = change.remedy
    return {
        "facts": list(map(assumed, change.assumptions)),
        "on_file": change.on_file,
        "pillar": change.pillar,
        "criterion": change.criterion or None,
        "law": list(map(law, change.law)),
        "remedy": {"do": remedy.do, "effort": remedy.effort} if remedy else None,
    }
