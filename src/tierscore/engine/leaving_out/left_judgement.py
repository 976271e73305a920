"""
What the rules make of a file with some of it left out, at the price of what is gone.

What enters is a judgement of the whole file, and what is left of it. What leaves is the judgement of what is
left: the same to the byte as if it were judged anew. Only what reads a fact that stands otherwise is worked out
again, and the completions that gave each tier before are tried first.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.engine.decision import Judgement
from tierscore.engine.evaluator import Evaluator, KnownSoFar
from tierscore.engine.file_variables import whole_file_variable
from tierscore.engine.search import Search
from tierscore.engine.tier_range import possible_tiers, tiers_by_gates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tierscore.engine.compiled.variables import Assignment, Variable
    from tierscore.engine.decision import GateAnswer
    from tierscore.engine.leaving_out.bearing_facts import BearingFacts
    from tierscore.engine.leaving_out.remainder import Remainder
    from tierscore.engine.search import Attainable


class LeftEvaluator(Evaluator):
    """
    What follows where some of the file is left out.

    Attributes:
        changed: The variables that are others than on the whole file, by number.
        touched: The numbers of all variables that could be others.
    """

    def __init__(self, whole: Evaluator, left: Remainder, changed: Mapping[int, Variable]) -> None:
        """Take the whole file, what is left of it, and the variables that differ."""
        self._whole = whole
        self.changed = changed
        self.touched = changed.keys() | {
            number for measure in left.measures for number in whole.plan.variables_on(measure)
        }
        super().__init__(left.view.under(whole.rubric), whole.placements)

    def _unknowns(self) -> tuple[Variable, ...]:
        variables = [*self._whole.variables]
        for number, variable in self.changed.items():
            variables[number] = variable
        return tuple(variables)

    @cached_property
    def unassigned(self) -> Assignment:
        """The assignment that leaves every open variable open."""
        unassigned = [*self._whole.unassigned]
        for number, variable in self.changed.items():
            unassigned[number] = 0 if len(variable.options) == 1 else None
        return tuple(unassigned)

    @cached_property
    def start(self) -> KnownSoFar:
        """What is known before anything is supposed."""
        return self._whole.start.over(self, self.unassigned, self.changed)

    def attainable(self, whole: Judgement, limit: int, only: frozenset[str] | None = None) -> Attainable[str]:
        """
        Every tier that some completion of the unknowns gives.

        Args:
            whole: The judgement of the whole file; what gave a tier there is tried first.
            limit: How many assignments are looked at.
            only: The tiers that are wanted; None for all.
        """
        search = Search(
            self.open_in_order(),
            possible_tiers,
            limit,
            completions=KnownSoFar.extremes,
            closer=tiers_by_gates,
        )
        return search.run(self.start, map(self._like, whole.examples), only)

    def _like(self, known: KnownSoFar) -> KnownSoFar:
        """
        What is known under the same choices as on the whole file; of a variable that is another, the option that
        answers the same, or else its first.
        """
        assignment = [*known.assignment]
        for number, variable in self.changed.items():
            before, chosen = self._whole.variables[number], known.assignment[number]
            assignment[number] = _same_option(before, variable, chosen)
        return known.over(self, tuple(assignment), self.changed)


def _same_option(before: Variable, now: Variable, chosen: int | None) -> int | None:
    if len(now.options) == 1:
        return 0
    if chosen is None:
        return None
    answers = before.options[chosen].answers
    return next((number for number, option in enumerate(now.options) if option.answers == answers), 0)


class WholeFile:
    """
    The whole file under one reading of the law, from which what is left of it is judged.

    Attributes:
        judgement: The judgement of the whole file.
        looks: How many assignments were looked at so far, to judge what is left.
    """

    def __init__(self, judgement: Judgement, bearing: BearingFacts) -> None:
        """Take the judgement of the whole file, and the facts that bear on it."""
        self.judgement = judgement
        self.bearing = bearing
        self.looks = 0
        self._evaluators: dict[object, LeftEvaluator] = {}
        self._judgements: dict[LeftEvaluator, LeftJudgement] = {}
        self._further: dict[tuple[LeftEvaluator, frozenset[str]], Attainable[str]] = {}

    def judged(self, left: Remainder, limit: int) -> Judgement:
        """The judgement of what is left; that of the whole file where no test can tell them apart."""
        evaluator = self._left(left)
        if evaluator is None:
            return self.judgement
        if evaluator not in self._judgements:
            judgement = self._judgements[evaluator] = LeftJudgement(self.judgement, evaluator, limit)
            self.looks += judgement.attainable.looks
        return self._judgements[evaluator]

    def further_tiers(
        self, left: Remainder, known: frozenset[str], limit: int
    ) -> tuple[frozenset[str], bool]:
        """The tiers that are possible with what is left besides those ``known``, and whether this is exact."""
        evaluator = self._left(left)
        if evaluator is None:
            return self.judgement.attainable.upper - known, self.judgement.attainable.exact
        further = possible_tiers(evaluator.start) - known
        if not further:
            return further, True
        if (evaluator, further) not in self._further:
            attainable = evaluator.attainable(self.judgement, limit, further)
            self._further[evaluator, further] = attainable
            self.looks += attainable.looks
        attainable = self._further[evaluator, further]
        return attainable.upper & further, attainable.upper & further <= attainable.witnesses.keys()

    def _left(self, left: Remainder) -> LeftEvaluator | None:
        """What follows where some of the file is left out; None where no test can tell."""
        whole = self.judgement.evaluator
        left = left.under(whole.view)
        numbers = self.bearing.whole_file_tests(frozenset(item.id for item in left.items))
        if not (numbers or left.differences or left.silenced):
            return None
        changed = tuple(self._changed(left, numbers))
        summaries = [
            file.dossier.summaries(whole.view.report_year)
            for file in (whole.view, left.view)
            if left.silenced
        ]
        if not changed and not left.differences and len({*summaries}) < 2:
            return None
        key = changed, left.differences, tuple(summaries)
        if key not in self._evaluators:
            self._evaluators[key] = LeftEvaluator(whole, left, dict(changed))
        return self._evaluators[key]

    def _changed(self, left: Remainder, whole_file_tests: Iterable[int]) -> Iterator[tuple[int, Variable]]:
        """The variables that are others than on the whole file."""
        whole = self.judgement.evaluator
        plan, variables = whole.plan, whole.variables
        for number in whole_file_tests:
            variable = whole_file_variable(plan.whole_file[number], left.view, plan)
            if variable is not variables[number]:
                yield number, variable
        for number in sorted({number for measure in left.measures for number in plan.variables_on(measure)}):
            variable = left.variable(plan.group(number))
            if variable is not variables[number]:
                yield number, variable


class LeftJudgement(Judgement):
    """What the rules make of what is left of a file."""

    def __init__(self, whole: Judgement, evaluator: LeftEvaluator, limit: int) -> None:
        """Take the judgement of the whole file, what is left, and how many assignments may be looked at."""
        super().__init__(evaluator)
        self._whole = whole
        self._left = evaluator
        self._limit = limit
        self._same_silence = whole.evaluator.view.dossier.searched == evaluator.view.dossier.searched

    @cached_property
    def attainable(self) -> Attainable[str]:
        """Every tier that some completion of the unknowns gives."""
        return self._left.attainable(self._whole, self._limit)

    def gate(self, gate: str) -> GateAnswer:
        """The answer of a gate: the same as on the whole file where it reads nothing that could differ."""
        if self._same_silence and self._left.touched.isdisjoint(self.evaluator.gate_reads(gate).bearing):
            return self._whole.gate(gate)
        return super().gate(gate)
