"""What another reading of the law would give: each switch of a rubric set to each other value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.decision import Judgement
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.law import law_of, plain_through_gates, with_choices
from tierscore.engine.search import SIDE_LIMIT
from tierscore.model.assessment import Alternative
from tierscore.model.condition import GateHolds, OutcomeIn
from tierscore.model.decision import Answer
from tierscore.model.moments import in_one_only
from tierscore.model.standing import ReadingOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tierscore.model.rubric import Rubric


class ReadingJudge:
    """Judges the same facts under other readings of the law, each reading once."""

    def __init__(self, evaluator: Evaluator, rubric: Rubric) -> None:
        """Take the facts under the default readings, and the whole rubric with its switches."""
        self.evaluator = evaluator
        self.rubric = rubric
        self._judgements: dict[frozenset[tuple[str, str]], Judgement] = {}

    def law(self, choices: Mapping[str, str]) -> Rubric:
        """The law of the report year with some switches set otherwise."""
        return law_of(with_choices(self.rubric, dict(choices)), self.evaluator.view.report_year)

    def judgement(self, choices: Mapping[str, str], law: Rubric) -> Judgement:
        """The judgement of the facts under ``law``, which is that of ``choices``."""
        key = frozenset(choices.items())
        if key not in self._judgements:
            other = Evaluator(self.evaluator.view.under(law), self.evaluator.placements)
            self._judgements[key] = Judgement(other, SIDE_LIMIT)
        return self._judgements[key]

    def outcome(self, choices: Mapping[str, str], law: Rubric) -> ReadingOutcome:
        """What the facts lead to under ``law``, which is that of ``choices``."""
        other = self.judgement(choices, law)
        return ReadingOutcome(dict(choices), other.indicated, other.range)


def alternatives(readings: ReadingJudge, judgement: Judgement) -> tuple[Alternative, ...]:
    """Every other reading of the rubric that would change the indicated tier or the range."""
    own = judgement.indicated, judgement.range
    others = _other_readings(readings)
    return tuple(other for other in others if (other.indicated, other.range) != own)


def _other_readings(readings: ReadingJudge) -> Iterator[Alternative]:
    evaluator, reached = readings.evaluator, _reached(readings.evaluator)
    for switch in readings.rubric.switches:
        for value, meaning in switch.options.items():
            choices = {switch.name: value}
            law = readings.law(choices)
            if value == switch.value or not _changed(evaluator.rubric, law) & reached:
                continue
            other = readings.outcome(choices, law)
            yield Alternative(
                switch.name, switch.question, switch.value, value, meaning, other.indicated, other.range
            )


def _reached(evaluator: Evaluator) -> frozenset[str]:
    """The ids of rules, gates and criteria that some completion asks: none after a rule that surely holds."""
    ids: set[str] = set()
    for rule, question in evaluator.plan.rules:
        ids.add(rule.id)
        for plain in plain_through_gates(rule.when, evaluator.rubric):
            if isinstance(plain, OutcomeIn):
                ids.add(plain.criterion)
            elif isinstance(plain, GateHolds):
                ids.add(plain.gate)
        if question(evaluator.start) is Answer.HOLDS:
            break
    return frozenset(ids)


def _changed(law: Rubric, other: Rubric) -> frozenset[str]:
    """The ids of what differs between two laws; a rule that one lacks counts as the rule before it."""
    ids = {criterion.id for criterion in in_one_only(law.criteria, other.criteria)}
    ids |= {gate.id for gate in in_one_only(law.gates, other.gates)}
    for rules, other_rules in ((law.rules, other.rules), (other.rules, law.rules)):
        for before, rule in zip((law.rules[0], *rules), rules, strict=False):
            if rule not in other_rules:
                ids.add(before.id)
    return frozenset(ids)
