"""What another reading of the law would give: each switch of a rubric set to each other value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.conditions import answer
from tierscore.engine.decision import judge
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.law import law_of, with_choices
from tierscore.model.assessment import Alternative
from tierscore.model.condition import GateHolds, OutcomeIn, plain_conditions
from tierscore.model.decision import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.engine.decision import Judgement
    from tierscore.model.condition import Condition
    from tierscore.model.rubric import Rubric


def alternatives(evaluator: Evaluator, rubric: Rubric, found: Judgement) -> tuple[Alternative, ...]:
    """Every other reading of ``rubric`` that would change the indicated tier or the range."""
    return tuple(
        other
        for other in _others(evaluator, rubric)
        if (other.indicated, other.range) != (found.indicated, found.range)
    )


def _others(evaluator: Evaluator, rubric: Rubric) -> Iterator[Alternative]:
    view, reached = evaluator.view, _reached(evaluator)
    for switch in rubric.switches:
        for value, says in switch.options.items():
            law = law_of(with_choices(rubric, {switch.name: value}), view.report_year)
            if value == switch.value or not _changed(evaluator.rubric, law) & reached:
                continue
            judged = judge(Evaluator(view.under(law), evaluator.placements))
            yield Alternative(
                switch.name, switch.question, switch.value, value, says, judged.indicated, judged.range
            )


def _reached(evaluator: Evaluator) -> frozenset[str]:
    """The rules, gates and criteria that some completion of the unknowns comes to: none after a rule that surely holds."""
    known = evaluator.known(evaluator.unassigned)
    names: set[str] = set()
    for rule in evaluator.rubric.rules:
        names |= {rule.id} | _asked(rule.when, evaluator.rubric)
        if answer(rule.when, known) is Answer.HOLDS:
            break
    return frozenset(names)


def _asked(condition: Condition, rubric: Rubric) -> set[str]:
    """The gates and criteria that a condition asks, through other gates too."""
    conditions = {gate.id: gate.condition for gate in rubric.gates}
    found: set[str] = set()
    for plain in plain_conditions(condition):
        if isinstance(plain, OutcomeIn):
            found.add(plain.criterion)
        elif isinstance(plain, GateHolds):
            found |= {plain.gate} | _asked(conditions[plain.gate], rubric)
    return found


def _changed(one: Rubric, other: Rubric) -> frozenset[str]:
    """The ids of what stands in one law and not, or otherwise, in another; a new rule counts as reached by those before it."""
    changed = {criterion.id for criterion in set(one.criteria) ^ set(other.criteria)}
    changed |= {gate.id for gate in set(one.gates) ^ set(other.gates)}
    for rules, others in ((one.rules, other.rules), (other.rules, one.rules)):
        changed |= {
            rules[place - 1].id if place else one.rules[0].id
            for place, rule in enumerate(rules)
            if rule not in others
        }
    return frozenset(changed)
