"""For which report years a country file holds evidence."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from builders import a_criterion, a_dossier, a_rubric, a_source, a_vocabulary, an_item, presence
from tierscore.engine.evidence_years import years_with_evidence
from tierscore.model.actor import Actor
from tierscore.model.evidence import EvidenceItem, Status
from tierscore.model.law import Validity
from tierscore.model.rubric import Rubric
from tierscore.model.test import Corroborated, Test


def reading(*tests: Test, **rubric: Any) -> Rubric:
    return a_rubric(
        a_criterion("a", *(tests or (presence(), presence("patrols"), presence("harbour-law")))), **rubric
    )


def years(
    *items: EvidenceItem, rubric: Rubric | None = None, published: str = "2021-06-01"
) -> tuple[int, ...]:
    return years_with_evidence(
        rubric or reading(), a_vocabulary(), a_dossier(*items, sources=[a_source(published=published)])
    )


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("report 2021", (2021,)),
        ("2020", (2021,)),
        ("2020-03-31", (2020,)),
        ("2020-04-01", (2021,)),
        ("2020-03-31/2020-04-01", (2020, 2021)),
        ("2018-06-01/2020-06-01", (2019, 2020, 2021)),
        ("2018-06-01/", (2019,)),
    ],
)
def test_a_year_counts_if_an_item_counts_in_its_period(when: str, expected: tuple[int, ...]) -> None:
    assert years(an_item("x", "patrols", when=when)) == expected


def test_an_open_interval_counts_in_every_year_until_its_source_was_written() -> None:
    assert years(an_item("x", "patrols", when="2018-06-01/.."), published="2021-03-01") == (2019, 2020, 2021)


def test_years_come_oldest_first_and_once_each() -> None:
    items = (
        an_item("a", when="report 2021"),
        an_item("b", when="report 2019"),
        an_item("c", "patrols", when="2020"),
    )
    assert years(*items) == (2019, 2021)


def test_a_standing_thing_alone_makes_no_year() -> None:
    assert years(an_item("x", "harbour-law", when="2014-11-01/..")) == ()


@pytest.mark.parametrize(
    "changes", [{"status": Status.PLANNED}, {"status": Status.NOT_REPORTED}, {"unusable": "garbled"}]
)
def test_what_does_not_count_makes_no_year(changes: dict[str, Any]) -> None:
    assert years(an_item(**changes)) == ()


def test_what_others_did_makes_no_year_where_the_government_is_asked() -> None:
    assert years(an_item(by=frozenset({Actor.CIVIL_SOCIETY}))) == ()


def test_what_no_test_reads_makes_no_year() -> None:
    assert years(an_item("x", "storms")) == ()


def test_years_before_the_first_report_are_left_out() -> None:
    items = (an_item("old", when="report 2000"), an_item("new", when="report 2001"))
    assert years(*items) == (2001,)


def test_a_fact_towards_an_affirmative_finding_makes_a_year() -> None:
    assert years(an_item("x", "storms"), rubric=reading(Corroborated(("storms",), 2, 2))) == (2021,)


def test_a_file_without_items_has_no_years() -> None:
    assert years() == ()


def test_an_indicator_out_of_force_makes_no_year() -> None:
    criterion = a_criterion("a", presence("storms"), presence())
    [first, second] = criterion.indicators
    dated = dataclasses.replace(first, validity=Validity(since=2022))
    rubric = a_rubric(a_criterion("a", indicators=(dated, second)))
    assert years(an_item("x", "storms"), rubric=rubric) == ()
    assert years(an_item("x", "storms", when="report 2022"), rubric=rubric) == (2022,)
