"""Whether a changed rubric is still one that could be loaded and judged by."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from tierscore.loading.rubric.completeness import case_without_answer
from tierscore.model.condition import GateHolds, plain_conditions
from tierscore.model.moments import in_force, moments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.condition import Condition
    from tierscore.model.rubric import Cap, Criterion, Gate, Indicator, Presumption, Rubric, TierRule

    WithId = Criterion | Indicator | Cap | Presumption | Gate | TierRule


def well_formed(changed: Rubric, original: Rubric) -> bool:
    """
    Whether a rubric that differs from a well-formed one by one step is well-formed too.

    No id may be in force twice, every criterion that is asked needs an indicator in force, every gate that a rule or
    another gate asks has to be in force with it, the tier rules have to answer every case, and cut-offs have to be in order.
    """
    new = [
        criterion
        for criterion in changed.criteria
        if not any(criterion is other for other in original.criteria)
    ]
    dated_anew = _validities(changed) != _validities(original)
    return (
        changed.scale.partly_met_from <= changed.scale.met_from
        and all(_asks_something(criterion, changed) for criterion in new)
        and not (dated_anew and (_twice(changed) or _asks_what_is_not_there(changed)))
        and (changed.rules is original.rules or not _leaves_a_case_open(changed))
    )


def _validities(rubric: Rubric) -> list[object]:
    """The dates of everything, in its order."""
    return [one.validity for group in _groups(rubric) for one in group]


def _groups(rubric: Rubric) -> list[tuple[WithId, ...]]:
    """The entries among which an id may be in force once."""
    parts = [group for one in rubric.criteria for group in (one.indicators, one.caps, one.presumptions)]
    return [rubric.criteria, rubric.gates, rubric.rules, *parts]


def _twice(rubric: Rubric) -> bool:
    return any(
        one.id == other.id and one.validity.overlaps(other.validity)
        for group in _groups(rubric)
        for one, other in combinations(group, 2)
    )


def _asks_something(criterion: Criterion, rubric: Rubric) -> bool:
    asked = [
        moment
        for moment in moments(rubric, (criterion, *criterion.indicators))
        if criterion.validity.covers(*moment)
    ]
    return all(in_force(criterion.indicators, moment) for moment in asked)


def _asks_what_is_not_there(rubric: Rubric) -> bool:
    for moment in moments(rubric, (*rubric.gates, *rubric.rules)):
        gates, rules = in_force(rubric.gates, moment), in_force(rubric.rules, moment)
        asked = _gates([*(gate.condition for gate in gates), *(rule.when for rule in rules)])
        if not asked <= {gate.id for gate in gates}:
            return True
    return False


def _gates(conditions: Iterable[Condition]) -> set[str]:
    return {
        plain.gate
        for condition in conditions
        for plain in plain_conditions(condition)
        if isinstance(plain, GateHolds)
    }


def _leaves_a_case_open(rubric: Rubric) -> bool:
    sets = dict.fromkeys(in_force(rubric.rules, moment) for moment in moments(rubric, rubric.rules))
    return any(case_without_answer(rules) is not None for rules in sets)
