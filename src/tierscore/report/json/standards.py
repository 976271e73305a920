"""What the statute names, with the outcomes on it, and the lists of duties of which so many unmet decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.condition import AtLeastSo, Shown
from tierscore.model.decision import Answer
from tierscore.model.moments import Moment, in_force
from tierscore.report.json import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.assessment import Assessment
    from tierscore.model.decision import ConditionResult, Decision
    from tierscore.report.json.values import Json


def named(assessment: Assessment) -> list[Json]:
    """Each standard and indicium of the statute that is law in the report year, with the criteria on it."""
    rubric = assessment.rubric
    moment = Moment(assessment.report_year, rubric.choices)
    return [
        {
            **values.fields(indicium, "id", "cite", "says"),
            "criteria": [
                {"criterion": finding.criterion.id, "outcome": finding.outcome}
                for finding in assessment.findings
                if any(law.cite == indicium.cite for law in finding.criterion.law)
            ],
        }
        for indicium in in_force(rubric.indicia, moment)
    ]


def duties(decision: Decision) -> list[Json]:
    """Each list of named points of which a gate asks whether so many are shown."""
    return [
        {
            "gate": result.gate.id,
            "title": counted.condition.title,
            "of": len(counted.parts),
            "decides_from": counted.condition.count,
            "unmet": _titles(counted, Answer.HOLDS),
            "open": _titles(counted, Answer.OPEN),
        }
        for result in decision.gates
        if result.tree is not None
        for counted in _counted(result.tree)
        if isinstance(counted.condition, AtLeastSo)
    ]


def _counted(tree: ConditionResult) -> Iterator[ConditionResult]:
    if isinstance(tree.condition, Shown):
        yield from (part for part in tree.parts if isinstance(part.condition, AtLeastSo))
    for part in tree.parts:
        yield from _counted(part)


def _titles(counted: ConditionResult, answer: Answer) -> list[str]:
    return [part.condition.title for part in counted.parts if part.answer is answer]
