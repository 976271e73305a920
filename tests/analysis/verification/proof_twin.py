"""
The plain twin of the proofs: every state that a file can give each fact, all tried together.

It shares the words of tests and conditions with the engine and nothing of its search: numbers are tried one
after another, silence and what must be shown are switched on and off, and each question is answered by
looking at all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING

from brute_force import answers_of, change_of
from builders import DEATH, LIFE, a_dossier, counts_whole_things, criterion_of
from settled import holds, value_of, weighed
from tierscore.engine.dossier_view import DossierView, all_leaves
from tierscore.model.condition import AnyOne, AtLeastSo, Condition, EveryOne, NotSo, Shown
from tierscore.model.evidence import Status
from tierscore.model.outcome import Outcome
from tierscore.model.test import Leaf, Subject, Test, Trend, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Cap, Criterion, Rubric

NUMBERS = [Fraction(number) for number in range(6)]
TERMS = [*(Fraction(number, 2) for number in range(10)), LIFE.rank, DEATH.rank]
_RANKS = {Status.ABSENT: 0, Status.LIMITED: 1, Status.DONE: 2}

Point = tuple[Status, Fraction]
State = tuple[Status, Fraction, str]


@dataclass(frozen=True)
class World:
    """One way in which everything could stand."""

    answers: Mapping[Leaf, Fraction]
    silent: frozenset[Subject]
    on_record: frozenset[Condition]
    """What must be shown and is, if it is so."""
    outcomes: dict[str, Outcome] = field(default_factory=dict, compare=False, repr=False)
    """Those worked out so far, by criterion."""


@dataclass(frozen=True)
class _Supposed:
    """A world with some outcomes set by hand, for conditions to look at."""

    twin: Twin
    world: World
    given: Mapping[str, Outcome]

    def outcome(self, criterion: str) -> Outcome:
        return self.given.get(criterion) or self.twin.outcome(
            criterion_of(self.twin.rubric, criterion), self.world
        )

    def reached(self, test: Test) -> Fraction:
        return value_of(test, self.world.answers)

    def gate(self, gate: str) -> bool:
        return holds(next(known.condition for known in self.twin.rubric.gates if known.id == gate), self)

    def shown(self, condition: Condition) -> bool:
        return condition in self.world.on_record and holds(condition, self)


class Twin:
    """A rubric and every world of it; ``size`` tells how many there are before they are made."""

    def __init__(self, rubric: Rubric, vocabulary: Vocabulary, report_year: int) -> None:
        self.rubric = rubric
        self.view = DossierView(a_dossier(), vocabulary, rubric, report_year)
        self.leaves = list(dict.fromkeys(all_leaves(rubric)))
        self._groups = [*self._subject_groups(), *self._whole_file_tests()]
        self._shown = list(dict.fromkeys(part for gate in rubric.gates for part in shown(gate.condition)))
        self.size = 2 ** len(self._shown)
        for group in self._groups:
            self.size *= len(group)

    def worlds(self) -> Iterator[World]:
        for chosen in product(*self._groups):
            answers = {leaf: value for part, _ in chosen for leaf, value in part.items()}
            silent = frozenset().union(*(quiet for _, quiet in chosen))
            for size in range(len(self._shown) + 1):
                for on_record in combinations(self._shown, size):
                    yield World(answers, silent, frozenset(on_record))

    def value(
        self,
        criterion: Criterion,
        world: World,
        indicator: tuple[int, Fraction] | None,
        caps: Mapping[str, bool],
    ) -> Fraction:
        """The value of a criterion, with one of its parts set by hand."""
        answers = self._answers(criterion, world)
        values = [value_of(one.test, answers) for one in criterion.indicators]
        if indicator is not None:
            values[indicator[0]] = indicator[1]
        value = weighed(criterion, values)
        for cap in criterion.caps:
            if caps.get(cap.id, value_of(cap.when, answers) == 1):
                value = min(value, cap.at_most)
        return value

    def _answers(self, criterion: Criterion, world: World) -> Mapping[Leaf, Fraction]:
        """What the leaves say to a criterion, which may presume something of silence."""
        answers = dict(world.answers)
        for leaf in answers:
            for presumption in reversed(criterion.presumptions):
                if any(
                    subject in world.silent and subject.measure in presumption.measures
                    for subject in subjects(leaf)
                ):
                    answers[leaf] = presumption.value
        return answers

    def bites(self, criterion: Criterion, cap: Cap, world: World) -> bool:
        """Whether what a cap asks is so."""
        return value_of(cap.when, self._answers(criterion, world)) == 1

    def outcome(self, criterion: Criterion, world: World) -> Outcome:
        if criterion.id not in world.outcomes:
            world.outcomes[criterion.id] = self.rubric.scale.outcome(self.value(criterion, world, None, {}))
        return world.outcomes[criterion.id]

    def indicator_value(self, criterion: Criterion, position: int, world: World) -> Fraction:
        """The value of one indicator: that of a criterion which has no other."""
        from dataclasses import replace  # noqa: PLC0415

        alone = replace(criterion, indicators=(criterion.indicators[position],), caps=())
        return self.value(alone, world, None, {})

    def rule(self, world: World, given: Mapping[str, Outcome] | None = None) -> str:
        """The rule that decides, with some outcomes set by hand."""
        return next(rule.id for rule in self.rubric.rules if self.holds(rule.when, world, given or {}))

    def tier(self, world: World, given: Mapping[str, Outcome] | None = None) -> str:
        rule = self.rule(world, given)
        return next(one.tier for one in self.rubric.rules if one.id == rule)

    def holds(self, condition: Condition, world: World, given: Mapping[str, Outcome]) -> bool:
        return holds(condition, _Supposed(self, world, given))

    def improved(self) -> Iterator[tuple[World, World]]:
        """Every two worlds of settled files of which the second has one better fact, with the same past."""
        for number, group in enumerate(self._subjects()):
            others = [
                [one for one in found if not one[1]] for at, found in enumerate(self._groups) if at != number
            ]
            pairs = self._pairs[group]
            for rest in product(*others):
                answers = {leaf: value for part, _ in rest for leaf, value in part.items()}
                for low, high in pairs:
                    yield self._settled({**answers, **low}), self._settled({**answers, **high})

    @property
    def improvements(self) -> int:
        """How many such pairs there are."""
        sizes = [sum(not silent for _, silent in group) for group in self._groups]
        return sum(
            len(self._pairs[group]) * prod(sizes) // sizes[at] for at, group in enumerate(self._subjects())
        )

    @cached_property
    def _pairs(
        self,
    ) -> dict[tuple[Subject, ...], list[tuple[Mapping[Leaf, Fraction], Mapping[Leaf, Fraction]]]]:
        return {group: list(self._better(group)) for group in self._subjects()}

    def _settled(self, answers: Mapping[Leaf, Fraction]) -> World:
        return World(answers, frozenset(), frozenset(self._shown))

    def _better(
        self, group: tuple[Subject, ...]
    ) -> Iterator[tuple[Mapping[Leaf, Fraction], Mapping[Leaf, Fraction]]]:
        seen = set()
        reading = self._reading(group)
        for subject in group:
            others = [other for other in group if other != subject]
            points = self._points(subject)
            pairs = [pair for pair in product(points, repeat=2) if _is_better(*pair)]
            for past in points if self._changes(subject) else points[:1]:
                for rest in product(*(list(self._states(other)) for other in others)):
                    stand = dict(zip(others, rest, strict=True))
                    said = {
                        now: self._tests_say(
                            reading, {**stand, subject: (*now, self._changed(subject, now, past))}
                        )
                        for now in points
                    }
                    for low, high in pairs:
                        if len(said[low]) > 1 or len(said[high]) > 1:
                            continue
                        (worse,), (better,) = said[low], said[high]
                        key = tuple(worse.values()), tuple(better.values())
                        if key not in seen and worse != better:
                            seen.add(key)
                            yield worse, better

    def _tests_say(
        self, reading: list[Leaf], stand: Mapping[Subject, State]
    ) -> list[Mapping[Leaf, Fraction]]:
        """What the leaves say of one state of things; several answers where one of them says none."""
        return [
            dict(zip(reading, values, strict=True))
            for values in product(*(answers_of(leaf, stand, self.view) for leaf in reading))
        ]

    def _subjects(self) -> list[tuple[Subject, ...]]:
        read = {subject for leaf in self.leaves for subject in subjects(leaf)}
        linked = tuple(sorted(subject for subject in read if subject.measure.endswith("-term")))
        return [*((subject,) for subject in sorted(read - set(linked))), *([linked] if linked else [])]

    def _reading(self, group: Iterable[Subject]) -> list[Leaf]:
        return [leaf for leaf in self.leaves if set(subjects(leaf)) & set(group)]

    def _subject_groups(self) -> list[list[tuple[Mapping[Leaf, Fraction], frozenset[Subject]]]]:
        return [self._states_of(group) for group in self._subjects()]

    def _states_of(
        self, group: tuple[Subject, ...]
    ) -> list[tuple[Mapping[Leaf, Fraction], frozenset[Subject]]]:
        presumed = {
            measure
            for criterion in self.rubric.criteria
            for one in criterion.presumptions
            for measure in one.measures
        }
        reading = self._reading(group)
        options = {}
        for states in product(*(list(self._states(subject)) for subject in group)):
            for answers in self._tests_say(reading, dict(zip(group, states, strict=True))):
                for quiet in product(
                    *((False, True) if subject.measure in presumed else (False,) for subject in group)
                ):
                    silent = frozenset(subject for subject, so in zip(group, quiet, strict=True) if so)
                    options[tuple(answers.values()), silent] = answers, silent
        return list(options.values())

    def _whole_file_tests(self) -> list[list[tuple[Mapping[Leaf, Fraction], frozenset[Subject]]]]:
        tests = [leaf for leaf in self.leaves if not subjects(leaf)]
        return [[({leaf: Fraction(so)}, frozenset[Subject]()) for so in (0, 1)] for leaf in tests]

    def _points(self, subject: Subject) -> list[Point]:
        if not self.view.measure(subject).numeric:
            return [(status, Fraction(status is not Status.ABSENT)) for status in _RANKS]
        numbers = NUMBERS if counts_whole_things(self.view.vocabulary, subject.measure) else TERMS
        some = [
            (status, number) for status in (Status.LIMITED, Status.DONE) for number in numbers if number > 0
        ]
        return [(Status.ABSENT, Fraction(0)), *some]

    def _states(self, subject: Subject) -> Iterator[State]:
        if not self._changes(subject):
            yield from ((*point, "none") for point in self._points(subject))
            return
        yield Status.ABSENT, Fraction(0), "up"  # one source says none, another more than before
        yield from (
            (*now, self._changed(subject, now, past))
            for now, past in product(self._points(subject), repeat=2)
        )

    def _changes(self, subject: Subject) -> bool:
        """Whether it matters to some test what was so the year before."""
        return any(isinstance(leaf, Trend) and leaf.subject == subject for leaf in self.leaves)

    def _changed(self, subject: Subject, now: Point, past: Point) -> str:
        return change_of(now, past, self.view, numeric=self.view.measure(subject).numeric)


def _is_better(low: Point, high: Point) -> bool:
    """Whether the second of two points is another, and nowhere less than the first."""
    return low != high and _RANKS[low[0]] <= _RANKS[high[0]] and low[1] <= high[1]


def shown(condition: Condition) -> Iterator[Condition]:
    """What has to be shown for a condition."""
    match condition:
        case Shown(part):
            yield part
            yield from shown(part)
        case EveryOne(parts) | AnyOne(parts) | AtLeastSo(conditions=parts):
            for part in parts:
                yield from shown(part)
        case NotSo(part):
            yield from shown(part)
        case _:
            pass
