"""Remarks find their lines, and exceptions accept what they name, where they stand, until they end."""

from __future__ import annotations

import datetime

import pytest

from tierscore.loading.rubric.differences import RubricFrame
from tierscore.loading.rubric.expansion import expand
from tierscore.loading.validation.exceptions import PlacedRemarks, place_remarks
from tierscore.loading.validation.source_file import Page
from tierscore.model.check import Remark
from tierscore.model.problem import Code

TODAY = datetime.date(2026, 11, 24)
TEXT = """\
country: {name: Atlantis, iso3: ATL}
evidence:
  - id: alone
    summary: One.
    accept:
      - {code: TS507, reason: No name., until: UNTIL}
  - defaults: {when: report 2021}
    items:
      - id: in-a-run
        summary: Two.
gates:
  - {id: open, until: 2018}
  - {id: open, since: 2019, where: {reading: wide}, condition: {always: true}}
"""
NAMED = Remark(("evidence", "alone", "summary"), Code.PERSON, "a name", "hint")


def remarks_placed(
    *remarks: Remark, until: str = "2027-01-01", today: datetime.date = TODAY
) -> PlacedRemarks:
    page = Page(TEXT.replace("UNTIL", until).encode(), "atlantis.yaml")
    return place_remarks(remarks, [page], today, frozenset({Code.PERSON, Code.VERDICT}))


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (("evidence", "alone"), 3),
        (("evidence", "alone", "summary"), 4),
        (("evidence", "in-a-run", "summary"), 10),
        (("gates", "open"), 12),
        (("gates", "open@2019[reading=wide]", "condition"), 13),
        (("evidence", "gone"), 2),
    ],
)
def test_an_address_leads_to_its_line(address: tuple[str, ...], line: int) -> None:
    problem = next(
        problem
        for problem in remarks_placed(Remark(address, Code.VERDICT, "said")).problems
        if problem.code is Code.VERDICT
    )
    assert problem.place.line == line
    assert problem.excerpt == TEXT.replace("UNTIL", "2027-01-01").splitlines()[line - 1]


def test_an_exception_accepts_its_code_on_its_entry() -> None:
    problems, accepted = remarks_placed(NAMED)
    assert problems == ()
    assert [(entry.problem.code, entry.reason, entry.until) for entry in accepted] == [
        (Code.PERSON, "No name.", "2027-01-01")
    ]


def test_it_accepts_no_other_code_and_no_other_entry() -> None:
    elsewhere = Remark(("evidence", "in-a-run", "summary"), Code.PERSON, "a name")
    other = Remark(("evidence", "alone", "summary"), Code.VERDICT, "a verdict")
    problems, accepted = remarks_placed(NAMED, elsewhere, other)
    assert [problem.code for problem in problems] == [Code.VERDICT, Code.PERSON]
    assert len(accepted) == 1


def test_one_that_is_no_longer_needed_is_reported() -> None:
    problems, _ = remarks_placed()
    assert [(problem.code, problem.place.line) for problem in problems] == [(Code.OBSOLETE_EXCEPTION, 6)]


def test_one_for_what_was_not_looked_for_is_left_alone() -> None:
    page = Page(TEXT.replace("UNTIL", "2027").encode(), "atlantis.yaml")
    assert place_remarks((), [page], TODAY, frozenset({Code.VERDICT})).problems == ()


@pytest.mark.parametrize(
    ("until", "over"), [("2026-11-23", True), ("2026-11-24", False), ("2025-12-31", True)]
)
def test_one_whose_day_has_passed_is_reported_with_what_it_accepted(until: str, over: bool) -> None:
    problems, accepted = remarks_placed(NAMED, until=until)
    assert [problem.code for problem in problems] == ([Code.PERSON, Code.EXPIRED_EXCEPTION] if over else [])
    assert len(accepted) == (0 if over else 1)


@pytest.mark.parametrize(
    "text",
    [
        "sources:\n  accept: {title: T}\n",
        "evidence:\n  - {id: accept}\n",
        "evidence:\n  - {id: a, accept: null}\n",
    ],
)
def test_an_entry_may_be_called_accept_and_the_key_may_be_empty(text: str) -> None:
    assert place_remarks((), [Page(text.encode(), "a.yaml")], TODAY, frozenset({Code.PERSON})) == ((), ())


def test_it_accepts_nothing_in_an_entry_inside() -> None:
    text = (
        "criteria:\n  - id: c\n    accept: [{code: TS402, reason: Meant.}]\n"
        "    indicators:\n      - {id: i, points: 1}\n"
    )
    inside = Remark(("criteria", "c", "indicators", "i", "points"), Code.DEAD_INDICATOR, "dead")
    problems, accepted = place_remarks([inside], [Page(text.encode(), "c.yaml")], TODAY, frozenset())
    assert [problem.code for problem in problems] == [Code.DEAD_INDICATOR]
    assert accepted == ()


def test_a_remark_on_a_source_stands_at_its_key() -> None:
    text = "sources:\n  gazette:\n    title: Gazette\n  almanac: {title: Almanac}\n"
    remarks = [Remark(("sources", name), Code.UNUSED_SOURCE, "unused") for name in ("gazette", "almanac")]
    problems, _ = place_remarks(remarks, [Page(text.encode(), "a.yaml")], TODAY, frozenset())
    assert [(problem.place.line, problem.place.column, problem.excerpt.strip()) for problem in problems] == [
        (2, 3, "gazette:"),
        (4, 3, "almanac: {title: Almanac}"),
    ]


def test_a_remark_on_a_text_or_a_number_stands_at_the_value() -> None:
    remark = Remark(("evidence", "alone", "summary"), Code.VERDICT, "said")
    problem = next(problem for problem in remarks_placed(remark).problems if problem.code is Code.VERDICT)
    assert (problem.place.line, problem.place.column) == (4, 14)


DIFFERING = """\
gates:
  - id: sea
    accept:
      - {code: TS507, reason: It is meant.}
    question: Is it?
    condition: {always: true}
    differs: [{since: 2019, question: Was it?}]
"""


def remarks_on_versions(*addresses: tuple[str, ...]) -> PlacedRemarks:
    page = Page(DIFFERING.encode(), "rubric.yaml")
    expand(page, RubricFrame({}, None))
    remarks = [Remark(address, Code.PERSON, "the same remark") for address in addresses]
    return place_remarks(remarks, [page], TODAY, frozenset({Code.PERSON}))


def test_an_exception_on_a_rule_that_differs_is_one_for_all_its_versions() -> None:
    """What is remarked on one version only is no obsolete exception on the other."""
    problems, accepted = remarks_on_versions(("gates", "sea@2019", "question"))
    assert problems == ()
    assert [entry.problem.place.line for entry in accepted] == [7]


def test_what_is_remarked_on_text_that_versions_share_is_said_once() -> None:
    versions = ("gates", "sea", "condition"), ("gates", "sea@2019", "condition")
    assert [entry.problem.place.line for entry in remarks_on_versions(*versions).accepted] == [6]


def test_an_exception_that_no_version_needs_is_obsolete_once() -> None:
    problems, accepted = remarks_on_versions()
    assert accepted == ()
    assert [(problem.code, problem.place.line) for problem in problems] == [(Code.OBSOLETE_EXCEPTION, 4)]
