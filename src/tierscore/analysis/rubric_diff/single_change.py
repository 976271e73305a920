"""A rubric with a single one of the changes made to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tierscore.analysis.rubric_diff.matching import entry_step, match_entries
from tierscore.analysis.rubric_walk import records_in
from tierscore.loading.rubric.completeness import (
    id_in_force_twice,
    missing_gates,
    moment_without_indicator,
)
from tierscore.model.assessment import CONTRADICTION
from tierscore.model.condition import OutcomeIn
from tierscore.model.test import Trend

if TYPE_CHECKING:
    from tierscore.model.check import Address
    from tierscore.model.rubric import Rubric
_INDIVISIBLE = {"rules", "special_list", "pillars"}
"""Fields that change only as a whole: tier rules answer all cases together, and gates count the grounds."""


def with_single_change(before: Rubric, after: Rubric, path: Address) -> Rubric | None:
    """The old rubric with what stands at a path of the new one; None where that would leave it incomplete."""
    field = path[0]
    if field not in _INDIVISIBLE:
        changed: Rubric = _taken_over(before, after, path)
    elif field == "special_list":
        changed = replace(before, special_list=after.special_list, gates=after.gates, rules=after.rules)
    else:
        changed = replace(before, **{field: getattr(after, field)})
    return changed if _complete(changed) else None


def _taken_over(before: Any, after: Any, path: Address) -> Any:
    """A record with what stands at a path taken from another."""
    if not path:
        return after
    field, *rest = path
    old, new = getattr(before, field), getattr(after, field)
    if not rest:
        value = new
    elif isinstance(new, Mapping):
        others = {key: value for key, value in old.items() if key != rest[0]}
        value = others | {key: value for key, value in new.items() if key == rest[0]}
    elif isinstance(new, tuple):
        value = _with_entry(old, new, rest[0], tuple(rest[1:]))
    else:
        value = _taken_over(old, new, tuple(rest))
    return replace(before, **{field: value})


def _with_entry(before: tuple[Any, ...], after: tuple[Any, ...], step: str, rest: Address) -> tuple[Any, ...]:
    """A list in which one entry is changed, or comes or goes."""
    matched = match_entries(before, after)
    for old, new in matched.both:
        if entry_step(new) == step:
            return tuple(_taken_over(old, new, rest) if entry is old else entry for entry in before)
    removed = [entry for entry in matched.removed if entry_step(entry) == step]
    added = [entry for entry in matched.added if entry_step(entry) == step]
    return (*(entry for entry in before if entry not in removed), *added)


def _complete(rubric: Rubric) -> bool:
    """Whether everything that the rubric refers to is in it, and in force once where it is asked."""
    criteria = {criterion.id for criterion in rubric.criteria}
    tiers = {CONTRADICTION, *(tier.id for tier in rubric.tiers)}
    for record in records_in(rubric):
        match record:
            case OutcomeIn(criterion) if criterion not in criteria:
                return False
            case Trend(direction=direction) if direction not in rubric.scale.trends:
                return False
            case _:
                pass
    return (
        all(rule.tier in tiers for rule in rubric.rules)
        and all(moment_without_indicator(criterion, rubric) is None for criterion in rubric.criteria)
        and not id_in_force_twice(rubric)
        and not any(missing_gates(rubric))
    )
