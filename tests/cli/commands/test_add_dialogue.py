"""The dialogue of ``tierscore add`` on a real terminal: each answer is checked, what is odd is asked about, nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.terminal import converse
from loading.invalid import MADE_UP
from tierscore.loading.country.reader import load_country
from tierscore.loading.dates import read_when
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.model.actor import Actor
from tierscore.model.evidence import EvidenceItem, Figure, Limit, SourceReference, Status

VOCABULARY = load_vocabulary(MADE_UP / "rubrics/measures.yaml")
PLACED = ("--source", "census-2020:table 2")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP, tmp_path / "own"))


def atlantis(own: Path) -> Path:
    return own / "countries/atlantis.yaml"


def test_on_a_terminal_what_is_missing_is_asked_for(own: Path) -> None:
    old = load_country(atlantis(own), VOCABULARY)
    conversation = [
        ("Measure: ", "crews-freeed\n"),
        ("Measure: ", "crews-freed\n"),
        ("Series (rumoured, counted): ", "guessed\n"),
        ("Series (rumoured, counted): ", "counted\n"),
        ("Figure in crews (empty: none): ", "3\n"),
        ("report 2021): ", "soon\n"),
        ("report 2021): ", "2020-06\n"),
        ("foreign-government, other) (empty: none): ", "government, other\n"),
        ("Summary, one sentence of fact: ", "Three crews went free.\n"),
        ("(there are: gazette-2021, census-2020): ", "diary\n"),
        ("Place in it, such as page 12 (empty: none): ", "\n"),
        ("Title of the source: ", "Diary of a captain\n"),
        ("Publisher of the source: ", "A captain\n"),
        ("about then (empty: none): ", "2020-13\n"),
        ("about then (empty: none): ", "2020~\n"),
        ("impact-assessment): ", "hearsay\n"),
        ("impact-assessment): ", "survivor\n"),
        ("what to change: source): ", "yes\n"),
    ]
    code, screen = converse(["add", "atlantis"], conversation, own)
    assert code == 0, screen
    for words in (
        "did you mean `crews-freed`?",
        "Crews freed: Crews that were freed in the period.",
        "has no series `guessed`",
        "is no date",
        "there is no month 2020-13",
        "`hearsay` is not one of the words allowed here",
        "without the place in it",
        "It counts in no report: a figure for the whole period is on file.",
    ):
        assert words in screen
    new = load_country(atlantis(own), VOCABULARY)
    assert new.items[:-1] == old.items
    assert new.items[-1] == EvidenceItem(
        id="crews-freed-2020",
        measure="crews-freed",
        when=read_when("2020-06"),
        summary="Three crews went free.",
        sources=(SourceReference("diary"),),
        status=Status.DONE,
        by=frozenset({Actor.GOVERNMENT, Actor.OTHER}),
        figure=Figure(3, "crews"),  # type: ignore[arg-type] # equal to the fraction
        series="counted",
    )


def test_on_a_terminal_only_what_is_missing_is_asked_for(own: Path) -> None:
    options = ["--measure", "lamps-lit", "--when", "2021", "--by", "government", "--summary", "So.", *PLACED]
    asked = [
        ("Status (done, limited, absent, not-reported, planned): ", "limited\n"),
        ("not-implemented): ", "group\n"),
        ("what to change: when): ", "yes\n"),
    ]
    code, screen = converse(["add", "atlantis", *options], asked, own)
    assert code == 0, screen
    assert (item := load_country(atlantis(own), VOCABULARY).items[-1]).limit == Limit.GROUP
    assert item.status == Status.LIMITED


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_leaving_half_way_writes_nothing(own: Path, key: str) -> None:
    before = atlantis(own).read_bytes()
    code, screen = converse(["add", "atlantis"], [("Measure: ", "lamps-lit\n"), ("planned): ", key)], own)
    assert code == 130
    assert "Traceback" not in screen
    assert atlantis(own).read_bytes() == before


SHIPS = ["--measure", "ships-searched", "--figure", "7", "--summary", "Seven ships were searched."]


def test_a_question_mark_lists_what_there_is_to_choose_from(own: Path) -> None:
    asked = [
        ("Measure: ", "?\n"),
        ("Measure: ", "lamps-lit\n"),
        ("planned): ", "?\n"),
        ("planned): ", "done\n"),
        ("report 2021): ", "?\n"),
        ("report 2021): ", "report 2021\n"),
        ("other) (empty: none): ", "?\n"),
        ("other) (empty: none): ", "government\n"),
        ("Summary, one sentence of fact: ", "Lit.\n"),
        ("census-2020): ", "?\n"),
        ("census-2020): ", "gazette-2021\n"),
        ("(empty: none): ", "page 9\n"),
        ("what to change: measure): ", "?\n"),
        ("what to change: measure): ", "yes\n"),
    ]
    code, screen = converse(["add", "atlantis"], asked, own)
    assert code == 0, screen
    for line in (
        "  piracy-by-officials: Piracy by officials\n",
        "  not-reported\n",
        "  a day 2021-06-08, a month 2021-06",
        "  civil-society\n",
        "  census-2020: Census of the Sea, Office of Tides\n",
        "  gazette-2021 is there already: Gazette of the Deep, The Drowned Press\n",
        "  measure\n",
    ):
        assert line in screen


@pytest.mark.parametrize(
    ("options", "says", "question", "answer"),
    [
        ("--id ships-2020", "--id: an item `ships-2020` is defined further up", "Id of the item", "seven"),
        ("--revises gone", "--revises: there is no item `gone`", "puts right (empty: none): ", ""),
        ("--status absent", "--status: `absent` contradicts the figure 7", "planned) (empty: none): ", ""),
        ("--limit money", "--limit: there is a limit", "not-implemented) (empty: none): ", ""),
        ("--scope north", "--scope: there is no scope `north`", "part only (empty: none): ", "northern"),
        ("--bound roughly", "--bound: `roughly`", "about) (empty: none): ", "about"),
        ("--series counted", "--series: `ships-searched` has no series", "Series", ""),
        (
            "--kind survivor --new-source x --title T --publisher P --published y",
            "--published: `y`",
            "then",
            "2021",
        ),
    ],
)
def test_an_answer_that_turns_out_to_be_wrong_is_asked_for_again_and_the_others_stay(
    own: Path, options: str, says: str, question: str, answer: str
) -> None:
    given = [*SHIPS, "--when", "2020-05", "--by", "government", *PLACED]
    asked = [(question, f"{answer}\n")]
    if "scope" in options:
        asked.append(("what to change: scope): ", "yes\n"))
    code, screen = converse(["add", "atlantis", *given, *options.split()], asked, own)
    assert code == 0, screen
    assert says in screen
    item = load_country(atlantis(own), VOCABULARY).items[-1]
    assert (item.measure, item.summary) == ("ships-searched", "Seven ships were searched.")


def test_what_is_odd_is_asked_about_and_can_be_changed_before_anything_is_written(own: Path) -> None:
    given = [*SHIPS, "--when", "2031", "--by", "civil-society", "--source", "census-2020"]
    asked = [
        ("no, or what to change: by, source, when): ", "perhaps\n"),
        ("no, or what to change: by, source, when): ", "when\n"),
        ("report 2021): ", "2020\n"),
        ("what to change: measure, by, source): ", "source\n"),
        ("census-2020): ", "census-2020\n"),
        ("(empty: none): ", "table 1\n"),
        ("what to change: measure, by): ", "by\n"),
        ("other) (empty: none): ", "government\n"),
        ("what to change: measure): ", "yes\n"),
    ]
    code, screen = converse(["add", "atlantis", *given], asked, own)
    assert code == 0, screen
    for words in (
        "2031 lies in the future",
        "is by civil society, and every test",
        "cites `census-2020` without the place in it",
        "`ships-2020-corrected` gives something from `census-2020` on `ships-searched` for 2020",
        "answer with one of these",
    ):
        assert words in screen
    item = load_country(atlantis(own), VOCABULARY).items[-1]
    assert (item.when.text, item.by, item.sources) == (
        "2020",
        frozenset({Actor.GOVERNMENT}),
        (SourceReference("census-2020", "table 1"),),
    )


def test_who_would_rather_not_add_an_odd_fact_loses_nothing_on_file(own: Path) -> None:
    before = atlantis(own).read_bytes()
    given = [*SHIPS, "--when", "2020", "--by", "government", "--figure", "11", *PLACED]
    code, screen = converse(["add", "atlantis", *given], [("what to change: measure): ", "no\n")], own)
    assert (code, atlantis(own).read_bytes()) == (2, before)
    assert "`ships-2020-corrected` gives the same figure" in screen
    assert "nothing was written, as you wished" in screen


def test_a_source_whose_date_nobody_knows_is_asked_when_it_was_read(own: Path) -> None:
    given = [
        *SHIPS,
        "--when",
        "2020",
        "--by",
        "government",
        "--source",
        "diary:page 1",
        "--new-source",
        "diary",
    ]
    asked = [
        ("Title of the source: ", "Diary\n"),
        ("Publisher of the source: ", "A captain\n"),
        ("about then (empty: none): ", "\n"),
        ("Read on: ", "2021\n"),
        ("Read on: ", "2021-06-01\n"),
        ("impact-assessment): ", "survivor\n"),
    ]
    code, screen = converse(["add", "atlantis", *given], asked, own)
    assert code == 0, screen
    assert "is no day" in screen
    source = load_country(atlantis(own), VOCABULARY).sources["diary"]
    assert (source.published.text, str(source.read)) == ("", "2021-06-01")
