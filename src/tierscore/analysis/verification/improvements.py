"""The smallest ways in which a fact can become better, and what the tests make of each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise, product
from typing import TYPE_CHECKING, cast

from tierscore.analysis.verification.universe import ANYTHING
from tierscore.engine.compiled.variables import answers_of, number_line
from tierscore.engine.possible_worlds import World, change_between, worlds
from tierscore.model.evidence import Status
from tierscore.model.measure import Sense
from tierscore.model.test import Corroborated, Trend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from tierscore.analysis.verification.universe import Universe
    from tierscore.engine.compiled.variables import Variable
    from tierscore.model.measure import Vocabulary
    from tierscore.model.test import Subject, SubjectLeaf
_StatusPoint = tuple[Status, "Fraction"]
_RANK = {Status.ABSENT: 0, Status.LIMITED: 1, Status.DONE: 2}


@dataclass(frozen=True)
class Improvement:
    """One variable before and after something became better, all else the same."""

    variable: int
    fact: Subject | Corroborated
    """What became better: a fact that a source can state, or an affirmative finding."""
    worse: int
    """The option before."""
    better: int
    """The option after."""
    in_words: tuple[str, str]
    """Before and after."""


def improvements(universe: Universe) -> Iterator[Improvement]:
    """
    Every smallest improvement of a fact that speaks for or against a government, each once.

    Of facts that are linked in too many ways to tell apart nothing is tried.
    """
    answering = (pair for pair in enumerate(universe.variables) if pair[1].places and not pair[1].stays_open)
    for number, variable in answering:
        seen: set[tuple[int, int]] = set()
        of_kind = _of_subjects if variable.subjects else _of_finding
        for improvement in of_kind(universe, number):
            options = improvement.worse, improvement.better
            if improvement.worse != improvement.better and options not in seen:
                seen.add(options)
                yield improvement


def sense_of(fact: Subject | Corroborated, vocabulary: Vocabulary) -> Sense:
    """Whether a fact speaks for or against a government; a finding does if all its measures do."""
    measures = fact.measures if isinstance(fact, Corroborated) else (fact.measure,)
    senses = {vocabulary.measures[measure].sense for measure in measures}
    return senses.pop() if len(senses) == 1 else Sense.NEUTRAL


def _of_finding(universe: Universe, number: int) -> Iterator[Improvement]:
    leaf = universe.variables[number].places[0].leaf
    if isinstance(leaf, Corroborated):
        sense = sense_of(leaf, universe.view.vocabulary)
        if sense is Sense.FOR:
            yield Improvement(number, leaf, 0, 1, ("not found", "found"))
        elif sense is Sense.AGAINST:
            yield Improvement(number, leaf, 1, 0, ("found", "not found"))


def _of_subjects(universe: Universe, number: int) -> Iterator[Improvement]:
    variable = universe.variables[number]
    option_giving = {option.answers: place for place, option in enumerate(variable.options)}
    for position, subject in enumerate(variable.subjects):
        sense = sense_of(subject, universe.view.vocabulary)
        if sense is Sense.NEUTRAL:
            continue
        others = [
            dict.fromkeys(chain.from_iterable(_steps(universe, variable, other)))
            for other in variable.subjects
            if other != subject
        ]
        for low, high in _steps(universe, variable, subject):
            before, after = (low, high) if sense is Sense.FOR else (high, low)
            for rest in product(*others):
                answers = [
                    _answers(universe, variable, (*rest[:position], world, *rest[position:]))
                    for world in (before, after)
                ]
                if all(len(possible) == 1 for possible in answers):
                    worse, better = (option_giving[possible[0]] for possible in answers)
                    yield Improvement(number, subject, worse, better, (_in_words(before), _in_words(after)))


def _steps(universe: Universe, variable: Variable, subject: Subject) -> Iterator[tuple[World, World]]:
    """Two worlds with the same past, the second one step above the first."""
    reading = [place.leaf for place in variable.places]
    numeric, least = universe.view.measure(subject).numeric, universe.rubric.scale.least_change
    line = number_line(variable.subjects, reading, universe.view.vocabulary, ())
    possible = worlds(ANYTHING, None, line=line, numeric=numeric, least_change=least, taken_as_no=False)
    points = sorted(
        {(world.status, world.number) for world in possible}, key=lambda point: (point[1], _RANK[point[0]])
    )
    changes = any(isinstance(leaf, Trend) and leaf.subject == subject for leaf in reading)
    for pair in _neighbours(points):
        for past in points if changes else points[:1]:
            low, high = (
                World(*now, change_between(now, past, numeric=numeric, least_change=least)) for now in pair
            )
            yield low, high


def _neighbours(points: list[_StatusPoint]) -> Iterator[tuple[_StatusPoint, _StatusPoint]]:
    """Points of which the second is one step better: the next status with one number, or the reverse."""
    for status in (Status.LIMITED, Status.DONE):
        yield from pairwise([point for point in points if point[0] in (status, Status.ABSENT)])
    yield from (
        (low, high)
        for low, high in product(points, points)
        if low[1] == high[1] and _RANK[low[0]] + 1 == _RANK[high[0]]
    )


def _answers(
    universe: Universe, variable: Variable, worlds: Sequence[World]
) -> tuple[tuple[Fraction, ...], ...]:
    """What the tests say of the worlds of the subjects; several answers where a test leaves several open."""
    world_of = dict(zip(variable.subjects, worlds, strict=True))
    possible = (
        answers_of(cast("SubjectLeaf", place.leaf), world_of, universe.yardstick) for place in variable.places
    )
    return tuple(product(*possible))


def _in_words(world: World) -> str:
    counted = world.status is not Status.ABSENT and world.number > 1
    return f"{world.status} ({world.number})" if counted else f"{world.status}"
