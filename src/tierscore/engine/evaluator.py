"""A rubric and a country file joined: what follows from any choice of values for the unknowns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from tierscore.engine.compiled_tests import Leaves, Valuation, compile_test, mean
from tierscore.engine.conditions import answer
from tierscore.engine.past_placements import histories, placement_conditions
from tierscore.engine.search import Search
from tierscore.engine.variables import LeafPlace, Option, Variable, presumption_for, variables_of
from tierscore.model.condition import (
    GateHolds,
    ListedInARow,
    OutcomeIn,
    PlacedInARow,
    PlacedInSequence,
    TestReaches,
    plain_conditions,
    with_supposition,
)
from tierscore.model.decision import Answer, as_answer
from tierscore.model.moments import Moment, in_force
from tierscore.model.outcome import ONE, ZERO, Interval, Outcome
from tierscore.model.test import leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tierscore.engine.dossier_view import DossierView
    from tierscore.engine.variables import Assignment
    from tierscore.model.condition import Condition, PlacementCondition
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Criterion, Gate, Presumption, Scale
    from tierscore.model.test import Leaf, Test


@dataclass(frozen=True)
class CompiledCriterion:
    """A criterion whose tests have become functions of the leaves."""

    criterion: Criterion
    indicators: tuple[Valuation, ...]
    caps: tuple[Valuation, ...]
    places: frozenset[int]
    """The leaves that it reads."""

    def value(self, leaves: Leaves) -> Interval:
        """The weighted mean of the indicators, or the smallest where all are required, under the caps."""
        return self.joined(
            [indicator(leaves) for indicator in self.indicators], [cap(leaves) for cap in self.caps]
        )

    def joined(self, values: Sequence[Interval], caps: Sequence[Interval]) -> Interval:
        """The value that follows from those of its indicators and of the tests of its caps."""
        if self.criterion.all_required:
            result = Interval(min(value.low for value in values), min(value.high for value in values))
        else:
            result = mean(values, self.criterion.points)
        for cap, bites in zip(self.criterion.caps, caps, strict=True):
            low = min(result.low, cap.at_most) if bites.high == ONE else result.low
            high = min(result.high, cap.at_most) if bites.low == ONE else result.high
            result = Interval(low, high)
        return result


@dataclass(frozen=True)
class Reads:
    """What a gate reads."""

    criteria: tuple[str, ...]
    shown: tuple[str, ...]
    """Criteria of which only counts what is shown; they leave no gate open."""
    tests: tuple[Test, ...]
    """Those of its own, not those of its criteria."""
    variables: frozenset[int]
    """All of them, those of its criteria included."""


class Evaluator:
    """
    What follows from values for the unknowns.

    Attributes:
        variables: The unknowns, each with its options; settled facts have one option only.
        criteria: The criteria that the law of the report year asks.
        places: Every leaf of every test.
    """

    def __init__(self, view: DossierView, placements: Placements) -> None:
        self.view = view
        self.rubric = view.rubric
        self.placements = placements
        self.places: list[LeafPlace] = []
        self._numbers: dict[LeafPlace, int] = {}
        self._tests: dict[Test, Valuation] = {}
        criteria = in_force(self.rubric.criteria, Moment(view.report_year, self.rubric.choices))
        self.criteria = {criterion.id: self._compiled(criterion) for criterion in criteria}
        for condition in self.rubric.conditions:
            for plain in plain_conditions(condition):
                if isinstance(plain, TestReaches):
                    self._tests[plain.test] = compile_test(plain.test, lambda leaf: self._number(leaf, ()))
        self.variables = (*self._unknowns(), self._history_variable())
        self._position = {
            place: (number, position)
            for number, variable in enumerate(self.variables)
            for position, place in enumerate(variable.reads)
        }
        self._outcomes: dict[tuple[str, object], frozenset[Outcome]] = {}
        self._answers: dict[tuple[str, object], Answer] = {}
        self._gate_reads: dict[str, Reads] = {}
        self._shown: dict[Condition, bool] = {}

    @cached_property
    def unassigned(self) -> Assignment:
        """The assignment that leaves every open variable open."""
        return tuple(0 if len(variable.options) == 1 else None for variable in self.variables)

    def known(self, assignment: Assignment) -> KnownSoFar:
        """What follows from an assignment."""
        return KnownSoFar(self, assignment)

    def outcomes(self, criterion: str, assignment: Assignment) -> frozenset[Outcome]:
        """The outcomes that a criterion can still have; remembered by what it reads of the assignment."""
        key = criterion, self._part_read_by_criterion[criterion](assignment)
        outcomes = self._outcomes.get(key)
        if outcomes is None:
            compiled = self.criteria[criterion]
            value = compiled.value(self.leaf_values(assignment, compiled.places))
            outcomes = self._outcomes[key] = frozenset(possible_outcomes(value, self.rubric.scale))
        return outcomes

    def gate_answer(self, gate: str, assignment: Assignment) -> Answer:
        """The answer of a gate as far as an assignment settles it; remembered like outcomes."""
        key = gate, self._part_read_by_gate[gate](assignment)
        gate_answer = self._answers.get(key)
        if gate_answer is None:
            gate_answer = self._answers[key] = answer(self._gates[gate].condition, self.known(assignment))
        return gate_answer

    def leaf_values(self, assignment: Assignment, places: Iterable[int]) -> dict[int, Interval]:
        """The values of the leaves at ``places``."""
        values = {}
        for place in places:
            number, position = self._position[place]
            values[place] = self._spans[number][assignment[number]][position]
        return values

    def test_value(self, test: Test, assignment: Assignment) -> Interval:
        """The value of a test that a condition names."""
        places = frozenset(self._number(leaf, ()) for leaf in leaves(test))
        return self._tests[test](self.leaf_values(assignment, places))

    def gate_reads(self, gate: str) -> Reads:
        """What a gate reads, through other gates too."""
        if gate not in self._gate_reads:
            self._gate_reads[gate] = self._reads(self._gates[gate].condition)
        return self._gate_reads[gate]

    def _reads(self, condition: Condition) -> Reads:
        criteria: dict[str, None] = {}
        shown: dict[str, None] = {}
        tests: dict[Test, None] = {}
        variables: set[int] = set()
        for plain, supposed in with_supposition(condition):
            bearing: set[int] = set()
            match plain:
                case OutcomeIn(criterion) if criterion in self.criteria:
                    (criteria if supposed else shown)[criterion] = None
                    bearing.update(self.variables_read[criterion])
                case TestReaches(test):
                    tests[test] = None
                    bearing.update(self._position[self._number(leaf, ())][0] for leaf in leaves(test))
                case GateHolds(gate):
                    inner = self.gate_reads(gate)
                    (criteria if supposed else shown).update(dict.fromkeys(inner.criteria))
                    shown |= dict.fromkeys(inner.shown)
                    tests |= dict.fromkeys(inner.tests)
                    bearing.update(inner.variables)
                case PlacedInARow() | PlacedInSequence() | ListedInARow():
                    bearing.add(len(self.variables) - 1)
                case _:
                    pass
            if supposed:
                variables |= bearing
        return Reads(tuple(criteria), tuple(shown), tuple(tests), frozenset(variables))

    def placed(self, condition: PlacementCondition, assignment: Assignment) -> Answer:
        """Whether the history, as far as it is assigned, satisfies a condition on placements."""
        position = self._conditions_on_history.index(condition)
        options, chosen = self.variables[-1].options, assignment[-1]
        answers = {option.answers[position] for option in (options if chosen is None else (options[chosen],))}
        return as_answer(holds=answers == {ONE}, fails=answers == {ZERO})

    def shown(self, condition: Condition) -> bool:
        """Whether a condition holds whatever the open variables are, exactly."""
        if condition not in self._shown:
            read = sorted(self._reads(condition).variables)
            answers = self.possible_answers(lambda known: answer(condition, known), read)
            self._shown[condition] = answers == {Answer.HOLDS}
        return self._shown[condition]

    def possible_answers(
        self, question: Callable[[KnownSoFar], Answer], order: Sequence[int]
    ) -> frozenset[Answer]:
        """The answers that completions of the unknowns give; ``order`` are the unknowns to try, in turn."""
        search = Search(self.variables, order, lambda assignment: question(self.known(assignment)).possible)
        return search.run(self.unassigned).upper

    def _compiled(self, criterion: Criterion) -> CompiledCriterion:
        places: set[int] = set()

        def place_of(leaf: Leaf) -> int:
            """The number of a leaf, which is noted as read by the criterion."""
            number = self._number(leaf, criterion.presumptions)
            places.add(number)
            return number

        indicators = tuple(compile_test(indicator.test, place_of) for indicator in criterion.indicators)
        caps = tuple(compile_test(cap.when, place_of) for cap in criterion.caps)
        return CompiledCriterion(criterion, indicators, caps, frozenset(places))

    def _number(self, leaf: Leaf, presumptions: tuple[Presumption, ...]) -> int:
        place = self._place(leaf, presumptions)
        if place not in self._numbers:
            self._numbers[place] = len(self.places)
            self.places.append(place)
        return self._numbers[place]

    def _place(self, leaf: Leaf, presumptions: tuple[Presumption, ...]) -> LeafPlace:
        """A leaf as a criterion with these presumptions reads it from the file."""
        return LeafPlace(leaf, presumption_for(leaf, presumptions, self.view))

    def _unknowns(self) -> tuple[Variable, ...]:
        """What the places read, as far as the file settles it."""
        return variables_of(self.places, self.view)

    def _history_variable(self) -> Variable:
        """The unknown placements of earlier reports, as one variable."""
        options = []
        conditions, year = self._conditions_on_history, self.view.report_year
        for answers, history in histories(conditions, self.placements, year).items():
            unknown = [
                f"{report}: {tier}"
                for report, tier in sorted(history.items())
                if self.placements.tier(report) is None
            ]
            values = tuple(ONE if holds else ZERO for holds in answers)
            options.append(Option(values, (), ", ".join(unknown) or "as published"))
        return Variable((), "placements in earlier reports", (), tuple(options), contested=False)

    @cached_property
    def _gates(self) -> Mapping[str, Gate]:
        return {gate.id: gate for gate in self.rubric.gates}

    @cached_property
    def _conditions_on_history(self) -> tuple[PlacementCondition, ...]:
        return placement_conditions(self.rubric)

    @cached_property
    def variables_read(self) -> Mapping[str, tuple[int, ...]]:
        """The variables that each criterion reads."""
        return {
            name: tuple(sorted({self._position[place][0] for place in compiled.places}))
            for name, compiled in self.criteria.items()
        }

    @cached_property
    def _part_read_by_criterion(self) -> Mapping[str, Callable[[Assignment], object]]:
        return {name: _part(read) for name, read in self.variables_read.items()}

    @cached_property
    def _part_read_by_gate(self) -> Mapping[str, Callable[[Assignment], object]]:
        return {gate: _part(sorted(self.gate_reads(gate).variables)) for gate in self._gates}

    @cached_property
    def _spans(self) -> tuple[dict[int | None, tuple[Interval, ...]], ...]:
        """For each variable and each option (None: still open) the value of every leaf that reads it."""
        return tuple(
            {None: _hull(variable.options)}
            | {
                number: tuple(Interval(value, value) for value in option.answers)
                for number, option in enumerate(variable.options)
            }
            for variable in self.variables
        )


def _part(variables: Sequence[int]) -> Callable[[Assignment], object]:
    """What an assignment says of some variables: equal for choices that agree on them."""
    return itemgetter(*variables) if variables else lambda _: ()


def _hull(options: tuple[Option, ...]) -> tuple[Interval, ...]:
    columns = zip(*(option.answers for option in options), strict=True)
    return tuple(Interval(min(column), max(column)) for column in columns)


class KnownSoFar:
    """What an assignment settles, for conditions to look at."""

    def __init__(self, evaluator: Evaluator, assignment: Assignment) -> None:
        self._evaluator = evaluator
        self._assignment = assignment

    def outcomes(self, criterion: str) -> frozenset[Outcome]:
        """The outcomes that a criterion can still have."""
        applies = criterion in self._evaluator.criteria
        return (
            self._evaluator.outcomes(criterion, self._assignment)
            if applies
            else frozenset({Outcome.NOT_APPLICABLE})
        )

    def value(self, test: Test) -> Interval:
        """The values that a test can still have."""
        return self._evaluator.test_value(test, self._assignment)

    def gate(self, gate: str) -> Answer:
        """The answer of a gate as far as it is settled."""
        return self._evaluator.gate_answer(gate, self._assignment)

    def placed(self, condition: PlacementCondition) -> Answer:
        """Whether the history satisfies a condition."""
        return self._evaluator.placed(condition, self._assignment)

    def shown(self, condition: Condition) -> Answer:
        """Whether the evidence alone shows that a condition holds, before anything is supposed."""
        return Answer.HOLDS if self._evaluator.shown(condition) else Answer.FAILS


def possible_outcomes(value: Interval, scale: Scale) -> tuple[Outcome, ...]:
    """The bands that an interval touches, best first."""
    ordered = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)
    best, worst = ordered.index(scale.outcome(value.high)), ordered.index(scale.outcome(value.low))
    return ordered[best : worst + 1]
