"""Which criteria come out differently in several assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.comparison import ComparedCriterion, SideBySide
from tierscore.model.rubric import CROSS_CUTTING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.model.assessment import Assessment


def side_by_side(assessments: Sequence[Assessment]) -> SideBySide:
    """Assessments beside one another, with the criteria whose outcome is not the same in all, by P."""
    by_side = [
        {finding.criterion.id: finding for finding in assessment.findings} for assessment in assessments
    ]
    names = dict.fromkeys(name for side in by_side for name in side)
    criteria = []
    for name in names:
        findings = tuple(side.get(name) for side in by_side)
        said = {(finding.outcome, finding.possible) if finding else None for finding in findings}
        if len(said) > 1:
            criteria.append(ComparedCriterion(next(filter(None, findings)).criterion, findings))
    order = [*assessments[0].rubric.pillars, CROSS_CUTTING]
    criteria.sort(key=lambda compared: order.index(compared.criterion.pillar))
    return SideBySide(tuple(assessments), tuple(criteria), len(names) - len(criteria))
