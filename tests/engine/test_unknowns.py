"""What the evidence leaves open, what it could change, and what would have to be so for each tier."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from builders import (
    ALWAYS,
    BASIS,
    GOVERNMENT,
    MET,
    YEAR,
    a_criterion,
    a_dossier,
    a_gate,
    a_rubric,
    a_rule,
    a_scale,
    a_vocabulary,
    an_indicator,
    an_item,
    presence,
    reaches,
    trend,
)
from tierscore.engine.assess import assess
from tierscore.engine.decision import Judgement
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.search import smallest_forcing
from tierscore.engine.tier_range import possible_tiers
from tierscore.model.actor import Actor
from tierscore.model.assessment import Assessment
from tierscore.model.condition import AnyOne, EveryOne, GateHolds, NotSo, OutcomeIn
from tierscore.model.decision import Supposition, Unknown
from tierscore.model.evidence import Dossier, EvidenceItem, Figure, Status, Versus
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.rubric import Criterion, Rubric, Weight
from tierscore.model.test import AnyOf, AtLeastFigure, Compared, Joint, Presence, Subject, Test

PATROLS, STORMS, LAW = presence("patrols"), presence("storms"), presence("harbour-law")
NEED_BOTH = EveryOne((OutcomeIn("a", MET), OutcomeIn("b", MET)))
LAST = a_rule("last", ALWAYS, "rust")


def judged(rubric: Rubric, dossier: Dossier | None = None) -> Assessment:
    return assess(rubric, a_vocabulary(), dossier or a_dossier(), YEAR)


def on(test: Test, *items: EvidenceItem, **rubric: Any) -> Assessment:
    return judged(a_rubric(a_criterion("a", test), **rubric), a_dossier(*items))


def witness(assessment: Assessment, tier: str) -> list[tuple[str, str]]:
    [entry] = [entry for entry in assessment.range if entry.tier == tier]
    return [(supposed.name, supposed.says) for supposed in entry.witness]


def names(assessment: Assessment) -> list[str]:
    return [unknown.name for unknown in assessment.unknowns]


def needing_both(*rules: str) -> Rubric:
    gates = [a_gate("g", NEED_BOTH)]
    return a_rubric(
        a_criterion("a", PATROLS),
        a_criterion("b", STORMS),
        gates=gates,
        rules=[a_rule("yes", GateHolds("g"), "gold"), LAST],
    )


# --- witnesses ---------------------------------------------------------------------------------------------


def test_the_only_tier_of_an_exact_range_supposes_nothing() -> None:
    """Intervals alone could not say so: both rules read one gate, and the first leads to the same tier as the last."""
    rules = [a_rule("first", GateHolds("g"), "rust"), a_rule("second", GateHolds("g"), "gold"), LAST]
    rubric = replace(needing_both(), rules=tuple(rules))
    [entry] = judged(rubric).range
    assert (entry.tier, entry.witness) == ("rust", ())


@pytest.mark.parametrize(
    ("test", "items", "gold"),
    [
        (PATROLS, (), ("Patrols", "in full")),
        (presence(), (), ("Arrests", "some")),
        (trend(), (), ("Arrests", "more than the year before")),
        (trend("patrols"), (), ("Patrols", "more than the year before")),
        (trend(direction="not-down"), (), ("Arrests", "not fewer than the year before")),
        (AtLeastFigure(Subject("arrests"), Fraction(4), GOVERNMENT), (), ("Arrests", "at least 4 cases")),
        (
            Joint(frozenset({Actor.CIVIL_SOCIETY})),
            (),
            ("action of the government together with civil society", "some"),
        ),
        (presence(scope="children"), (), ("Arrests (children only)", "some")),
        (Presence(Subject("arrests", "potential"), GOVERNMENT), (), ("Arrests (potential)", "some")),
        (Presence(Subject("arrests", "unspecified"), GOVERNMENT), (), ("Arrests", "some")),
    ],
)
def test_a_witness_says_what_would_have_to_be_so(
    test: Test, items: tuple[EvidenceItem, ...], gold: tuple[str, str]
) -> None:
    assert witness(on(test, *items), "gold") == [gold]


@pytest.mark.parametrize(
    ("test", "rust"),
    [
        (presence(), ("Arrests", "none")),
        (trend(), ("Arrests", "not more than the year before")),
        (AtLeastFigure(Subject("arrests"), Fraction(4), GOVERNMENT), ("Arrests", "below 4 cases")),
        (
            Joint(frozenset({Actor.CIVIL_SOCIETY})),
            ("action of the government together with civil society", "none"),
        ),
    ],
)
def test_a_witness_against_says_what_would_have_to_be_so(test: Test, rust: tuple[str, str]) -> None:
    assert witness(on(test), "rust") == [rust]


def test_a_comparison_is_told_of_the_figure_and_not_of_its_yardstick() -> None:
    found = on(Compared(Subject("longest-term"), Subject("usual-term"), Fraction(2)))
    assert witness(found, "gold") == [("Longest term", "at least 2 times that of Usual term")]
    assert witness(found, "rust") == [("Longest term", "below 2 times that of Usual term")]


def test_a_comparison_with_an_equal_names_no_ratio() -> None:
    found = on(Compared(Subject("longest-term"), Subject("usual-term"), Fraction(1)))
    assert witness(found, "gold") == [("Longest term", "at least that of Usual term")]


def test_a_witness_of_a_settled_tier_supposes_nothing() -> None:
    assert witness(on(PATROLS, an_item("x", "patrols")), "gold") == []


def test_a_witness_supposes_no_more_than_is_needed() -> None:
    assert witness(judged(needing_both()), "gold") == [("Patrols", "in full"), ("Storms", "in full")]
    assert len(witness(judged(needing_both()), "rust")) == 1


def test_a_witness_leaves_out_what_is_settled() -> None:
    assert witness(judged(needing_both(), a_dossier(an_item("x", "patrols"))), "gold") == [
        ("Storms", "in full")
    ]


def test_what_a_witness_forces_holds_whatever_the_other_unknowns_are() -> None:
    rubric = needing_both()
    evaluator = Evaluator(DossierView(a_dossier(), a_vocabulary(), rubric, YEAR), NO_PLACEMENTS)
    start = evaluator.unassigned
    for tier, choice in Judgement(evaluator).attainable.witnesses.items():
        least = smallest_forcing(evaluator.known(choice), start, tier, possible_tiers)
        assert possible_tiers(least) == {tier}
        needed = [
            number
            for number, (one, before) in enumerate(zip(least.assignment, start, strict=True))
            if one is not None and before is None
        ]
        assert needed
        for number in needed:
            assert possible_tiers(least.with_option(number, None)) != {tier}


@pytest.mark.parametrize(
    ("test", "suppose"),
    [
        (
            PATROLS,
            {
                "in full": an_item("new", "patrols"),
                "in part": an_item("new", "patrols", status=Status.LIMITED),
            },
        ),
        (presence(), {"some": an_item("new", figure=3), "none": an_item("new", figure=0)}),
        (
            AtLeastFigure(Subject("arrests"), Fraction(4), GOVERNMENT),
            {"at least 4 cases": an_item("new", figure=4), "below 4 cases": an_item("new", figure=3)},
        ),
        (
            trend(),
            {
                "more than the year before": an_item("new", versus_previous=Versus.MORE),
                "not more than the year before": an_item("new", status=None, versus_previous=Versus.FEWER),
            },
        ),
    ],
    ids=["presence", "amount", "figure", "trend"],
)
def test_a_witness_made_a_fact_gives_its_tier(test: Test, suppose: dict[str, EvidenceItem]) -> None:
    """What a witness supposes is written into the file, and the tier comes out."""
    tried = 0
    for entry in on(test).range:
        for supposed in entry.witness:
            fact = suppose.get(supposed.says)
            if fact is None:
                continue
            tried += 1
            assert on(test, fact).indicated == entry.tier
    assert tried


# --- the list of unknowns ----------------------------------------------------------------------------------


def only(assessment: Assessment) -> Unknown:
    [unknown] = assessment.unknowns
    return unknown


def test_an_unknown_names_its_subject_and_where_it_is_read() -> None:
    unknown = only(on(presence(scope="children")))
    assert (unknown.subject, unknown.report_year) == (Subject("arrests", scope="children"), YEAR)
    assert (unknown.criteria, unknown.gates) == (("a",), ("first",))


def test_one_measure_is_one_unknown_wherever_it_is_read() -> None:
    gates = [a_gate("g", AnyOne((OutcomeIn("a", MET), reaches(PATROLS))))]
    rubric = a_rubric(
        a_criterion("a", PATROLS), a_criterion("b", AnyOf((PATROLS, STORMS))), gates=gates, rules=[LAST]
    )
    assert names(judged(rubric)) == ["Patrols", "Storms"]
    assert judged(rubric).unknowns[0].criteria == ("a", "b")


def test_compared_measures_are_one_unknown() -> None:
    unknown = only(on(Compared(Subject("longest-term"), Subject("usual-term"), Fraction(1))))
    assert unknown.name == "Longest term and Usual term"


def test_what_no_test_can_tell_apart_is_not_unknown() -> None:
    term = Figure(Fraction(4), "years")
    known = on(AtLeastFigure(Subject("longest-term"), Fraction(2)), an_item("x", "longest-term", figure=term))
    assert known.unknowns == ()


def test_a_settled_fact_is_not_unknown() -> None:
    assert on(PATROLS, an_item("x", "patrols")).unknowns == ()


@pytest.mark.parametrize(
    ("items", "contested"),
    [((), False), ((an_item("yes", "patrols"), an_item("no", "patrols", status=Status.ABSENT)), True)],
)
def test_an_unknown_says_whether_sources_differ_or_are_silent(
    items: tuple[EvidenceItem, ...], contested: bool
) -> None:
    assert only(on(PATROLS, *items)).contested is contested


def test_a_contested_change_is_contested() -> None:
    items = (
        an_item("now", figure=3, versus_previous=Versus.FEWER),
        an_item("before", figure=2, when="report 2020"),
    )
    assert only(on(trend(), *items)).contested


def test_the_unknowns_that_rule_out_most_tiers_come_first() -> None:
    gates = [a_gate("x", OutcomeIn("b", MET))]
    rubric = a_rubric(
        a_criterion("a", PATROLS),
        a_criterion("b", STORMS),
        gates=gates,
        rules=[a_rule("yes", GateHolds("x"), "gold"), LAST],
    )
    found = judged(rubric).unknowns
    assert [(unknown.name, unknown.excludes) for unknown in found] == [("Storms", 3), ("Patrols", 0)]


def test_what_rules_out_tiers_goes_before_what_holds_points() -> None:
    gates = [a_gate("x", OutcomeIn("b", MET))]
    heavy = a_criterion("a", PATROLS, weight=Weight(9, BASIS))
    rubric = a_rubric(
        heavy, a_criterion("b", STORMS), gates=gates, rules=[a_rule("yes", GateHolds("x"), "gold"), LAST]
    )
    assert names(judged(rubric)) == ["Storms", "Patrols"]


def weighing(*criteria: Criterion) -> list[tuple[str, Fraction]]:
    rubric = a_rubric(*criteria, gates=[a_gate("x", ALWAYS)], rules=[LAST])
    return [(unknown.name, unknown.weight) for unknown in judged(rubric).unknowns]


def test_among_equals_the_unknown_with_more_points_comes_first() -> None:
    criterion = a_criterion("a", indicators=(an_indicator(PATROLS, "p", 1), an_indicator(STORMS, "s", 3)))
    assert weighing(criterion) == [("Storms", Fraction(3, 4)), ("Patrols", Fraction(1, 4))]


def test_points_count_by_the_weight_of_their_criterion() -> None:
    criteria = (
        a_criterion("a", PATROLS, weight=Weight(1, BASIS)),
        a_criterion("b", STORMS, LAW, weight=Weight(4, BASIS)),
    )
    assert weighing(*criteria) == [
        ("Harbour law", Fraction(2, 5)),
        ("Storms", Fraction(2, 5)),
        ("Patrols", Fraction(1, 5)),
    ]


def test_criteria_of_weight_zero_hold_no_points() -> None:
    criteria = (a_criterion("a", PATROLS, weight=Weight(0, BASIS)), a_criterion("b", STORMS))
    assert weighing(*criteria) == [("Storms", Fraction(1)), ("Patrols", Fraction(0))]
    assert weighing(a_criterion("a", PATROLS, weight=Weight(0, BASIS))) == [("Patrols", Fraction(0))]


def test_an_unknown_that_moves_no_indicator_holds_no_points() -> None:
    rubric = a_rubric(a_criterion("a", AnyOf((PATROLS, STORMS))), gates=[a_gate("x", ALWAYS)], rules=[LAST])
    found = judged(rubric, a_dossier(an_item("x", "patrols"))).unknowns
    assert [(unknown.name, unknown.weight) for unknown in found] == [("Storms", Fraction(0))]


def test_among_equals_the_unknown_that_more_gates_read_comes_first() -> None:
    gates = [a_gate("x", OutcomeIn("b", MET)), a_gate("y", NotSo(OutcomeIn("b", MET)))]
    rubric = a_rubric(a_criterion("a", PATROLS), a_criterion("b", STORMS), gates=gates, rules=[LAST])
    assert names(judged(rubric)) == ["Storms", "Patrols"]


def test_among_equals_names_decide() -> None:
    rubric = a_rubric(a_criterion("a", STORMS, PATROLS, LAW), gates=[a_gate("x", ALWAYS)], rules=[LAST])
    assert names(judged(rubric)) == ["Harbour law", "Patrols", "Storms"]


def test_placements_that_no_rule_reads_are_no_unknown() -> None:
    assert names(on(PATROLS)) == ["Patrols"]


def test_a_witness_is_made_of_suppositions_on_subjects() -> None:
    [gold, _] = on(PATROLS).range
    assert gold.witness == (Supposition(Subject("patrols"), "Patrols", "in full"),)


def test_a_change_beyond_the_least_is_what_a_witness_asks_for() -> None:
    found = on(
        trend(), an_item("before", figure=10, when="report 2020"), scale=a_scale(least_change=Fraction(1, 2))
    )
    assert witness(found, "gold") == [("Arrests", "more than the year before")]
