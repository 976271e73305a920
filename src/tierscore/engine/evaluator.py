"""A law and a country file joined: what follows from any choice of values for the unknowns."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from tierscore.engine.compiled.plan import gather, part_of, plan_of
from tierscore.engine.file_variables import variables_of
from tierscore.engine.search import SIDE_LIMIT, Search
from tierscore.model.decision import Answer, as_answer
from tierscore.model.outcome import ONE, ZERO, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from tierscore.engine.compiled.criteria import CompiledCriterion
    from tierscore.engine.compiled.plan import Plan
    from tierscore.engine.compiled.reads import Reads
    from tierscore.engine.compiled.tests import ValueSpan
    from tierscore.engine.compiled.variables import Assignment, Variable
    from tierscore.engine.dossier_view import DossierView
    from tierscore.engine.remembered import Memo
    from tierscore.model.condition import Condition, PlacementCondition, TestReaches
    from tierscore.model.finding import Reading
    from tierscore.model.outcome import Interval
    from tierscore.model.placement import Placements
    from tierscore.model.test import Subject, Test
_NOT_APPLICABLE = frozenset({Outcome.NOT_APPLICABLE})


class Evaluator:
    """
    What follows from values for the unknowns.

    Attributes:
        plan: The law, compiled.
        variables: The unknowns, each with its options; settled facts have one option only.
    """

    def __init__(self, view: DossierView, placements: Placements) -> None:
        self.view = view
        self.rubric = view.rubric
        self.placements = placements
        self.plan = self._planned()
        self.variables = self._unknowns()
        self.readings: dict[tuple[Subject, int], Reading] = {}
        """How the subjects of the tests stand, in words, as far as anybody asked."""
        self.evidence: dict[int, tuple[Test, tuple[str, ...]]] = {}
        """The items that count for tests, by the id of the test, as far as anybody asked."""
        self._coverages: dict[str, Fraction] = {}
        self._shown: dict[int, tuple[Condition, bool]] = {}

    @property
    def criteria(self) -> dict[str, CompiledCriterion]:
        """The criteria that the law of the report year asks, by id."""
        return self.plan.criteria

    @cached_property
    def unassigned(self) -> Assignment:
        """The assignment that leaves every open variable open."""
        return tuple(0 if len(variable.options) == 1 else None for variable in self.variables)

    @cached_property
    def start(self) -> KnownSoFar:
        """What is known before anything is supposed."""
        return self.known(self.unassigned)

    @cached_property
    def bounds(self) -> tuple[KnownSoFar, KnownSoFar]:
        """What would be known if every variable were as good for the criteria as it can be, and if as bad."""
        pairs = [
            variable.extremes(leaning)
            for variable, leaning in zip(self.variables, self.plan.leanings, strict=True)
        ]
        return self.known(tuple(best for best, _ in pairs)), self.known(tuple(worst for _, worst in pairs))

    def known(self, assignment: Assignment) -> KnownSoFar:
        """What follows from an assignment."""
        return KnownSoFar(self, assignment)

    def unpresumed(self, criterion: str) -> tuple[ValueSpan, ...]:
        """The values that the leaves of a criterion can have if no presumption answered one."""
        compiled, leaves = self.plan.criteria[criterion], self.start.leaves(criterion)
        if not compiled.criterion.presumptions:
            return leaves
        return tuple(
            (0, self.plan.one) if place.presumptions and self.view.presumption_for(place) else span
            for place, span in zip(compiled.places, leaves, strict=True)
        )

    def outcome(self, criterion: str) -> Outcome:
        """The outcome of a criterion: unknown if several are possible."""
        possible = self.start.outcomes(criterion)
        return next(iter(possible)) if len(possible) == 1 else Outcome.UNKNOWN

    def value(self, criterion: str) -> Interval:
        """The value of a criterion that the law asks; 0 to 1."""
        compiled = self.plan.criteria[criterion]
        return compiled.interval(compiled.value(self.start.leaves(criterion)))

    def coverage(self, criterion: str) -> Fraction:
        """The share of the points of a criterion that evidence settles; 0 to 1."""
        share = self._coverages.get(criterion)
        if share is None:
            compiled, leaves = self.plan.criteria[criterion], self.unpresumed(criterion)
            share = compiled.settled_share([indicator(leaves) for indicator in compiled.indicators])
            self._coverages[criterion] = share
        return share

    def gate_reads(self, gate: str) -> Reads:
        """What a gate reads, through other gates too."""
        return self.plan.gate_reads(gate)

    def placed(self, condition: PlacementCondition, option: int | None) -> Answer:
        """Whether the history, as far as it is known, satisfies a condition on placements."""
        position = self.plan.history_conditions.index(condition)
        options = self.variables[self.plan.history].options
        answers = {chosen.answers[position] for chosen in (options if option is None else (options[option],))}
        return as_answer(holds=answers == {ONE}, fails=answers == {ZERO})

    def shown(self, condition: Condition) -> bool:
        """Whether a condition holds whatever the open variables are, exactly."""
        kept = self._shown.get(id(condition))  # which holds the condition: no other has its id
        if kept is None:
            reads = self.plan.condition_reads(condition)
            key, question = (condition, part_of(reads.bearing)(self.variables)), self.plan.question(condition)
            answers = self.possible_answers(question, reads.variables, self.plan.shown_answers, key)
            kept = self._shown[id(condition)] = condition, answers == {Answer.HOLDS}
        return kept[1]

    def possible_answers(
        self,
        question: Callable[[KnownSoFar], Answer],
        numbers: frozenset[int],
        memo: Memo[object, frozenset[Answer]],
        key: object,
    ) -> frozenset[Answer]:
        """
        The answers that completions of the unknowns give.

        Args:
            question: What is asked.
            numbers: The unknowns that it depends on.
            memo: Where the answers are kept.
            key: The variables that the question reads, and the question if the memo is not its own.
        """
        answers = memo.get(key)
        if answers is None:

            def possible(known: KnownSoFar) -> frozenset[Answer]:
                """The answers that completions can give."""
                return question(known).possible

            search = Search(self.open_in_order(numbers), possible, SIDE_LIMIT)
            answers = memo.keep(key, search.run(self.start, self.bounds).upper)
        return answers

    def open_in_order(self, numbers: frozenset[int] | None = None) -> list[int]:
        """The unknowns in the order in which to try them, all or some; first those that most gates read."""
        return [
            number
            for number in self.plan.order
            if self.unassigned[number] is None
            and not self.variables[number].stays_open
            and (numbers is None or number in numbers)
        ]

    def _unknowns(self) -> tuple[Variable, ...]:
        return variables_of(self.plan, self.view, self.placements)

    def _planned(self) -> Plan:
        return plan_of(self.rubric, self.view.report_year, self.view.vocabulary)


class KnownSoFar:
    """
    What an assignment settles, for conditions to look at.

    What follows for criteria and gates is worked out when it is asked for, and handed on to the assignments
    that differ in nothing that they read.
    """

    def __init__(self, evaluator: Evaluator, assignment: Assignment) -> None:
        self.evaluator = evaluator
        self.assignment = assignment
        self.plan = evaluator.plan
        self.spans = [
            variable.spans_of(option)
            for variable, option in zip(evaluator.variables, assignment, strict=True)
        ]
        self._outcomes: dict[str, frozenset[Outcome]] = {}
        self._answers: dict[str, Answer] = {}

    def with_option(self, number: int, option: int | None) -> Self:
        """What is known with one variable set to an option, or opened again."""
        assignment = (*self.assignment[:number], option, *self.assignment[number + 1 :])
        return self.over(self.evaluator, assignment, (number,))

    def over(self, evaluator: Evaluator, assignment: Assignment, changed: Iterable[int]) -> Self:
        """What is known where some variables have other values, or are others; all others stay as they are."""
        other = object.__new__(type(self))
        other.evaluator, other.plan, other.assignment = evaluator, self.plan, assignment
        other.spans, other._outcomes, other._answers = (
            self.spans.copy(),
            self._outcomes.copy(),
            self._answers.copy(),
        )
        for number in changed:
            other.spans[number] = evaluator.variables[number].spans_of(assignment[number])
            for criterion in self.plan.criteria_reading[number]:
                other._outcomes.pop(criterion, None)
            for gate in self.plan.gates_reading[number]:
                other._answers.pop(gate, None)
        return other

    def each_option(self, number: int) -> list[Self]:
        """What is known with one variable set to each of its options."""
        return [
            self.with_option(number, option)
            for option in range(len(self.evaluator.variables[number].options))
        ]

    def extremes(self) -> tuple[Self, Self]:
        """
        What would be known if every unknown that is left were as good for the criteria as it can be, and if as bad.

        Most questions that are open hold in one of these and fail in the other, which saves a search.
        """
        best, worst = map(self._completed, self.evaluator.bounds)
        return best, worst

    def _completed(self, bound: KnownSoFar) -> Self:
        """What would be known if what is left were as in ``bound``."""
        other = object.__new__(type(self))
        other.evaluator, other.plan = self.evaluator, self.plan
        chosen = zip(self.assignment, bound.assignment, strict=True)
        other.assignment = tuple(
            [bound_option if option is None else option for option, bound_option in chosen]
        )
        spans = zip(self.assignment, self.spans, bound.spans, strict=True)
        other.spans = [bound_span if option is None else span for option, span, bound_span in spans]
        other._outcomes, other._answers = {}, {}
        return other

    def leaves(self, criterion: str) -> tuple[ValueSpan, ...]:
        """The values that the leaves of a criterion can still have."""
        return gather(self.plan.slots[criterion], self.spans)

    def outcomes(self, criterion: str) -> frozenset[Outcome]:
        """The outcomes that a criterion can still have."""
        outcomes = self._outcomes.get(criterion)
        if outcomes is None:
            compiled = self.plan.criteria.get(criterion)
            if compiled is None:
                return _NOT_APPLICABLE
            outcomes = self._outcomes[criterion] = compiled.outcomes(self.leaves(criterion))
        return outcomes

    def reaches(self, condition: TestReaches) -> Answer:
        """Whether a test reaches a value."""
        planned = self.plan.test(condition)
        low, high = planned.compiled.value(gather(planned.slots, self.spans))
        return as_answer(holds=low >= planned.minimum, fails=high < planned.minimum)

    def gate(self, gate: str) -> Answer:
        """The answer of a gate as far as it is settled."""
        answer = self._answers.get(gate)
        if answer is None:
            answer = self._answers[gate] = self.plan.questions[gate](self)
        return answer

    def placed(self, condition: PlacementCondition) -> Answer:
        """Whether the history satisfies a condition."""
        return self.evaluator.placed(condition, self.assignment[self.plan.history])

    def shown(self, condition: Condition) -> Answer:
        """Whether the evidence alone shows that a condition holds, before anything is supposed."""
        return Answer.HOLDS if self.evaluator.shown(condition) else Answer.FAILS


class KnownView:
    """What is known, for a view that lets part of it be otherwise."""

    def __init__(self, known: KnownSoFar) -> None:
        """Take what is known."""
        self.known = known

    def outcomes(self, criterion: str) -> frozenset[Outcome]:
        """The outcomes that a criterion can still have."""
        return self.known.outcomes(criterion)

    def reaches(self, condition: TestReaches) -> Answer:
        """Whether a test reaches a value."""
        return self.known.reaches(condition)

    def gate(self, gate: str) -> Answer:
        """The answer of a gate."""
        return self.known.gate(gate)

    def placed(self, condition: PlacementCondition) -> Answer:
        """Whether the history satisfies a condition."""
        return self.known.placed(condition)

    def shown(self, condition: Condition) -> Answer:
        """Whether the evidence alone shows that a condition holds, before anything is supposed."""
        return self.known.shown(condition)


class AnsweredGates(KnownView):
    """What is known, save that gates have the answers that are given."""

    def __init__(self, known: KnownSoFar, answer: Callable[[str], Answer]) -> None:
        """Take what is known, and what gives the answer of a gate."""
        super().__init__(known)
        self._answer = answer

    def gate(self, gate: str) -> Answer:
        """The given answer."""
        return self._answer(gate)
