"""Whether gates, tier rules and criteria give an answer in every case and every law, and none in a circle."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, NamedTuple

from tierscore.model.condition import GateHolds, asked_conditions, plain_conditions
from tierscore.model.decision import Answer, combined
from tierscore.model.moments import in_force, moments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tierscore.model.condition import AskedCondition, Condition
    from tierscore.model.moments import Identified, Moment
    from tierscore.model.rubric import Criterion, Gate, Rubric, TierRule
MOST_CONDITIONS = 12
"""The most different conditions that tier rules may ask; every combination of answers is tried."""


class MissingGate(NamedTuple):
    """A gate that is not in force when it is asked."""

    asked_by: Gate | TierRule
    gate: str
    moment: Moment
    """One of those at which it is missing."""


def missing_gates(rubric: Rubric, most: float = math.inf) -> Iterator[MissingGate]:
    """Each gate that a tier rule or another gate asks while it is not in force; for ``most`` see ``readings``."""
    versions: dict[str, list[Gate]] = {}
    for gate in rubric.gates:
        versions.setdefault(gate.id, []).append(gate)
    for asker, condition in _askers(rubric):
        asked = (plain.gate for plain in plain_conditions(condition) if isinstance(plain, GateHolds))
        for gate_id in dict.fromkeys(asked):
            answering = versions.get(gate_id, [])
            for moment in moments(rubric, (asker, *answering), most):
                if asker.validity.covers(*moment) and not in_force(answering, moment):
                    yield MissingGate(asker, gate_id, moment)
                    break


def _askers(rubric: Rubric) -> Iterator[tuple[Gate | TierRule, Condition]]:
    yield from ((gate, gate.condition) for gate in rubric.gates)
    yield from ((rule, rule.when) for rule in rubric.rules)


def moment_without_indicator(criterion: Criterion, rubric: Rubric, most: float = math.inf) -> Moment | None:
    """When a criterion is asked and none of its indicators is in force; None where that is never so."""
    for moment in moments(rubric, (criterion, *criterion.indicators), most):
        if criterion.validity.covers(*moment) and not in_force(criterion.indicators, moment):
            return moment
    return None


def lists_of_rules(rubric: Rubric) -> list[Sequence[Identified]]:
    """The lists in each of which an id may be in force once."""
    parts = [
        entries
        for criterion in rubric.criteria
        for entries in (criterion.indicators, criterion.caps, criterion.presumptions)
    ]
    return [rubric.criteria, rubric.gates, rubric.rules, *parts]


def id_in_force_twice(rubric: Rubric) -> bool:
    """Whether two rules of one id could be in force at once."""
    return any(
        entry.id == other.id and entry.validity.overlaps(other.validity)
        for entries in lists_of_rules(rubric)
        for entry, other in itertools.combinations(entries, 2)
    )


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
