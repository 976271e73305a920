"""Markdown in which no text from a file is read as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tierscore.model.outcome import ONE, ZERO
from tierscore.report.compose.listing import compose_listing
from tierscore.report.document.blocks import (
    Bar,
    Bars,
    Bullet,
    Bullets,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Span,
    plain,
    strong,
)
from tierscore.report.formats import markdown

if TYPE_CHECKING:
    from markdown_it.token import Token

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = st.text(alphabet=st.sampled_from("ab1 *_`[]()<>!&|~#-+=.:/@$\\^{}\"'\x1b\u202e\n"), max_size=40)


def _tokens(text: str) -> list[Token]:
    return [inner for token in PARSER.parse(text) for inner in [token, *(token.children or [])]]


def _kinds(text: str) -> set[str]:
    return {
        token.type
        for token in _tokens(text)
        if not (token.type == "html_inline" and token.content == "<!-- -->")
    }


def _read(text: str) -> str:
    return "".join(token.content for token in _tokens(text) if token.type in {"text", "code_inline"})


@given(HOSTILE)
def test_a_paragraph_is_read_as_the_text_that_was_written(text: str) -> None:
    page = markdown.render(Document((Paragraph((plain(text),)),)))
    assert _kinds(page) <= {"paragraph_open", "paragraph_close", "inline", "text"}
    assert _read(page).strip(" ") == plain(text).text.strip(" ")


@given(HOSTILE)
def test_entries_stay_entries(text: str) -> None:
    page = markdown.render(
        Document((Bullets((Bullet((plain(text),), (Bullet((plain(text),), mark=plain("2.")),)),)),))
    )
    assert _kinds(page) <= {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
        "paragraph_open", "paragraph_close", "inline", "text",
    }  # fmt: skip


@given(HOSTILE)
def test_a_cell_stays_one_cell(text: str) -> None:
    page = markdown.render(compose_listing("List", ["a", text or "b"], [[text, "end"]]))
    cells = [token for token in _tokens(page) if token.type in {"th_open", "td_open"}]
    assert len(cells) == 4


@given(HOSTILE)
def test_headings_pairs_and_bars_stay_what_they_are(text: str) -> None:
    page = markdown.render(
        Document(
            (
                Heading(2, (plain("A " + text),)),
                KeyValues((KeyValue(plain("k" + text), (plain(text),)),)),
                Bars((Bar(plain(text), ZERO, ONE, (plain(text),)),)),
            )
        )
    )
    kinds = _kinds(page)
    assert not kinds & {
        "link_open",
        "image",
        "html_block",
        "html_inline",
        "fence",
        "em_open",
        "s_open",
        "blockquote_open",
        "hr",
        "ordered_list_open",
    }
    assert sum(token.type == "heading_open" for token in _tokens(page)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "see http://evil.example",
        "see HTTPS://evil.example",
        "www.evil.example",
        "write to a@evil.example",
        "mailto:a@b.example",
        "@octocat",
        "#12",
        "GH-12",
        "xmpp:a@b.c",
    ],
)
def test_nothing_becomes_a_link_by_itself(text: str) -> None:
    """GitHub links addresses, mentions and issue numbers without any markup; a comment parts each."""
    page = markdown.render(Document((Paragraph((plain(text),)),)))
    for part in re.split(r"<!-- -->", page):
        assert not re.search(r"(?i)https?://|www\.|\S@\S|@\w|(?<!\\)#\d|\\#\d|GH-\d|mailto:|xmpp:", part)


def test_web_addresses_of_sources_are_links() -> None:
    address = "https://example.org/a?b=c&d=(e)"
    page = markdown.render(
        Document((Paragraph((Span(address, link=address), plain(" "), Span("a [title]", link=address))),))
    )
    assert [token.attrs["href"] for token in _tokens(page) if token.type == "link_open"] == [
        address,
        address,
    ]
    assert _read(page) == f"{address} a [title]"


def test_other_addresses_are_text() -> None:
    assert "link_open" not in _kinds(
        markdown.render(Document((Paragraph((Span("x", link="javascript:alert(1)"),)),)))
    )


def test_emphasis_keeps_its_blanks_outside() -> None:
    assert markdown.render(Document((Paragraph((strong(" Tier 1: "), plain("so"))),))) == "**Tier 1:** so\n"
