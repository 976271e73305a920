"""The laws of a rubric joined to every country file at once: what their tests can answer together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from tierscore.analysis.rubric_walk import records_in
from tierscore.engine.combination import NOTHING, Fact
from tierscore.engine.conditions import answer
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator, KnownSoFar, Reads
from tierscore.engine.law import plain_through_gates
from tierscore.engine.possible_worlds import TrendAnswer, World, worlds
from tierscore.engine.variables import (
    LeafPlace,
    Option,
    Variable,
    answers_of,
    linked_subjects,
    name_of,
    number_line,
    options_by_answers,
)
from tierscore.model.condition import EveryOne, OutcomeIn, Shown, plain_conditions
from tierscore.model.decision import Answer, as_answer
from tierscore.model.evidence import Dossier, State, Status
from tierscore.model.moments import in_force
from tierscore.model.outcome import ONE, ZERO
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.test import Trend, WholeFileLeaf, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from tierscore.analysis.verification.budget import WorkBudget
    from tierscore.engine.variables import Assignment
    from tierscore.model.condition import Condition
    from tierscore.model.measure import Vocabulary
    from tierscore.model.moments import Moment
    from tierscore.model.rubric import Criterion, Gate, Presumption, Rubric
    from tierscore.model.test import Leaf, Subject
SharedOptions = dict[object, tuple["Option", ...]]
"""Options of groups of subjects, by everything that they depend on."""
ANYTHING = Fact((NOTHING, State(Status.LIMITED), State(Status.DONE)), (), (), (), ())
"""A fact of which a file may say whatever it likes: any status, with any figure."""
_CONTESTED = World(Status.ABSENT, ZERO, TrendAnswer.UP)
"""One source says that there was none, another that there was more: a file may say both, no world is both."""
_OF_WHOLE_FILE = (Option((ZERO,), (), "none"), Option((ONE,), (), "some"))
_NO_OR_YES = (Option((), (), "not"), Option((), (), "so"))


class Universe(Evaluator):
    """
    A law joined to every file that there could be.

    Each subject has every state that some file gives it: measures taken as No until found, contested ones and
    silence on record included. Affirmative findings, promises and joint action may be there or not, and every
    history is possible. The states of different subjects do not depend on one another, since a file may say
    anything of each. What must be shown may be true and yet not be on record.

    Args:
        law: What is in force.
        vocabulary: What its measures mean.
        report_year: The report year.
        settled: Leave out silence, gaps and sources that contradict one another.
        shared: What other universes of the same rubric and vocabulary have worked out.
    """

    def __init__(
        self,
        law: Rubric,
        vocabulary: Vocabulary,
        report_year: int,
        *,
        settled: bool = False,
        shared: SharedOptions | None = None,
    ) -> None:
        self._settled = settled
        self._shared: SharedOptions = {} if shared is None else shared
        self._on_record: dict[Condition, int] = {}
        self._presumptions: dict[LeafPlace, dict[Presumption, None]] = {}
        super().__init__(DossierView(Dossier("", "", {}, ()), vocabulary, law, report_year), NO_PLACEMENTS)

    def condition_of(self, gate: str) -> Condition:
        """The condition of a gate."""
        return self._gates[gate].condition

    def known(self, assignment: Assignment) -> KnownSoFar:
        """What follows from an assignment."""
        return KnownOfEveryFile(self, assignment)

    def on_record(self, condition: Condition, assignment: Assignment) -> Answer:
        """Whether it is on record that a condition holds which must be shown, if it does."""
        option = 1 if self._settled else assignment[self._on_record[condition]]
        return Answer.OPEN if option is None else Answer.HOLDS if option else Answer.FAILS

    def _reads(self, condition: Condition) -> Reads:
        reads = super()._reads(EveryOne(plain_conditions(condition)))  # whether or not it has to be shown
        on_record = {self._on_record[part] for part in _shown_in(condition) if part in self._on_record}
        return replace(reads, variables=reads.variables | on_record)

    def _place(self, leaf: Leaf, presumptions: tuple[Presumption, ...]) -> LeafPlace:
        naming = [
            presumption
            for presumption in presumptions
            if not self._settled
            and any(subject.measure in presumption.measures for subject in subjects(leaf))
        ]
        place = LeafPlace(leaf, naming[0] if naming else None)
        self._presumptions.setdefault(place, {}).update(dict.fromkeys(naming))
        return place

    def _unknowns(self) -> tuple[Variable, ...]:
        variables = [
            Variable((), name_of(place.leaf), (number,), _OF_WHOLE_FILE, contested=False)
            for number, place in enumerate(self.places)
            if isinstance(place.leaf, WholeFileLeaf)
        ]
        for group in linked_subjects(place.leaf for place in self.places):
            reads = tuple(
                number for number, place in enumerate(self.places) if set(subjects(place.leaf)) & set(group)
            )
            variables.append(Variable(group, "", reads, self._shared_options(group, reads), contested=False))
        for condition in () if self._settled else dict.fromkeys(_shown_in(self.rubric.conditions)):
            self._on_record[condition] = len(variables)
            variables.append(Variable((), "what must be shown is on record", (), _NO_OR_YES, contested=False))
        return tuple(variables)

    def _shared_options(self, group: tuple[Subject, ...], reads: Sequence[int]) -> tuple[Option, ...]:
        """The options of a group; they depend on what reads it alone, which is mostly alike in every law."""
        reading = tuple(
            (self.places[number], tuple(self._presumptions[self.places[number]])) for number in reads
        )
        key = group, reading, self._settled
        if key not in self._shared:
            self._shared[key] = self._options(group, reads)
        return self._shared[key]

    def _options(self, group: tuple[Subject, ...], reads: Sequence[int]) -> tuple[Option, ...]:
        by_answers: dict[tuple[Fraction, ...], list[tuple[World, ...]]] = {}
        possible = [self._worlds(subject, group, reads) for subject in group]
        for silent in self._silences(group, reads):
            for combination in product(*possible):
                world_of = dict(zip(group, combination, strict=True))
                for answers in product(*(self._answers_at(place, world_of, silent) for place in reads)):
                    by_answers.setdefault(answers, []).append(combination)
        return options_by_answers(by_answers)

    def _silences(self, group: tuple[Subject, ...], reads: Sequence[int]) -> Iterator[frozenset[Subject]]:
        """Every set of subjects on which silence may be on record and a presumption makes something of it."""
        named = [
            presumption.measures
            for number in reads
            for presumption in self._presumptions[self.places[number]]
        ]
        measures = frozenset[str]().union(*named)
        choices = [(False, True) if subject.measure in measures else (False,) for subject in group]
        for silences in product(*choices):
            yield frozenset(subject for subject, silent in zip(group, silences, strict=True) if silent)

    def _answers_at(
        self, number: int, world_of: dict[Subject, World], silent: frozenset[Subject]
    ) -> tuple[Fraction, ...]:
        place = self.places[number]
        silent_on = {subject.measure for subject in subjects(place.leaf) if subject in silent}
        presumed = {
            presumption.value: None
            for presumption in self._presumptions[place]
            if silent_on & presumption.measures
        }
        return tuple(presumed) or answers_of(LeafPlace(place.leaf, None), world_of, self.view)

    def _worlds(
        self, subject: Subject, group: tuple[Subject, ...], reads: Sequence[int]
    ) -> tuple[World, ...]:
        reading = [self.places[number].leaf for number in reads]
        changes = any(isinstance(leaf, Trend) and leaf.subject == subject for leaf in reading)
        possible = worlds(
            ANYTHING,
            ANYTHING if changes else None,
            line=number_line(group, reading, self.view),
            numeric=self.view.measure(subject).numeric,
            least_change=self.rubric.scale.least_change,
            taken_as_no=False,
        )
        return (*possible, _CONTESTED) if changes and not self._settled else possible


@dataclass(eq=False)
class ExaminedLaw:
    """What is in force at one moment, and every file joined to it."""

    moment: Moment
    rubric: Rubric
    vocabulary: Vocabulary
    budget: WorkBudget
    shared: SharedOptions = field(default_factory=dict)
    """What the universes of all laws of a rubric have in common."""

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """The criteria that are asked, by id."""
        return {criterion.id: criterion for criterion in in_force(self.rubric.criteria, self.moment)}

    @cached_property
    def gates(self) -> dict[str, Gate]:
        """The gates by id."""
        return {gate.id: gate for gate in self.rubric.gates}

    @cached_property
    def universe(self) -> Universe | None:
        """Every file joined to this law; None where the budget allows no more laws."""
        return self.new_universe(settled=False)

    def new_universe(self, *, settled: bool) -> Universe | None:
        """Every file joined to this law, or if ``settled`` those without silence, gaps and contradictions."""
        if self.budget.laws <= 0 or self.budget.looks <= 0:
            return None
        self.budget.laws -= 1
        year = self.moment.report_year
        return Universe(self.rubric, self.vocabulary, year, settled=settled, shared=self.shared)

    @cached_property
    def criteria_of_rules(self) -> frozenset[str]:
        """The criteria that tier rules ask, through gates."""
        return frozenset().union(*(self.criteria_asked(rule.when) for rule in self.rubric.rules))

    def criteria_asked(self, condition: Condition) -> frozenset[str]:
        """The criteria that a condition asks, through gates too."""
        asked = plain_through_gates(condition, self.rubric)
        return frozenset(plain.criterion for plain in asked if isinstance(plain, OutcomeIn))


class KnownOfEveryFile(KnownSoFar):
    """What an assignment settles of every file."""

    def __init__(self, universe: Universe, assignment: Assignment) -> None:
        super().__init__(universe, assignment)
        self._universe = universe

    def shown(self, condition: Condition) -> Answer:
        """Whether a condition that must be shown is: it has to hold, and no file needs to say so."""
        both = {answer(condition, self), self._universe.on_record(condition, self._assignment)}
        return as_answer(holds=both == {Answer.HOLDS}, fails=Answer.FAILS in both)


def _shown_in(part: object) -> Iterator[Condition]:
    """What has to be shown for a condition, or for several; parts of it within one another, too."""
    return (record.condition for record in records_in(part) if isinstance(record, Shown))
