"""What would act on a screen is spelt out."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tierscore.report.document.blocks import Span, Style
from tierscore.report.document.sanitize import cells, json_escaped, to_ascii, visible

DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\U000e0041\u115f\u3164\u2800"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("bell\x07", r"bell\x07"),
        ("c1\x9b31m", r"c1\x9b31m"),
        ("\x7f", r"\x7f"),
        ("right\u202eleft", r"right\u202eleft"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ("\U000e0041", r"\U000e0041"),
        ("\ud800", r"\ud800"),
        ("two\r\nlines \n three", "two lines three"),
        ("tab\there", "tab here"),
        ("no\u00a0break", "no break"),
        ("[bold]tráfico 中文[/bold]", "[bold]tráfico 中文[/bold]"),
    ],
)
def test_acting_characters_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("character", DIRECTIONS + INVISIBLE)
def test_no_character_that_hides_or_turns_text_is_left(character: str) -> None:
    assert visible(f"a{character}b") == f"a\\{_escape(character)}b"


def _escape(character: str) -> str:
    code = ord(character)
    return f"U{code:08x}" if code > 0xFFFF else f"u{code:04x}" if code > 0xFF else f"x{code:02x}"


@given(st.text())
def test_shown_text_holds_no_controls_and_no_separators(text: str) -> None:
    shown = visible(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Zl", "Zp", "Cs", "Co"}
    assert visible(shown) == shown


def test_a_span_cannot_be_built_with_anything_else() -> None:
    assert Span("\x1b]8;;http://evil\x07", Style.GOOD).text == r"\x1b]8;;http://evil\x07"


@pytest.mark.parametrize(
    ("link", "is_link"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("https://example.org/\x1b", False),
        ("https://example.org/a b", False),
        ("https://example.org/><script>", False),
        ("file:///etc/passwd", False),
        ("https://exa\u202emple.org", False),
    ],
)
def test_only_plain_web_addresses_become_links(link: str, is_link: bool) -> None:
    assert Span("x", link=link).link == (link if is_link else "")


@given(st.text())
def test_json_escapes_give_back_what_was_there(text: str) -> None:
    escaped = json_escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(escaped) == text
    assert not {unicodedata.category(character) for character in escaped} & {"Cc", "Zl", "Zp", "Cs", "Co"}


def test_ascii_keeps_the_letters() -> None:
    assert to_ascii("tráfico “y” \u2013 trata…") == 'trafico "y" - trata...'
    assert to_ascii("中") == r"\u4e2d"
    assert to_ascii("ﬁne") == "fine"


@given(st.text())
def test_ascii_is_ascii(text: str) -> None:
    assert to_ascii(text).isascii()


def test_columns_are_counted_as_a_screen_draws_them() -> None:
    assert (cells("abc"), cells("中文"), cells("e\u0301"), cells("")) == (3, 4, 1, 0)
