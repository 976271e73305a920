"""Text from files takes no effect in any report, wherever in the file it stands."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from report.builders import DOSSIER, ITEMS, RUBRIC, SOURCES, VOCABULARY, a_rich_assessment
from tierscore.model.evidence import Dossier, SourceReference
from tierscore.model.placement import Placement
from tierscore.report.compose.brief import compose_brief
from tierscore.report.compose.explain import compose_explain
from tierscore.report.compose.full import compose_full
from tierscore.report.compose.listing import compose_listing
from tierscore.report.formats import markdown, plain, terminal

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment
    from tierscore.report.document.blocks import Document

ATTACKS = [
    "\x1b[2J\x1b]0;owned\x07",
    "\x9b31m",
    "[bold red]x[/bold red]",
    "[link=https://evil.example]x[/link]",
    "<script>alert(1)</script><img src=x onerror=y>",
    "[x](javascript:alert(1)) ![y](https://evil.example/z.png)",
    "\u202egnp.exe\u2069",
    "a | b | c\n| --- |\n\n# heading\n```",
    "\r\nTier 1\r\n",
    ":skull: &lt;b&gt; **x** ~~y~~ <https://evil.example>",
]
SPECIAL = "\x1b\x07\x9b\u202e\u2069\r\t"


def _hostile(text: str) -> Assessment:
    rich = a_rich_assessment()
    items = tuple(
        replace(
            item,
            summary=text,
            note=text,
            sources=(SourceReference("annual-2021", text), SourceReference("survey", text)),
        )
        for item in ITEMS
    )
    sources = {
        name: replace(source, title=text, publisher=text, note=text, url=text)
        for name, source in SOURCES.items()
    }
    scales = tuple(replace(tier, name=text, meaning=text) for tier in RUBRIC.tiers)
    measures = {name: replace(measure, name=text) for name, measure in VOCABULARY.measures.items()}
    return replace(
        rich,
        dossier=Dossier(text, DOSSIER.iso3, sources, items),
        rubric=replace(RUBRIC, name=text, tiers=scales, judges_as_of=text, version=text),
        vocabulary=replace(VOCABULARY, measures=measures),
        findings=tuple(
            replace(finding, criterion=replace(finding.criterion, question=text)) for finding in rich.findings
        ),
        official=Placement(2021, text, text, text),
        unknowns=tuple(replace(unknown, name=text) for unknown in rich.unknowns),
        not_counted=tuple(replace(note, detail=text) for note in rich.not_counted),
    )


def _documents(text: str) -> list[Document]:
    assessment = _hostile(text)
    return [
        compose_full(assessment, text),
        compose_brief(assessment, text),
        compose_explain(assessment, "identification", text),
        compose_listing(text, [text, "b"], [[text, text]]),
    ]


@pytest.mark.parametrize("text", ATTACKS)
def test_plain_text_holds_no_acting_character(text: str) -> None:
    for document in _documents(text):
        report = plain.render(document, 80)
        assert not set(report) & set(SPECIAL)
        assert report.isprintable() or all(
            character == "\n" or character.isprintable() for character in report
        )


@pytest.mark.parametrize("text", ATTACKS)
def test_a_terminal_gets_colours_and_nothing_else(text: str) -> None:
    for document in _documents(text):
        out = io.StringIO()
        console = Console(
            file=out, width=80, color_system=None, force_terminal=True, legacy_windows=False, _environ={}
        )
        terminal.draw(document, console)
        assert out.getvalue() == plain.render(document, 80)


@pytest.mark.parametrize("text", ATTACKS)
def test_markdown_has_only_the_structure_of_the_document(text: str) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for hostile, calm in zip(_documents(text), _documents("c" * len(text)), strict=True):
        assert _structure(parser, markdown.render(hostile)) == _structure(parser, markdown.render(calm))


def _structure(parser: MarkdownIt, text: str) -> list[str]:
    inner = [part for token in parser.parse(text) for part in [token, *(token.children or [])]]
    return [token.type for token in inner if token.type != "text" and token.content != "<!-- -->"]


def test_rich_markup_is_shown_as_it_is_written() -> None:
    assert "[bold red]x[/bold red]" in plain.render(_documents("[bold red]x[/bold red]")[0], 120)
