"""Country files, from the page to the model."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from loading.invalid import MADE_UP
from tierscore.loading.country.reader import load_country
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.model.actor import Actor
from tierscore.model.evidence import (
    Bound,
    Dossier,
    EvidenceItem,
    Figure,
    Limit,
    Searched,
    SourceKind,
    SourceReference,
    Status,
    Versus,
)
from tierscore.model.measure import NamedValue
from tierscore.model.problem import Code, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.model.measure import Vocabulary

HEAD = """
country: {name: Atlantis, iso3: ATL}
sources:
  gazette: {title: Gazette, publisher: The Drowned Press, published: 2021-07, kind: media-or-academic}
evidence:
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(MADE_UP / "rubrics/measures.yaml")


@pytest.fixture
def atlantis(vocabulary: Vocabulary) -> Dossier:
    return load_country(MADE_UP / "countries/atlantis.yaml", vocabulary)


def item(dossier: Dossier, id: str) -> EvidenceItem:
    return next(item for item in dossier.items if item.id == id)


def only_item(tmp_path: Path, vocabulary: Vocabulary | None, text: str) -> EvidenceItem:
    path = tmp_path / "a.yaml"
    path.write_text(
        f"{HEAD}  - {{id: a, summary: It was so., sources: [{{id: gazette}}], {text}}}\n", encoding="utf-8"
    )
    (only,) = load_country(path, vocabulary).items
    return only


def test_the_country_and_its_sources(atlantis: Dossier) -> None:
    assert (atlantis.name, atlantis.iso3) == ("Atlantis", "ATL")
    assert list(atlantis.sources) == ["gazette-2021", "census-2020"]
    source = atlantis.sources["census-2020"]
    assert source.kind is SourceKind.GOVERNMENT_DOCUMENT
    assert source.published.earliest == dt.date(2020, 12, 31)
    assert (source.url, source.note) == ("https://example.org/census", "Read in full.")


def test_items_come_in_the_order_of_the_file_with_runs_unrolled(atlantis: Dossier) -> None:
    assert [item.id for item in atlantis.items] == [
        "law-2014",
        "ships-2020",
        "ships-2019",
        "crews-freed-2021",
        "crews-freed-rumour",
        "lamps-2021",
        "lamps-north",
        "lamps-promise",
        "ships-2020-corrected",
    ]


def test_a_figure_is_exact_and_bounds_stay(atlantis: Dossier) -> None:
    assert item(atlantis, "ships-2020").figure == Figure(Fraction(12), "ships", Bound.EXACT)
    assert item(atlantis, "ships-2019").figure == Figure(Fraction(9), "ships", Bound.AT_LEAST)


def test_an_item_of_a_run_takes_the_defaults_save_what_it_says_itself(atlantis: Dossier) -> None:
    shared, own = item(atlantis, "lamps-2021"), item(atlantis, "lamps-promise")
    assert shared.when.report == 2021
    assert shared.by == own.by == frozenset({Actor.GOVERNMENT})
    assert shared.sources == (SourceReference("gazette-2021", "page 3"),)
    assert own.when.text == "2022"
    assert own.with_ == frozenset({Actor.CIVIL_SOCIETY})


def test_every_kind_of_detail_arrives(atlantis: Dossier) -> None:
    assert (item(atlantis, "lamps-2021").status, item(atlantis, "lamps-2021").limit) == (
        Status.LIMITED,
        Limit.MONEY,
    )
    assert item(atlantis, "lamps-north").scope == "northern"
    assert item(atlantis, "crews-freed-rumour").versus_previous is Versus.FEWER
    assert item(atlantis, "ships-2020-corrected").revises == "ships-2020"
    assert atlantis.searched == frozenset({Searched(2021, "harbour", "gazette-2021")})


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("measure: ships-searched, when: 2021, figure: {value: 3, unit: ships}", Status.DONE),
        ("measure: ships-searched, when: 2021, figure: {value: 0, unit: ships}", Status.ABSENT),
        ("measure: ships-searched, when: 2021, versus_previous: more", Status.DONE),
        ("measure: ships-searched, when: 2021, versus_previous: none-before", Status.DONE),
        ("measure: ships-searched, when: 2021, versus_previous: fewer", None),
        ("measure: ships-searched, when: 2021, versus_previous: same", None),
        ("measure: ships-searched, when: 2021, status: not-reported", Status.NOT_REPORTED),
        (
            "measure: ships-searched, when: 2021, status: planned, figure: {value: 0, unit: ships}",
            Status.PLANNED,
        ),
        ("measure: ships-searched, when: 2021, unusable: The figure is garbled.", None),
    ],
)
def test_a_status_left_out_follows_from_figure_or_comparison(
    tmp_path: Path, vocabulary: Vocabulary, text: str, status: Status | None
) -> None:
    assert only_item(tmp_path, vocabulary, text).status is status


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1/2", Fraction(1, 2)), ("0.1", Fraction(1, 10)), ("7", Fraction(7)), ('"2.50"', Fraction(5, 2))],
)
def test_fractions_and_decimals_are_exact(
    tmp_path: Path, vocabulary: Vocabulary, written: str, meant: Fraction
) -> None:
    read = only_item(
        tmp_path, vocabulary, f"measure: rope-length, when: 2021, figure: {{value: {written}, unit: fathoms}}"
    )
    assert read.figure is not None
    assert read.figure.value == meant


def test_a_measure_without_unit_takes_a_figure_of_any_known_unit(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    read = only_item(tmp_path, vocabulary, "measure: lamps-lit, when: 2021, figure: {value: 4, unit: crews}")
    assert read.figure == Figure(Fraction(4), "crews")


def test_without_a_vocabulary_references_are_not_checked_but_shape_is(tmp_path: Path) -> None:
    assert (
        only_item(tmp_path, None, "measure: nothing-known, when: 2021, status: done").measure
        == "nothing-known"
    )
    with pytest.raises(UnreadableError) as caught:
        only_item(tmp_path, None, "measure: nothing-known, when: 2021, status: dnoe")
    assert [problem.code for problem in caught.value.problems] == [Code.NOT_ALLOWED]


def test_a_misshapen_item_hides_neither_other_faults_nor_references_to_itself(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        HEAD
        + """
  - {id: a, measure: ships-searched, when: 20210, figure: {value: 3, unit: ships}, summary: A.,
     sources: [{id: gazette}]}
  - {id: b, measure: ships-searched, when: 2021, figure: {value: 3, unit: ships}, summary: B.,
     sources: [{id: gazete}], revises: a}
"""
    )
    with pytest.raises(UnreadableError) as caught:
        load_country(path, vocabulary)
    assert [(problem.code, problem.place.line) for problem in caught.value.problems] == [
        (Code.BAD_VALUE, 7),
        (Code.UNKNOWN_REFERENCE, 10),
    ]


# --- figures in words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "rank", "words"), [("endless", 1000, "without an end"), ("knotted", 2000, "tied in a ring")]
)
def test_a_word_of_the_unit_stands_in_place_of_a_number(
    tmp_path: Path, vocabulary: Vocabulary, word: str, rank: int, words: str
) -> None:
    text = f"measure: rope-length, when: 2021, figure: {{value: {word}, unit: fathoms, bound: at-least}}"
    named = NamedValue(word, Fraction(rank), words)
    read = only_item(tmp_path, vocabulary, text)
    assert read.figure == Figure(Fraction(rank), "fathoms", Bound.AT_LEAST, named)
    assert read.status is Status.DONE


def test_a_number_just_below_the_words_is_a_number(tmp_path: Path, vocabulary: Vocabulary) -> None:
    text = "measure: rope-length, when: 2021, figure: {value: 999.5, unit: fathoms}"
    assert only_item(tmp_path, vocabulary, text).figure == Figure(Fraction(1999, 2), "fathoms")


def test_without_a_vocabulary_a_word_has_no_rank_and_is_no_figure(tmp_path: Path) -> None:
    text = "measure: rope-length, when: 2021, figure: {value: endless, unit: fathoms}"
    assert only_item(tmp_path, None, text).figure is None


def test_a_word_contradicts_absence(tmp_path: Path, vocabulary: Vocabulary) -> None:
    text = "measure: rope-length, when: 2021, status: absent, figure: {value: endless, unit: fathoms}"
    with pytest.raises(UnreadableError) as refused:
        only_item(tmp_path, vocabulary, text)
    assert [problem.code for problem in refused.value.problems] == [Code.STATUS]
