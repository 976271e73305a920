"""Whether gates and tier rules give an answer in every case, and none in a circle."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    EveryOne,
    GateHolds,
    NotSo,
    Plain,
    Shown,
    plain_conditions,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tierscore.model.condition import Condition
    from tierscore.model.rubric import Gate, TierRule
MOST_PARTS = 12
"""The most different conditions that tier rules may ask; every combination of answers is tried."""


def circle(gates: Sequence[Gate]) -> tuple[str, ...]:
    """The gates of a first circle, each asking the next, the first repeated at the end; empty where there is none."""
    asks = {
        gate.id: [plain.gate for plain in plain_conditions(gate.condition) if isinstance(plain, GateHolds)]
        for gate in gates
    }
    done: set[str] = set()
    for gate in asks:
        if found := _follow(gate, asks, done):
            return found
    return ()


def _follow(start: str, asks: Mapping[str, list[str]], done: set[str]) -> tuple[str, ...]:
    trail: list[str] = []
    waiting = [iter([start])]
    while waiting:
        gate = next(waiting[-1], None)
        if gate is None:
            waiting.pop()
            if trail:
                done.add(trail.pop())
        elif gate in trail:
            return (*trail[trail.index(gate) :], gate)
        elif gate not in done:
            trail.append(gate)
            waiting.append(iter(asks.get(gate, ())))
    return ()


def parts(rules: Sequence[TierRule]) -> tuple[Plain, ...]:
    """The different plain conditions that tier rules ask, in the order in which they are written."""
    asked = (plain for rule in rules for plain in plain_conditions(rule.when))
    return tuple(plain for plain in dict.fromkeys(asked) if not isinstance(plain, Always))


def case_without_answer(rules: Sequence[TierRule]) -> dict[Plain, bool] | None:
    """The first combination of answers for which no rule holds; None where there is none."""
    asked = parts(rules)
    for answers in itertools.product((False, True), repeat=len(asked)):
        case = dict(zip(asked, answers, strict=True))
        if not any(_holds(rule.when, case) for rule in rules):
            return case
    return None


def _holds(condition: Condition, case: Mapping[Plain, bool]) -> bool:
    match condition:
        case Always():
            return True
        case EveryOne(conditions):
            return all(_holds(part, case) for part in conditions)
        case AnyOne(conditions):
            return any(_holds(part, case) for part in conditions)
        case AtLeastSo(count, conditions):
            return sum(_holds(part, case) for part in conditions) >= count
        case NotSo(part):
            return not _holds(part, case)
        case Shown(
            part
        ):  # refused in tier rules, where what is not shown and not excluded would have no answer
            return _holds(part, case)
        case _:
            return case[condition]
