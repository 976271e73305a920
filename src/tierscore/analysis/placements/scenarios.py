"""Every scenario that the law leaves open once the placements are given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from tierscore.analysis.rule_table import RuleTable
from tierscore.engine.law import plain_through_gates
from tierscore.engine.past_placements import histories, placement_conditions
from tierscore.model.condition import (
    Always,
    Condition,
    GateHolds,
    OutcomeIn,
    Shown,
    TestReaches,
    plain_conditions,
)
from tierscore.model.decision import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric, TierRule
HistoryAnswers = tuple[bool, ...]
"""Whether each condition on placements holds, in the order of ``Scenarios.on_history``."""


@dataclass(frozen=True)
class Scenario:
    """One combination of answers, and the rule that decides it."""

    rule: TierRule
    holding: frozenset[str]
    """The gates, other than those on history, that hold."""


class Scenarios:
    """
    The tier rules of one law, tried on every combination of answers.

    Gates that look at no placement may each hold or fail. What else a gate on placements asks, or a rule asks
    by itself, may hold or fail as well, and goes by the id of that gate or rule. Conditions on placements are
    given.
    """

    def __init__(self, law: Rubric) -> None:
        self.law = law
        self.on_history = placement_conditions(law)
        self._rules = {rule.id: rule for rule in law.rules}
        self._conditions = {gate.id: gate.condition for gate in law.gates}
        self._table = RuleTable(
            [replace(rule, when=self._expanded(rule.when, rule.id)) for rule in law.rules]
        )
        self._scenarios: dict[HistoryAnswers, tuple[Scenario, ...]] = {}

    def possible_answers(self, placements: Placements, report_year: int) -> tuple[HistoryAnswers, ...]:
        """The answers that the known placements allow; more than one only where a gap makes a difference."""
        return tuple(histories(self.on_history, placements, report_year))

    @property
    def blank(self) -> HistoryAnswers:
        """The answers of a country without any history."""
        return (False,) * len(self.on_history)

    def given(self, answers: HistoryAnswers) -> tuple[Scenario, ...]:
        """Every scenario under given answers of the history; remembered."""
        if answers not in self._scenarios:
            self._scenarios[answers] = tuple(self._tried(answers))
        return self._scenarios[answers]

    def asks_history(self, condition: Condition) -> bool:
        """Whether a condition looks at earlier placements, through gates too."""
        return any(plain in self.on_history for plain in plain_through_gates(condition, self.law))

    def _tried(self, answers: HistoryAnswers) -> Iterator[Scenario]:
        given: dict[Condition, Answer] = {
            condition: Answer.HOLDS if holds else Answer.FAILS
            for condition, holds in zip(self.on_history, answers, strict=True)
        }
        gates = [question for question in self._table.questions if isinstance(question, GateHolds)]
        for values in product((Answer.HOLDS, Answer.FAILS), repeat=len(gates)):
            case = given | dict(zip(gates, values, strict=True))
            rule = self._table.first(tuple(case[question] for question in self._table.questions))
            if rule is not None:
                holding = frozenset(gate.gate for gate in gates if case[gate] is Answer.HOLDS)
                yield Scenario(self._rules[rule.id], holding)

    def _expanded(self, condition: Condition, owner: str) -> Condition:
        """What a rule or gate asks of placements, and of gates or parts of gates that may hold or fail."""
        match condition:
            case GateHolds(gate):
                inner = self._conditions[gate]
                always = all(isinstance(plain, Always) for plain in plain_conditions(inner))
                return self._expanded(inner, gate) if always or self.asks_history(inner) else condition
            case OutcomeIn() | TestReaches():
                return GateHolds(owner)
            case Shown(part):
                return self._expanded(part, owner)
            case _:
                return condition.with_parts([self._expanded(part, owner) for part in condition.parts()])
