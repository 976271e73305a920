"""Whether gates and tier rules give an answer in every case, and none in a circle."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tierscore.model.condition import GateHolds, asked_conditions, plain_conditions
from tierscore.model.decision import Answer, combined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tierscore.model.condition import AskedCondition
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


def case_without_answer(rules: Sequence[TierRule]) -> dict[AskedCondition, Answer] | None:
    """The first combination of answers for which no rule holds; None where there is none."""
    conditions = asked_conditions(*(rule.when for rule in rules))
    for answers in itertools.product((Answer.FAILS, Answer.HOLDS), repeat=len(conditions)):
        case = dict(zip(conditions, answers, strict=True))
        if not any(combined(rule.when, case.__getitem__) is Answer.HOLDS for rule in rules):
            return case
    return None
