"""
The law of a report year, compiled: all that follows from the rubric alone, whatever the facts.

What enters is a law and the vocabulary that it speaks. What leaves are numbers: of every fact that a test
reads, of every criterion, gate and tier rule, and which of them reads which. A plan is made once and serves
every country and every year under that law; what several laws have in common is compiled once for all.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from tierscore.engine.compiled.conditions import question
from tierscore.engine.compiled.criteria import CompiledTest, LeafPlace, PlannedTest, Slot, compiled_criterion
from tierscore.engine.compiled.reads import Reads, reads_of, to_be_shown
from tierscore.engine.compiled.tests import common_denominator
from tierscore.engine.compiled.variables import FactGroup, Option, Variable, Yardstick, linked_subjects
from tierscore.engine.past_placements import placement_conditions
from tierscore.engine.remembered import Memo, remembered
from tierscore.model.condition import (
    GateHolds,
    OutcomeIn,
    TestReaches,
    plain_conditions,
)
from tierscore.model.decision import Answer
from tierscore.model.moments import Moment, in_force
from tierscore.model.test import WholeFileLeaf, subject_key, subjects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tierscore.engine.compiled.conditions import CompiledCondition
    from tierscore.engine.compiled.tests import ValueSpan
    from tierscore.model.condition import Condition
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Criterion, Gate, Rubric
    from tierscore.model.test import Subject, Test

MOST_ANSWERS = 50_000
"""How many answers of a plan are remembered."""
MOST_TABLES = 8
"""For how many ways to measure facts the groups of facts are remembered."""


@dataclass(frozen=True)
class _Same:
    """A record that is equal to itself only, and kept alive with what is kept under it."""

    record: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.record is self.record

    def __hash__(self) -> int:
        return id(self.record)


class Plan:
    """
    A law compiled.

    The variables are numbered: first the tests of the file as a whole, then the groups of facts, then the
    placements of earlier reports, then, for a plan of every file that there could be, what is on record.

    Attributes:
        law: The law.
        one: How many parts make 1 in the values of tests.
        yardstick: What facts are measured by.
        criteria: The criteria that the law asks, by id.
        slots: For each criterion where its leaves are found.
        whole_file: The leaves that read the file as a whole.
        groups: The facts that the other leaves read.
        subjects: What these facts are of, in the order of subjects.
        history: The number of the variable for the placements of earlier reports.
        on_record: The number of the variable for each condition that has to be shown, in a plan of every file.
    """

    def __init__(
        self, law: Rubric, criteria: Sequence[Criterion], vocabulary: Vocabulary, *, every_file: bool
    ):
        """
        Compile a law.

        Args:
            law: The law of a report year.
            criteria: Those of its criteria that are in force.
            vocabulary: What the measures mean.
            every_file: Whether it is for every file that there could be, in which what must be shown may be
                on record or not.
        """
        self.law = law
        self.one = _denominator(law, criteria)
        self._every_file = every_file
        self.yardstick = Yardstick(vocabulary, law.scale, law.settings.taken_as_no, self.one)
        self.criteria = {
            criterion.id: compiled_criterion(criterion, law.scale, self.one) for criterion in criteria
        }
        tests = {
            plain.test: CompiledTest(plain.test, self.one)
            for condition in law.conditions
            for plain in plain_conditions(condition)
            if isinstance(plain, TestReaches)
        }
        read = [compiled.places for compiled in self.criteria.values()]
        read += [compiled.places for compiled in tests.values()]
        self.places = tuple(dict.fromkeys(chain.from_iterable(read)))
        self.whole_file = tuple(place for place in self.places if isinstance(place.leaf, WholeFileLeaf))
        self.groups = _groups(self.places, self.yardstick)
        self.subjects = tuple(
            sorted({subject for group in self.groups for subject in group.subjects}, key=subject_key)
        )
        self.history = len(self.whole_file) + len(self.groups)
        self.history_conditions = placement_conditions(law)
        shown = dict.fromkeys(chain.from_iterable(map(to_be_shown, law.conditions))) if every_file else {}
        self.on_record = {condition: self.history + 1 + number for number, condition in enumerate(shown)}
        self._size = self.history + 1 + len(self.on_record)
        self._number(tests)
        self._connect()

    def _number(self, tests: dict[Test, CompiledTest]) -> None:
        """Find the leaves of criteria and tests among the variables."""
        first_group = len(self.whole_file)
        self._on_measure: dict[str, list[int]] = {}
        slot_of: dict[LeafPlace, Slot] = {place: (number, 0) for number, place in enumerate(self.whole_file)}
        for number, group in enumerate(self.groups, first_group):
            slot_of |= {place: (number, position) for position, place in enumerate(group.places)}
            for measure in group.measures:
                self._on_measure.setdefault(measure, []).append(number)
        self.slots = {
            name: tuple(slot_of[place] for place in compiled.places)
            for name, compiled in self.criteria.items()
        }
        self.leanings = self._leanings()
        self.variables_read = {
            name: tuple(sorted({number for number, _ in slots})) for name, slots in self.slots.items()
        }
        self._test_slots = {
            test: (compiled, tuple(slot_of[place] for place in compiled.places))
            for test, compiled in tests.items()
        }
        self._planned_tests: dict[int, PlannedTest] = {}

    def _leanings(self) -> list[tuple[int, ...]]:
        """For each variable how many more criteria rise with each of its leaves than fall."""
        sizes = [1] * len(self.whole_file) + [len(group.places) for group in self.groups]
        sizes += [len(self.history_conditions)] + [0] * len(self.on_record)
        leanings = [[0] * size for size in sizes]
        for name, compiled in self.criteria.items():
            for (number, position), leaning in zip(self.slots[name], compiled.leanings, strict=True):
                leanings[number][position] += leaning
        return [tuple(leaning) for leaning in leanings]

    def _connect(self) -> None:
        """Note what reads what."""
        law = self.law
        self.gates = {gate.id: gate for gate in law.gates}
        self._reads: dict[str, Reads] = {}
        self._reads_of: dict[int, tuple[Condition, Reads]] = {}
        self._questions: dict[int, tuple[Condition, CompiledCondition]] = {}
        self.questions = {gate.id: question(gate.condition) for gate in law.gates}
        self.rules = tuple((rule, question(rule.when)) for rule in law.rules)
        self.criteria_reading: list[list[str]] = [[] for _ in range(self._size)]
        for name, numbers in self.variables_read.items():
            for number in numbers:
                self.criteria_reading[number].append(name)
        self.gates_reading: list[list[str]] = [[] for _ in range(self._size)]
        for gate in self.gates:
            for number in self.gate_reads(gate).bearing:
                self.gates_reading[number].append(gate)
        self.order = self._search_order()
        self._reaching: dict[str, frozenset[object]] = {}
        self.gate_answers = {gate.id: self._shared_answers(gate) for gate in law.gates}
        """For each gate the answers that it can have, by the variables that it reads."""
        self.shown_answers = Memo[object, frozenset[Answer]](MOST_ANSWERS)
        """The answers that conditions can have which must be shown, with the variables that they read."""
        self._whole_variables: dict[object, Variable] = {}
        self.history_variables = Memo[object, Variable](MOST_ANSWERS)
        """The variable for the placements of earlier reports, by what is known of them."""

    def test(self, condition: TestReaches) -> PlannedTest:
        """The test that a condition of the law names."""
        planned = self._planned_tests.get(id(condition))  # which holds the condition: no other has its id
        if planned is None:
            minimum = math.ceil(condition.minimum * self.one)
            planned = PlannedTest(condition, *self._test_slots[condition.test], minimum)
            self._planned_tests[id(condition)] = planned
        return planned

    def group(self, number: int) -> FactGroup:
        """The group of facts of a variable."""
        return self.groups[number - len(self.whole_file)]

    def variables_on(self, measure: str) -> list[int]:
        """The numbers of the variables that have to do with a measure."""
        return self._on_measure.get(measure, [])

    def question(self, condition: Condition) -> CompiledCondition:
        """A condition of the law, ready to be asked; compiled once."""
        kept = self._questions.get(id(condition))  # which holds the condition: no other has its id
        if kept is None:
            kept = self._questions[id(condition)] = condition, question(condition)
        return kept[1]

    def whole_variable(
        self, name: str, places: tuple[LeafPlace, ...], options: tuple[Option, ...]
    ) -> Variable:
        """A variable for the file, or the history, as a whole: one object for the same values."""
        key = name, places, options
        if key not in self._whole_variables:
            self._whole_variables[key] = Variable((), name, places, options, contested=False, one=self.one)
        return self._whole_variables[key]

    def gate_reads(self, gate: str) -> Reads:
        """What a gate reads, through other gates too."""
        if gate not in self._reads:
            self._reads[gate] = self.condition_reads(self.gates[gate].condition)
        return self._reads[gate]

    def condition_reads(self, condition: Condition) -> Reads:
        """What a condition reads, through gates too."""
        kept = self._reads_of.get(id(condition))  # which holds the condition: no other has its id
        if kept is None:
            reads = reads_of(condition, self, whatever_is_shown=self._every_file)
            kept = self._reads_of[id(condition)] = condition, reads
        return kept[1]

    def _shared_answers(self, gate: Gate) -> Memo[object, frozenset[Answer]]:
        """The memo of a gate, which it shares with every law in which the same criteria and gates lie below it."""
        kept = remembered(gate)
        key = "answers", self._below(gate.id), self._every_file
        if key not in kept:
            kept[key] = Memo[object, frozenset[Answer]](MOST_ANSWERS)
        return cast("Memo[object, frozenset[Answer]]", kept[key])

    def _below(self, gate: str) -> frozenset[object]:
        """What a gate is made of: criteria as they are compiled, tests and gates, through other gates too."""
        if gate not in self._reaching:
            below: set[object] = {self.one}
            for plain in plain_conditions(self.gates[gate].condition):
                if isinstance(plain, OutcomeIn):
                    below.add(self.criteria.get(plain.criterion, plain.criterion))
                elif isinstance(plain, GateHolds):
                    below |= {_Same(self.gates[plain.gate]), *self._below(plain.gate)}
            self._reaching[gate] = frozenset(below)
        return self._reaching[gate]

    def _search_order(self) -> tuple[int, ...]:
        """The variables in the order in which to try them: first those that most gates read."""
        reads = [self.gate_reads(gate).variables for gate in self.gates]

        def key(number: int) -> tuple[int, int, int]:
            """How many gates read it, then how little the smallest of these reads."""
            sizes = [len(read) for read in reads if number in read]
            return -len(sizes), min(sizes, default=0), number

        return tuple(sorted(range(self._size), key=key))


def plan_of(law: Rubric, report_year: int, vocabulary: Vocabulary, *, every_file: bool = False) -> Plan:
    """The plan of the law of a report year; made once for all years in which the same is in force."""
    kept = remembered(law)
    key = "plan", report_year, id(vocabulary), every_file
    if key not in kept:
        criteria = in_force(law.criteria, Moment(report_year, law.choices))
        same_plan = "plan", tuple(map(id, criteria)), id(vocabulary), every_file
        if same_plan not in kept:
            kept[same_plan] = Plan(law, criteria, vocabulary, every_file=every_file)
        kept[key] = kept[same_plan]
    return cast("Plan", kept[key])


def gather(slots: Sequence[Slot], spans: Sequence[tuple[ValueSpan, ...]]) -> tuple[ValueSpan, ...]:
    """The values of the leaves in some slots, given those of every variable."""
    return tuple([spans[number][position] for number, position in slots])


def part_of(numbers: Iterable[int]) -> Callable[[Sequence[Any]], object]:
    """What some variables are, as one key."""
    ordered = sorted(numbers)
    return itemgetter(*ordered) if ordered else lambda _: ()


def _denominator(law: Rubric, criteria: Iterable[Criterion]) -> int:
    """The least number of parts of 1 in which every leaf of every criterion has a whole number of them."""
    worths = [
        *law.scale.status.values(),
        *chain.from_iterable(worth.values() for worth in law.scale.trends.values()),
    ]
    worths += [presumption.value for criterion in criteria for presumption in criterion.presumptions]
    return common_denominator(worths)


def _groups(places: Sequence[LeafPlace], yardstick: Yardstick) -> tuple[FactGroup, ...]:
    """The facts that leaves read; a group that another law has too is the same object."""
    reading: dict[Subject, list[LeafPlace]] = {}
    for place in places:
        for subject in subjects(place.leaf):
            reading.setdefault(subject, []).append(place)
    number = {place: position for position, place in enumerate(places)}
    tables = remembered(yardstick.vocabulary).setdefault(
        "groups", Memo[object, dict[Any, FactGroup]](MOST_TABLES)
    )
    known = tables.get(yardstick.key) or tables.keep(yardstick.key, {})
    groups = []
    for group in linked_subjects(place.leaf for place in places):
        read = {place for subject in group for place in reading[subject]}
        key = group, tuple(sorted(read, key=number.__getitem__))
        if key not in known:
            known[key] = FactGroup(*key, yardstick)
        groups.append(known[key])
    return tuple(groups)
