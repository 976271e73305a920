"""
The facts that tests read, as variables: each with every value that some test can tell from another.

What enters is how the facts of a country stand. A variable answers one or more leaves of the rubric's tests.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import product
from typing import TYPE_CHECKING, cast

from tierscore.engine.combination import EMPTY
from tierscore.engine.compiled.linked import LinkedQuestion, combined_answers
from tierscore.engine.compiled.tests import in_parts
from tierscore.engine.possible_worlds import NumberLine, sources_differ, worlds
from tierscore.engine.remembered import Memo, remembered
from tierscore.model.actor import in_words
from tierscore.model.outcome import ONE, ZERO
from tierscore.model.test import (
    AtLeastFigure,
    Committed,
    Compared,
    Joint,
    Leaf,
    Presence,
    Subject,
    Trend,
    subject_key,
    subjects,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from tierscore.engine.combination import Fact
    from tierscore.engine.compiled.criteria import LeafPlace
    from tierscore.engine.compiled.tests import ValueSpan
    from tierscore.engine.possible_worlds import World
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Presumption, Scale
    from tierscore.model.test import SubjectLeaf, WholeFileLeaf
Assignment = tuple[int | None, ...]
"""For each variable the option chosen, or None while it is open."""
MOST_REMEMBERED = 5_000
"""How many states of one group of facts are remembered."""


@dataclass(frozen=True)
class Option:
    """One value of an unknown: the answers that it gives to tests, and every world that gives them."""

    answers: tuple[Fraction, ...]
    """One for each of the places that the variable answers."""
    worlds: tuple[frozenset[World], ...]
    """For each of the variable's subjects the worlds that give these answers; empty without subjects."""
    says: str = ""
    """The value in words, where there is no world to tell it."""


@dataclass(frozen=True, eq=False)
class Variable:
    """
    A fact, or several linked ones, with every value that tests can tell apart.

    One option means that it is settled for every test. Variables are equal only to themselves: one object
    stands for one state of the facts.
    """

    subjects: tuple[Subject, ...]
    name: str
    """What it is, where it is no single measure."""
    places: tuple[LeafPlace, ...]
    """The leaves that it answers."""
    options: tuple[Option, ...]
    contested: bool
    one: int
    """How many parts make 1 in the values that it gives to leaves."""
    stays_open: bool = False
    """
    Whether it has too many values to tell apart; then its options are only the least and the most that each leaf can
    have, no value of it is supposed, and what follows from it is never too small.
    """

    @cached_property
    def spans(self) -> tuple[tuple[ValueSpan, ...], ...]:
        """For each option the value of every leaf that it answers."""
        return tuple(
            tuple((parts, parts) for parts in (in_parts(answer, self.one) for answer in option.answers))
            for option in self.options
        )

    @cached_property
    def open_spans(self) -> tuple[ValueSpan, ...]:
        """What leaves can still have while no option is chosen."""
        columns = zip(*self.spans, strict=True)
        return tuple((min(low for low, _ in column), max(high for _, high in column)) for column in columns)

    def extremes(self, leaning: tuple[int, ...]) -> tuple[int | None, int | None]:
        """The options that give most and least, where each leaf counts as much as ``leaning`` says."""
        if self.stays_open:
            return None, None
        if len(self.options) == 1:
            return 0, 0
        kept = remembered(self)
        if leaning not in kept:
            numbers = range(len(self.options))
            given = [
                sum(low * weight for (low, _), weight in zip(spans, leaning, strict=True))
                for spans in self.spans
            ]
            kept[leaning] = max(numbers, key=given.__getitem__), min(numbers, key=given.__getitem__)
        return cast("tuple[int, int]", kept[leaning])

    def spans_of(self, option: int | None) -> tuple[ValueSpan, ...]:
        """The value of every leaf that it answers, under an option or while it is open."""
        return self.open_spans if option is None else self.spans[option]


@dataclass(frozen=True)
class Yardstick:
    """What facts are measured by: the words, the worth of each state, and of how many parts 1 consists."""

    vocabulary: Vocabulary
    scale: Scale
    taken_as_no: frozenset[str]
    """Measures that are No until found."""
    one: int

    @property
    def key(self) -> object:
        """All that decides what a fact is worth; the bands of the scale part values of criteria and no facts."""
        scale = self.scale
        trends = tuple((direction, tuple(worth.items())) for direction, worth in scale.trends.items())
        return tuple(scale.status.items()), trends, scale.least_change, self.taken_as_no, self.one


class FactGroup:
    """
    Subjects that comparisons link, mostly a single one, and the leaves that read them.

    The values that they can have follow from how their facts stand: whatever country and year the facts are
    of, one state of the facts gives one variable.
    """

    def __init__(self, group: tuple[Subject, ...], places: tuple[LeafPlace, ...], by: Yardstick) -> None:
        """Take the linked subjects, every leaf that reads one of them, and what facts are measured by."""
        self.subjects = group
        self.places = places
        self.yardstick = by
        self.measures = frozenset(subject.measure for subject in group)
        self.presumed = tuple(number for number, place in enumerate(places) if place.presumptions)
        """The leaves that a presumption may answer."""
        self._leaves = tuple(place.leaf for place in places)
        self.trended = frozenset(leaf.subject for leaf in self._leaves if isinstance(leaf, Trend))
        self._variables = Memo[object, Variable](MOST_REMEMBERED)

    @cached_property
    def unknown(self) -> Variable:
        """The variable where nothing is on file."""
        nothing = tuple((EMPTY, EMPTY) for _ in self.subjects)
        return self.variable(nothing, {})

    def variable(self, facts: Sequence[tuple[Fact, Fact]], presumed: Mapping[int, Presumption]) -> Variable:
        """
        The values that the subjects can have.

        Args:
            facts: For each subject how it stands in the period and stood in the period before.
            presumed: For the number of a leaf the presumption that answers it.
        """
        states = tuple((now.states, now.comparisons, before.states) for now, before in facts)
        key = states, tuple(presumed.items())
        variable = self._variables.get(key)
        return variable or self._variables.keep(key, self._variable(facts, presumed))

    def _variable(self, facts: Sequence[tuple[Fact, Fact]], presumed: Mapping[int, Presumption]) -> Variable:
        by = self.yardstick
        line = number_line(self.subjects, self._leaves, by.vocabulary, facts)
        possible: list[tuple[World, ...]] = []
        contested = False
        for subject, (now, before) in zip(self.subjects, facts, strict=True):
            earlier = before if subject in self.trended else None
            numeric = by.vocabulary.measures[subject.measure].numeric
            possible.append(
                worlds(
                    now,
                    earlier,
                    line=line,
                    numeric=numeric,
                    least_change=by.scale.least_change,
                    taken_as_no=subject.measure in by.taken_as_no,
                )
            )
            contested = contested or sources_differ(now, earlier, possible[-1], numeric=numeric)
        # A leaf that is answered alike in several places is asked once.
        asked = [(leaf, presumed.get(number)) for number, leaf in enumerate(self._leaves)]
        distinct = tuple(dict.fromkeys(asked))
        questions = [
            LinkedQuestion(frozenset(subjects(leaf)), partial(self._answers, leaf, presumption))
            for leaf, presumption in distinct
        ]
        options, complete = options_of(dict(zip(self.subjects, possible, strict=True)), questions)
        numbers = [distinct.index(question) for question in asked]
        options = tuple(
            replace(option, answers=tuple(option.answers[number] for number in numbers)) for option in options
        )
        return Variable(self.subjects, "", self.places, options, contested, by.one, stays_open=not complete)

    def _answers(
        self, leaf: Leaf, presumption: Presumption | None, world_of: Mapping[Subject, World]
    ) -> tuple[Fraction, ...]:
        if presumption is not None:
            return (presumption.value,)
        return answers_of(cast("SubjectLeaf", leaf), world_of, self.yardstick)


def options_of(
    possible: Mapping[Subject, Sequence[World]], questions: Sequence[LinkedQuestion]
) -> tuple[tuple[Option, ...], bool]:
    """
    An option for each set of answers to some questions, with the worlds of each subject that give it.

    Where there are too many, the second value is False, and the options are the least and the most of each answer.
    """
    combinations = combined_answers(possible, questions)
    if combinations is not None:
        return tuple(Option(answers, worlds) for answers, worlds in combinations.items()), True
    every_world = tuple(map(frozenset, possible.values()))
    ends = [
        [end for world in world_sets(possible, question) for end in question.answers(world)]
        for question in questions
    ]
    return tuple(Option(tuple(map(pick, ends)), every_world) for pick in (min, max)), False


def world_sets(
    possible: Mapping[Subject, Sequence[World]], question: LinkedQuestion
) -> Iterator[dict[Subject, World]]:
    """The worlds of the subjects of one question, in every combination."""
    read = [subject for subject in possible if subject in question.subjects]
    for worlds_ in product(*(possible[subject] for subject in read)):
        yield dict(zip(read, worlds_, strict=True))


def linked_subjects(leaves: Iterable[Leaf]) -> tuple[tuple[Subject, ...], ...]:
    """Subjects grouped by the comparisons that link them; most stand alone."""
    group_of: dict[Subject, set[Subject]] = {}
    for leaf in leaves:
        joined = set(subjects(leaf)).union(*(group_of.get(subject, set()) for subject in subjects(leaf)))
        for subject in joined:
            group_of[subject] = joined
    groups = {tuple(sorted(group, key=subject_key)) for group in group_of.values()}
    return tuple(sorted(groups, key=lambda group: [subject_key(subject) for subject in group]))


def number_line(
    group: tuple[Subject, ...],
    leaves: Iterable[Leaf],
    vocabulary: Vocabulary,
    facts: Iterable[tuple[Fact, Fact]],
) -> NumberLine:
    """Where numbers matter to the tests that read a group of linked subjects with some facts."""
    leaves = tuple(leaves)
    cuts = {leaf.minimum for leaf in leaves if isinstance(leaf, AtLeastFigure)}
    for fact in (fact for both_periods in facts for fact in both_periods):
        for state in fact.states:
            cuts |= {state.low} | ({state.high} if state.high is not None else set())
    ratios = {leaf.ratio for leaf in leaves if isinstance(leaf, Compared)}
    cuts |= {number for cut in cuts for ratio in ratios for number in (cut * ratio, cut / ratio)}
    units = [unit for subject in group if (unit := vocabulary.unit_of(subject.measure)) is not None]
    words = frozenset(value.rank for unit in units for value in unit.named)
    return NumberLine(frozenset(cuts), all(unit.whole for unit in units), words)


def answers_of(
    leaf: SubjectLeaf, world_of: Mapping[Subject, World], yardstick: Yardstick
) -> tuple[Fraction, ...]:
    """What a leaf answers in some worlds of its subjects: several answers where they leave it open."""
    scale = yardstick.scale
    match leaf:
        case Presence(subject):
            return (scale.status[world_of[subject].status],)
        case AtLeastFigure(subject, minimum):
            return (ONE if world_of[subject].number >= minimum else ZERO,)
        case Compared(subject, other, ratio):
            in_words = _in_words(other, yardstick.vocabulary)
            return _compared(world_of[subject].number, ratio, world_of[other].number, in_words)
        case _:
            return (scale.trends[leaf.direction][world_of[leaf.subject].change],)


def _compared(
    figure: Fraction, ratio: Fraction, other: Fraction, in_words: Fraction | None
) -> tuple[Fraction, ...]:
    """
    Whether a figure is at least a multiple of another one.

    From the rank ``in_words`` on figures are words. A word outranks every number, and words are ranked among
    themselves; but half of a word, or twice one, is nothing that could be reached or missed.
    """
    if in_words is None or (figure < in_words and other < in_words):
        return (ONE if figure >= ratio * other else ZERO,)
    if other < in_words or (figure >= other and ratio <= 1):
        return (ONE,)
    return (ZERO,) if ratio == 1 else (ZERO, ONE)


def _in_words(subject: Subject, vocabulary: Vocabulary) -> Fraction | None:
    """The rank from which on the figures of a subject are words; None where its unit has none."""
    unit = vocabulary.unit_of(subject.measure)
    lowest = unit.lowest() if unit is not None else None
    return lowest.rank if lowest is not None else None


def name_of(leaf: WholeFileLeaf) -> str:
    """What a test that reads the file as a whole asks for."""
    match leaf:
        case Joint(partners):
            return f"action of the government together with {in_words(partners)}"
        case Committed(by):
            return f"promises for the future by {in_words(by)}"
        case _:
            return f"corroborated facts on {' or '.join(leaf.measures)}"
