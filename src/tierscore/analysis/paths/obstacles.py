"""What bars a tier on a judgement: unknowns and facts of which one at least has to stand otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.evaluator import AnsweredGates
from tierscore.engine.tier_range import gates_of
from tierscore.model.condition import EveryOne, GateHolds, NotSo
from tierscore.model.decision import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tierscore.engine.decision import Judgement
    from tierscore.model.condition import Condition

Numbers = frozenset[int]
"""Some variables, by their numbers."""


def as_assumed(judgement: Judgement) -> AnsweredGates:
    """What is known, save that gates have the answers that they take in the tier rules."""
    return AnsweredGates(judgement.evaluator.start, lambda gate: judgement.gate(gate).assumed)


def barring(judgement: Judgement, tier: str) -> Iterator[Numbers]:
    """For each rule that leads to a tier which is not indicated the variables of which one has to stand otherwise."""
    assumed = as_assumed(judgement)
    earlier = None
    for rule, question in judgement.evaluator.plan.rules:
        answer = question(assumed)
        if rule.tier == tier:
            grounds = []
            if answer is not Answer.HOLDS:
                grounds.append(
                    _to_change(
                        rule.when, judgement, {gate.gate.id: gate.assumed for gate in judgement.answers}
                    )
                )
            if earlier is not None:
                grounds.append(judgement.evaluator.plan.condition_reads(earlier).bearing)
            yield min(grounds or [_too_little_known(rule.when, judgement)], key=len)
        if answer is not Answer.FAILS and earlier is None:
            earlier = rule.when


def _too_little_known(condition: Condition, judgement: Judgement) -> Numbers:
    """
    Variables of which one has to stand otherwise where a rule holds and its tier is not indicated.

    One of the conditions on which too little is known; where that is not why, any variable.
    """
    plan, least = judgement.evaluator.plan, judgement.evaluator.rubric.settings.minimum_coverage
    thin = [
        plan.gate_reads(answer.gate.id).bearing
        for answer in judgement.answers
        if answer.gate.id in gates_of(condition)
        and answer.answer is Answer.OPEN
        and answer.coverage < least
        and not answer.summaries
    ]
    return min(thin, key=len, default=frozenset(range(len(judgement.evaluator.variables))))


def _to_change(condition: Condition, judgement: Judgement, answers: Mapping[str, Answer]) -> Numbers:
    """
    Variables of which one has to stand otherwise for a condition to hold that does not.

    Of a condition that asks for several gates it is enough to look at one that has not the answer asked for, by
    ``answers``: those that gates take in the tier rules, and those that are sure inside a gate.
    """
    plan = judgement.evaluator.plan
    match condition:
        case EveryOne(parts):
            failing = [part for part in parts if _is_otherwise(part, answers)]
            if failing:
                return min((_to_change(part, judgement, answers) for part in failing), key=len)
        case GateHolds(gate):
            sure = {answer.gate.id: answer.answer for answer in judgement.answers}
            if sure[gate] is Answer.FAILS:
                settled = {name: answer for name, answer in sure.items() if answer is not Answer.OPEN}
                return _to_change(plan.gates[gate].condition, judgement, settled)
        case _:
            pass
    return plan.condition_reads(condition).bearing


def _is_otherwise(condition: Condition, answers: Mapping[str, Answer]) -> bool:
    """Whether a condition on one gate has not the answer asked for; not where its answer is not given."""
    match condition:
        case GateHolds(gate):
            return answers.get(gate, Answer.HOLDS) is not Answer.HOLDS
        case NotSo(GateHolds(gate)):
            return answers.get(gate, Answer.FAILS) is not Answer.FAILS
        case _:
            return False
