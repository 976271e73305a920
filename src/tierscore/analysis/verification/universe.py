"""The laws of a rubric joined to every country file at once: what their tests can answer together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import product
from typing import TYPE_CHECKING, cast

from tierscore.engine.combination import NOTHING, Fact
from tierscore.engine.compiled.linked import LinkedQuestion
from tierscore.engine.compiled.plan import plan_of
from tierscore.engine.compiled.variables import (
    Option,
    Variable,
    answers_of,
    name_of,
    number_line,
    options_of,
)
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator, KnownSoFar
from tierscore.engine.file_variables import history_variable
from tierscore.engine.law import plain_through_gates
from tierscore.engine.possible_worlds import TrendAnswer, World, worlds
from tierscore.model.condition import OutcomeIn
from tierscore.model.decision import Answer, as_answer
from tierscore.model.evidence import Dossier, State, Status
from tierscore.model.moments import in_force
from tierscore.model.outcome import ONE, ZERO
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.test import subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from tierscore.analysis.verification.budget import WorkBudget
    from tierscore.engine.compiled.criteria import LeafPlace
    from tierscore.engine.compiled.plan import Plan
    from tierscore.engine.compiled.variables import Assignment, FactGroup, Yardstick
    from tierscore.model.condition import Condition
    from tierscore.model.measure import Vocabulary
    from tierscore.model.moments import Moment
    from tierscore.model.rubric import Criterion, Gate, Presumption, Rubric
    from tierscore.model.test import Subject, SubjectLeaf, WholeFileLeaf
SharedOptions = dict[object, tuple[tuple["Option", ...], bool]]
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
        super().__init__(DossierView(Dossier("", "", {}, ()), vocabulary, law, report_year), NO_PLACEMENTS)

    @property
    def yardstick(self) -> Yardstick:
        """What facts are measured by."""
        return self.plan.yardstick

    def condition_of(self, gate: str) -> Condition:
        """The condition of a gate."""
        return self.plan.gates[gate].condition

    def known(self, assignment: Assignment) -> KnownOfEveryFile:
        """What follows from an assignment."""
        return KnownOfEveryFile(self, assignment)

    def on_record(self, condition: Condition, assignment: Assignment) -> Answer:
        """Whether it is on record that a condition holds which must be shown, if it does."""
        option = 1 if self._settled else assignment[self.plan.on_record[condition]]
        return Answer.OPEN if option is None else Answer.HOLDS if option else Answer.FAILS

    def _planned(self) -> Plan:
        return plan_of(self.rubric, self.view.report_year, self.view.vocabulary, every_file=True)

    def _unknowns(self) -> tuple[Variable, ...]:
        plan, one = self.plan, self.plan.one
        on_record = (_NO_OR_YES[1:] if self._settled else _NO_OR_YES,) * len(plan.on_record)
        return (
            *(
                Variable((), name_of(cast("WholeFileLeaf", place.leaf)), (place,), _OF_WHOLE_FILE, False, one)
                for place in plan.whole_file
            ),
            *(
                Variable(group.subjects, "", group.places, options, False, one, stays_open=not complete)
                for group in plan.groups
                for options, complete in [self._shared_options(group)]
            ),
            history_variable(self.plan, self.view.report_year, self.placements),
            *(
                Variable((), "what must be shown is on record", (), options, False, one)
                for options in on_record
            ),
        )

    def _shared_options(self, group: FactGroup) -> tuple[tuple[Option, ...], bool]:
        """The options of a group; they depend on what reads it alone, which is mostly alike in every law."""
        key = group, self._settled
        if key not in self._shared:
            self._shared[key] = self._options(group)
        return self._shared[key]

    def _options(self, group: FactGroup) -> tuple[tuple[Option, ...], bool]:
        """The options of a group, and whether they are all; else they are the least and the most of each answer."""
        possible = {subject: self._worlds(subject, group) for subject in group.subjects}
        by_answers: dict[tuple[Fraction, ...], Option] = {}
        complete = True
        for silent in self._silences(group):
            questions = [
                LinkedQuestion(frozenset(subjects(place.leaf)), partial(self._answers, place, silent))
                for place in group.places
            ]
            options, all_of_them = options_of(possible, questions)
            complete = complete and all_of_them
            for option in options:
                known = by_answers.get(option.answers)
                worlds_ = (
                    option.worlds if known is None else map(frozenset.union, known.worlds, option.worlds)
                )
                by_answers[option.answers] = Option(option.answers, tuple(worlds_))
        if complete:
            return tuple(by_answers.values()), True
        columns = [*zip(*by_answers, strict=True)]
        ends = (tuple(map(pick, columns)) for pick in (min, max))
        return tuple(Option(answers, tuple(map(frozenset, possible.values()))) for answers in ends), False

    def _presumptions(self, place: LeafPlace) -> tuple[Presumption, ...]:
        return () if self._settled else place.presumptions

    def _silences(self, group: FactGroup) -> Iterator[frozenset[Subject]]:
        """Every set of subjects on which silence may be on record and a presumption makes something of it."""
        measures = frozenset[str]().union(
            *(presumption.measures for place in group.places for presumption in self._presumptions(place))
        )
        choices = [(False, True) if subject.measure in measures else (False,) for subject in group.subjects]
        for silences in product(*choices):
            yield frozenset(
                subject for subject, silent in zip(group.subjects, silences, strict=True) if silent
            )

    def _answers(
        self, place: LeafPlace, silent: frozenset[Subject], world_of: Mapping[Subject, World]
    ) -> tuple[Fraction, ...]:
        silent_on = {subject.measure for subject in subjects(place.leaf) if subject in silent}
        presumed = {
            presumption.value: None
            for presumption in self._presumptions(place)
            if silent_on & presumption.measures
        }
        leaf = cast("SubjectLeaf", place.leaf)
        return tuple(presumed) or answers_of(leaf, world_of, self.yardstick)

    def _worlds(self, subject: Subject, group: FactGroup) -> tuple[World, ...]:
        reading = [place.leaf for place in group.places]
        changes = subject in group.trended
        possible = worlds(
            ANYTHING,
            ANYTHING if changes else None,
            line=number_line(group.subjects, reading, self.view.vocabulary, ()),
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

    @property
    def universe(self) -> Universe:
        """The law joined to every file."""
        return cast("Universe", self.evaluator)

    def shown(self, condition: Condition) -> Answer:
        """Whether a condition that must be shown is: it has to hold, and no file needs to say so."""
        return self.shown_if(self.plan.question(condition)(self), condition)

    def shown_if(self, holds: Answer, condition: Condition) -> Answer:
        """Whether a condition is shown, given whether it holds."""
        both = {holds, self.universe.on_record(condition, self.assignment)}
        return as_answer(holds=both == {Answer.HOLDS}, fails=Answer.FAILS in both)
