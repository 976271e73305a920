"""The whole: what is counted and what is not, the special list, and what may not bear on a judgement."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from builders import (
    ALWAYS,
    GOVERNMENT,
    LAW,
    MET,
    YEAR,
    a_criterion,
    a_dossier,
    a_gate,
    a_history,
    a_measure,
    a_rubric,
    a_rule,
    a_source,
    a_vocabulary,
    an_item,
    presence,
    reaches,
    settings,
    trend,
)
from shipped import shipped_session
from tierscore.engine.assess import assess, with_official
from tierscore.loading.tables.placements import load_placements_of
from tierscore.model.actor import Actor
from tierscore.model.assessment import Assessment, Depth
from tierscore.model.condition import GateHolds, OutcomeIn, PlacedInARow
from tierscore.model.evidence import Dossier, Searched, Status
from tierscore.model.finding import Reason
from tierscore.model.measure import Nature, Vocabulary
from tierscore.model.placement import NO_PLACEMENTS, Placements
from tierscore.model.rubric import Rubric, SpecialListGround
from tierscore.model.test import Corroborated, Joint

ROOT = Path(__file__).resolve().parents[2]
OTHERS = frozenset({Actor.CIVIL_SOCIETY})
PATROLS = presence("patrols")
A = a_criterion("a", PATROLS)
LAST = a_rule("last", ALWAYS, "rust")


def judged(
    rubric: Rubric, dossier: Dossier, history: Placements = NO_PLACEMENTS, year: int = YEAR
) -> Assessment:
    return assess(rubric, a_vocabulary(), dossier, year, history)


def reasons(assessment: Assessment) -> dict[str, Reason]:
    return {note.item: note.reason for note in assessment.not_counted}


# --- counted and not counted -------------------------------------------------------------------------------


def test_every_item_either_counted_or_did_not() -> None:
    items = [
        an_item("counts", "patrols"),
        an_item("trend-now", figure=3),
        an_item("trend-before", figure=2, when="report 2020"),
        an_item("older", figure=2, when="report 2019"),
        an_item("unread", "storms"),
        an_item("unread-part", "patrols", scope="children"),
        an_item("unread-late", "storms", when="2022"),
        an_item("unread-promise", "storms", status=Status.PLANNED),
        an_item("others", "patrols", by=OTHERS),
        an_item("quiet", "patrols", status=Status.NOT_REPORTED),
        an_item("garbled", "patrols", unusable="garbled"),
        an_item("limited", "patrols", status=Status.LIMITED),
        an_item("gate", "harbour-law"),
        an_item("old-gate", "harbour-law", when="2018-01-01"),
    ]
    gates = [a_gate("g", reaches(presence("harbour-law")))]
    rubric = a_rubric(
        A, a_criterion("b", trend()), gates=gates, rules=[a_rule("yes", GateHolds("g"), "gold"), LAST]
    )
    found = judged(rubric, a_dossier(*items))
    assert found.counted == ("counts", "gate", "trend-before", "trend-now")
    assert reasons(found) == {
        "garbled": Reason.UNUSABLE,
        "limited": Reason.BETTER_STATUS,
        "old-gate": Reason.SUPERSEDED,
        "older": Reason.OUTSIDE_PERIOD,
        "others": Reason.OTHER_ACTOR,
        "quiet": Reason.SILENCE,
        "unread": Reason.NOT_READ,
        "unread-late": Reason.NOT_YET,
        "unread-part": Reason.NOT_READ,
        "unread-promise": Reason.COMMITMENT,
    }


def test_what_counts_for_one_test_is_counted_even_if_it_does_not_count_for_another() -> None:
    """By others: no evidence of government action, but of acting together."""
    item = an_item("x", "patrols", by=OTHERS, with_=GOVERNMENT)
    found = judged(a_rubric(A, a_criterion("b", Joint(OTHERS))), a_dossier(item))
    assert (found.counted, found.not_counted) == (("x",), ())
    assert [finding.evidence for finding in found.findings] == [(), ("x",)]


def test_a_fact_that_only_a_gate_reads_is_counted() -> None:
    rubric = a_rubric(
        A,
        gates=[a_gate("g", reaches(presence("storms")))],
        rules=[a_rule("yes", GateHolds("g"), "gold"), LAST],
    )
    found = judged(rubric, a_dossier(an_item("x", "storms")))
    assert (found.indicated, found.counted, found.not_counted) == ("gold", ("x",), ())
    assert found.decision.gates[0].evidence == ("x",)


@pytest.mark.parametrize("year", [2014, 2019, 2021, 2024])
def test_counted_and_not_counted_share_out_all_items_of_a_real_file(year: int) -> None:
    found = panama(year, depth=Depth.TIERS)
    listed = [*found.counted, *(note.item for note in found.not_counted)]
    assert sorted(listed) == sorted(item.id for item in found.dossier.items)


def test_a_fact_without_an_actor_is_by_the_one_that_its_measure_implies() -> None:
    words = a_vocabulary(
        a_measure("storms", Nature.CIRCUMSTANCE, by=GOVERNMENT), a_measure("patrols", Nature.ACTIVITY)
    )
    rubric = a_rubric(
        a_criterion("a", presence("patrols", by=GOVERNMENT)),
        gates=[a_gate("g", reaches(Corroborated(("storms",), 1, 2)))],
        rules=[LAST],
    )
    nobody = frozenset[Actor]()
    dossier = a_dossier(
        an_item("implied", "storms", by=nobody),
        an_item("others", "storms", by=frozenset({Actor.OTHER})),
        an_item("nameless", "patrols", by=nobody),
    )
    found = assess(rubric, words, dossier, 2021)
    assert found.counted == ("implied",)
    assert {item.id: item.by for item in found.dossier.items} == {
        "implied": GOVERNMENT,
        "others": frozenset({Actor.OTHER}),
        "nameless": nobody,
    }
    unnamed = assess(rubric, a_vocabulary(), dossier, 2021)
    assert unnamed.counted == ()


def test_what_is_corroborated_is_not_listed_as_taken_as_no() -> None:
    gates = [a_gate("g", reaches(Corroborated(("storms", "patrols"), 2, 2)))]
    rubric = a_rubric(A, gates=gates, rules=[LAST], settings=settings(taken_as_no=frozenset({"storms"})))
    assert judged(rubric, a_dossier(an_item("x", "storms"))).taken_as_no == ("patrols",)


def test_the_earlier_year_that_makes_a_pattern_counts_with_the_facts_of_the_period() -> None:
    gates = [a_gate("g", reaches(Corroborated(("storms",), sources=2, years=2)))]
    rubric = a_rubric(A, gates=gates, rules=[LAST])
    now = an_item("now", "storms")
    earlier, older = (an_item(f"in-{year}", "storms", when=f"report {year}") for year in (2020, 2018))
    assert judged(rubric, a_dossier(now)).decision.gates[0].evidence == ()
    pattern = judged(rubric, a_dossier(now, earlier, older))
    assert pattern.decision.gates[0].evidence == ("now", "in-2020")
    assert [note.item for note in pattern.not_counted] == ["in-2018"]
    two_sources = an_item("now", "storms", sources=("s", "t"))
    alone = judged(rubric, a_dossier(two_sources, earlier, sources=[a_source("t")]))
    assert alone.decision.gates[0].evidence == ("now",)


# --- official placements -----------------------------------------------------------------------------------


@pytest.mark.parametrize("official", ["gold", "rust"])
def test_the_official_placement_of_the_judged_year_changes_nothing(official: str) -> None:
    gates = [a_gate("row", PlacedInARow("bronze", 1, 2015)), a_gate("full", OutcomeIn("a", MET))]
    ground = SpecialListGround("up", frozenset({"gold"}), frozenset({"bronze"}), "up.", LAW)
    rubric = a_rubric(
        A, gates=gates, rules=[a_rule("yes", GateHolds("full"), "gold"), LAST], special_list=(ground,)
    )
    dossier = a_dossier(an_item("x", "patrols"))
    before = a_history(y2020="bronze")
    after = a_history(y2020="bronze", **{f"y{year}": official for year in range(YEAR, YEAR + 4)})
    assert judged(rubric, dossier, before) == judged(rubric, dossier, after)


def test_the_official_placement_of_a_real_year_changes_nothing() -> None:
    history = load_placements_of(ROOT / "countries/official-tiers.csv", "PAN")
    assert history.tier(2021) is not None
    known, earlier = (
        assess(*panama_files(), 2021, placements, depth=Depth.UNKNOWNS)
        for placements in (history, history.before(2021))
    )
    assert known == earlier


def test_the_official_placement_is_set_beside_the_judgement_afterwards() -> None:
    found = judged(a_rubric(A), a_dossier(), a_history(y2021="silver"))
    beside = with_official(found, a_history(y2020="gold", y2021="silver"))
    assert (found.official, beside.official and beside.official.tier) == (None, "silver")
    assert dataclasses.replace(beside, official=None) == found


def test_a_year_without_official_placement_has_none_beside_it() -> None:
    assert with_official(judged(a_rubric(A), a_dossier()), a_history(y2020="gold")).official is None


# --- the special list --------------------------------------------------------------------------------------


def listed(before: str | None, *, done: bool) -> list[str]:
    grounds = (
        SpecialListGround("up", frozenset({"gold"}), frozenset({"silver", "bronze"}), "up.", LAW),
        SpecialListGround("any", frozenset({"gold"}), frozenset(), "any.", LAW),
        SpecialListGround("down", frozenset({"rust"}), frozenset({"silver"}), "down.", LAW),
    )
    history = a_history(y2020=before) if before else NO_PLACEMENTS
    dossier = a_dossier(an_item("x", "patrols", status=Status.DONE if done else Status.ABSENT))
    return [ground.id for ground in judged(a_rubric(A, special_list=grounds), dossier, history).special_list]


@pytest.mark.parametrize(
    ("before", "done", "expected"),
    [
        ("silver", True, ["up", "any"]),
        ("gold", True, ["any"]),
        (None, True, ["any"]),
        ("silver", False, ["down"]),
        ("bronze", False, []),
        (None, False, []),
    ],
)
def test_a_change_of_tier_puts_a_country_on_the_special_list(
    before: str | None, done: bool, expected: list[str]
) -> None:
    assert listed(before, done=done) == expected


def test_only_the_report_before_this_one_bears_on_the_special_list() -> None:
    ground = SpecialListGround("up", frozenset({"gold"}), frozenset({"silver"}), "up.", LAW)
    rubric, dossier = a_rubric(A, special_list=(ground,)), a_dossier(an_item("x", "patrols"))
    assert judged(rubric, dossier, a_history(y2019="silver", y2020="gold")).special_list == ()


def test_without_an_indicated_tier_there_is_no_special_list() -> None:
    assert judged(a_rubric(A), a_dossier()).special_list == ()


# --- the same input ----------------------------------------------------------------------------------------


def test_sources_searched_and_items_in_any_order_give_the_same() -> None:
    items = [an_item("b", "patrols"), an_item("a", "patrols", status=Status.ABSENT), an_item("c", figure=3)]
    searched = [Searched(YEAR, "land", "s"), Searched(YEAR, "sea", "s")]
    rubric = a_rubric(A, a_criterion("b", trend()))
    one = judged(rubric, a_dossier(*items, searched=searched))
    two = judged(rubric, a_dossier(*reversed(items), searched=reversed(searched)))
    assert dataclasses.replace(one, dossier=two.dossier) == two


def test_an_assessment_names_its_year_and_period() -> None:
    found = judged(a_rubric(A), a_dossier())
    assert (found.report_year, found.period.start.isoformat(), found.period.end.isoformat()) == (
        YEAR,
        "2020-04-01",
        "2021-03-31",
    )


@pytest.mark.parametrize("year", [2014, 2021])
def test_what_a_lesser_depth_leaves_out_changes_nothing_else(year: int) -> None:
    full = panama(year)
    assert full.unknowns
    assert full.alternatives or any(entry.witness for entry in full.range)
    unread = dataclasses.replace(full, alternatives=(), standing=None)
    assert assess(*panama_files(), year, depth=Depth.UNKNOWNS) == unread
    bare = tuple(dataclasses.replace(entry, witness=()) for entry in full.range)
    tiers = panama(year, depth=Depth.TIERS)
    decision = dataclasses.replace(
        full.decision,
        trials=tuple(dataclasses.replace(trial, tree=None) for trial in full.decision.trials),
        gates=tuple(dataclasses.replace(gate, tree=None, reached=True) for gate in full.decision.gates),
        later=(),
    )
    assert tiers == dataclasses.replace(
        unread, unknowns=(), range=bare, changes=(), key_facts=(), decision=decision
    )


def test_a_made_up_rubric_of_another_pillar_runs_unchanged() -> None:
    rubric = a_rubric(a_criterion("a", PATROLS, pillar="x"), pillars={"x": "Anything"})
    [score] = judged(rubric, a_dossier(an_item("x", "patrols"))).pillars
    assert (score.pillar, score.name, score.low) == ("x", "Anything", Fraction(100))


def panama_files() -> tuple[Rubric, Vocabulary, Dossier]:
    return shipped_session().rubric, shipped_session().vocabulary, shipped_session().dossier("panama")


@cache
def panama(year: int, depth: Depth = Depth.READINGS) -> Assessment:
    return assess(*panama_files(), year, depth=depth)
