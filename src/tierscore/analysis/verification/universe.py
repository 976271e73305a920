"""Every country file at once: what a law's tests can answer together, whatever the evidence and the history."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from tierscore.engine.combination import NOTHING, Fact, State
from tierscore.engine.conditions import answer
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator, KnownSoFar, Reads
from tierscore.engine.possible_worlds import TrendAnswer, World, worlds
from tierscore.engine.variables import LeafPlace, Option, Variable, answers_of, linked_subjects, number_line
from tierscore.model.condition import AnyOne, AtLeastSo, EveryOne, NotSo, Shown, plain_conditions
from tierscore.model.decision import Answer
from tierscore.model.evidence import Dossier, Status
from tierscore.model.outcome import ONE, ZERO
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.test import Committed, Corroborated, Joint, Trend, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from tierscore.engine.conditions import Known
    from tierscore.engine.variables import Assignment
    from tierscore.model.condition import Condition
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Presumption, Rubric
    from tierscore.model.test import Leaf, Subject
Remembered = dict[object, tuple["Option", ...]]
"""Options of groups of subjects, by everything that they depend on."""
ANYTHING = Fact((NOTHING, State(Status.LIMITED), State(Status.DONE)), (), (), (), ())
"""A fact of which a file may say whatever it likes: any status, with any figure."""
_CONTESTED = World(Status.ABSENT, ZERO, TrendAnswer.UP)
"""One source says that there was none, another that there was more than before: no single fact is so, but a file may be."""
_OF_WHOLE_FILE = (Option((ZERO,), (), "none"), Option((ONE,), (), "some"))
_NO_OR_YES = (Option((), (), "not"), Option((), (), "so"))


class Universe(Evaluator):
    """
    A law joined to every file that there could be.

    Each subject has every state that some file gives it: measures taken as No until found, contested ones and silence on
    record included. Affirmative findings, promises and joint action may be there or not, and every history is possible.
    The states of different subjects are free of one another, since a file may say anything of each. What must be shown may be so
    and yet not be on record.
    """

    def __init__(
        self,
        law: Rubric,
        vocabulary: Vocabulary,
        report_year: int,
        *,
        settled: bool = False,
        remembered: Remembered | None = None,
    ) -> None:
        """
        Take the law of a report year.

        Args:
            law: What is in force.
            vocabulary: What its measures mean.
            report_year: The report year.
            settled: Leave out silence, gaps and sources that contradict one another.
            remembered: What other universes of the same rubric and vocabulary have worked out.

        """
        self._settled = settled
        self._remembered: Remembered = {} if remembered is None else remembered
        self._on_record: dict[Condition, int] = {}
        self._presumptions: dict[LeafPlace, dict[Presumption, None]] = {}
        super().__init__(DossierView(Dossier("", "", {}, ()), vocabulary, law, report_year), NO_PLACEMENTS)

    def condition_of(self, gate: str) -> Condition:
        """The condition of a gate."""
        return self._gates[gate].condition

    def known(self, choice: Assignment) -> KnownSoFar:
        """What follows from a choice."""
        return _Known(self, choice)

    def on_record(self, condition: Condition, choice: Assignment, known: Known) -> Answer:
        """Whether a condition that must be shown is: it has to hold, and no file needs to say so."""
        answered = answer(condition, known)
        chosen = 1 if self._settled else choice[self._on_record[condition]]
        if answered is Answer.FAILS or chosen == 0:
            return Answer.FAILS
        return Answer.OPEN if chosen is None else answered

    def _reads(self, condition: Condition) -> Reads:
        reads = super()._reads(without_shown(condition))
        asked = {self._on_record[shown] for shown in shown_parts(condition) if shown in self._on_record}
        return replace(reads, variables=reads.variables | asked)

    def _place(self, leaf: Leaf, presumptions: tuple[Presumption, ...]) -> LeafPlace:
        naming = [
            one
            for one in presumptions
            if not self._settled and any(about.measure in one.measures for about in subjects(leaf))
        ]
        place = LeafPlace(leaf, naming[0] if naming else None)
        self._presumptions.setdefault(place, {}).update(dict.fromkeys(naming))
        return place

    def _unknowns(self) -> tuple[Variable, ...]:
        found = [
            Variable((), whole_file_test(place.leaf), (number,), _OF_WHOLE_FILE, contested=False)
            for number, place in enumerate(self.places)
            if isinstance(place.leaf, Joint | Committed | Corroborated)
        ]
        for group in linked_subjects(place.leaf for place in self.places):
            reads = tuple(
                number for number, place in enumerate(self.places) if set(subjects(place.leaf)) & set(group)
            )
            found.append(Variable(group, "", reads, self._shared_options(group, reads), contested=False))
        for condition in () if self._settled else dict.fromkeys(shown_conditions(self.rubric)):
            self._on_record[condition] = len(found)
            found.append(Variable((), "what must be shown is on record", (), _NO_OR_YES, contested=False))
        return tuple(found)

    def _shared_options(self, group: tuple[Subject, ...], reads: Sequence[int]) -> tuple[Option, ...]:
        """The options of a group; they depend on nothing but what reads it, and most of that is alike in every law."""
        reading = tuple(
            (self.places[number], tuple(self._presumptions[self.places[number]])) for number in reads
        )
        key = group, reading, self._settled
        if key not in self._remembered:
            self._remembered[key] = self._options(group, reads)
        return self._remembered[key]

    def _options(self, group: tuple[Subject, ...], reads: Sequence[int]) -> tuple[Option, ...]:
        giving: dict[tuple[Fraction, ...], list[tuple[World, ...]]] = {}
        possible = [self._worlds(subject, group, reads) for subject in group]
        for silent in self._silences(group, reads):
            for combination in product(*possible):
                stand = dict(zip(group, combination, strict=True))
                for answers in product(*(self._answers_at(number, stand, silent) for number in reads)):
                    giving.setdefault(answers, []).append(combination)
        return tuple(
            Option(answers, tuple(map(frozenset, zip(*alike, strict=True))))
            for answers, alike in giving.items()
        )

    def _silences(self, group: tuple[Subject, ...], reads: Sequence[int]) -> Iterator[frozenset[Subject]]:
        """Every set of subjects on which silence may be on record, as far as a presumption makes something of it."""
        measures = {
            measure
            for number in reads
            for one in self._presumptions[self.places[number]]
            for measure in one.measures
        }
        choices = [(False, True) if subject.measure in measures else (False,) for subject in group]
        for silent in product(*choices):
            yield frozenset(subject for subject, so in zip(group, silent, strict=True) if so)

    def _answers_at(
        self, number: int, stand: dict[Subject, World], silent: frozenset[Subject]
    ) -> tuple[Fraction, ...]:
        place = self.places[number]
        about = {subject.measure for subject in subjects(place.leaf) if subject in silent}
        presumed = tuple(
            dict.fromkeys(one.value for one in self._presumptions[place] if about & one.measures)
        )
        return presumed or answers_of(LeafPlace(place.leaf, None), stand, self.view)

    def _worlds(
        self, subject: Subject, group: tuple[Subject, ...], reads: Sequence[int]
    ) -> tuple[World, ...]:
        reading = [self.places[number].leaf for number in reads]
        changes = any(isinstance(leaf, Trend) and leaf.subject == subject for leaf in reading)
        found = worlds(
            ANYTHING,
            ANYTHING if changes else None,
            line=number_line(group, reading, self.view),
            numeric=self.view.measure(subject).numeric,
            least_change=self.rubric.scale.least_change,
            taken_as_no=False,
        )
        return (*found, _CONTESTED) if changes and not self._settled else found


def whole_file_test(leaf: Leaf) -> str:
    """A test that reads the file as a whole, in words."""
    match leaf:
        case Joint(partners):
            return f"action of the government together with {_actors(partners)}"
        case Committed(by):
            return f"promises for the future by {_actors(by)}"
        case Corroborated(measures):
            return f"corroborated facts on {' or '.join(measures)}"
        case _:
            return ""


def _actors(actors: frozenset[str]) -> str:
    return " or ".join(sorted(actor.replace("-", " ") for actor in actors))


class _Known(KnownSoFar):
    """What a choice settles of every file."""

    def __init__(self, universe: Universe, choice: Assignment) -> None:
        super().__init__(universe, choice)
        self._universe = universe

    def shown(self, condition: Condition) -> Answer:
        """Whether a condition that must be shown is."""
        return self._universe.on_record(condition, self._choice, self)


def shown_conditions(law: Rubric) -> Iterator[Condition]:
    """Every condition that has to be shown."""
    for condition in (*(gate.condition for gate in law.gates), *(rule.when for rule in law.rules)):
        yield from shown_parts(condition)


def shown_parts(condition: Condition) -> Iterator[Condition]:
    """What has to be shown for a condition; parts of it within one another, too."""
    match condition:
        case Shown(part):
            yield part
            yield from shown_parts(part)
        case EveryOne(parts) | AnyOne(parts) | AtLeastSo(conditions=parts):
            for part in parts:
                yield from shown_parts(part)
        case NotSo(part):
            yield from shown_parts(part)
        case _:
            pass


def without_shown(condition: Condition) -> Condition:
    """All that a condition asks, whether or not it has to be shown."""
    return EveryOne(plain_conditions(condition))
