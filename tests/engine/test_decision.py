"""Gates, tier rules in their order, the range, and what the indicated tier asks for besides."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from builders import (
    ALWAYS,
    BASIS,
    MET,
    YEAR,
    a_criterion,
    a_dossier,
    a_gate,
    a_rubric,
    a_rule,
    a_vocabulary,
    an_item,
    presence,
    reaches,
    settings,
)
from tierscore.engine.assess import assess
from tierscore.engine.decision import Judgement
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.search import Search
from tierscore.engine.tier_range import MOST_OPEN_GATES, possible_tiers, tiers_by_gates
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED, Assessment
from tierscore.model.condition import (
    AnyOne,
    AtLeastSo,
    Condition,
    EveryOne,
    GateHolds,
    NotSo,
    OutcomeIn,
    Shown,
)
from tierscore.model.decision import Answer, GateResult, combined
from tierscore.model.evidence import Dossier, Searched, Status, Versus
from tierscore.model.law import Validity
from tierscore.model.outcome import Outcome
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.rubric import Criterion, Gate, IfOpen, Role, Rubric, Tier, TierRule, Weight
from tierscore.model.test import AnyOf, Not, Subject, Trend

HOLDS, FAILS, OPEN = Answer.HOLDS, Answer.FAILS, Answer.OPEN
HALF, ONE = Fraction(1, 2), Fraction(1)
PATROLS, STORMS, LAW = presence("patrols"), presence("storms"), presence("harbour-law")
A, B, C = a_criterion("a", PATROLS), a_criterion("b", STORMS), a_criterion("c", LAW)
FULL, WATCH = OutcomeIn("a", MET), OutcomeIn("b", MET)


def facts(**statuses: Status) -> Dossier:
    """``a``, ``b`` and ``c`` are the facts that the three criteria read."""
    measures = {"a": "patrols", "b": "storms", "c": "harbour-law"}
    return a_dossier(*(an_item(name, measures[name], status=status) for name, status in statuses.items()))


def judged(rubric: Rubric, dossier: Dossier | None = None) -> Assessment:
    return assess(rubric, a_vocabulary(), dossier or a_dossier(), YEAR)


def gated(
    condition: Condition, dossier: Dossier | None = None, *, if_open: IfOpen = IfOpen.FAILS
) -> GateResult:
    rubric = a_rubric(A, B, C, gates=[a_gate("g", condition, if_open)], rules=[a_rule("all", ALWAYS, "gold")])
    return judged(rubric, dossier).decision.gates[0]


def tiers(assessment: Assessment) -> list[str]:
    return [entry.tier for entry in assessment.range]


# --- conditions --------------------------------------------------------------------------------------------

YES, NO = reaches(PATROLS, ONE), reaches(STORMS, ONE)
"""Hold and fail on the facts below; the law is unknown."""
PERHAPS = reaches(LAW, ONE)
KNOWN = facts(a=Status.DONE, b=Status.ABSENT)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (ALWAYS, HOLDS),
        (YES, HOLDS),
        (NO, FAILS),
        (PERHAPS, OPEN),
        (EveryOne((YES, YES)), HOLDS),
        (EveryOne((YES, PERHAPS)), OPEN),
        (EveryOne((PERHAPS, NO)), FAILS),
        (AnyOne((NO, YES)), HOLDS),
        (AnyOne((PERHAPS, YES)), HOLDS),
        (AnyOne((NO, PERHAPS)), OPEN),
        (AnyOne((NO, NO)), FAILS),
        (AtLeastSo(2, (YES, NO, PERHAPS)), OPEN),
        (AtLeastSo(2, (NO, PERHAPS, NO)), FAILS),
        (AtLeastSo(2, (YES, PERHAPS, ALWAYS)), HOLDS),
        (AtLeastSo(1, (YES, NO, NO)), HOLDS),
        (NotSo(YES), FAILS),
        (NotSo(NO), HOLDS),
        (NotSo(PERHAPS), OPEN),
        (OutcomeIn("a", MET), HOLDS),
        (OutcomeIn("a", frozenset({Outcome.NOT_MET})), FAILS),
        (OutcomeIn("c", MET), OPEN),
        (OutcomeIn("c", frozenset({Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET})), HOLDS),
    ],
)
def test_a_condition_holds_fails_or_is_open(condition: Condition, expected: Answer) -> None:
    assert gated(condition, KNOWN).answer is expected


@pytest.mark.parametrize(("minimum", "expected"), [(HALF, HOLDS), (Fraction(51, 100), FAILS), (ONE, FAILS)])
def test_a_test_that_equals_its_minimum_reaches_it(minimum: Fraction, expected: Answer) -> None:
    assert gated(reaches(PATROLS, minimum), facts(a=Status.LIMITED)).answer is expected


@pytest.mark.parametrize("given", [HOLDS, FAILS, OPEN])
def test_the_opposite_of_the_opposite_is_the_same(given: Answer) -> None:
    assert combined(NotSo(NotSo(GateHolds("g"))), lambda _: given) is given


def test_a_gate_whose_completions_agree_is_not_open() -> None:
    """The law holds or it does not: one of the two is so, whichever is."""
    assert gated(AnyOne((PERHAPS, NotSo(PERHAPS)))).answer is HOLDS
    assert gated(EveryOne((PERHAPS, NotSo(PERHAPS)))).answer is FAILS


def test_a_criterion_that_does_not_apply_has_no_outcome_that_a_gate_could_want() -> None:
    later = a_criterion("a", PATROLS, validity=Validity(since=YEAR + 1))
    rubric = a_rubric(
        later,
        gates=[a_gate("g", OutcomeIn("a", frozenset(Outcome) - {Outcome.NOT_APPLICABLE}))],
        rules=[a_rule("r", ALWAYS, "gold")],
    )
    assert judged(rubric, facts(a=Status.DONE)).decision.gates[0].answer is FAILS


def test_a_gate_reads_another_gate() -> None:
    gates = [a_gate("outer", NotSo(GateHolds("inner"))), a_gate("inner", FULL)]
    rubric = a_rubric(A, gates=gates, rules=[a_rule("r", ALWAYS, "gold")])
    outer, inner = judged(rubric, facts(a=Status.DONE)).decision.gates
    assert (outer.answer, inner.answer) == (FAILS, HOLDS)
    assert outer.criteria == inner.criteria == ("a",)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [(YES, HOLDS), (PERHAPS, FAILS), (NO, FAILS), (AnyOne((PERHAPS, NotSo(PERHAPS))), HOLDS)],
)
def test_what_must_be_shown_is_never_open(condition: Condition, expected: Answer) -> None:
    assert gated(Shown(condition), KNOWN).answer is expected


def test_what_must_be_shown_is_shown_to_every_gate_that_asks_it() -> None:
    gates = [a_gate("g", Shown(PERHAPS)), a_gate("other", NotSo(Shown(PERHAPS)))]
    rubric = a_rubric(A, gates=gates, rules=[a_rule("r", ALWAYS, "gold")])
    assert [result.answer for result in judged(rubric).decision.gates] == [FAILS, HOLDS]


# --- open gates --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("if_open", "assumed"), [(IfOpen.HOLDS, HOLDS), (IfOpen.FAILS, FAILS), (IfOpen.UNDETERMINED, OPEN)]
)
def test_an_open_gate_takes_the_answer_that_the_rubric_declares(if_open: IfOpen, assumed: Answer) -> None:
    result = gated(FULL, if_open=if_open)
    assert (result.answer, result.assumed) == (OPEN, assumed)


@pytest.mark.parametrize("if_open", list(IfOpen))
def test_a_settled_gate_takes_its_own_answer(if_open: IfOpen) -> None:
    assert gated(FULL, facts(a=Status.DONE), if_open=if_open).assumed is HOLDS
    assert gated(FULL, facts(a=Status.ABSENT), if_open=if_open).assumed is FAILS


# --- an open gate where the summary of the report was read ---------------------------------------------


SUMMARY = frozenset({Searched(YEAR, None, "gazette")})


def silent(dossier: Dossier, *, if_open: IfOpen = IfOpen.FAILS, least: Fraction = ONE) -> Assessment:
    """The gate asks whether rescues rose; unless shown it is open, and a silent summary lets it hold."""
    rose = a_criterion("a", Trend(Subject("rescues"), "up"))
    gate = replace(
        a_gate("no-rise", NotSo(OutcomeIn("a", MET)), if_open),
        if_summary_silent=IfOpen.HOLDS,
        if_summary_silent_basis=BASIS,
    )
    rules = [a_rule("no", GateHolds("no-rise"), "rust"), a_rule("yes", NotSo(GateHolds("no-rise")), "gold")]
    return judged(
        a_rubric(rose, gates=[gate], rules=rules, settings=settings(minimum_coverage=least)), dossier
    )


def searches(*versus: Versus, summary: frozenset[Searched] = SUMMARY) -> Dossier:
    compared = (an_item(f"rescues-{one}", "rescues", status=None, versus_previous=one) for one in versus)
    return replace(a_dossier(*compared), searched=summary)


def test_silence_of_a_summary_that_was_read_answers_an_open_gate_and_leaves_the_range_as_wide() -> None:
    assessment = silent(searches())
    (gate,) = assessment.decision.gates
    assert (gate.answer, gate.assumed, gate.summaries) == (OPEN, HOLDS, ("gazette",))
    assert assessment.indicated == "rust"
    assert tiers(assessment) == ["gold", "rust"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        frozenset(),
        frozenset({Searched(YEAR - 1, None, "gazette")}),
        frozenset({Searched(YEAR, "land", "gazette")}),
    ],
)
def test_without_the_summary_of_the_year_an_open_gate_takes_its_usual_answer(
    elsewhere: frozenset[Searched],
) -> None:
    assessment = silent(searches(summary=elsewhere))
    (gate,) = assessment.decision.gates
    assert (gate.answer, gate.assumed, gate.summaries) == (OPEN, FAILS, ())
    assert assessment.indicated == UNDETERMINED


def test_what_is_settled_is_not_asked_of_a_summary() -> None:
    (gate,) = silent(searches(Versus.MORE)).decision.gates
    assert (gate.answer, gate.summaries) == (FAILS, ())


def test_sources_that_differ_are_no_silence() -> None:
    (gate,) = silent(searches(Versus.MORE, Versus.FEWER)).decision.gates
    assert (gate.answer, gate.assumed, gate.summaries) == (OPEN, FAILS, ())


def test_a_count_and_a_statement_that_differ_are_no_silence() -> None:
    counted = (
        an_item("now", "rescues", figure=3, versus_previous=Versus.FEWER),
        an_item("before", "rescues", figure=2, when="report 2020"),
    )
    (gate,) = silent(replace(a_dossier(*counted), searched=SUMMARY)).decision.gates
    assert (gate.answer, gate.assumed, gate.summaries) == (OPEN, FAILS, ())


def test_a_year_before_on_which_sources_differ_is_no_silence_even_if_the_change_is_plain() -> None:
    counted = [
        an_item("now", "rescues", figure=1),
        an_item("one", "rescues", figure=5, when="report 2020"),
        an_item("other", "rescues", figure=7, when="report 2020"),
    ]
    rose = a_criterion("a", AnyOf((Trend(Subject("rescues"), "up"), presence("patrols"))))
    gate = replace(a_gate("no-rise", NotSo(OutcomeIn("a", MET))), if_summary_silent=IfOpen.HOLDS)
    rubric = a_rubric(rose, gates=[gate], rules=[a_rule("r", ALWAYS, "gold")])
    (result,) = judged(rubric, replace(a_dossier(*counted), searched=SUMMARY)).decision.gates
    assert (result.answer, result.assumed, result.summaries) == (OPEN, FAILS, ())


def test_sources_that_differ_on_what_a_gate_itself_tests_are_no_silence() -> None:
    gate = replace(a_gate("rise", reaches(Trend(Subject("rescues"), "up"))), if_summary_silent=IfOpen.HOLDS)
    rubric = a_rubric(A, gates=[gate], rules=[a_rule("r", ALWAYS, "gold")])
    (result,) = judged(rubric, searches(Versus.MORE, Versus.FEWER)).decision.gates
    assert (result.answer, result.assumed, result.summaries) == (OPEN, FAILS, ())


def two_tiers(if_open: IfOpen, *, least: Fraction = Fraction(0)) -> Rubric:
    gates = [a_gate("full", FULL, if_open)]
    rules = [a_rule("yes", GateHolds("full"), "gold"), a_rule("no", NotSo(GateHolds("full")), "rust")]
    return a_rubric(A, gates=gates, rules=rules, settings=settings(minimum_coverage=least))


@pytest.mark.parametrize(
    ("if_open", "indicated"),
    [(IfOpen.HOLDS, "gold"), (IfOpen.FAILS, "rust"), (IfOpen.UNDETERMINED, UNDETERMINED)],
)
def test_an_open_gate_leads_where_its_assumed_answer_leads(if_open: IfOpen, indicated: str) -> None:
    assessment = judged(two_tiers(if_open))
    assert assessment.indicated == indicated
    assert tiers(assessment) == ["gold", "rust"]


def test_a_gate_without_an_assumed_answer_stops_the_trial_and_is_named() -> None:
    decision = judged(two_tiers(IfOpen.UNDETERMINED)).decision
    assert (decision.rule, decision.reached) == (None, None)
    assert decision.undetermined_because == "The evidence does not answer: Does full hold?"


def test_no_rule_is_tried_after_one_that_stays_open() -> None:
    """The last rule holds in every case, but an earlier one might hold before it."""
    gates = [a_gate("full", FULL, IfOpen.UNDETERMINED)]
    decision = judged(
        a_rubric(A, gates=gates, rules=[a_rule("yes", GateHolds("full"), "gold"), LAST])
    ).decision
    assert [trial.rule.id for trial in decision.trials] == ["yes"]
    assert decision.reached is None


def test_a_settled_fact_needs_no_assumption() -> None:
    assessment = judged(two_tiers(IfOpen.UNDETERMINED), facts(a=Status.DONE))
    assert (assessment.indicated, tiers(assessment)) == ("gold", ["gold"])


# --- the order of rules ------------------------------------------------------------------------------------


def ordered(*rules: TierRule) -> Rubric:
    return a_rubric(A, B, gates=[a_gate("full", FULL), a_gate("watch", WATCH)], rules=rules)


FIRST, SECOND = a_rule("first", GateHolds("full"), "gold"), a_rule("second", GateHolds("watch"), "bronze")
LAST = a_rule("last", ALWAYS, "rust")


def test_the_first_rule_that_holds_decides_even_if_a_later_one_holds_too() -> None:
    both = facts(a=Status.DONE, b=Status.DONE)
    assert judged(ordered(FIRST, SECOND, LAST), both).indicated == "gold"
    assert judged(ordered(SECOND, FIRST, LAST), both).indicated == "bronze"


def test_rules_are_tried_until_one_holds_and_no_further() -> None:
    decision = judged(ordered(FIRST, SECOND, LAST), facts(a=Status.ABSENT, b=Status.DONE)).decision
    assert [(trial.rule.id, trial.answer) for trial in decision.trials] == [
        ("first", FAILS),
        ("second", HOLDS),
    ]
    assert (decision.rule, decision.reached) == ("second", "bronze")


def test_a_trial_names_the_gates_that_its_rule_reads() -> None:
    rule = a_rule("r", EveryOne((GateHolds("full"), NotSo(GateHolds("watch")), GateHolds("full"))), "gold")
    assert judged(ordered(rule, LAST)).decision.trials[0].gates == ("full", "watch")


def test_the_range_keeps_to_the_order_of_rules() -> None:
    assert tiers(judged(ordered(FIRST, SECOND, LAST), facts(a=Status.DONE))) == ["gold"]
    assert tiers(judged(ordered(FIRST, SECOND, LAST), facts(b=Status.DONE))) == ["gold", "bronze"]


def test_a_rule_out_of_force_is_not_tried() -> None:
    later = TierRule("first", GateHolds("full"), "gold", "", (), Validity(since=YEAR + 1))
    assert judged(ordered(later, LAST), facts(a=Status.DONE)).indicated == "rust"


# --- the range ---------------------------------------------------------------------------------------------


def test_the_range_lists_the_best_tier_first() -> None:
    assert tiers(judged(ordered(SECOND, LAST, FIRST))) == ["bronze", "rust"]


def test_tiers_without_a_place_come_last_in_the_range() -> None:
    special = Tier("special", "Special", 0, Role.NONE, "no place")
    rubric = a_rubric(
        A, rules=[a_rule("s", GateHolds("first"), "special"), LAST], tiers=(special, *a_rubric(A).tiers)
    )
    assert tiers(judged(rubric)) == ["rust", "special"]


def test_one_unknown_can_leave_a_hole_in_the_range() -> None:
    """Gold if the patrols were done, rust if not; silver stands between and cannot come out."""
    gates = [
        a_gate("done", reaches(PATROLS, HALF)),
        a_gate("part", EveryOne((reaches(PATROLS, ONE), reaches(Not(PATROLS), ONE)))),
    ]
    rules = [a_rule("part", GateHolds("part"), "silver"), a_rule("done", GateHolds("done"), "gold"), LAST]
    assessment = judged(a_rubric(A, gates=gates, rules=rules))
    assert (tiers(assessment), assessment.exact) == (["gold", "rust"], True)


def test_what_depends_on_one_fact_in_two_places_is_not_counted_twice() -> None:
    """Both criteria read the patrols: they cannot come apart."""
    gates = [a_gate("x", OutcomeIn("a", MET)), a_gate("y", OutcomeIn("d", MET))]
    rules = [
        a_rule("apart", EveryOne((GateHolds("x"), NotSo(GateHolds("y")))), "silver"),
        a_rule("both", GateHolds("x"), "gold"),
        LAST,
    ]
    assert tiers(judged(a_rubric(A, a_criterion("d", PATROLS), gates=gates, rules=rules))) == ["gold", "rust"]


# --- what the indicated tier asks for besides ----------------------------------------------------------


def test_a_tier_that_no_completion_gives_is_not_indicated() -> None:
    """Both gates are assumed to fail, but one of them holds whatever is so."""
    gates = [a_gate("x", FULL, IfOpen.FAILS), a_gate("y", NotSo(FULL), IfOpen.FAILS)]
    rules = [a_rule("x", GateHolds("x"), "gold"), a_rule("y", GateHolds("y"), "silver"), LAST]
    assessment = judged(
        a_rubric(A, gates=gates, rules=rules, settings=settings(minimum_coverage=Fraction(0)))
    )
    assert (assessment.indicated, tiers(assessment), assessment.decision.reached) == (
        UNDETERMINED,
        ["gold", "silver"],
        "rust",
    )
    assert assessment.decision.undetermined_because.startswith("No completion")


def covered(points: int, least: Fraction, **gate: IfOpen) -> Assessment:
    """The gate reads a criterion of ten points, of which ``points`` are known and the others open."""
    tests = [PATROLS] * points + [STORMS] * (10 - points)
    criterion = a_criterion("a", *tests)
    gates = [a_gate("g", OutcomeIn("a", MET), gate.get("if_open", IfOpen.FAILS))]
    rules = [a_rule("yes", GateHolds("g"), "gold"), a_rule("no", NotSo(GateHolds("g")), "rust")]
    return judged(
        a_rubric(criterion, gates=gates, rules=rules, settings=settings(minimum_coverage=least)),
        facts(a=Status.DONE),
    )


@pytest.mark.parametrize(("points", "indicated"), [(4, UNDETERMINED), (5, "rust"), (6, "rust")])
def test_an_assumed_answer_decides_only_with_the_minimum_coverage(points: int, indicated: str) -> None:
    assert covered(points, HALF).indicated == indicated


def test_a_thin_gate_is_named() -> None:
    assert covered(4, HALF).decision.undetermined_because == "Too little is known to answer: Does g hold?"


def test_a_settled_gate_needs_no_coverage() -> None:
    assessment = covered(8, ONE)
    assert (assessment.decision.gates[0].answer, assessment.indicated) == (HOLDS, "gold")
    assert assessment.decision.gates[0].coverage == 1


def test_a_gate_that_the_deciding_rule_does_not_read_needs_no_coverage() -> None:
    """The first rule fails by assumption only, with nothing known; the next one rests on a settled gate."""
    rubric = ordered(FIRST, SECOND, LAST)
    assert judged(rubric, facts(b=Status.DONE)).indicated == "bronze"


def test_an_open_gate_is_covered_as_its_least_covered_open_criterion() -> None:
    half_known = a_criterion("b", STORMS, STORMS, LAW, LAW)
    condition = EveryOne((OutcomeIn("a", MET), OutcomeIn("b", MET)))
    rubric = a_rubric(A, half_known, gates=[a_gate("g", condition)], rules=[a_rule("r", ALWAYS, "gold")])
    assert judged(rubric, facts(a=Status.DONE, b=Status.DONE)).decision.gates[0].coverage == HALF


def test_of_two_open_criteria_the_less_covered_speaks_for_the_gate() -> None:
    open_ones = (a_criterion("a", PATROLS, STORMS, STORMS), a_criterion("b", PATROLS, STORMS))
    condition = AnyOne((OutcomeIn("a", MET), OutcomeIn("b", MET)))
    rubric = a_rubric(*open_ones, gates=[a_gate("g", condition)], rules=[a_rule("r", ALWAYS, "gold")])
    assert judged(rubric, facts(a=Status.LIMITED)).decision.gates[0].coverage == Fraction(1, 3)


def test_a_gate_that_only_a_test_leaves_open_counts_as_covered() -> None:
    assert gated(PERHAPS).coverage == 1


# --- contradiction -----------------------------------------------------------------------------------------


def clashing(dossier: Dossier, if_open: IfOpen = IfOpen.FAILS) -> Assessment:
    gates = [a_gate("full", FULL, if_open), a_gate("watch", WATCH)]
    rules = [
        a_rule("clash", EveryOne((GateHolds("full"), GateHolds("watch"))), CONTRADICTION),
        FIRST,
        SECOND,
        LAST,
    ]
    return judged(
        a_rubric(A, B, gates=gates, rules=rules, settings=settings(minimum_coverage=Fraction(0))), dossier
    )


def test_two_findings_that_cannot_both_be_right_are_a_contradiction() -> None:
    assessment = clashing(facts(a=Status.DONE, b=Status.DONE))
    assert (assessment.indicated, tiers(assessment)) == (CONTRADICTION, [])


def test_a_contradiction_that_is_only_possible_is_no_tier_of_the_range() -> None:
    assessment = clashing(facts(b=Status.DONE))
    assert (assessment.indicated, tiers(assessment)) == ("bronze", ["bronze"])


# --- taken as No -------------------------------------------------------------------------------------------


def needing(dossier: Dossier, *taken: str) -> Assessment:
    return judged(a_rubric(A, settings=settings(taken_as_no=frozenset(taken))), dossier)


def test_what_needs_an_affirmative_finding_is_no_until_found_and_listed() -> None:
    assessment = needing(a_dossier(), "patrols", "storms")
    assert (assessment.indicated, tiers(assessment), assessment.taken_as_no) == (
        "rust",
        ["rust"],
        ("patrols",),
    )
    assert assessment.unknowns == ()


@pytest.mark.parametrize("status", [Status.DONE, Status.ABSENT])
def test_what_is_found_is_not_taken_as_no(status: Status) -> None:
    assert needing(facts(a=status), "patrols").taken_as_no == ()


def test_what_is_found_counts_as_found() -> None:
    assert needing(facts(a=Status.DONE), "patrols").indicated == "gold"


# --- evidence of gates -------------------------------------------------------------------------------------


def test_a_gate_rests_on_the_evidence_of_its_criteria_and_of_its_tests() -> None:
    result = gated(
        EveryOne((OutcomeIn("a", MET), reaches(AnyOf((STORMS, LAW)), ONE))),
        facts(a=Status.DONE, b=Status.DONE),
    )
    assert result.evidence == ("a", "b")


# --- the search --------------------------------------------------------------------------------------------


def an_evaluator(rubric: Rubric, dossier: Dossier | None = None) -> Evaluator:
    return Evaluator(DossierView(dossier or a_dossier(), a_vocabulary(), rubric, YEAR), NO_PLACEMENTS)


def three_unknowns() -> Rubric:
    """Silver would need two facts to come apart that are one and the same."""
    apart = EveryOne(
        (reaches(AnyOf((PATROLS, STORMS, LAW)), ONE), reaches(Not(AnyOf((PATROLS, STORMS, LAW))), ONE))
    )
    rules = [a_rule("apart", GateHolds("apart"), "silver"), a_rule("full", GateHolds("full"), "gold"), LAST]
    return a_rubric(A, B, C, gates=[a_gate("apart", apart), a_gate("full", FULL)], rules=rules)


@pytest.mark.parametrize("limit", [0, 1, 2, 5])
def test_past_the_limit_of_work_the_range_is_an_upper_bound_and_says_so(limit: int) -> None:
    evaluator = an_evaluator(three_unknowns())
    found = Search(evaluator.open_in_order(), possible_tiers, limit).run(evaluator.start)
    assert not found.exact
    assert found.upper >= {"gold", "rust"}
    assert set(found.witnesses) < found.upper


def test_within_the_limit_of_work_the_range_is_exact() -> None:
    found = Judgement(an_evaluator(three_unknowns())).attainable
    assert found.exact
    assert found.upper == set(found.witnesses) == {"gold", "rust"}


def test_a_rule_behind_one_that_holds_whenever_it_does_never_has_its_turn() -> None:
    """Looked at by themselves both rules are open; one gate decides both, and the first rule stands first."""
    both = EveryOne((GateHolds("full"), NotSo(GateHolds("watch"))))
    rules = [a_rule("first", both, "rust"), a_rule("second", both, "gold"), a_rule("else", ALWAYS, "bronze")]
    judged = a_rubric(A, B, gates=[a_gate("full", FULL), a_gate("watch", WATCH)], rules=rules)
    evaluator = Evaluator(DossierView(facts(), a_vocabulary(), judged, YEAR), NO_PLACEMENTS)
    assert possible_tiers(evaluator.start) == {"rust", "gold", "bronze"}
    assert tiers_by_gates(evaluator.start) == {"rust", "bronze"}
    assert Search((), possible_tiers, 0, closer=tiers_by_gates).run(evaluator.start).upper == {
        "rust",
        "bronze",
    }


def test_of_too_many_open_gates_every_combination_is_not_looked_at() -> None:
    gates = [a_gate(f"g{number}", FULL) for number in range(MOST_OPEN_GATES + 1)]
    either = AnyOne(tuple(GateHolds(gate.id) for gate in gates))
    rules = [
        a_rule("first", either, "rust"),
        a_rule("second", either, "gold"),
        a_rule("else", ALWAYS, "bronze"),
    ]
    start = an_evaluator(a_rubric(A, gates=gates, rules=rules)).start
    assert tiers_by_gates(start) == possible_tiers(start) == {"rust", "gold", "bronze"}
    few = [a_rule("first", GateHolds("g0"), "rust"), a_rule("second", GateHolds("g0"), "gold"), rules[-1]]
    start = an_evaluator(a_rubric(A, gates=gates, rules=few)).start
    assert tiers_by_gates(start) == {"rust", "bronze"}


def test_the_gates_that_were_asked_last_are_those_of_the_last_rule_to_be_tried() -> None:
    gates = [a_gate("full", FULL), a_gate("watch", WATCH)]
    rules = [a_rule("full", GateHolds("full"), "gold"), a_rule("watch", GateHolds("watch"), "rust"), LAST]
    rubric = a_rubric(A, B, gates=gates, rules=rules)
    asked = {
        status: [
            answer.gate.id
            for answer in Judgement(an_evaluator(rubric, facts(a=status, b=Status.DONE))).asked_last
        ]
        for status in (Status.DONE, Status.ABSENT)
    }
    assert asked == {Status.DONE: ["full"], Status.ABSENT: ["watch"]}


def test_a_judgement_says_why_it_indicates_no_tier_and_nothing_where_it_does() -> None:
    rubric = a_rubric(
        A,
        gates=[a_gate("full", FULL, IfOpen.UNDETERMINED)],
        rules=[a_rule("full", GateHolds("full"), "gold"), LAST],
    )
    open_judgement = Judgement(an_evaluator(rubric))
    assert open_judgement.indicated == UNDETERMINED
    assert "full" in open_judgement.undetermined_because
    assert Judgement(an_evaluator(rubric, facts(a=Status.DONE))).undetermined_because == ""


def test_each_witness_of_the_search_forces_its_tier() -> None:
    evaluator = an_evaluator(three_unknowns())
    for tier, choice in Judgement(evaluator).attainable.witnesses.items():
        assert possible_tiers(evaluator.known(choice)) == {tier}


def test_a_criterion_of_weight_zero_serves_gates_like_any_other() -> None:
    context: Criterion = a_criterion("a", PATROLS, weight=Weight(0, BASIS))
    gate: Gate = a_gate("g", OutcomeIn("a", MET))
    rubric = a_rubric(context, gates=[gate], rules=[a_rule("yes", GateHolds("g"), "gold"), LAST])
    assert judged(rubric, facts(a=Status.DONE)).indicated == "gold"
