"""A file as one rubric reads it: whose facts, of which period, and what is shared between readings."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from builders import (
    GOVERNMENT,
    YEAR,
    a_cap,
    a_criterion,
    a_dossier,
    a_gate,
    a_measure,
    a_rubric,
    a_vocabulary,
    an_item,
    presence,
    reaches,
    settings,
    trend,
)
from tierscore.engine.dossier_facts import with_implied_actors
from tierscore.engine.dossier_view import DossierView, all_leaves
from tierscore.model.actor import Actor
from tierscore.model.evidence import Dossier, Searched, Status
from tierscore.model.measure import Nature
from tierscore.model.rubric import Rubric
from tierscore.model.test import AllOf, Subject

PATROLS, ARRESTS = Subject("patrols"), Subject("arrests")
OTHERS = frozenset({Actor.CIVIL_SOCIETY})
RUBRIC = a_rubric(a_criterion("a", presence("patrols"), trend()))


def view(dossier: Dossier, rubric: Rubric = RUBRIC) -> DossierView:
    return DossierView(dossier, a_vocabulary(), rubric, YEAR)


def test_every_leaf_of_criteria_caps_and_gates_is_read_as_often_as_it_is_written() -> None:
    patrols, law = presence("patrols"), presence("harbour-law")
    storms = presence("storms")
    rubric = a_rubric(
        a_criterion("a", AllOf((patrols, law)), patrols, caps=(a_cap(storms),)),
        gates=[a_gate("g", reaches(law))],
    )
    assert sorted(leaf.subject.measure for leaf in all_leaves(rubric)) == [  # type: ignore[union-attr]
        "harbour-law",
        "harbour-law",
        "patrols",
        "patrols",
        "storms",
    ]


def test_a_fact_is_that_of_the_period_of_its_report() -> None:
    both = view(a_dossier(an_item("now", figure=3), an_item("then", figure=5, when="report 2020")))
    assert both.fact(ARRESTS).evidence == ("now",)
    assert both.fact(ARRESTS, YEAR - 1).evidence == ("then",)
    assert both.fact(ARRESTS, YEAR - 2).evidence == ()


def test_a_fact_by_others_is_none_of_the_government() -> None:
    assert view(a_dossier(an_item("x", "patrols", by=OTHERS))).fact(PATROLS).evidence == ()


def test_a_search_that_found_nothing_is_silence_on_its_pillar_and_year() -> None:
    searched = [Searched(YEAR, "sea", "s"), Searched(YEAR - 1, "sea", "t"), Searched(YEAR, "land", "u")]
    searched_view = view(a_dossier(searched=searched))
    assert searched_view.fact(PATROLS).silent == ("s",)
    assert searched_view.fact(PATROLS, YEAR - 1).silent == ("t",)
    assert searched_view.fact(Subject("harbour-law")).silent == ("u",)


def test_a_search_says_nothing_where_something_was_found() -> None:
    found = a_dossier(an_item("x", "patrols"), searched=[Searched(YEAR, "sea", "s")])
    assert view(found).fact(PATROLS).silent == ()


def test_where_the_whole_is_none_every_part_is_none() -> None:
    part = Subject("arrests", scope="children")
    assert view(a_dossier(an_item("x", figure=0))).fact(part).evidence == ("x",)
    assert view(a_dossier(an_item("x", figure=1))).fact(part).evidence == ()


def test_only_a_count_of_the_whole_says_something_of_its_parts() -> None:
    part = Subject("patrols", scope="children")
    assert view(a_dossier(an_item("x", "patrols", status=Status.ABSENT))).fact(part).evidence == ()


def test_acting_together_needs_the_government_and_the_partner_in_the_period() -> None:
    both = frozenset({Actor.GOVERNMENT, Actor.CIVIL_SOCIETY})
    items = [
        an_item("together", "patrols", by=both),
        an_item("with", "patrols", with_=OTHERS),
        an_item("alone", "patrols"),
        an_item("others", "patrols", by=OTHERS),
        an_item("late", "patrols", by=both, when="report 2020"),
        an_item("absent", "patrols", by=both, status=Status.ABSENT),
    ]
    assert view(a_dossier(*items)).joint_items(OTHERS) == ("together", "with")


def test_what_the_government_paid_for_it_did() -> None:
    items = [
        an_item("paid", "patrols", by=OTHERS, funded_by=GOVERNMENT),
        an_item("own", "patrols"),
        an_item("others", "patrols", by=OTHERS),
        an_item("limited", "patrols", status=Status.LIMITED),
        an_item("elsewhere", "storms"),
    ]
    done = view(a_dossier(*items)).items_by_government(("patrols",), YEAR)
    assert [item.id for item in done] == ["own", "paid"]


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, True),
        ({"by": OTHERS}, False),
        ({"unusable": "garbled"}, False),
        ({"status": Status.DONE}, False),
        ({"when": "report 2019"}, False),
    ],
)
def test_a_promise_counts_by_who_made_it_and_when(changes: dict[str, object], counts: bool) -> None:
    promise = an_item("p", "patrols", **({"status": Status.PLANNED} | changes))
    assert view(a_dossier(promise)).commitments(GOVERNMENT) == (("p",) if counts else ())


def test_a_reading_with_other_rules_shares_the_facts() -> None:
    first = view(a_dossier(an_item("x", "patrols")))
    other = first.under(dataclasses.replace(RUBRIC, special_list=(), version="2.0.0"))
    assert other.fact(PATROLS) is first.fact(PATROLS)


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({"settings": settings(standing_lapse=1)}, False),
        ({"settings": settings(standing_lapse=5)}, True),
        ({"criteria": (a_criterion("b", presence("harbour-law", by=OTHERS)),)}, False),
    ],
    ids=["settings", "same settings", "actors"],
)
def test_a_reading_under_which_facts_count_otherwise_shares_none(
    change: dict[str, Any], counts: bool
) -> None:
    law = Subject("harbour-law")
    first = view(a_dossier(an_item("x", "harbour-law", when="report 2018")))
    assert first.fact(law).evidence == ("x",)
    other = first.under(dataclasses.replace(RUBRIC, **change))
    assert (other.fact(law).evidence == ("x",)) is counts


def test_an_actor_that_its_measure_implies_is_filled_in_and_no_other() -> None:
    words = a_vocabulary(
        a_measure("storms", Nature.CIRCUMSTANCE, by=GOVERNMENT), a_measure("patrols", Nature.ACTIVITY)
    )
    nobody = frozenset[Actor]()
    dossier = a_dossier(
        an_item("implied", "storms", by=nobody),
        an_item("stated", "storms", by=OTHERS),
        an_item("open", "patrols", by=nobody),
    )
    assert [item.by for item in with_implied_actors(dossier, words).items] == [GOVERNMENT, OTHERS, nobody]


def test_a_file_in_which_nothing_is_implied_is_left_as_it_is() -> None:
    dossier = a_dossier(an_item("x", "patrols"))
    assert with_implied_actors(dossier, a_vocabulary()) is dossier
