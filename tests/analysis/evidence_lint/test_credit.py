"""What can never count is said when it is entered: who is asked for, which part, which date."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from builders import (
    GOVERNMENT,
    a_criterion,
    a_dossier,
    a_gate,
    a_measure,
    a_rubric,
    a_vocabulary,
    an_item,
    presence,
    reaches,
    trend,
)
from tierscore.analysis.evidence_lint.credit import obstacles
from tierscore.analysis.evidence_lint.lint_input import LintInput
from tierscore.analysis.evidence_lint.rules import lint
from tierscore.engine.assess import counted_items
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.law import law_of
from tierscore.model.actor import Actor
from tierscore.model.evidence import EvidenceItem, Status
from tierscore.model.measure import Nature
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.problem import Code
from tierscore.model.test import Corroborated, Joint

NOBODY = frozenset[Actor]()
OTHERS = frozenset({Actor.CIVIL_SOCIETY})
VOCABULARY = a_vocabulary()
RUBRIC = a_rubric(
    a_criterion("a", presence("patrols"), presence("harbour-law"), trend("arrests")),
    gates=[a_gate("g", reaches(Corroborated(("storms",), 1, 2)))],
)
ABOUT_CREDIT = {Code.NO_ACTOR, Code.UNREAD_DATE, Code.OTHER_ACTOR, Code.UNREAD_PART, Code.UNCOUNTED}


def remarks(
    *items: EvidenceItem, rubrics: Any = (RUBRIC,), words: Any = VOCABULARY
) -> list[tuple[Code, str, str]]:
    """Code, message and hint of every remark on what can never count."""
    found = lint(LintInput(a_dossier(*items), rubrics, words))
    return [(one.code, one.message, one.hint) for one in found if one.code in ABOUT_CREDIT]


def codes(*items: EvidenceItem, **given: Any) -> list[Code]:
    return [code for code, _, _ in remarks(*items, **given)]


@pytest.mark.parametrize(
    ("item", "code", "message", "hint"),
    [
        (
            {"by": NOBODY},
            Code.NO_ACTOR,
            "`i` names no actor, and every test of `patrols` asks for the actor government: it can never count",
            "add `by: [government]`, if the source says so, or name who did it",
        ),
        (
            {"measure": "storms", "by": NOBODY},
            Code.NO_ACTOR,
            "`i` names no actor, and every test of `storms` asks for the actor government: it can never count",
            "add `by: [government]`, if the source says so, or name who did it",
        ),
        (
            {"by": OTHERS},
            Code.OTHER_ACTOR,
            "`i` is by civil society, and every test of `patrols` asks for the actor government: it can never count",
            "if the government acted too, add it to `by`, or to `with`; if it paid, add `funded_by: [government]`",
        ),
        (
            {"scope": "children"},
            Code.UNREAD_PART,
            "`i`: no test reads the scope `children` of `patrols`",
            (
                "a part never speaks for the whole: without `scope:` it counts, as `limited` with `limit: group` or"
                " `place`, if the source says so much"
            ),
        ),
        (
            {"when": "1999"},
            Code.UNREAD_DATE,
            "`i`: no report year takes 1999 for `patrols`",
            "the first report is that of 2001",
        ),
        (
            {"measure": "harbour-law", "when": "1980"},
            Code.UNREAD_DATE,
            "`i`: no report year takes 1980 for `harbour-law`",
            "the first report is that of 2001; if it lasted, write `1980/..`",
        ),
        (
            {"measure": "arrests", "figure": 4, "when": "2015-01-01/2019-12-31"},
            Code.UNREAD_DATE,
            "`i`: no report year takes 2015-01-01/2019-12-31 for `arrests`",
            (
                "a count speaks for one calendar year, one reporting period or a part of one; give the year, or say"
                " under `unusable:` what span it counts"
            ),
        ),
        (
            {"measure": "arrests"},
            Code.UNCOUNTED,
            "`i` has neither figure nor comparison, and a test asks whether `arrests` rose",
            "add `figure:`, or `versus_previous:`, if the source gives one; it says only that there were some",
        ),
    ],
    ids=str,
)
def test_what_keeps_a_fact_from_counting_is_said_with_what_would_help(
    item: dict[str, Any], code: Code, message: str, hint: str
) -> None:
    assert remarks(an_item(**{"measure": "patrols"} | item)) == [(code, message, hint)]


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"by": NOBODY, "funded_by": GOVERNMENT},
        {"by": NOBODY, "status": Status.ABSENT},
        {"by": NOBODY, "unusable": "garbled"},
        {"by": NOBODY, "status": Status.PLANNED},
        {"by": NOBODY, "status": Status.NOT_REPORTED},
        {"measure": "storms", "by": NOBODY, "status": Status.ABSENT},
        {"measure": "rescues", "by": NOBODY},
        {"measure": "harbour-law", "when": "1980-01-01/.."},
        {"measure": "arrests", "figure": 4},
        {"measure": "arrests", "versus_previous": "more"},
        {"measure": "arrests", "status": Status.ABSENT},
    ],
    ids=str,
)
def test_what_counts_or_says_itself_that_it_does_not_is_passed_over(item: dict[str, Any]) -> None:
    """What no rubric names at all has a remark of its own."""
    assert codes(an_item(**{"measure": "patrols"} | item)) == []


def test_a_figure_that_a_later_one_revises_is_passed_over() -> None:
    old = an_item("old", "patrols", by=NOBODY)
    assert codes(old, an_item("new", "patrols", revises="old")) == []


def test_an_actor_that_the_measure_implies_is_no_actor_missing() -> None:
    storms = a_measure("storms", Nature.CIRCUMSTANCE, by=GOVERNMENT)
    words = a_vocabulary(
        storms, *(VOCABULARY.measures[name] for name in ("patrols", "harbour-law", "arrests"))
    )
    assert codes(an_item("i", "storms", by=NOBODY), words=words) == []
    assert codes(an_item("i", "storms", by=OTHERS), words=words) == [Code.OTHER_ACTOR]


def test_a_fact_that_one_of_several_rubrics_credits_counts() -> None:
    anybody = a_rubric(
        a_criterion("a", presence("patrols", by=NOBODY), presence("patrols", by=NOBODY, scope="children"))
    )
    assert codes(an_item("i", "patrols", by=NOBODY, scope="children"), rubrics=(RUBRIC, anybody)) == []
    assert codes(
        an_item("i", "patrols", by=NOBODY), rubrics=(RUBRIC, a_rubric(a_criterion("a", presence("rescues"))))
    ) == [Code.NO_ACTOR]


def test_what_others_did_with_the_government_counts_where_a_test_asks_for_that() -> None:
    item = an_item("i", "patrols", by=OTHERS, with_=GOVERNMENT)
    assert codes(item) == [Code.OTHER_ACTOR]
    joint = a_rubric(a_criterion("a", presence("patrols")), a_criterion("b", Joint(OTHERS)))
    assert codes(item, rubrics=(joint,)) == []


def test_one_remark_speaks_for_all_facts_of_a_file_that_are_mostly_context() -> None:
    several = [an_item(f"i{number}", "patrols", by=OTHERS) for number in range(6)]
    found = lint(LintInput(a_dossier(*several), (RUBRIC,), VOCABULARY))
    assert [(one.address, one.message) for one in found if one.code is Code.OTHER_ACTOR] == [
        (
            ("evidence", "i0"),
            "6 items are by others than the tests of their measure ask for: `i0`, `i1`, `i2`, `i3` and 2 more",
        )
    ]


@pytest.mark.parametrize(
    ("beside", "is_told"),
    [
        ({"when": "report 2021"}, False),
        ({"when": "report 2021", "status": Status.ABSENT}, False),
        ({"when": "report 2020"}, True),
        ({"when": "report 2021", "unusable": "garbled"}, True),
        ({"when": "report 2021", "scope": "children"}, True),
    ],
)
def test_a_detail_beside_a_fact_that_is_read_is_passed_over(beside: dict[str, Any], is_told: bool) -> None:
    detail = an_item("detail", "patrols", scope="children", when="report 2021")
    assert (Code.UNREAD_PART in codes(detail, an_item("beside", "patrols", **beside))) == is_told


@pytest.mark.parametrize(
    ("beside", "is_told"), [({"figure": 4}, False), ({}, True), ({"figure": 4, "when": "2015"}, True)]
)
def test_a_count_without_a_number_beside_one_with_a_number_is_passed_over(
    beside: dict[str, Any], is_told: bool
) -> None:
    counts = an_item("wordless", "arrests"), an_item("beside", "arrests", **beside)
    assert (Code.UNCOUNTED in codes(*counts)) == is_told


ACTORS = (NOBODY, OTHERS, GOVERNMENT)
DATES = ("report 2020", "2019", "1990", "1995-01-01/..", "2015-02-01/2018-06-30", "2020-06-01")
YEARS = range(2001, 2024)


@pytest.mark.parametrize("measure", ["patrols", "harbour-law", "arrests", "storms"])
def test_exactly_the_facts_that_count_in_no_report_year_have_an_obstacle(measure: str) -> None:
    """Counts without a number apart, which count where a test asks whether there were any."""
    for by, scope, when, status in product(ACTORS, (None, "children"), DATES, (Status.DONE, Status.ABSENT)):
        given: dict[str, Any] = (
            {"figure": 3 if status is Status.DONE else 0} if measure == "arrests" else {"status": status}
        )
        if measure == "storms" and status is Status.ABSENT:
            continue
        item = an_item("i", measure, by=by, scope=scope, when=when, **given)
        dossier = a_dossier(item)
        counts = any(
            counted_items(
                Evaluator(DossierView(dossier, VOCABULARY, law_of(RUBRIC, year), year), NO_PLACEMENTS)
            )
            for year in YEARS
        )
        assert counts == (not list(obstacles(LintInput(dossier, (RUBRIC,), VOCABULARY)))), (
            by,
            scope,
            when,
            status,
        )
