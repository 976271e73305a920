"""Which facts are decided together, what a presumption answers, and how tests of the whole file are named."""

from __future__ import annotations

from fractions import Fraction

import pytest

from builders import (
    DEATH,
    GOVERNMENT,
    LIFE,
    YEAR,
    a_criterion,
    a_dossier,
    a_presumption,
    a_rubric,
    a_vocabulary,
    an_item,
    presence,
    trend,
)
from tierscore.engine.compiled.criteria import LeafPlace
from tierscore.engine.compiled.variables import linked_subjects, name_of
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.model.actor import Actor
from tierscore.model.evidence import Dossier, Figure, Searched, Status
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.rubric import Presumption
from tierscore.model.test import Committed, Compared, Corroborated, Joint, Leaf, Subject

LONGEST, USUAL = Subject("longest-term"), Subject("usual-term")
PATROLS = presence("patrols")


def view(dossier: Dossier, *leaves: Leaf) -> DossierView:
    return DossierView(dossier, a_vocabulary(), a_rubric(a_criterion("a", *leaves)), YEAR)


@pytest.mark.parametrize(
    ("leaf", "name"),
    [
        (
            Joint(frozenset({Actor.CIVIL_SOCIETY})),
            "action of the government together with civil society",
        ),
        (Committed(GOVERNMENT), "promises for the future by government"),
        (Corroborated(("patrols", "storms"), 2, 2), "corroborated facts on patrols or storms"),
    ],
)
def test_a_test_of_the_whole_file_is_named_by_what_it_asks(leaf: Leaf, name: str) -> None:
    assert name_of(leaf) == name  # type: ignore[arg-type]


def test_subjects_that_no_comparison_links_stand_alone() -> None:
    assert linked_subjects([PATROLS, trend(), PATROLS]) == ((Subject("arrests"),), (Subject("patrols"),))


def test_a_comparison_links_its_subjects_wherever_it_stands() -> None:
    linked = ((LONGEST, USUAL), (Subject("patrols"),))
    compared = Compared(LONGEST, USUAL, Fraction(1))
    orders: list[list[Leaf]] = [
        [compared, PATROLS],
        [PATROLS, compared],
        [trend("usual-term"), PATROLS, compared],
    ]
    for leaves in orders:
        assert linked_subjects(leaves) == linked


def test_comparisons_that_share_a_subject_link_all_of_theirs() -> None:
    arrests = Subject("arrests")
    compared = [Compared(LONGEST, USUAL, Fraction(1)), Compared(USUAL, arrests, Fraction(1))]
    assert linked_subjects(compared) == ((arrests, LONGEST, USUAL),)


def presumption(leaf: Leaf, presumptions: list[Presumption], facts: DossierView) -> Presumption | None:
    """The presumption that answers a leaf."""
    return facts.presumption_for(LeafPlace(leaf, tuple(presumptions)))


def test_the_first_presumption_on_a_measure_answers_where_only_silence_is_on_record() -> None:
    first, second = a_presumption("storms", "patrols"), a_presumption("patrols")
    silent = a_dossier(searched=[Searched(YEAR, "sea", "s")])
    assert presumption(PATROLS, [first, second], view(silent, PATROLS)) is first
    assert presumption(PATROLS, [second, first], view(silent, PATROLS)) is second


@pytest.mark.parametrize(
    ("dossier", "answered"),
    [
        (a_dossier(searched=[Searched(YEAR, "sea", "s")]), True),
        (a_dossier(an_item("x", "patrols", status=Status.NOT_REPORTED)), True),
        (a_dossier(), False),
        (a_dossier(searched=[Searched(YEAR - 1, "sea", "s")]), False),
        (a_dossier(searched=[Searched(YEAR, "land", "s")]), False),
        (a_dossier(an_item("x", "patrols"), searched=[Searched(YEAR, "sea", "s")]), False),
        (a_dossier(an_item("x", "patrols", status=Status.ABSENT)), False),
    ],
    ids=["searched", "not reported", "nothing", "another year", "another pillar", "done", "absent"],
)
def test_a_presumption_answers_silence_and_nothing_else(dossier: Dossier, answered: bool) -> None:
    answering = presumption(PATROLS, [a_presumption("patrols")], view(dossier, PATROLS))
    assert (answering is not None) is answered


def test_a_presumption_on_another_measure_answers_nothing() -> None:
    silent = a_dossier(searched=[Searched(YEAR, "sea", "s")])
    assert presumption(PATROLS, [a_presumption("storms")], view(silent, PATROLS)) is None


def test_silence_on_the_whole_answers_for_a_part_unless_the_whole_is_known() -> None:
    part = presence("patrols", scope="children")
    silence = an_item("quiet", "patrols", status=Status.NOT_REPORTED)
    assert presumption(part, [a_presumption("patrols")], view(a_dossier(silence), part)) is not None
    known = a_dossier(silence, an_item("done", "patrols"))
    assert presumption(part, [a_presumption("patrols")], view(known, part)) is None


def terms(longest: Fraction, usual: Fraction, ratio: Fraction) -> set[Fraction]:
    """What a comparison of two terms on file can answer."""
    facts = [
        an_item(measure, measure, figure=figure_of(value), when="report 2021")
        for measure, value in (("longest-term", longest), ("usual-term", usual))
    ]
    compared = Compared(LONGEST, USUAL, ratio)
    evaluator = Evaluator(view(a_dossier(*facts), compared), NO_PLACEMENTS)
    [variable] = [known for known in evaluator.variables if known.subjects]
    return {option.answers[0] for option in variable.options}


def figure_of(value: Fraction) -> Figure:
    named = {LIFE.rank: LIFE, DEATH.rank: DEATH}.get(value)
    return Figure(value, "years", named=named)


@pytest.mark.parametrize(
    ("longest", "usual", "ratio", "expected"),
    [
        (Fraction(10), Fraction(5), Fraction(2), {1}),
        (Fraction(10), Fraction(5), Fraction(21, 10), {0}),
        (LIFE.rank, Fraction(20), Fraction(100), {1}),
        (Fraction(20), LIFE.rank, Fraction(1), {0}),
        (LIFE.rank, LIFE.rank, Fraction(1), {1}),
        (LIFE.rank, LIFE.rank, Fraction(1, 2), {1}),
        (LIFE.rank, LIFE.rank, Fraction(2), {0, 1}),
        (DEATH.rank, LIFE.rank, Fraction(1), {1}),
        (LIFE.rank, DEATH.rank, Fraction(1), {0}),
        (LIFE.rank, DEATH.rank, Fraction(1, 2), {0, 1}),
        (Fraction(20), LIFE.rank, Fraction(1, 2), {0, 1}),
    ],
)
def test_a_word_outranks_every_number_and_no_multiple_of_it_is_reached_or_missed(
    longest: Fraction, usual: Fraction, ratio: Fraction, expected: set[int]
) -> None:
    assert terms(longest, usual, ratio) == expected
