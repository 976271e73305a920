"""What a government could change: for each measure that the law reads, the values that its tests want."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from tierscore.model.assumption import Assumption
from tierscore.model.evidence import Figure, Status, Versus
from tierscore.model.measure import Sense
from tierscore.model.test import AtLeastFigure, Compared, Subject, Trend, subjects
from tierscore.model.tier_path import Course

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from fractions import Fraction

    from tierscore.engine.evaluator import Evaluator
    from tierscore.model.test import Leaf
_BETTER_WHEN = {Sense.FOR: Course.BETTER, Sense.AGAINST: Course.WORSE}
"""Which way more of a measure goes. What is neither for nor against a government is nobody's to change."""


@dataclass(frozen=True, eq=False)
class PossibleChange:
    """A change that a search may make; equal to itself only."""

    number: int
    assumptions: tuple[Assumption, ...]
    """One; of a loss one for each series and part of a count that some test reads."""
    course: Course

    @property
    def subject(self) -> Subject:
        """What it changes; of a count with several series or parts the first."""
        return self.assumptions[0].subject

    @property
    def subjects(self) -> frozenset[Subject]:
        """All that it changes."""
        return frozenset(assumption.subject for assumption in self.assumptions)


def possible_changes(evaluator: Evaluator, courses: Collection[Course]) -> tuple[PossibleChange, ...]:
    """
    Every change of one measure that some test of the law can tell from the file.

    A thing that speaks for a government is done, done more than in the year before, or brought to a figure that a
    test asks; one that speaks against it ends. A loss is the reverse. What is raised is one fact, of a count that is
    kept in several series that of the series which most tests read; what is lowered is lowered in all of them.
    """
    reading = _leaves_by_subject(evaluator)
    changes: list[PossibleChange] = []
    for assumptions, course in chain(_raising(evaluator, reading), _lowering(evaluator, reading)):
        if course in courses and any(_is_new(evaluator, assumption) for assumption in assumptions):
            changes.append(PossibleChange(len(changes), assumptions, course))
    return tuple(changes)


def _raising(
    evaluator: Evaluator, reading: dict[Subject, list[Leaf]]
) -> Iterator[tuple[tuple[Assumption, ...], Course]]:
    for subject in _chosen_series(reading):
        sense = evaluator.view.measure(subject).sense
        if sense is not Sense.NEUTRAL:
            for assumption in _raised(evaluator, subject, reading[subject]):
                yield (assumption,), _BETTER_WHEN[sense]


def _lowering(
    evaluator: Evaluator, reading: dict[Subject, list[Leaf]]
) -> Iterator[tuple[tuple[Assumption, ...], Course]]:
    by_measure: dict[str, list[Subject]] = {}
    for subject in reading:
        by_measure.setdefault(subject.measure, []).append(subject)
    for measure, subjects_read in by_measure.items():
        sense = evaluator.view.vocabulary.measures[measure].sense
        if sense is Sense.NEUTRAL:
            continue
        course = Course.BETTER if sense is Sense.AGAINST else Course.WORSE
        yield tuple(Assumption(subject, Status.ABSENT) for subject in subjects_read), course
        trended = [
            subject for subject in subjects_read if any(isinstance(leaf, Trend) for leaf in reading[subject])
        ]
        if trended:
            fewer = (Assumption(subject, Status.DONE, versus=Versus.FEWER) for subject in trended)
            yield tuple(fewer), course


def unknown_values(evaluator: Evaluator) -> Iterator[Assumption]:
    """Every value of a fact that is not on file, whatever it speaks for: what could be found out of it."""
    reading = _leaves_by_subject(evaluator)
    for subject in _chosen_series(reading):
        if not evaluator.view.fact(subject).states:
            yield from _raised(evaluator, subject, reading[subject])
            yield from _lowered(subject, reading[subject])


def _leaves_by_subject(evaluator: Evaluator) -> dict[Subject, list[Leaf]]:
    reading: dict[Subject, list[Leaf]] = {}
    for place in evaluator.plan.places:
        for subject in subjects(place.leaf):
            reading.setdefault(subject, []).append(place.leaf)
    corroborated = (
        Subject(measure)
        for place in evaluator.plan.whole_file
        for measure in getattr(place.leaf, "measures", ())
    )
    for subject in corroborated:
        reading.setdefault(subject, [])
    return reading


def _chosen_series(reading: dict[Subject, list[Leaf]]) -> list[Subject]:
    """The subjects, of several series of one count the one that most tests read."""
    chosen: dict[tuple[str, str | None], Subject] = {}
    for subject, leaves in reading.items():
        key = subject.measure, subject.scope
        if key not in chosen or len(leaves) > len(reading[chosen[key]]):
            chosen[key] = subject
    series = {subject.measure: subject.series for subject in chosen.values() if subject.scope is None}
    kept = (
        Subject(measure, series.get(measure, subject.series), scope)
        for (measure, scope), subject in chosen.items()
    )
    return [subject for subject in kept if subject in reading]


def _raised(evaluator: Evaluator, subject: Subject, leaves: Iterable[Leaf]) -> Iterator[Assumption]:
    yield Assumption(subject, Status.DONE)
    if any(isinstance(leaf, Trend) for leaf in leaves):
        yield Assumption(subject, Status.DONE, versus=Versus.MORE)
    unit = evaluator.view.vocabulary.unit_of(subject.measure)
    name = evaluator.view.measure(subject).unit
    if unit is not None and name is not None:
        for number in sorted(set(_figures(evaluator, subject, leaves))):
            if number > 0 and not (unit.whole and number.denominator != 1):
                yield Assumption(subject, Status.DONE, Figure(number, name, named=unit.ranked(number)))


def _lowered(subject: Subject, leaves: Iterable[Leaf]) -> Iterator[Assumption]:
    yield Assumption(subject, Status.ABSENT)
    if any(isinstance(leaf, Trend) for leaf in leaves):
        yield Assumption(subject, Status.DONE, versus=Versus.FEWER)


def _figures(evaluator: Evaluator, subject: Subject, leaves: Iterable[Leaf]) -> Iterator[Fraction]:
    """The figures that tests ask of a subject: a mark, or a multiple of what another figure is known to be."""
    for leaf in leaves:
        match leaf:
            case AtLeastFigure(_, minimum):
                yield minimum
            case Compared(first, other, ratio) if first == subject:
                for state in evaluator.view.fact(other).states:
                    unit = evaluator.view.vocabulary.unit_of(other.measure)
                    named = unit is not None and unit.ranked(state.low) is not None
                    yield state.low if named else state.low * ratio
            case _:
                pass


def _is_new(evaluator: Evaluator, assumption: Assumption) -> bool:
    """Whether the file does not say the same already, and nothing else."""
    fact = evaluator.view.fact(assumption.subject)
    if assumption.versus is not None:
        return set(fact.comparisons) != {assumption.versus}
    if assumption.figure is not None:
        return [(state.low, state.high) for state in fact.states] != [(assumption.figure.value,) * 2]
    return [state.status for state in fact.states] != [assumption.status]
