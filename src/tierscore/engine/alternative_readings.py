"""What another reading of the law would give: each switch of a rubric set to each other value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.conditions import answer
from tierscore.engine.decision import judge
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.law import law_of, plain_through_gates, with_choices
from tierscore.model.assessment import Alternative
from tierscore.model.condition import GateHolds, OutcomeIn
from tierscore.model.decision import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.engine.decision import Judgement
    from tierscore.model.rubric import Rubric


def alternatives(evaluator: Evaluator, rubric: Rubric, judgement: Judgement) -> tuple[Alternative, ...]:
    """Every other reading of ``rubric`` that would change the indicated tier or the range."""
    own = judgement.indicated, judgement.range
    readings = _other_readings(evaluator, rubric)
    return tuple(reading for reading in readings if (reading.indicated, reading.range) != own)


def _other_readings(evaluator: Evaluator, rubric: Rubric) -> Iterator[Alternative]:
    view, reached = evaluator.view, _reached(evaluator)
    for switch in rubric.switches:
        for value, meaning in switch.options.items():
            law = law_of(with_choices(rubric, {switch.name: value}), view.report_year)
            if value == switch.value or not _changed(evaluator.rubric, law) & reached:
                continue
            other = judge(Evaluator(view.under(law), evaluator.placements))
            yield Alternative(
                switch.name, switch.question, switch.value, value, meaning, other.indicated, other.range
            )


def _reached(evaluator: Evaluator) -> frozenset[str]:
    """The ids of rules, gates and criteria that some completion asks: none after a rule that surely holds."""
    known = evaluator.known(evaluator.unassigned)
    ids: set[str] = set()
    for rule in evaluator.rubric.rules:
        ids.add(rule.id)
        for plain in plain_through_gates(rule.when, evaluator.rubric):
            if isinstance(plain, OutcomeIn):
                ids.add(plain.criterion)
            elif isinstance(plain, GateHolds):
                ids.add(plain.gate)
        if answer(rule.when, known) is Answer.HOLDS:
            break
    return frozenset(ids)


def _changed(law: Rubric, other: Rubric) -> frozenset[str]:
    """The ids of what differs between two laws; a rule that one lacks counts as the rule before it."""
    ids = {criterion.id for criterion in set(law.criteria) ^ set(other.criteria)}
    ids |= {gate.id for gate in set(law.gates) ^ set(other.gates)}
    for rules, other_rules in ((law.rules, other.rules), (other.rules, law.rules)):
        for before, rule in zip((law.rules[0], *rules), rules, strict=False):
            if rule not in other_rules:
                ids.add(before.id)
    return frozenset(ids)
