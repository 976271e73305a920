"""A document as GitHub Markdown in which no text from a file is read as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from tierscore.report.document.blocks import (
    Bars,
    Bullets,
    Heading,
    KeyValues,
    Paragraph,
    Section,
    Span,
    Style,
    TableBlock,
    Verbatim,
)
from tierscore.report.document.layout import UNICODE_SIGNS, bar_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.report.document.blocks import Block, Bullet, Document, Line
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$#]")
_AUTOLINK = re.compile(r"(?i)(www(?=\.)|[a-z](?=://)|(?:mailto|xmpp)(?=:)|\bGH(?=-\d))")
_LINE_START = re.compile(r"^(\d{0,9})([-+=.)])")
_BACKTICKS = re.compile("`+")
_BREAK = "<!-- -->"
"""Keeps GitHub from reading an address, a mention or the number of an issue. It is not shown."""
_BAR_LENGTH = 20


def render(document: Document) -> str:
    """
    Draw a document as GitHub Markdown.

    Everything that could be read as Markdown, HTML, a link, a mention or an issue is escaped. Links are only
    the web addresses that a document marks as links.
    """
    return "\n\n".join("\n".join(_lines(block)) for block in document.blocks) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            return iter([f"{'#' * level} {_inline(text)}"])
        case Paragraph(text):
            return iter([_inline(text)])
        case KeyValues(pairs):
            return (
                f"- {_inline((Span(f'{pair.key.text}:', Style.STRONG),))} {_inline(pair.value)}"
                for pair in pairs
            )
        case Bars():
            return _bars(block)
        case Bullets(bullets):
            return (line for bullet in bullets for line in _bullet(bullet, 0))
        case TableBlock(columns, rows):
            return _table(
                [_inline((column,)) for column in columns], [[_cell(cell) for cell in row] for row in rows]
            )
        case Verbatim():
            return _fenced(block)
        case Section():
            return _section(block)
        case _:
            assert_never(block)


def _section(section: Section) -> Iterator[str]:
    yield f"{'#' * section.level} {_inline(section.title)}"
    if section.aside:
        yield from ("", f"*{_inline(section.aside)}*")
    for block in section.blocks:
        yield ""
        yield from _lines(block)


def _fenced(block: Verbatim) -> Iterator[str]:
    """The lines between fences longer than any run of backticks in them: nothing inside is Markdown."""
    lines = ["".join(span.text for span in line) for line in block.lines]
    longest = max((len(run) for line in lines for run in _BACKTICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}{block.language}"
    yield from lines
    yield fence


def _bars(block: Bars) -> Iterator[str]:
    rows = []
    noted = any(bar.notes for bar in block.bars)
    for bar in block.bars:
        bar_text = "".join(span.text for span in bar_spans(bar, _BAR_LENGTH, UNICODE_SIGNS))
        row = [_inline((bar.label,)), f"`{bar_text}`", _inline(bar.figures)]
        rows.append([*row, "; ".join(map(_inline, bar.notes))] if noted else row)
    return _table(["", "0 to 100", "", *([""] if noted else [])], rows)


def _bullet(bullet: Bullet, depth: int) -> Iterator[str]:
    mark = (bullet.mark, Span(" ")) if bullet.mark.text else ()
    yield f"{'  ' * depth}- {_inline((*mark, *bullet.text))}"
    for below in bullet.below:
        yield from _bullet(below, depth + 1)


def _table(columns: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield _cells(columns)
    yield _cells(["---"] * len(columns))
    yield from map(_cells, rows)


def _cell(cell: Line) -> str:
    """A cell; blanks at its start, which Markdown drops, are written so that they stay."""
    text = "".join(span.text for span in cell)
    return "&nbsp;" * (len(text) - len(text.lstrip(" "))) + _inline(cell)


def _cells(row: list[str]) -> str:
    return f"| {' | '.join(row)} |"


def _inline(text: Line) -> str:
    return _LINE_START.sub(lambda match: f"{match[1]}\\{match[2]}", "".join(map(_span, text)).strip(" "))


def _span(span: Span) -> str:
    if span.link:
        return f"<{span.link}>" if span.text == span.link else f"[{_escape(span.text)}](<{span.link}>)"
    core = span.text.strip(" ")
    if span.style is not Style.STRONG or not core:
        return _escape(span.text)
    before, after = span.text.split(core, 1)
    return f"{before}**{_escape(core)}**{after}"


def _escape(text: str) -> str:
    separated = _AUTOLINK.sub(lambda match: f"{match[0]}\0", text).replace("@", "@\0")
    escaped = _MARKUP.sub(lambda match: f"\\{match[0]}", separated)
    return escaped.replace("\\#", "\\#\0").replace("\0", _BREAK)
