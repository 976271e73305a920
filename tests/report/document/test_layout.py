"""Lines fit their width, bars tell the truth, and a terminal shows what plain text shows."""

from __future__ import annotations

import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from report.builders import a_poor_assessment, a_rich_assessment
from tierscore.report.compose.brief import compose_brief
from tierscore.report.compose.explain import compose_explain
from tierscore.report.compose.full import compose_full
from tierscore.report.compose.listing import compose_listing
from tierscore.report.document.blocks import (
    Bar,
    Bars,
    Block,
    Bullet,
    Bullets,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    TableBlock,
    cite,
    muted,
    strong,
)
from tierscore.report.document.blocks import plain as words
from tierscore.report.document.layout import LEAST_WIDTH, bar_lengths
from tierscore.report.document.sanitize import cells
from tierscore.report.formats import plain, terminal

RICH = compose_full(a_rich_assessment(), "bundled data")
TEXT = st.text(alphabet=st.sampled_from("ab cé中\u0301-[]|*\x1b\u202e\n"), max_size=120)


def _blocks(text: str) -> tuple[Block, ...]:
    line = (words(text), strong(text), cite(text))
    nested = Bullet(
        line, (Bullet(line, (Bullet(line, (Bullet(line),), mark=words(text[:30])),)),), mark=words("12.")
    )
    return (
        Heading(1, line),
        Paragraph(line),
        KeyValues((KeyValue(words(text[:40]), line), KeyValue(words(""), line))),
        Bars((Bar(words(text[:50]), Fraction(1, 3), Fraction(1, 2), line),)),
        Bullets((nested,)),
        TableBlock((words("one"), words(text), words("three")), ((line, line, (muted(text),)),)),
    )


@given(TEXT, st.integers(min_value=1, max_value=130), st.booleans())
def test_no_line_is_longer_than_the_width_or_ends_in_blanks(text: str, width: int, ascii: bool) -> None:
    for line in plain.render(Document(_blocks(text)), width, ascii=ascii).splitlines():
        assert cells(line) <= max(width, LEAST_WIDTH)
        assert line == line.rstrip(" ")
        assert line.isascii() or not ascii


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_reports_fit_every_width(width: int) -> None:
    rich, poor = a_rich_assessment(), a_poor_assessment()
    for document in (
        RICH,
        compose_full(poor, "x"),
        compose_explain(rich, "identification"),
        compose_brief(poor, "x" * 300),
    ):
        assert max(map(cells, plain.render(document, width).splitlines())) <= width


@given(TEXT)
def test_wrapping_loses_no_character(text: str) -> None:
    report = plain.render(Document((Paragraph((words(text),)),)), 30)
    assert "".join(report.split()) == "".join(words(text).text.split())


def test_lines_are_filled_to_the_last_column() -> None:
    assert plain.render(
        Document((Paragraph((words("a" * 10 + " " + "b" * 9 + " c"),)),)), 20
    ).splitlines() == [
        "a" * 10 + " " + "b" * 9,
        "c",
    ]


def test_a_word_may_change_its_role_in_the_middle() -> None:
    report = plain.render(Document((Paragraph((strong("Taken as No"), words(", since it is so."))),)), 20)
    assert report.splitlines() == ["Taken as No, since", "it is so."]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (Fraction(0), Fraction(0), (0, 0, 10)),
        (Fraction(1), Fraction(1), (10, 0, 0)),
        (Fraction(0), Fraction(1), (0, 10, 0)),
        (Fraction(999, 1000), Fraction(999, 1000), (9, 0, 1)),
        (Fraction(1, 3), Fraction(2, 3), (3, 4, 3)),
        (Fraction(1, 2), Fraction(501, 1000), (5, 1, 4)),
    ],
)
def test_a_bar_is_full_only_at_100_and_shows_all_that_is_open(
    low: Fraction, high: Fraction, expected: tuple[int, int, int]
) -> None:
    assert bar_lengths(low, high, 10) == expected


def _console(width: int, *, colour: bool) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    ), out


@pytest.mark.parametrize("width", [10, 60, 80, 120, 200])
def test_a_terminal_shows_the_lines_of_plain_text(width: int) -> None:
    console, out = _console(width, colour=False)
    terminal.draw(RICH, console)
    assert out.getvalue() == plain.render(RICH, min(width, 120))


def test_colours_follow_roles() -> None:
    console, out = _console(80, colour=True)
    terminal.draw(Document((Paragraph((strong("bold"), words(" and "), cite("[1]"))),)), console)
    assert out.getvalue() == "\x1b[1mbold\x1b[0m and \x1b[36m[1]\x1b[0m\n"


def test_a_wide_table_is_stacked_on_a_narrow_screen() -> None:
    document = compose_listing(
        "Things", ["name", "meaning", "where"], [["a long name", "a long meaning", "somewhere else"]]
    )
    assert plain.render(document, 24).splitlines()[3:] == [
        "name: a long name",
        "meaning: a long meaning",
        "where: somewhere else",
    ]


def test_a_table_wraps_its_cells() -> None:
    document = compose_listing(
        "Things", ["name", "meaning"], [["one", "the first of all numbers that count"], ["two", "the next"]]
    )
    assert plain.render(document, 30).splitlines()[3:] == [
        "name  meaning",
        "one   the first of all numbers",
        "      that count",
        "two   the next",
    ]


def test_an_empty_list_says_so() -> None:
    assert plain.render(compose_listing("Things", ["name"], [])).splitlines()[-1] == "There are none."
