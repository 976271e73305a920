"""The tiers that completions of what is known give: the range of a judgement."""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING

from tierscore.engine.evaluator import AnsweredGates, KnownSoFar
from tierscore.engine.search import WORK_LIMIT, Search
from tierscore.model.assessment import CONTRADICTION
from tierscore.model.condition import GateHolds, plain_conditions
from tierscore.model.decision import Answer
from tierscore.model.rubric import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.engine.compiled.conditions import Known
    from tierscore.engine.compiled.plan import Plan
    from tierscore.engine.evaluator import Evaluator
    from tierscore.engine.search import Attainable
    from tierscore.model.condition import Condition
MOST_OPEN_GATES = 10
"""Of how many open gates every combination of answers is looked at."""


def possible_tiers(known: KnownSoFar) -> frozenset[str]:
    """The tiers, or ``contradiction``, that completions of what is known give; exact where all is known."""
    return _tiers_of(known.plan, known)


def _tiers_of(plan: Plan, known: Known) -> frozenset[str]:
    tiers = set()
    for rule, question in plan.rules:
        rule_answer = question(known)
        if rule_answer is not Answer.FAILS:
            tiers.add(rule.tier)
        if rule_answer is Answer.HOLDS:
            break
    return frozenset(tiers)


def attainable_tiers(
    evaluator: Evaluator, limit: int = WORK_LIMIT, *, few_suppositions: bool = False
) -> Attainable[str]:
    """
    The range: every tier that some completion of the unknowns gives; exact within a limit of looks.

    With ``few_suppositions`` the example of a tier is a completion that leaves open what it need not suppose;
    else it is the first that is come by, which takes a fraction of the work.
    """
    order, start = evaluator.open_in_order(), evaluator.start
    if few_suppositions:
        return Search(order, possible_tiers, limit, closer=tiers_by_gates).run(start)
    search = Search(order, possible_tiers, limit, completions=KnownSoFar.extremes, closer=tiers_by_gates)
    return search.run(start, _from_best_to_worst(evaluator))


def tiers_by_gates(known: KnownSoFar) -> frozenset[str]:
    """
    The tiers that some combination of answers to the open gates gives, as if each could be answered by itself.

    That is never too small, and smaller than what ``possible_tiers`` gives where one gate decides two rules: if the
    first rule holds whenever the second does, the second never has its turn.
    """
    asked = dict.fromkeys(gate for rule, _ in known.plan.rules for gate in gates_of(rule.when))
    answers = {gate: known.gate(gate) for gate in asked}
    open_gates = [gate for gate, answer in answers.items() if answer is Answer.OPEN]
    if len(open_gates) > MOST_OPEN_GATES:
        return possible_tiers(known)
    combinations = product((Answer.HOLDS, Answer.FAILS), repeat=len(open_gates))
    views = (
        AnsweredGates(known, (answers | dict(zip(open_gates, combination, strict=True))).__getitem__)
        for combination in combinations
    )
    return frozenset(chain.from_iterable(_tiers_of(known.plan, view) for view in views))


def _from_best_to_worst(evaluator: Evaluator) -> Iterator[KnownSoFar]:
    """Completions in which one unknown after another turns from good to bad; most tiers lie on this way."""
    known, worst = evaluator.bounds
    yield known
    for number in evaluator.open_in_order():
        if known.assignment[number] != worst.assignment[number]:
            known = known.with_option(number, worst.assignment[number])
            yield known


def ranked(evaluator: Evaluator, tiers: frozenset[str]) -> tuple[str, ...]:
    """Tiers from best to worst."""
    order = {tier.id: (tier.role is Role.NONE, tier.rank) for tier in evaluator.rubric.tiers}
    return tuple(sorted(tiers - {CONTRADICTION}, key=lambda tier: order[tier]))


def gates_of(condition: Condition) -> tuple[str, ...]:
    """The gates that a condition itself asks about, in the order in which it does."""
    return tuple(
        dict.fromkeys(plain.gate for plain in plain_conditions(condition) if isinstance(plain, GateHolds))
    )
