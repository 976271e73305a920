"""What would be if a fact stood otherwise: the same as if the country file said so, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import YEAR, a_dossier, a_vocabulary, an_item
from law_strategies import dated_rubrics, disputed_dossiers
from shipped import shipped_session
from strategies import MEASURES
from thorough import examples
from tierscore.application.questions.assumed_facts import read_assumption, read_assumptions
from tierscore.application.questions.whatif import what_if
from tierscore.engine.assess import judge
from tierscore.engine.assumed_facts import with_assumptions
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.law import law_of
from tierscore.errors import UsageError
from tierscore.model.assessment_difference import AssessmentDifference
from tierscore.model.assumption import Assumption
from tierscore.model.evidence import Dossier, Status
from tierscore.model.rubric import Rubric
from tierscore.model.test import Subject

VOCABULARY = a_vocabulary()


def panama(*facts: str, **readings: str) -> AssessmentDifference:
    return what_if(shipped_session(), "panama", 2024, facts=facts, readings=readings)


def test_a_count_that_is_assumed_moves_the_criteria_that_read_it_and_says_why() -> None:
    difference = panama("trafficking-convictions=5")
    moved = {move.finding.criterion.id: move for move in difference.findings}
    assert moved["vigorous-enforcement"].after is not None
    assert moved["vigorous-enforcement"].after.outcome == "met"
    [part] = moved["vigorous-enforcement"].indicators
    assert part.after is not None
    assert [
        reading.says
        for reading in part.after.readings
        if reading.subject == Subject("trafficking-convictions")
    ] == ["5"]
    assert {move.after.pillar for move in difference.pillars} == {"prosecution"}


def test_what_is_assumed_takes_the_place_of_the_facts_of_the_period_and_of_no_other() -> None:
    file = a_dossier(
        an_item("now", figure=7), an_item("before", when="report 2020", figure=4), an_item("else", "rescues")
    )
    rubric_settings = shipped_session().rubric.settings
    assumed = with_assumptions(
        file, VOCABULARY, YEAR, [Assumption(Subject("arrests"), Status.ABSENT)], rubric_settings
    )
    view = DossierView(assumed, VOCABULARY, shipped_session().rubric, YEAR)
    assert [item.id for item in assumed.items] == ["else", "before", "assumed-arrests"]
    assert [state.high for state in view.fact(Subject("arrests")).states] == [0]
    assert [state.high for state in view.fact(Subject("arrests"), YEAR - 1).states] == [4]


def test_none_of_the_whole_is_none_of_each_part() -> None:
    file = a_dossier(an_item("part", figure=3, scope="children"))
    assumed = with_assumptions(
        file,
        VOCABULARY,
        YEAR,
        [Assumption(Subject("arrests"), Status.ABSENT)],
        shipped_session().rubric.settings,
    )
    view = DossierView(assumed, VOCABULARY, shipped_session().rubric, YEAR)
    assert [state.high for state in view.fact(Subject("arrests", scope="children")).states] == [0]


@settings(max_examples=examples(60), deadline=None)
@given(dated_rubrics(), disputed_dossiers(most=4), st.sampled_from(MEASURES), st.booleans())
def test_assuming_a_fact_is_as_if_the_file_said_it_in_place_of_the_others(
    rubric: Rubric, dossier: Dossier, measure: str, done: bool
) -> None:
    """Where the file has nothing else on the measure, an assumption is one more item by the government."""
    others = a_dossier(*(item for item in dossier.items if item.measure != measure))
    value = Status.DONE if done else Status.ABSENT
    law = law_of(rubric, YEAR)
    assumed = with_assumptions(others, VOCABULARY, YEAR, [Assumption(Subject(measure), value)], law.settings)
    written = a_dossier(*others.items, an_item("assumed", measure, status=value, figure=None))
    ours, plain = judge(rubric, VOCABULARY, assumed, YEAR), judge(rubric, VOCABULARY, written, YEAR)
    assert (ours.indicated, ours.range) == (plain.indicated, plain.range)
    assert [answer.answer for answer in ours.answers] == [answer.answer for answer in plain.answers]


def test_more_is_a_rise_whatever_the_year_before_was() -> None:
    for facts in ([], [an_item("before", "patrols", when="report 2020", status=Status.DONE)]):
        assumed = with_assumptions(
            a_dossier(*facts),
            VOCABULARY,
            YEAR,
            [read_assumption("patrols=more", VOCABULARY)],
            shipped_session().rubric.settings,
        )
        fact = DossierView(assumed, VOCABULARY, shipped_session().rubric, YEAR).fact(Subject("patrols"))
        assert [comparison.value for comparison in fact.comparisons] == ["more"]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            ["trafficking-conviction=5"],
            "no measure 'trafficking-conviction'; did you mean `trafficking-convictions`?",
        ),
        (["trafficking-convictions"], "assumes nothing; write MEASURE=done"),
        (["victims-identified=5"], "counted in several series; name one of unspecified"),
        (["victims-identified:sure=5"], "no series 'sure'; it has unspecified"),
        (["trafficking-convictions/moon=5"], "no scope 'moon'"),
        (["trafficking-convictions=many"], "cannot be 'many'; it can be done, absent, more or a number"),
        (["trafficking-convictions=1.5"], "counts whole convictions; 1.5 is none"),
        (["sex-trafficking-maximum-penalty=1200"], "above all numbers stand life, death"),
        (["awareness-campaigns=3"], "cannot be '3': it has no figures"),
        (["awareness-campaigns=done", "awareness-campaigns=absent"], "contradict one another; keep one"),
        (
            ["trafficking-convictions=absent", "trafficking-convictions/sex-trafficking=2"],
            "nothing of trafficking-convictions, and yet trafficking-convictions/sex-trafficking",
        ),
        ([], "nothing is assumed"),
    ],
)
def test_what_cannot_be_assumed_is_refused_with_what_can(facts: list[str], says: str) -> None:
    with pytest.raises(UsageError) as refused:
        panama(*facts)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: panama(increase="twice"), "increase has no value 'twice'"),
        (
            lambda: what_if(shipped_session(), "panama", 2003, facts=["awareness-campaigns=done"]),
            "holds no evidence for the 2003 report; the newest that it answers is",
        ),
        (
            lambda: what_if(shipped_session(), "atlantis", facts=["awareness-campaigns=done"]),
            "no country called",
        ),
    ],
)
def test_a_question_without_an_answer_is_refused(ask: Callable[[], object], says: str) -> None:
    with pytest.raises(UsageError) as refused:
        ask()
    assert says in str(refused.value)


def test_a_word_of_a_unit_and_the_same_assumption_twice_are_taken() -> None:
    vocabulary = shipped_session().vocabulary
    [assumption] = read_assumptions(["rape-maximum-penalty=life"] * 2, vocabulary)
    assert assumption.figure is not None
    assert assumption.figure.named is not None
