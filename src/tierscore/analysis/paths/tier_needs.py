"""The needs of a tier, taken from the rules that lead to it."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.analysis.paths.needs import CountedNeed, Need, SettledNeed, TestedNeed
from tierscore.engine.compiled.plan import gather
from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    EveryOne,
    GateHolds,
    NotSo,
    OutcomeIn,
    Shown,
    TestReaches,
)
from tierscore.model.decision import Answer, as_answer
from tierscore.model.outcome import ZERO, Outcome
from tierscore.model.rubric import IfOpen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tierscore.analysis.paths.changes import PossibleChange
    from tierscore.analysis.paths.supposed import Changes, Spans, SupposedFile
    from tierscore.model.condition import Condition


class NeedsOfTier:
    """What a tier cannot do without: what one of the rules that lead to it asks."""

    def __init__(self, file: SupposedFile, changes: Sequence[PossibleChange], tier: str) -> None:
        self._file = file
        self._changes = changes
        self._plan = file.base.evaluator.plan
        rules = [rule for rule, _ in self._plan.rules if rule.tier == tier]
        self._need = CountedNeed([self._of_rule(rule.when, wanted=True) for rule in rules], 1)
        self._part_changes()

    def is_met(self, changes: Changes) -> bool:
        """Whether nothing more is needed; the tier may yet not be given."""
        return self._need.is_met(changes)

    def further(self, changes: Changes) -> int:
        """How many further changes it takes at least."""
        if self.is_met(changes):
            return 0
        return max(1, *(math.ceil(self._need.bound(changes, split)) for split in (0, 1)))

    def distance(self, changes: Changes) -> tuple[int, Fraction, Fraction]:
        """How far a tier is, to compare sets of changes by: the further changes, and what they count."""
        bounds = [self._need.bound(changes, split) for split in (1, 0)]
        return self.further(changes), bounds[0], bounds[1]

    def branches(self, changes: Changes) -> Changes:
        """Changes of which one at least has to be made, where something more is needed."""
        return self._need.branches(changes)

    def _part_changes(self) -> None:
        """Part each change among the needs that it serves: equally; and among those that must be met, if there are any."""
        parts, always = list(self._need.parts()), list(self._need.parts(always=True))
        for part in parts:
            equally, musts_first = {}, {}
            for change in part.serving:
                served = [other for other in parts if change in other.serving]
                musts = [other for other in always if change in other.serving]
                equally[change] = Fraction(1, len(served))
                owners = musts or served
                musts_first[change] = Fraction(1, len(owners)) if part in owners else ZERO
            part.shares = equally, musts_first

    def _of_rule(self, condition: Condition, *, wanted: bool) -> Need:
        """What a rule asks; a gate that takes the wanted answer while it is open is no need."""
        if isinstance(condition, GateHolds):
            gate, view = self._plan.gates[condition.gate], self._file.base.evaluator.view
            silent = gate.if_summary_silent if view.dossier.summaries(view.report_year) else None
            if (IfOpen.HOLDS if wanted else IfOpen.FAILS) in {gate.if_open, silent}:
                return SettledNeed(holds=True)
            return self._of(gate.condition, wanted=wanted)
        return self._joined(condition, self._of_rule, wanted=wanted)

    def _of(self, condition: Condition, *, wanted: bool) -> Need:
        if isinstance(condition, GateHolds):
            return self._of(self._plan.gates[condition.gate].condition, wanted=wanted)
        return self._joined(condition, self._of, wanted=wanted)

    def _joined(self, condition: Condition, part_of: Callable[..., Need], *, wanted: bool) -> Need:
        match condition:
            case Always():
                return SettledNeed(holds=wanted)
            case NotSo(part):
                return part_of(part, wanted=not wanted)
            case EveryOne() | AnyOne() | AtLeastSo():
                parts = [part_of(part, wanted=wanted) for part in condition.parts()]
                count = condition.count if wanted else len(parts) - condition.count + 1
                if 0 < count <= len(parts):
                    return CountedNeed(parts, count)
                return SettledNeed(holds=count <= 0)
            case OutcomeIn(criterion, outcomes):
                return self._of_criterion(criterion, outcomes, wanted=wanted)
            case TestReaches():
                return self._of_test(condition, wanted=wanted)
            case Shown() | GateHolds():
                return SettledNeed(holds=True)  # of what must be shown one completion says nothing
            case _:
                answer = self._file.base.evaluator.start.placed(condition)
                return SettledNeed(holds=answer is not (Answer.FAILS if wanted else Answer.HOLDS))

    def _of_criterion(self, criterion: str, outcomes: frozenset[Outcome], *, wanted: bool) -> Need:
        compiled = self._plan.criteria.get(criterion)
        if compiled is None:
            return SettledNeed(holds=(Outcome.NOT_APPLICABLE in outcomes) is wanted)
        slots = self._plan.slots[criterion]

        def answer(spans: Sequence[Spans]) -> Answer:
            """Whether the outcome is a wanted one."""
            possible = compiled.outcomes(gather(slots, spans))
            return _answered(holds=possible <= outcomes, fails=possible.isdisjoint(outcomes), wanted=wanted)

        return TestedNeed(self._file, self._plan.variables_read[criterion], answer, self._changes)

    def _of_test(self, condition: TestReaches, *, wanted: bool) -> Need:
        planned = self._plan.test(condition)

        def answer(spans: Sequence[Spans]) -> Answer:
            """Whether the test reaches the value."""
            low, high = planned.compiled.value(gather(planned.slots, spans))
            return _answered(holds=low >= planned.minimum, fails=high < planned.minimum, wanted=wanted)

        return TestedNeed(self._file, {number for number, _ in planned.slots}, answer, self._changes)


def _answered(*, holds: bool, fails: bool, wanted: bool) -> Answer:
    return as_answer(holds=holds, fails=fails) if wanted else as_answer(holds=fails, fails=holds)
