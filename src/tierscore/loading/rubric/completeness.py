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
    from collections.abc import Iterator, Mapping, Sequence

    from tierscore.model.condition import Condition
    from tierscore.model.rubric import Gate, TierRule
MOST_CONDITIONS = 12
"""The most different conditions that tier rules may ask; every combination of answers is tried."""


def circle(gates: Sequence[Gate]) -> tuple[str, ...]:
    """The gates of a first circle, each asking the next, the first again at the end; else empty."""
    asks = {
        gate.id: [plain.gate for plain in plain_conditions(gate.condition) if isinstance(plain, GateHolds)]
        for gate in gates
    }
    done: set[str] = set()
    return next((trail for gate in asks if (trail := _circle_from(gate, asks, done))), ())


def _circle_from(start: str, asks: Mapping[str, list[str]], done: set[str]) -> tuple[str, ...]:
    """A circle that a gate leads to; gates that lead to none are added to ``done``."""
    trail: list[str] = []
    branches = [iter([start])]
    while branches:
        gate = next(branches[-1], None)
        if gate is None:
            branches.pop()
            if trail:
                done.add(trail.pop())
        elif gate in trail:
            return (*trail[trail.index(gate) :], gate)
        elif gate not in done:
            trail.append(gate)
            branches.append(iter(asks.get(gate, ())))
    return ()


def conditions_of(rules: Sequence[TierRule]) -> tuple[Plain, ...]:
    """The different plain conditions that tier rules ask, in the order in which they are written."""
    conditions = (plain for rule in rules for plain in plain_conditions(rule.when))
    return tuple(plain for plain in dict.fromkeys(conditions) if not isinstance(plain, Always))


def case_without_answer(rules: Sequence[TierRule]) -> dict[Plain, bool] | None:
    """The first combination of answers for which no rule holds; None where there is none."""
    conditions = conditions_of(rules)
    for answers in itertools.product((False, True), repeat=len(conditions)):
        case = dict(zip(conditions, answers, strict=True))
        if not any(_holds(rule.when, case) for rule in rules):
            return case
    return None


def _holds(condition: Condition, case: Mapping[Plain, bool]) -> bool:
    def answer(condition: Condition, parts: Iterator[bool]) -> bool:
        match condition:
            case Always():
                return True
            case EveryOne() | AnyOne() | AtLeastSo():
                return sum(parts) >= condition.count
            case NotSo():
                return not next(parts)
            case Shown():  # refused in tier rules: what is neither shown nor excluded would have no answer
                return next(parts)
            case _:
                return case[condition]

    return condition.fold(answer)
