"""What stands out in a country file: each code with what must be remarked and what must not."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from builders import a_criterion, a_dossier, a_rubric, a_source, a_vocabulary, an_item, presence
from tierscore.analysis.evidence_lint.lint_input import LintInput
from tierscore.analysis.evidence_lint.rules import RULES, codes_looked_for, lint
from tierscore.loading.forms.base import ACCEPTABLE
from tierscore.model.actor import Actor
from tierscore.model.evidence import Bound, Dossier, EvidenceItem, Figure, Status
from tierscore.model.problem import Code

VOCABULARY = a_vocabulary()
RUBRIC = a_rubric(a_criterion("a", presence("patrols"), presence("harbour-law"), presence("arrests")))
OTHERS = frozenset({Actor.CIVIL_SOCIETY})
TODAY = datetime.date(2026, 11, 24)


BEYOND_CREDIT = {Code.NO_ACTOR, Code.UNREAD_DATE, Code.OTHER_ACTOR, Code.UNREAD_PART, Code.UNCOUNTED}
"""What keeps a fact from ever counting."""


def codes(dossier: Dossier) -> set[Code]:
    return {remark.code for remark in lint(LintInput(dossier, (RUBRIC,), VOCABULARY, TODAY))}


ABOUT_EXCEPTIONS = {Code.OBSOLETE_EXCEPTION, Code.EXPIRED_EXCEPTION}
"""What is wrong with an exception, and not with the evidence."""


def test_the_table_has_every_code_on_evidence_once_in_order() -> None:
    on_evidence = {code for code in Code if code.value.startswith("TS5")} - ABOUT_EXCEPTIONS
    assert [rule.code for rule in RULES] == sorted(on_evidence)


def test_exactly_what_a_lint_or_a_proof_finds_can_be_accepted() -> None:
    acceptable = {code for code in Code if code.value.startswith("TS4")} | codes_looked_for(with_rubrics=True)
    assert {code for code in Code if re.search(ACCEPTABLE, code)} == acceptable


def test_without_every_rubric_nothing_is_said_of_what_rubrics_read() -> None:
    unread = file({"measure": "storms"})
    assert lint(LintInput(unread, (), VOCABULARY)) == ()
    assert codes_looked_for(with_rubrics=True) - codes_looked_for(with_rubrics=False) == {
        Code.UNREAD_ITEM,
        Code.STALE,
        *BEYOND_CREDIT,
    }


def placed(item: EvidenceItem) -> EvidenceItem:
    return replace(item, sources=tuple(replace(reference, place="page 3") for reference in item.sources))


def test_a_source_cited_without_its_place() -> None:
    assert codes(a_dossier(an_item(measure="patrols"), sources=[a_source()])) == {Code.NO_PLACE_IN_SOURCE}


def file(*items: dict[str, Any], published: str = "2021-06-01") -> Dossier:
    made = [
        placed(an_item(**{"id": f"i{number}", "measure": "patrols", "when": "report 2021"} | item))
        for number, item in enumerate(items)
    ]
    return a_dossier(*made, sources=[a_source(published=published)])


def test_a_sound_file_is_passed_over_in_silence() -> None:
    assert codes(file({})) == set()


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"measure": "storms"}, Code.UNREAD_ITEM),
        ({"when": "2022-01-05"}, Code.AFTER_SOURCE),
        ({"when": "2027"}, Code.AFTER_SOURCE),
        ({"summary": "The victim Maria Gomez was found."}, Code.PERSON),
        ({"note": "A girl named Ana Lopez told her story."}, Code.PERSON),
        ({"summary": "Efforts were insufficient."}, Code.VERDICT),
    ],
)
def test_what_stands_out(item: dict[str, Any], code: Code) -> None:
    assert codes(file(item)) == {code}


@pytest.mark.parametrize(
    "item",
    [
        {"when": "2021-05-01"},
        {"when": "report 2022"},
        {"when": "2022-01-05", "status": Status.PLANNED},
        {"summary": "Victims of the Atlantic trade were found by the Coast Guard."},
        {"summary": "The Maria Gomez Centre took in survivors."},
    ],
)
def test_what_does_not(item: dict[str, Any]) -> None:
    assert codes(file(item)) == set()


@pytest.mark.parametrize(
    ("published", "is_late"), [("..2020", True), ("2019~", True), ("2020?", False), ("2019/", False)]
)
def test_a_fact_is_called_late_only_where_the_source_cannot_be_later(published: str, is_late: bool) -> None:
    assert codes(file({"when": "2021-05-01"}, published=published)) == (
        {Code.AFTER_SOURCE} if is_late else set()
    )


def test_a_source_that_nobody_cites() -> None:
    dossier = a_dossier(placed(an_item(measure="patrols")), sources=[a_source(), a_source("t")])
    assert codes(dossier) == {Code.UNUSED_SOURCE}


@pytest.mark.parametrize(
    ("before", "now", "remarked"),
    [(12, 153, True), (12, 99, False), (2, 30, False), (200, 20, True), (100, 11, False)],
)
def test_a_jump_is_tenfold_and_not_among_small_counts(before: int, now: int, remarked: bool) -> None:
    dossier = file(
        {"measure": "arrests", "when": "2019", "figure": before, "status": None},
        {"measure": "arrests", "when": "2020", "figure": now, "status": None},
    )
    assert (Code.JUMP in codes(dossier)) is remarked


@pytest.mark.parametrize(
    ("whole", "part", "remarked"),
    [
        ({"figure": 4}, {"figure": 6}, True),
        ({"figure": 4}, {"figure": 4}, False),
        ({"figure": 4}, {"figure": 6, "when": "2019"}, False),
        ({"figure": 4}, {"figure": 6, "series": "potential"}, False),
        ({"figure": 4}, {"figure": 6, "by": OTHERS}, False),
        ({"figure": 4}, {"figure": 6, "unusable": "garbled"}, False),
        ({"figure": Figure(Fraction(4), "cases", Bound.AT_LEAST)}, {"figure": 6}, False),
        ({"figure": 4}, {"figure": Figure(Fraction(6), "cases", Bound.AT_MOST)}, False),
        ({"figure": 4}, {"figure": Figure(Fraction(6), "cases", Bound.AT_LEAST)}, True),
        ({"figure": 4, "measure": "longest-term"}, {"figure": 6, "measure": "longest-term"}, False),
    ],
)
def test_a_part_is_not_more_than_its_whole(
    whole: dict[str, Any], part: dict[str, Any], remarked: bool
) -> None:
    same = {"measure": "arrests", "when": "2020", "status": None}
    dossier = file(same | whole, same | {"scope": "children"} | part)
    assert (Code.MORE_THAN_WHOLE in codes(dossier)) is remarked


def test_a_part_is_held_against_every_count_of_its_whole() -> None:
    same: dict[str, Any] = {"measure": "arrests", "when": "2020", "status": None}
    assert Code.MORE_THAN_WHOLE not in codes(
        file(same | {"figure": 4}, same | {"figure": 9}, same | {"scope": "children", "figure": 6})
    )


@pytest.mark.parametrize(
    ("when", "remarked"), [("2010-01-01/2010-06-01", False), ("2010-01-01", True), ("2018-01-01", False)]
)
def test_a_standing_thing_that_nobody_confirms_is_stale(when: str, remarked: bool) -> None:
    dossier = file({"measure": "harbour-law", "when": when}, {"when": "report 2021"})
    assert (Code.STALE in codes(dossier)) is remarked
