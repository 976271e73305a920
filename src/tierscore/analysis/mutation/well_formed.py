"""Whether a changed rubric is still one that could be loaded and judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.rubric.completeness import (
    case_without_answer,
    id_in_force_twice,
    lists_of_rules,
    missing_gates,
    moment_without_indicator,
)
from tierscore.model.moments import in_force, moments

if TYPE_CHECKING:
    from tierscore.model.rubric import Rubric


def well_formed(changed: Rubric, original: Rubric) -> bool:
    """
    Whether a rubric that differs from a well-formed one by one small change is well-formed too.

    No id may be in force twice, every criterion that is asked needs an indicator in force, every gate that a
    rule or another gate asks has to be in force with it, the tier rules have to answer every case, and
    cut-offs have to be in order.
    """
    original_criteria = set(map(id, original.criteria))
    new = [criterion for criterion in changed.criteria if id(criterion) not in original_criteria]
    dated_anew = _validities(changed) != _validities(original)
    return (
        changed.scale.partly_met_from <= changed.scale.met_from
        and all(moment_without_indicator(criterion, changed) is None for criterion in new)
        and not (dated_anew and (id_in_force_twice(changed) or any(missing_gates(changed))))
        and (changed.rules is original.rules or _every_case_answered(changed))
    )


def _validities(rubric: Rubric) -> list[object]:
    """The dates of everything, in its order."""
    return [entry.validity for entries in lists_of_rules(rubric) for entry in entries]


def _every_case_answered(rubric: Rubric) -> bool:
    rule_lists = dict.fromkeys(in_force(rubric.rules, moment) for moment in moments(rubric, rubric.rules))
    return all(case_without_answer(rules) is None for rules in rule_lists)
