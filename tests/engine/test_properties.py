"""What holds for every rubric and every dossier, tried on invented ones."""

from __future__ import annotations

import dataclasses
import random
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from brute_force import EveryWorld, completions
from builders import (
    GOVERNMENT,
    YEAR,
    a_criterion,
    a_dossier,
    a_rubric,
    a_scale,
    a_vocabulary,
    an_item,
    presence,
    trend,
)
from strategies import MEASURES, STATISTICS, dossiers, open_conditions, rubrics
from thorough import examples
from tierscore.engine.assess import assess
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED, Assessment
from tierscore.model.decision import Answer
from tierscore.model.evidence import Dossier, Status
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.rubric import Criterion, Rubric
from tierscore.model.test import (
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastFigure,
    Compared,
    Leaf,
    Not,
    Outweighs,
    Subject,
    Test,
    Trend,
    subjects,
)

pytestmark = pytest.mark.no_cover  # dear, and traced it would be dearer still

VOCABULARY = a_vocabulary()
thorough = settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
plain = settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def judged(rubric: Rubric, dossier: Dossier) -> Assessment:
    return assess(rubric, VOCABULARY, dossier, YEAR)


@thorough
@given(rubrics(), dossiers())
def test_the_range_is_the_set_of_tiers_of_all_completions(rubric: Rubric, dossier: Dossier) -> None:
    assessment = judged(rubric, dossier)
    assert assessment.exact
    every = EveryWorld(DossierView(dossier, VOCABULARY, rubric, YEAR))
    assert {entry.tier for entry in assessment.range} == every.tiers()


@plain
@given(rubrics(), dossiers())
def test_a_gate_is_open_only_if_its_completions_differ(rubric: Rubric, dossier: Dossier) -> None:
    answers = EveryWorld(DossierView(dossier, VOCABULARY, rubric, YEAR)).gates()
    expected = {(True,): Answer.HOLDS, (False,): Answer.FAILS, (False, True): Answer.OPEN}
    for result in judged(rubric, dossier).decision.gates:
        assert result.answer is expected[tuple(sorted(answers[result.gate.id]))]


@thorough
@given(rubrics(), dossiers())
def test_the_indicated_tier_is_undetermined_or_in_the_range(rubric: Rubric, dossier: Dossier) -> None:
    assessment = judged(rubric, dossier)
    assert assessment.indicated in {UNDETERMINED, CONTRADICTION} | {entry.tier for entry in assessment.range}


@plain
@given(rubrics(), dossiers(), st.randoms(use_true_random=False))
def test_the_order_of_items_changes_nothing(
    rubric: Rubric, dossier: Dossier, shuffler: random.Random
) -> None:
    items = list(dossier.items)
    shuffler.shuffle(items)
    first, second = judged(rubric, dossier), judged(rubric, dataclasses.replace(dossier, items=tuple(items)))
    assert dataclasses.replace(first, dossier=dossier) == dataclasses.replace(second, dossier=dossier)


@thorough
@given(rubrics(), dossiers(most=4), st.sampled_from(MEASURES))
def test_a_done_fact_on_a_measure_without_items_never_lowers_a_criterion(
    rubric: Rubric, dossier: Dossier, measure: str
) -> None:
    assume(all(item.measure != measure for item in dossier.items))
    more = dataclasses.replace(dossier, items=(*dossier.items, an_item("new", measure)))
    before = {finding.criterion.id: finding.value.low for finding in judged(rubric, dossier).findings}
    for finding in judged(rubric, more).findings:
        if not _could_be_lowered(finding.criterion, measure):
            assert finding.value.low >= before[finding.criterion.id]


@thorough
@given(rubrics(open_conditions), dossiers(most=4), st.sampled_from(MEASURES), st.data())
def test_giving_an_unknown_a_value_only_narrows(
    rubric: Rubric, dossier: Dossier, measure: str, data: st.DataObject
) -> None:
    """Save where a condition asks what is shown: a fact may show it, or find what was taken as No."""
    assume(all(item.measure != measure for item in dossier.items))
    if measure in STATISTICS:
        new = an_item("new", measure, figure=data.draw(st.integers(0, 4)), by=frozenset())
        new = dataclasses.replace(new, by=an_item().by)
    else:
        new = an_item(
            "new", measure, status=data.draw(st.sampled_from((Status.DONE, Status.LIMITED, Status.ABSENT)))
        )
    assume(measure not in rubric.settings.taken_as_no or new.status is Status.ABSENT)
    wide, narrow = judged(rubric, dossier), judged(rubric, a_dossier(*dossier.items, new))
    assert {entry.tier for entry in narrow.range} <= {entry.tier for entry in wide.range}
    for before, after in zip(wide.findings, narrow.findings, strict=True):
        assert set(after.possible) <= set(before.possible)


def _could_be_lowered(criterion: Criterion, measure: str) -> bool:
    """Whether the measure stands under ``not``, in a trend or in a cap of the criterion."""
    in_cap = any(measure in _measures(cap.when) for cap in criterion.caps)
    return in_cap or any(_lowers(indicator.test, measure) for indicator in criterion.indicators)


def _lowers(test: Test, measure: str) -> bool:
    match test:
        case AnyOf(parts) | AllOf(parts) | AtLeast(tests=parts):
            return any(_lowers(part, measure) for part in parts)
        case Not(part):
            return measure in _measures(part)
        case Outweighs():
            return measure in _measures(test)
        case Trend(subject):
            return subject.measure == measure
        case _:
            return False


def _measures(test: Test) -> set[str]:
    match test:
        case AnyOf(parts) | AllOf(parts) | AtLeast(tests=parts):
            return {measure for part in parts for measure in _measures(part)}
        case Not(part):
            return _measures(part)
        case Outweighs(gains, losses):
            return {measure for part in (*gains, *losses) for measure in _measures(part)}
        case _:
            return {subject.measure for subject in subjects(test)}


number_tests = st.one_of(
    st.just(presence("arrests")),
    st.sampled_from(("up", "not-down", "graded")).map(lambda direction: trend("arrests", direction)),
    st.integers(1, 4).map(lambda minimum: AtLeastFigure(Subject("arrests"), Fraction(minimum), GOVERNMENT)),
)
term_tests = st.one_of(
    st.sampled_from((1, 2, 3)).map(
        lambda ratio: Compared(Subject("longest-term"), Subject("usual-term"), Fraction(ratio, 2))
    ),
    st.integers(1, 4).map(lambda minimum: AtLeastFigure(Subject("longest-term"), Fraction(minimum))),
)


@settings(max_examples=examples(120), deadline=None)
@given(
    st.one_of(
        st.lists(number_tests, min_size=1, max_size=4, unique=True),
        st.lists(term_tests, min_size=1, max_size=3, unique=True),
    ),
    dossiers(most=4, measures=("arrests", "longest-term", "usual-term")),
    st.sampled_from([Fraction(0), Fraction(1, 2)]),
)
def test_numbers_are_tried_wherever_an_answer_changes(
    tests: list[Leaf], dossier: Dossier, least_change: Fraction
) -> None:
    rubric = a_rubric(a_criterion("a", *tests), scale=a_scale(least_change=least_change))
    view = DossierView(dossier, VOCABULARY, rubric, YEAR)
    evaluator = Evaluator(view, NO_PLACEMENTS)
    [variable] = [variable for variable in evaluator.variables if variable.subjects]
    leaves = [place.leaf for place in variable.places]
    found = {option.answers for option in variable.options}
    assert found == {tuple(answers[leaf] for leaf in leaves) for answers in completions(leaves, view)}
