"""What became of each part of a condition, for a report that shows it and runs no rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tierscore.engine.compiled.conditions import answer
from tierscore.engine.evaluator import AnsweredGates
from tierscore.engine.findings import evidence_of
from tierscore.engine.law import plain_through_gates
from tierscore.engine.tier_range import gates_of
from tierscore.model.condition import GateHolds, OutcomeIn, TestReaches
from tierscore.model.decision import ConditionResult, Trial

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tierscore.engine.compiled.conditions import Known
    from tierscore.engine.evaluator import Evaluator
    from tierscore.model.condition import Condition
    from tierscore.model.decision import Decision
    from tierscore.model.finding import Finding
    from tierscore.model.rubric import Gate


class ResultTree:
    """Builds the results of conditions from what is known when every unknown is open."""

    def __init__(self, evaluator: Evaluator, findings: Sequence[Finding]) -> None:
        """Take the facts and the findings on them."""
        self._evaluator = evaluator
        self._findings = {finding.criterion.id: finding for finding in findings}
        self._gates: Mapping[str, Gate] = {gate.id: gate for gate in evaluator.rubric.gates}

    def of(self, condition: Condition, known: Known) -> ConditionResult:
        """The condition with its own answer and those of its parts, each as far as what is known settles it."""
        return ConditionResult(
            condition=condition,
            answer=answer(condition, known),
            parts=tuple(self.of(part, known) for part in condition.parts()),
            evidence=evidence_of(condition.test, self._evaluator)
            if isinstance(condition, TestReaches)
            else (),
            finding=self._findings.get(condition.criterion) if isinstance(condition, OutcomeIn) else None,
            gate=self._gates[condition.gate] if isinstance(condition, GateHolds) else None,
        )


def explained(evaluator: Evaluator, findings: Sequence[Finding], decision: Decision) -> Decision:
    """The same decision, with what became of each part of its rules and gates, and which gates it reached."""
    tree = ResultTree(evaluator, findings)
    known = evaluator.start
    known = evaluator.start
    assumed = AnsweredGates(known, {gate.gate.id: gate.assumed for gate in decision.gates}.__getitem__)
    reached = {
        plain.gate
        for trial in decision.trials
        for plain in plain_through_gates(trial.rule.when, evaluator.rubric)
        if isinstance(plain, GateHolds)
    }
    later = evaluator.rubric.rules[len(decision.trials) :]
    return replace(
        decision,
        trials=tuple(replace(trial, tree=tree.of(trial.rule.when, assumed)) for trial in decision.trials),
        later=tuple(
            Trial(rule, answer(rule.when, assumed), gates_of(rule.when), tree.of(rule.when, assumed))
            for rule in later
        ),
        gates=tuple(
            replace(result, tree=tree.of(result.gate.condition, known), reached=result.gate.id in reached)
            for result in decision.gates
        ),
    )
