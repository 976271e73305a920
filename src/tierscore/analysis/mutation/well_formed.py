"""Whether a changed rubric is still one that could be loaded and judged by."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from tierscore.loading.rubric.completeness import case_without_answer
from tierscore.model.condition import GateHolds, plain_conditions
from tierscore.model.moments import in_force, moments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.model.moments import Identified
    from tierscore.model.rubric import Criterion, Rubric


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
        and all(_has_indicators(criterion, changed) for criterion in new)
        and not (dated_anew and (_id_in_force_twice(changed) or _gate_missing(changed)))
        and (changed.rules is original.rules or _every_case_answered(changed))
    )


def _validities(rubric: Rubric) -> list[object]:
    """The dates of everything, in its order."""
    return [entry.validity for entries in _lists(rubric) for entry in entries]


def _lists(rubric: Rubric) -> list[Sequence[Identified]]:
    """The lists in each of which an id may be in force once."""
    parts = [
        entries
        for criterion in rubric.criteria
        for entries in (criterion.indicators, criterion.caps, criterion.presumptions)
    ]
    return [rubric.criteria, rubric.gates, rubric.rules, *parts]


def _id_in_force_twice(rubric: Rubric) -> bool:
    return any(
        entry.id == other.id and entry.validity.overlaps(other.validity)
        for entries in _lists(rubric)
        for entry, other in combinations(entries, 2)
    )


def _has_indicators(criterion: Criterion, rubric: Rubric) -> bool:
    """Whether a criterion has an indicator in force whenever it is asked."""
    return all(
        in_force(criterion.indicators, moment)
        for moment in moments(rubric, (criterion, *criterion.indicators))
        if criterion.validity.covers(*moment)
    )


def _gate_missing(rubric: Rubric) -> bool:
    """Whether a gate or rule asks a gate that is not in force with it."""
    for moment in moments(rubric, (*rubric.gates, *rubric.rules)):
        gates, rules = in_force(rubric.gates, moment), in_force(rubric.rules, moment)
        conditions = [*(gate.condition for gate in gates), *(rule.when for rule in rules)]
        plain_parts = [plain for condition in conditions for plain in plain_conditions(condition)]
        ids = {gate.id for gate in gates}
        if any(isinstance(plain, GateHolds) and plain.gate not in ids for plain in plain_parts):
            return True
    return False


def _every_case_answered(rubric: Rubric) -> bool:
    rule_lists = dict.fromkeys(in_force(rubric.rules, moment) for moment in moments(rubric, rubric.rules))
    return all(case_without_answer(rules) is None for rules in rule_lists)
