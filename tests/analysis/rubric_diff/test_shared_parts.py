"""A later rubric takes over the objects of the earlier one where it says the same, and says nothing else by it."""

from __future__ import annotations

from dataclasses import replace

from builders import BASIS, YEAR, a_criterion, a_dossier, a_rubric, a_scale, a_vocabulary, an_item, presence
from tierscore.analysis.rubric_diff.impact import CountryFacts, Judge, both_answers, with_shared_parts
from tierscore.engine.compiled.plan import plan_of
from tierscore.engine.law import law_of
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.rubric import Rubric, Weight

WORDS = a_vocabulary()


def rubric(weight: int) -> Rubric:
    criterion = a_criterion("a", presence("patrols"), weight=Weight(weight, BASIS))
    return a_rubric(criterion, a_criterion("b", presence("storms")))


def test_equal_parts_are_taken_over_and_compiled_once() -> None:
    before, after = rubric(1), rubric(2)
    shared = with_shared_parts(before, after)
    assert shared == after
    assert [new is old for new, old in zip(shared.criteria, before.criteria, strict=True)] == [False, True]
    plans = [plan_of(law_of(version, YEAR), YEAR, WORDS) for version in (before, shared)]
    assert plans[0].criteria["b"] is plans[1].criteria["b"]
    assert plans[0].groups == plans[1].groups


def test_the_later_rubric_answers_as_it_would_by_itself() -> None:
    facts = CountryFacts(a_dossier(an_item("x", "patrols")), NO_PLACEMENTS)
    before, after = rubric(1), rubric(2)
    Judge(before, WORDS).answers(facts, YEAR)
    shared = Judge(with_shared_parts(before, after), WORDS).answers(facts, YEAR)
    assert shared == Judge(after, WORDS).answers(facts, YEAR)
    assert shared != Judge(before, WORDS).answers(facts, YEAR)


def test_rubrics_that_differ_in_weights_alone_say_the_same_and_are_judged_once() -> None:
    before, after = Judge(rubric(1), WORDS), Judge(rubric(2), WORDS)
    assert before.weightless_digest == after.weightless_digest
    facts = CountryFacts(a_dossier(an_item("x", "patrols")), NO_PLACEMENTS)
    for criteria_only in (False, True):
        answers = both_answers(before, after, facts, YEAR, criteria_only=criteria_only)
        assert answers == tuple(
            judge.answers(facts, YEAR, criteria_only=criteria_only) for judge in (before, after)
        )
        assert answers[0] != answers[1]


def test_whatever_else_differs_is_said_otherwise() -> None:
    one = rubric(1)
    others = (
        replace(
            one, criteria=(replace(one.criteria[0], indicators=one.criteria[1].indicators), one.criteria[1])
        ),
        replace(one, scale=a_scale(met_from=1)),
        replace(one, first_report=one.first_report + 1),
    )
    says = {Judge(version, WORDS).weightless_digest for version in (one, *others)}
    words = replace(WORDS, scopes={**WORDS.scopes, "more": "More"})
    assert len({*says, Judge(one, words).weightless_digest}) == 5


def test_kept_answers_stand_in_the_order_of_the_rubric_that_asks() -> None:
    """A rubric that lists its criteria in another order says the same, and its answers may be the ones that are kept."""
    judge = Judge(rubric(1), WORDS)
    turned = Judge(replace(judge.rubric, criteria=judge.rubric.criteria[::-1]), WORDS)
    assert judge.weightless_digest == turned.weightless_digest
    facts = CountryFacts(a_dossier(an_item("x", "patrols")), NO_PLACEMENTS)
    kept = judge.year_answers(facts, YEAR)
    assert list(turned.weighed(kept)) == list(turned.answers(facts, YEAR)) != list(judge.weighed(kept))
