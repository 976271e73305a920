"""Mutants of a rubric: as many as a count by hand gives, each well-formed, and the proofs hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import (
    ALWAYS,
    BASIS,
    MET,
    YEAR,
    a_cap,
    a_criterion,
    a_dossier,
    a_gate,
    a_history,
    a_presumption,
    a_rubric,
    a_rule,
    a_vocabulary,
    an_indicator,
    an_item,
    presence,
    reaches,
)
from strategies import dossiers, rubrics
from thorough import examples
from tierscore.analysis.mutation.equivalence import proof
from tierscore.analysis.mutation.operators import mutants
from tierscore.analysis.mutation.runner import try_mutants
from tierscore.analysis.rubric_cases.runner import trials
from tierscore.engine.decision import Judgement
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.law import law_of
from tierscore.model.case import Case, Expectation
from tierscore.model.case_results import Fate, MutationKind
from tierscore.model.condition import AnyOne, EveryOne, GateHolds, NotSo, OutcomeIn, PlacedInARow
from tierscore.model.evidence import Dossier, Status
from tierscore.model.law import Validity
from tierscore.model.outcome import Outcome
from tierscore.model.placement import NO_PLACEMENTS, Placements
from tierscore.model.rubric import Rubric, Switch
from tierscore.model.test import AllOf, AnyOf, AtLeastFigure, Subject

K = MutationKind
STATUSES = (Status.DONE, Status.LIMITED, Status.ABSENT, None)


def by_hand() -> Rubric:
    """Two criteria, two gates and three rules, small enough to count every step by hand."""
    policing = a_criterion(
        "policing",
        indicators=(
            an_indicator(presence("patrols"), "patrols", points=2),
            an_indicator(
                AnyOf((presence("arrests"), AtLeastFigure(Subject("rescues"), Fraction(3)))),
                "results",
                points=1,
            ),
        ),
        caps=(a_cap(presence("storms"), Fraction(1, 2)),),
        presumptions=(a_presumption("arrests"),),
    )
    law = a_criterion("law", presence("harbour-law"))
    gates = [
        a_gate("all", EveryOne((OutcomeIn("policing", MET), OutcomeIn("law", MET)))),
        a_gate("too-long", PlacedInARow("bronze", 2, 2010)),
    ]
    rules = [
        a_rule("best", GateHolds("all"), "gold"),
        a_rule("late", GateHolds("too-long"), "rust"),
        a_rule("rest", ALWAYS, "silver"),
    ]
    return a_rubric(policing, law, gates=gates, rules=rules)


def test_there_are_as_many_steps_of_each_kind_as_a_count_by_hand_gives() -> None:
    assert Counter(mutant.kind for mutant in mutants(by_hand())) == {
        K.INDICATOR_DROPPED: 2,  # not the only one of `law`
        K.INDICATOR_NEGATED: 3,
        K.CAP_DROPPED: 1,
        K.CAP_NEGATED: 1,
        K.PRESUMPTION_DROPPED: 1,
        K.PRESUMPTION_NEGATED: 1,
        K.GATE_HOLDING: 2,
        K.GATE_FAILING: 2,
        K.GATE_NEGATED: 2,
        K.RULES_SWAPPED: 2,
        K.RULE_DROPPED: 2,  # not the last one, which answers what no other does
        K.WEIGHT: 4,
        K.POINTS: 4,  # 2 down and up, 1 up twice
        K.CUT_OFF: 2 + 2 + 2 + 2 + 2,  # figure, cap, reports in a row, met from, partly met from
        K.OPERATOR: 2,  # any of one indicator, all of one gate
        K.WORTH: 4,  # done down, limited down and up, absent up
        K.IF_OPEN: 4,
        K.YEARS: 2,
        K.SETTING: 6,
    }


def test_an_address_says_what_was_changed() -> None:
    changes = {("/".join(mutant.address), mutant.says) for mutant in mutants(by_hand())}
    assert {
        ("criteria/policing/indicators/results/test", "any becomes all"),
        ("criteria/policing/indicators/results/test/2/at_least", "at least 3 becomes 4"),
        ("criteria/policing/caps/cap/at_most", "at most 1/2 becomes 7/12"),
        ("gates/too-long/condition/in_a_row", "reports in a row 2 becomes 1"),
        ("tier_rules/late", "tried before best"),
        ("scale/met_from", "met from 3/4 becomes 5/6"),
    } <= changes


def test_what_would_be_no_rubric_is_not_counted() -> None:
    dated = an_indicator(presence("storms"), "new")
    policing = a_criterion("policing", indicators=(an_indicator(presence("patrols"), "old"), dated))
    early = Validity(until=2010)
    late = Validity(since=2011)
    gates = [
        a_gate("first", OutcomeIn("policing", MET)),
    ]
    rules = [a_rule("yes", GateHolds("first"), "gold"), a_rule("no", NotSo(GateHolds("first")), "rust")]
    rubric = a_rubric(policing, gates=gates, rules=rules)
    assert not [mutant for mutant in mutants(rubric) if mutant.kind is K.RULE_DROPPED]
    split = replace(rubric, gates=(replace(gates[0], validity=early), replace(gates[0], validity=late)))
    # A year earlier or later leaves a year without the gate, or with both of it.
    assert not [mutant for mutant in mutants(split) if mutant.kind is K.YEARS]


def indicated(
    rubric: Rubric, dossier: Dossier, year: int = YEAR, history: Placements = NO_PLACEMENTS
) -> tuple[object, ...]:
    """Everything that a proof says cannot differ: every outcome, the tier and the range."""
    judgement = Judgement(
        Evaluator(DossierView(dossier, a_vocabulary(), law_of(rubric, year), year), history)
    )
    return (
        judgement.indicated,
        judgement.range,
        tuple((finding.criterion.id, finding.outcome, finding.possible) for finding in judgement.findings),
    )


def small_worlds() -> list[tuple[Dossier, Placements]]:
    """Every way in which five facts and two placements could stand or be unknown."""
    worlds = []
    for patrols, law, storms in product(STATUSES, STATUSES, STATUSES):
        for arrests, rescues in product((0, 2, None), (2, 3, 4, None)):
            stated = {"patrols": patrols, "harbour-law": law, "storms": storms}
            items = [
                an_item(measure, measure, status=status)
                for measure, status in stated.items()
                if status is not None
            ]
            figures = {"arrests": arrests, "rescues": rescues}
            items += [
                an_item(measure, measure, figure=figure)
                for measure, figure in figures.items()
                if figure is not None
            ]
            worlds.append(
                (a_dossier(*items), a_history(y2019="bronze", y2020="bronze") if storms else NO_PLACEMENTS)
            )
    return worlds


def test_no_mutant_proven_equivalent_differs_in_any_small_world() -> None:
    rubric = by_hand()
    proven = [mutant for mutant in mutants(rubric) if proof(rubric, mutant)]
    assert {mutant.kind for mutant in proven} >= {K.WEIGHT, K.POINTS}
    for dossier, history in small_worlds()[::7]:
        expected = indicated(rubric, dossier, history=history)
        for mutant in proven:
            assert indicated(mutant.rubric, dossier, history=history) == expected, (
                mutant.address,
                mutant.says,
            )


@settings(max_examples=examples(16), deadline=None, suppress_health_check=list(HealthCheck))
@given(rubric=rubrics(), some=st.lists(dossiers(), min_size=1, max_size=6), data=st.data())
def test_nor_in_any_invented_rubric(rubric: Rubric, some: list[Dossier], data: st.DataObject) -> None:
    every = [mutant for mutant in mutants(rubric) if proof(rubric, mutant)]
    if not every:
        return
    mutant = data.draw(st.sampled_from(every))
    for dossier in some:
        assert indicated(mutant.rubric, dossier) == indicated(rubric, dossier), (mutant.address, mutant.says)


@settings(max_examples=examples(8), deadline=None, suppress_health_check=list(HealthCheck))
@given(rubric=rubrics(), some=st.lists(dossiers(), min_size=1, max_size=2), data=st.data())
def test_what_is_noticed_is_what_judging_everything_anew_notices(
    rubric: Rubric, some: list[Dossier], data: st.DataObject
) -> None:
    """The shortcuts - what a change can reach, and what is taken over - lose nothing."""
    tier_alone = data.draw(st.booleans())
    as_it_stands = [everything_found(rubric, dossier, tier_alone=tier_alone) for dossier in some]
    cases = [
        a_case(dossier, **expected)
        for dossier, expectations in zip(some, as_it_stands, strict=True)
        for expected in expectations
    ]
    results = try_mutants(rubric, tuple(trials(rubric, a_vocabulary(), cases)))
    for result in results[:: data.draw(st.integers(1, 4))]:
        if result.fate is not Fate.EQUIVALENT:
            differs = any(
                everything_found(result.mutant.rubric, dossier, tier_alone=tier_alone) != expectations
                for dossier, expectations in zip(some, as_it_stands, strict=True)
            )
            assert (result.fate is Fate.NOTICED) == differs, (result.mutant.address, result.mutant.says)


def everything_found(rubric: Rubric, dossier: Dossier, *, tier_alone: bool) -> list[dict[str, Any]]:
    """The tier with its range, and the outcome of each criterion, each as an expectation of its own."""
    tier, tiers, outcomes = indicated(rubric, dossier)
    assert isinstance(outcomes, tuple)
    on_criteria = [] if tier_alone else [{"outcomes": {name: outcome}} for name, outcome, _ in outcomes]
    return [*on_criteria, {"indicated": tier, "range": tiers}]


def a_case(dossier: Dossier, name: str = "a case", year: int = YEAR, **expected: Any) -> Case:
    expectation = Expectation(year, **expected)
    return Case(name, "Made-up Act, section 1", "made-up", dossier, NO_PLACEMENTS, (expectation,))


@pytest.fixture
def planted() -> Rubric:
    """A rubric whose second element only a case in which it alone is missing can tell from one without it."""
    return a_rubric(a_criterion("policing", AllOf((presence("patrols"), presence("arrests")))))


def test_a_change_that_no_case_notices_is_named_and_a_case_for_it_kills_it(planted: Rubric) -> None:
    done = a_dossier(an_item("p", "patrols"), an_item("a", "arrests"))
    lacking = a_dossier(an_item("p", "patrols"), an_item("a", "arrests", status=Status.ABSENT))
    cases = [a_case(done, "all of it", outcomes={"policing": Outcome.MET})]
    where = "criteria/policing/indicators/policing-0/test"
    assert (where, "all becomes any") in survivors(planted, cases)
    cases.append(a_case(lacking, "one missing", outcomes={"policing": Outcome.NOT_MET}))
    assert (where, "all becomes any") not in survivors(planted, cases)


def survivors(rubric: Rubric, cases: list[Case]) -> set[tuple[str, str]]:
    results = try_mutants(rubric, tuple(trials(rubric, a_vocabulary(), cases)))
    return {
        ("/".join(result.mutant.address), result.mutant.says)
        for result in results
        if result.fate is Fate.SURVIVED
    }


def test_a_case_that_fails_as_it_stands_notices_nothing(planted: Rubric) -> None:
    wrong = a_case(a_dossier(an_item("p", "patrols")), outcomes={"policing": Outcome.MET})
    results = try_mutants(planted, tuple(trials(planted, a_vocabulary(), [wrong])))
    assert {result.fate for result in results} <= {Fate.SURVIVED, Fate.EQUIVALENT}


def test_rules_that_an_earlier_one_keeps_apart_are_proven_to_be_in_any_order() -> None:
    gates = [a_gate("x", reaches(presence("patrols"))), a_gate("y", reaches(presence("storms")))]
    both, x, y = EveryOne((GateHolds("x"), GateHolds("y"))), GateHolds("x"), GateHolds("y")
    rules = [
        a_rule("clash", both, "contradiction"),
        a_rule("x", x, "gold"),
        a_rule("y", y, "rust"),
        a_rule("rest", ALWAYS, "silver"),
    ]
    rubric = a_rubric(a_criterion("policing", presence("arrests")), gates=gates, rules=rules)
    fates = {
        mutant.address[1]: bool(proof(rubric, mutant))
        for mutant in mutants(rubric)
        if mutant.kind is K.RULES_SWAPPED
    }
    assert fates == {"x": False, "y": True, "rest": False}
    loose = a_rubric(a_criterion("policing", presence("arrests")), gates=gates, rules=rules[1:])
    assert not any(proof(loose, mutant) for mutant in mutants(loose) if mutant.kind is K.RULES_SWAPPED)


def test_a_gate_that_is_never_open_takes_no_answer() -> None:
    rubric = a_rubric(a_criterion("policing", presence("arrests")), gates=[a_gate("first", ALWAYS)])
    answers = [mutant for mutant in mutants(rubric) if mutant.kind is K.IF_OPEN]
    assert len(answers) == 2
    assert all(proof(rubric, mutant) for mutant in answers)


def test_nothing_is_proven_of_a_gate_for_want_of_a_reading_in_which_it_is_in_force() -> None:
    """It takes two switches at once to see it."""
    switches = tuple(
        Switch(name, "How?", "a", {"a": "so", "b": "otherwise"}, BASIS, "a") for name in ("one", "two")
    )
    hard = a_gate("late", PlacedInARow("bronze", 2, 2010))
    late = Validity(where=(("one", "b"), ("two", "b")))
    gates = [replace(hard, validity=late), a_gate("rest", ALWAYS)]
    rules = [
        replace(a_rule("late", GateHolds("late"), "rust"), validity=late),
        a_rule("rest", GateHolds("rest"), "gold"),
    ]
    rubric = replace(
        a_rubric(a_criterion("policing", presence("arrests")), gates=gates, rules=rules), switches=switches
    )
    steps = [
        mutant
        for mutant in mutants(rubric)
        if mutant.address[1].startswith("late[") and mutant.kind is K.CUT_OFF
    ]
    assert [mutant.says for mutant in steps] == [
        "reports in a row 2 becomes 1",
        "reports in a row 2 becomes 3",
    ]
    assert not any(proof(rubric, mutant) for mutant in steps)


def test_an_operator_over_one_part_is_no_step() -> None:
    rubric = a_rubric(
        a_criterion("policing", AnyOf((presence("arrests"),))), gates=[a_gate("first", AnyOne((ALWAYS,)))]
    )
    assert not [mutant for mutant in mutants(rubric) if mutant.kind is K.OPERATOR]
