"""The smallest ways in which a fact can become better, and what the tests make of each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from tierscore.analysis.verification.universe import ANYTHING
from tierscore.engine.possible_worlds import World, change_between, worlds
from tierscore.engine.variables import LeafPlace, answers_of, number_line
from tierscore.model.evidence import Status
from tierscore.model.measure import Sense
from tierscore.model.test import Corroborated, Trend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from tierscore.analysis.verification.universe import Universe
    from tierscore.model.test import Subject
Point = tuple[Status, "Fraction"]
_RANK = {Status.ABSENT: 0, Status.LIMITED: 1, Status.DONE: 2}


@dataclass(frozen=True)
class Better:
    """One variable before and after something became better, all else the same."""

    variable: int
    subject: Subject | None
    """None for an affirmative finding."""
    worse: int
    """The option before."""
    better: int
    """The option after."""
    says: tuple[str, str]
    """Before and after, in words."""


def improvements(universe: Universe) -> Iterator[Better]:
    """Every smallest improvement of a fact whose measure speaks for or against a government, each pair of options once."""
    for number, variable in enumerate(universe.variables[:-1]):
        seen: set[tuple[int, int]] = set()
        found = _of_subjects(universe, number) if variable.subjects else _of_finding(universe, number)
        for one in found:
            if one.worse != one.better and (one.worse, one.better) not in seen:
                seen.add((one.worse, one.better))
                yield one


def _of_finding(universe: Universe, number: int) -> Iterator[Better]:
    """An affirmative finding is for or against a government if all its measures are."""
    leaf = universe.places[universe.variables[number].reads[0]].leaf
    senses = (
        {universe.view.vocabulary.measures[measure].sense for measure in leaf.measures}
        if isinstance(leaf, Corroborated)
        else set[Sense]()
    )
    if senses == {Sense.AGAINST}:
        yield Better(number, None, 1, 0, ("found", "not found"))
    elif senses == {Sense.FOR}:
        yield Better(number, None, 0, 1, ("not found", "found"))


def _of_subjects(universe: Universe, number: int) -> Iterator[Better]:
    variable = universe.variables[number]
    at = {option.answers: place for place, option in enumerate(variable.options)}
    for position, subject in enumerate(variable.subjects):
        sense = universe.view.measure(subject).sense
        if sense is Sense.NEUTRAL:
            continue
        others = [
            _worlds(universe, other, variable.subjects, variable.reads)
            for other in variable.subjects
            if other != subject
        ]
        for low, high in _steps(universe, subject, variable.subjects, variable.reads):
            before, after = (low, high) if sense is Sense.FOR else (high, low)
            for rest in product(*others):
                found = [
                    _answers(universe, number, (*rest[:position], world, *rest[position:]))
                    for world in (before, after)
                ]
                if all(len(one) == 1 for one in found):
                    yield Better(
                        number, subject, at[found[0][0]], at[found[1][0]], (_words(before), _words(after))
                    )


def _steps(
    universe: Universe, subject: Subject, group: tuple[Subject, ...], reads: Sequence[int]
) -> Iterator[tuple[World, World]]:
    """Two worlds with the same past, the second one step above the first."""
    reading = [universe.places[number].leaf for number in reads]
    numeric, least = universe.view.measure(subject).numeric, universe.rubric.scale.least_change
    line = number_line(group, reading, universe.view)
    found = worlds(ANYTHING, None, line=line, numeric=numeric, least_change=least, taken_as_no=False)
    points = sorted(
        {(world.status, world.number) for world in found}, key=lambda point: (point[1], _RANK[point[0]])
    )
    changes = any(isinstance(leaf, Trend) and leaf.subject == subject for leaf in reading)
    for low, high in _neighbours(points):
        for past in points if changes else points[:1]:
            yield (
                _world(low, past, numeric=numeric, least=least),
                _world(high, past, numeric=numeric, least=least),
            )


def _neighbours(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    """Points of which the second is one step better: a better status of the same number, or the next number of the same status."""
    for status in (Status.LIMITED, Status.DONE):
        yield from pairwise([point for point in points if point[0] in (status, Status.ABSENT)])
    yield from (
        (low, high)
        for low, high in product(points, points)
        if low[1] == high[1] and _RANK[low[0]] + 1 == _RANK[high[0]]
    )


def _world(now: Point, past: Point, *, numeric: bool, least: Fraction) -> World:
    return World(*now, change_between(now, past, numeric=numeric, least_change=least))


def _worlds(
    universe: Universe, subject: Subject, group: tuple[Subject, ...], reads: Sequence[int]
) -> tuple[World, ...]:
    found = dict.fromkeys(world for pair in _steps(universe, subject, group, reads) for world in pair)
    return tuple(found)


def _answers(universe: Universe, number: int, stand: Sequence[World]) -> tuple[tuple[Fraction, ...], ...]:
    """What the tests say, several answers where some test says none."""
    variable = universe.variables[number]
    known = dict(zip(variable.subjects, stand, strict=True))
    each = (
        answers_of(LeafPlace(universe.places[place].leaf, None), known, universe.view)
        for place in variable.reads
    )
    return tuple(product(*each))


def _words(world: World) -> str:
    return (
        f"{world.status}"
        if world.status is Status.ABSENT
        else f"{world.status} ({world.number})"
        if world.number > 1
        else f"{world.status}"
    )
