"""Answers that go together, against every combination of worlds written out; and what becomes of too many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import YEAR, a_criterion, a_dossier, a_measure, a_rubric, a_vocabulary, an_item
from tierscore.analysis.verification import prove
from tierscore.engine.assess import assess
from tierscore.engine.compiled.linked import LinkedQuestion, combined_answers
from tierscore.engine.possible_worlds import TrendAnswer, World
from tierscore.model.evidence import Status
from tierscore.model.measure import Nature
from tierscore.model.rubric import Rubric
from tierscore.model.test import Compared, Subject

SUBJECTS = tuple(Subject(name) for name in "abcd")
WORLDS = tuple(World(Status.DONE, Fraction(number), TrendAnswer.SAME) for number in range(4))


def answered(
    read: Sequence[Subject], modulus: int, open_from: int, world_of: Mapping[Subject, World]
) -> tuple[Fraction, ...]:
    """An answer that depends on all that is read; two where the figures come to much."""
    total = sum(world_of[subject].number for subject in read)
    return (Fraction(0), Fraction(1)) if total >= open_from else (Fraction(total % modulus),)


@st.composite
def linked(draw: st.DrawFn) -> tuple[dict[Subject, tuple[World, ...]], list[LinkedQuestion]]:
    """Up to four subjects in up to four worlds, and up to five questions on any of them."""
    subjects = SUBJECTS[: draw(st.integers(1, 4))]
    possible = {subject: WORLDS[: draw(st.integers(1, 4))] for subject in subjects}
    questions = []
    for _ in range(draw(st.integers(1, 5))):
        read = draw(st.lists(st.sampled_from(subjects), min_size=1, max_size=3, unique=True))
        modulus, open_from = draw(st.integers(1, 3)), draw(st.integers(2, 9))

        answers = partial(answered, read, modulus, open_from)
        questions.append(LinkedQuestion(frozenset(read), answers))
    return possible, questions


@settings(deadline=None)
@given(linked())
def test_they_are_those_of_every_combination(
    case: tuple[dict[Subject, tuple[World, ...]], list[LinkedQuestion]],
) -> None:
    possible, questions = case
    expected: dict[tuple[Fraction, ...], list[set[World]]] = {}
    for worlds in product(*possible.values()):
        world_of = dict(zip(possible, worlds, strict=True))
        for answers in product(*(question.answers(world_of) for question in questions)):
            seen = expected.setdefault(answers, [set() for _ in possible])
            for own, world in zip(seen, worlds, strict=True):
                own.add(world)
    assert combined_answers(possible, questions) == {
        answers: tuple(map(frozenset, worlds)) for answers, worlds in expected.items()
    }


def comparing(pairs: list[tuple[int, int]]) -> Rubric:
    return a_rubric(
        *(
            a_criterion(f"c{low}-{high}", Compared(Subject(f"m{low}"), Subject(f"m{high}"), Fraction(1, 2)))
            for low, high in pairs
        )
    )


MEASURES = a_vocabulary(*(a_measure(f"m{number}", Nature.STATISTIC, unit="cases") for number in range(9)))
FILE = a_dossier(an_item("x", "m0", figure=7))


def test_a_chain_of_eight_measures_is_exact() -> None:
    """Eight measures: with one another their worlds are hundreds of millions."""
    assessment = assess(comparing([(number, number + 1) for number in range(7)]), MEASURES, FILE, YEAR)
    assert assessment.exact
    assert {entry.tier for entry in assessment.range} == {"gold", "rust"}


@pytest.mark.parametrize("size", [6, 9])
def test_what_is_linked_in_too_many_ways_stays_open_and_is_said_to_be_at_most_so(size: int) -> None:
    rubric = comparing([(low, high) for low in range(size) for high in range(low + 1, size)])
    assessment = assess(rubric, MEASURES, FILE, YEAR)
    assert not assessment.exact
    assert {entry.tier for entry in assessment.range} == {"gold", "rust"}
    assert all(entry.witness == () for entry in assessment.range)
    assert [unknown.excludes for unknown in assessment.unknowns] == [0]
    assert prove(rubric, MEASURES).undecided
