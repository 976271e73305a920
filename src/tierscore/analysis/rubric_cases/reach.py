"""Which expectations a change of a rubric can touch; where that is in doubt, it can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.analysis.rubric_cases.runner import Touched
from tierscore.engine.conditions import answer
from tierscore.engine.dossier_view import all_leaves
from tierscore.model.condition import GateHolds, OutcomeIn, TestReaches, plain_conditions
from tierscore.model.decision import Answer
from tierscore.model.outcome import Outcome
from tierscore.model.test import leaves, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.analysis.rubric_cases.runner import Trial
    from tierscore.engine.evaluator import Evaluator, KnownSoFar
    from tierscore.model.condition import Condition, PlacementCondition
    from tierscore.model.outcome import Interval
    from tierscore.model.rubric import Criterion, Gate, Rubric, TierRule
    from tierscore.model.test import Leaf, Test
_SOME_OUTCOME = frozenset({Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET})


@dataclass(frozen=True)
class Reach(Touched):
    """How far the difference between two rubrics goes."""

    changed: tuple[Criterion | Gate | TierRule, ...]
    """Everything that stands in one of them only; where none of it is in force, nothing differs."""

    def touches(self, trial: Trial, free: Decided) -> bool:
        """Whether the difference can change what an expectation asks for."""
        expected = trial.expected
        year, choices = expected.report_year, trial.law.choices
        if self.everything or expected.not_counted or expected.strongest_pillar is not None:
            return True
        if not any(one.validity.covers(year, choices) for one in self.changed):
            return False
        if not self.criteria.isdisjoint(expected.outcomes or ()):
            return True
        return expected.asks_decision and (self.decision or free.may_change(self.criteria))


def reach(original: Rubric, changed: Rubric) -> Reach:
    """How far the difference goes; parts that both rubrics share are the same objects, or are taken to differ."""
    criteria = _apart(original.criteria, changed.criteria)
    deciding: tuple[Gate | TierRule, ...] = (
        *_apart(original.gates, changed.gates),
        *_moved(original.rules, changed.rules),
    )
    leaves_changed = set(all_leaves(original)) ^ set(all_leaves(changed)) if criteria or deciding else set()
    measures = {subject.measure for leaf in leaves_changed for subject in subjects(leaf)}
    reading = {one.id for one in (*original.criteria, *changed.criteria) if _reads(_tests(one), measures)}
    deciding_reads = any(
        _reads(_tests_of(one.condition), measures) for one in (*original.gates, *changed.gates)
    )
    return Reach(
        everything=(original.scale, original.settings) != (changed.scale, changed.settings)
        or bool(measures and deciding),
        criteria=frozenset({one.id for one in criteria} | reading),
        decision=bool(deciding) or deciding_reads,
        changed=(*criteria, *deciding),
    )


def _apart(ours: Iterable[_T], theirs: Iterable[_T]) -> tuple[_T, ...]:
    """What stands in one of two lists only."""
    mine, other = {id(one): one for one in ours}, {id(one): one for one in theirs}
    return tuple((mine | other)[key] for key in (*mine, *other) if key not in mine or key not in other)


def _moved(ours: tuple[TierRule, ...], theirs: tuple[TierRule, ...]) -> tuple[TierRule, ...]:
    """The rules that stand in one list only; all of them where the same ones stand in another order."""
    return _apart(ours, theirs) or (() if ours == theirs else ours)


def _tests(criterion: Criterion) -> tuple[Test, ...]:
    return (*(part.test for part in criterion.indicators), *(part.when for part in criterion.caps))


def _tests_of(condition: Condition) -> tuple[Test, ...]:
    return tuple(plain.test for plain in plain_conditions(condition) if isinstance(plain, TestReaches))


def _reads(tests: Iterable[Test], measures: set[str]) -> bool:
    read: Iterable[Leaf] = (leaf for test in tests for leaf in leaves(test))
    return any(subject.measure in measures for leaf in read for subject in subjects(leaf))


class Decided:
    """
    Which criteria can still change the tier that a trial finds.

    The tier rests on the gates that tier rules ask. Where each of these is settled whatever the outcome of some criteria
    might be, no change of these criteria changes the tier, the range, or why.
    """

    def __init__(self, trial: Trial) -> None:
        self._trial = trial
        self._may: dict[frozenset[str], bool] = {}

    def may_change(self, criteria: frozenset[str]) -> bool:
        """Whether the tier could depend on what becomes of some criteria; remembered."""
        if criteria not in self._may:
            self._may[criteria] = self._changes(_Free(self._trial.evaluator, criteria), criteria)
        return self._may[criteria]

    def _changes(self, free: _Free, criteria: frozenset[str]) -> bool:
        """Whether some rule that is asked asks a gate that they leave open; none is asked after a rule that surely holds."""
        for rule in self._trial.law.rules:
            if any(self._open(plain, free, criteria) for plain in plain_conditions(rule.when)):
                return True
            if answer(rule.when, free) is Answer.HOLDS:
                return False
        return False

    def _open(self, plain: Condition, free: _Free, criteria: frozenset[str]) -> bool:
        if isinstance(plain, GateHolds):
            reads = self._trial.evaluator.gate_reads(plain.gate)
            return (
                not criteria.isdisjoint((*reads.criteria, *reads.shown))
                and free.gate(plain.gate) is Answer.OPEN
            )
        return isinstance(plain, OutcomeIn) and plain.criterion in criteria


class _Free:
    """What is known of a trial if some criteria could have any outcome."""

    def __init__(self, evaluator: Evaluator, criteria: frozenset[str]) -> None:
        self._known: KnownSoFar = evaluator.known(evaluator.unassigned)
        self._gates = {gate.id: gate.condition for gate in evaluator.rubric.gates}
        self._criteria = criteria

    def outcomes(self, criterion: str) -> frozenset[Outcome]:
        return _SOME_OUTCOME if criterion in self._criteria else self._known.outcomes(criterion)

    def value(self, test: Test) -> Interval:
        return self._known.value(test)

    def placed(self, condition: PlacementCondition) -> Answer:
        return self._known.placed(condition)

    def gate(self, gate: str) -> Answer:
        return answer(self._gates[gate], self)

    def shown(self, condition: Condition) -> Answer:
        """Open if that could depend on the free criteria, which could then be such that it is shown, or not."""
        answered = answer(condition, self)
        return self._known.shown(condition) if answered is not Answer.OPEN else Answer.OPEN


if TYPE_CHECKING:
    from typing import TypeVar

    _T = TypeVar("_T")
