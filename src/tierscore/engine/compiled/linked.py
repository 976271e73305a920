"""
What tests can answer together of subjects that comparisons link.

What enters are the worlds of each subject and the questions that read them. What leaves are the sets of answers
that can go together. Subjects are taken in one after another, and only what later questions still read is told
apart: a chain of comparisons takes as much work as its links, and not as all worlds with one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from fractions import Fraction

    from tierscore.engine.possible_worlds import World
    from tierscore.model.test import Subject
MOST_STEPS = 40_000
"""
How many states are looked at with a world of the next subject before it is given up. A chain of eight measures, each
compared with the next, takes 34,000.
"""


@dataclass(frozen=True)
class LinkedQuestion:
    """A question about subjects."""

    subjects: frozenset[Subject]
    answers: Callable[[Mapping[Subject, World]], Sequence[Fraction]]
    """Every answer that some worlds of its subjects give."""


_State = tuple[tuple[tuple[int, "Fraction"], ...], tuple[tuple["Subject", "World"], ...]]
"""The answers so far, by the number of the question, and the worlds of subjects that are still read."""
Combinations = dict[tuple["Fraction", ...], tuple[frozenset["World"], ...]]
"""For each set of answers the worlds of each subject with which it goes."""


def combined_answers(
    possible: Mapping[Subject, Sequence[World]], questions: Sequence[LinkedQuestion]
) -> Combinations | None:
    """
    The sets of answers that go together, one answer for each question; None where these are too many to tell apart.

    Args:
        possible: The worlds that each subject can be in.
        questions: Each reads some of the subjects.
    """
    if len(possible) == 1:
        return _of_one(*next(iter(possible.items())), questions)
    states: dict[_State, dict[Subject, set[World]]] = {((), ()): {}}
    taken: list[Subject] = []
    steps = 0
    for subject in _order(possible, questions):
        taken.append(subject)
        ready = [
            (number, question)
            for number, question in enumerate(questions)
            if subject in question.subjects and question.subjects.issubset(taken)
        ]
        left = [question.subjects for question in questions if not question.subjects.issubset(taken)]
        read = frozenset(chain.from_iterable(left))
        steps += len(states) * len(possible[subject])
        if steps > MOST_STEPS:
            return None
        states = _with_subject(states, subject, possible[subject], ready, read)
    return {
        tuple(answer for _, answer in sorted(answers)): tuple(frozenset(worlds[one]) for one in possible)
        for (answers, _), worlds in states.items()
    }


def _of_one(subject: Subject, worlds: Sequence[World], questions: Sequence[LinkedQuestion]) -> Combinations:
    """The answers that go together on one subject."""
    by_answers: dict[tuple[Fraction, ...], set[World]] = {}
    for world in worlds:
        world_of = {subject: world}
        for answers in product(*[question.answers(world_of) for question in questions]):
            by_answers.setdefault(answers, set()).add(world)
    return {answers: (frozenset(given),) for answers, given in by_answers.items()}


def _with_subject(
    states: Mapping[_State, Mapping[Subject, set[World]]],
    subject: Subject,
    worlds: Sequence[World],
    ready: Sequence[tuple[int, LinkedQuestion]],
    read: frozenset[Subject],
) -> dict[_State, dict[Subject, set[World]]]:
    """The states with one more subject, those joined that no later question tells apart."""
    joined: dict[_State, dict[Subject, set[World]]] = {}
    for ((answers, kept), seen), world in product(states.items(), worlds):
        world_of = dict(kept) | {subject: world}
        still_read = tuple((one, state) for one, state in world_of.items() if one in read)
        for given in product(*(question.answers(world_of) for _, question in ready)):
            numbered = zip((number for number, _ in ready), given, strict=True)
            into = joined.setdefault(((*answers, *numbered), still_read), {})
            for one, others in seen.items():
                into.setdefault(one, set()).update(others)
            into.setdefault(subject, set()).add(world)
    return joined


def _order(possible: Iterable[Subject], questions: Sequence[LinkedQuestion]) -> list[Subject]:
    """The subjects in an order in which few are read at one time: next comes the one that leaves fewest open."""
    waiting, taken = list(possible), list["Subject"]()
    while waiting:

        def still_read(subject: Subject) -> int:
            """How many subjects are read later on, once this one is taken in too."""
            now = {*taken, subject}
            left = [question.subjects for question in questions if not question.subjects <= now]
            return len(now.intersection(chain.from_iterable(left)))

        chosen = min(waiting, key=still_read)
        waiting.remove(chosen)
        taken.append(chosen)
    return taken
