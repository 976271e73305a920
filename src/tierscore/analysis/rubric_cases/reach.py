"""Which expectations a change of a rubric can touch; where that is in doubt, it can."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tierscore.analysis.rubric_cases.runner import Reach
from tierscore.analysis.rubric_walk import records_in
from tierscore.analysis.supposed_outcomes import SupposedOutcomes
from tierscore.engine.compiled.conditions import answer
from tierscore.engine.dossier_view import all_leaves
from tierscore.model.condition import GateHolds, OutcomeIn, plain_conditions
from tierscore.model.decision import Answer
from tierscore.model.moments import in_one_only
from tierscore.model.outcome import Outcome
from tierscore.model.test import Subject, subjects

if TYPE_CHECKING:
    from tierscore.analysis.rubric_cases.runner import ExpectationTrial
    from tierscore.model.condition import Condition
    from tierscore.model.rubric import Gate, Rubric, TierRule
T = TypeVar("T")
_ANY_OUTCOME = frozenset({Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET})


def reach(original: Rubric, changed: Rubric) -> Reach:
    """How far the difference goes; parts of both rubrics are the same objects, or are taken to differ."""
    criteria = in_one_only(original.criteria, changed.criteria)
    rules = in_one_only(original.rules, changed.rules)
    if not rules and original.rules != changed.rules:  # the same ones in another order
        rules = original.rules
    deciding: tuple[Gate | TierRule, ...] = (*in_one_only(original.gates, changed.gates), *rules)
    leaves_changed = set(all_leaves(original)) ^ set(all_leaves(changed)) if criteria or deciding else set()
    measures = {subject.measure for leaf in leaves_changed for subject in subjects(leaf)}
    gates = (*original.gates, *changed.gates)
    return Reach(
        everything=(original.scale, original.settings) != (changed.scale, changed.settings)
        or bool(measures and deciding),
        criteria=frozenset(
            {criterion.id for criterion in criteria}
            | {
                criterion.id
                for criterion in (*original.criteria, *changed.criteria)
                if _reads((criterion.indicators, criterion.caps), measures)
            }
        ),
        decision=bool(deciding) or any(_reads(gate.condition, measures) for gate in gates),
        changed=(*criteria, *deciding),
    )


def touches(difference: Reach, trial: ExpectationTrial, influence: TierInfluence) -> bool:
    """Whether a difference between two rubrics can change what an expectation asks for."""
    expected = trial.expected
    if difference.everything or expected.not_counted or expected.strongest_pillar is not None:
        return True
    if not any(part.validity.covers(expected.report_year, trial.law.choices) for part in difference.changed):
        return False
    if not difference.criteria.isdisjoint(expected.outcomes or ()):
        return True
    return expected.asks_decision and (difference.decision or influence.may_change(difference.criteria))


def _reads(part: object, measures: set[str]) -> bool:
    subjects_read = (record for record in records_in(part) if isinstance(record, Subject))
    return bool(measures) and any(subject.measure in measures for subject in subjects_read)


class TierInfluence:
    """
    Which criteria can still change the tier that a trial finds.

    The tier rests on the gates that tier rules ask. Where each of these is settled whatever the outcome of
    some criteria might be, no change of these criteria changes the tier, the range, or why.
    """

    def __init__(self, trial: ExpectationTrial) -> None:
        self._trial = trial
        self._answers: dict[frozenset[str], bool] = {}

    def may_change(self, criteria: frozenset[str]) -> bool:
        """Whether the tier could depend on the outcomes of some criteria; remembered."""
        if criteria not in self._answers:
            known = _OutcomesOpen(self._trial.evaluator.start, criteria, _ANY_OUTCOME)
            self._answers[criteria] = self._changes(known, criteria)
        return self._answers[criteria]

    def _changes(self, known: _OutcomesOpen, criteria: frozenset[str]) -> bool:
        """Whether some rule asks a gate that they leave open; none is tried after one that holds."""
        for rule, question in self._trial.evaluator.plan.rules:
            if any(self._is_open(plain, known, criteria) for plain in plain_conditions(rule.when)):
                return True
            if question(known) is Answer.HOLDS:
                return False
        return False

    def _is_open(self, plain: Condition, known: _OutcomesOpen, criteria: frozenset[str]) -> bool:
        if isinstance(plain, GateHolds):
            reads = self._trial.evaluator.gate_reads(plain.gate)
            concerned = not criteria.isdisjoint((*reads.criteria, *reads.shown))
            return concerned and known.gate(plain.gate) is Answer.OPEN
        return isinstance(plain, OutcomeIn) and plain.criterion in criteria


class _OutcomesOpen(SupposedOutcomes):
    """What is known of a trial if some criteria could have any outcome."""

    def shown(self, condition: Condition) -> Answer:
        """Open if it could depend on the open criteria: their outcomes could then show it, or not."""
        return Answer.OPEN if answer(condition, self) is Answer.OPEN else super().shown(condition)
