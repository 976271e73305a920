"""A rubric with a single one of the changes made to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tierscore.analysis.rubric_diff.matching import entry_step, paired
from tierscore.analysis.rubric_walk import parts
from tierscore.model.assessment import CONTRADICTION
from tierscore.model.condition import GateHolds, OutcomeIn
from tierscore.model.test import Trend

if TYPE_CHECKING:
    from tierscore.model.check import Address
    from tierscore.model.rubric import Criterion, Rubric
_TOGETHER = {"rules", "special_list", "pillars"}
"""What is only of one piece: tier rules leave no case open together, and gates count the ways onto the special list."""


def patched(before: Rubric, after: Rubric, path: Address) -> Rubric | None:
    """The old rubric with what stands at a path taken from the new one; None where that would leave it in pieces."""
    top = path[0]
    found: Rubric = (
        replace(before, **{top: getattr(after, top)}) if top in _TOGETHER else _at(before, after, path)
    )
    if top == "special_list":
        found = replace(found, gates=after.gates, rules=after.rules)
    return found if _whole(found) else None


def _at(before: Any, after: Any, path: Address) -> Any:
    if not path:
        return after
    field, *rest = path
    old, new = getattr(before, field), getattr(after, field)
    if not rest:
        return replace(before, **{field: new})
    if isinstance(new, Mapping):
        return replace(before, **{field: _entry(old, new, rest[0])})
    if isinstance(new, tuple):
        return replace(before, **{field: _among(old, new, rest)})
    return replace(before, **{field: _at(old, new, tuple(rest))})


def _entry(old: Mapping[str, Any], new: Mapping[str, Any], key: str) -> dict[str, Any]:
    kept = {known: value for known, value in old.items() if known != key}
    return kept | {known: value for known, value in new.items() if known == key}


def _among(old: tuple[Any, ...], new: tuple[Any, ...], path: list[str]) -> tuple[Any, ...]:
    pairing = paired(old, new)
    partner = {entry_step(after): (before, after) for before, after in pairing.both}
    if path[0] in partner:
        before, after = partner[path[0]]
        return tuple(_at(entry, after, tuple(path[1:])) if entry is before else entry for entry in old)
    kept = tuple(entry for entry in old if not (entry in pairing.gone and entry_step(entry) == path[0]))
    return (*kept, *(entry for entry in pairing.come if entry_step(entry) == path[0]))


def _whole(rubric: Rubric) -> bool:
    """Whether everything that the rubric refers to is in it."""
    criteria, gates = {one.id for one in rubric.criteria}, {one.id for one in rubric.gates}
    tiers = {CONTRADICTION, *(tier.id for tier in rubric.tiers)}
    for part in parts(rubric):
        match part:
            case OutcomeIn(criterion) if criterion not in criteria:
                return False
            case GateHolds(gate) if gate not in gates:
                return False
            case Trend(direction=direction) if direction not in rubric.scale.trends:
                return False
            case _:
                pass
    return all(rule.tier in tiers for rule in rubric.rules) and all(
        _never_empty(one, rubric) for one in rubric.criteria
    )


def _never_empty(criterion: Criterion, rubric: Rubric) -> bool:
    """Whether a criterion has an indicator in force in every year in which it is asked."""
    return all(
        any(indicator.validity.covers(year, rubric.choices) for indicator in criterion.indicators)
        for year in range(rubric.first_report, rubric.last_report + 1)
        if criterion.validity.covers(year, rubric.choices)
    )
