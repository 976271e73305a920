"""Spans broken into lines that fit a width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import Line, Span, Style
from tierscore.report.document.sanitize import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Run = tuple[str, Style, str]
"""Text, style and link of a span, which costs three times as much to make; a report is made of thousands."""
_Word = list[_Run]


def line_cells(line: Line) -> int:
    """How many columns a line takes."""
    return sum(cells(span.text) for span in line)


def joined(spans: Iterable[Span]) -> Line:
    """The same text in as few spans as its styles and links allow."""
    return _merged((span.text, span.style, span.link) for span in spans)


def fill(text: Line, width: int, first: Line = (), rest: Line = ()) -> Iterator[Line]:
    """
    Break text into lines of at most ``width`` columns: at blanks, and inside a word only if it fills a line.

    Args:
        text: What to break.
        width: The columns of a line, prefixes included.
        first: The prefix of the first line.
        rest: The prefix of every other line.
    """
    indent = line_cells(rest)
    line, columns, is_empty = _runs(first), line_cells(first), True
    for word, size in _pieces(text, max(1, width - max(columns, indent))):
        if not is_empty and columns + 1 + size > width:
            yield _merged(line)
            line, columns, is_empty = _runs(rest), indent, True
        if is_empty:
            line.extend(word)
            columns, is_empty = columns + size, False
        else:
            _append(line, word)
            columns += 1 + size
    if not is_empty or first:
        yield _merged(line)


def _append(line: _Word, word: _Word) -> None:
    """Add a word after a blank, which joins the word if the style stays the same and the word is no link."""
    text, style, link = word[0]
    if style is not line[-1][1]:
        line.append((" ", Style.PLAIN, ""))
        line.extend(word)
    elif link:
        line.append((" ", style, ""))
        line.extend(word)
    else:
        line.append((f" {text}", style, ""))
        line.extend(word[1:])


def _runs(line: Line) -> _Word:
    return [(span.text, span.style, span.link) for span in line]


def _merged(runs: Iterable[_Run]) -> Line:
    merged: list[Span] = []
    texts: list[str] = []
    style, link = Style.PLAIN, ""
    for text, new_style, new_link in runs:
        if texts and (new_style is not style or new_link != link):
            merged.append(Span("".join(texts), style, link))
            texts = []
        if text:
            texts.append(text)
            style, link = new_style, new_link
    return (*merged, Span("".join(texts), style, link)) if texts else tuple(merged)


def _pieces(text: Line, width: int) -> Iterator[tuple[_Word, int]]:
    for word, size in _words(text):
        if size <= width:
            yield word, size
        else:
            yield from _cut(word, width)


def _words(text: Line) -> Iterator[tuple[_Word, int]]:
    """The words of a text with their width in columns; a word may begin in one span and end in another."""
    word: _Word = []
    size = 0
    for span in text:
        style, link = span.style, span.link
        first, *others = span.text.split(" ")
        if first:
            word.append((first, style, link))
            size += cells(first)
        for part in others:
            if word:
                yield word, size
            word, size = ([(part, style, link)], cells(part)) if part else ([], 0)
    if word:
        yield word, size


def _cut(word: _Word, width: int) -> Iterator[tuple[_Word, int]]:
    piece: _Word = []
    columns = 0
    for text, style, link in word:
        for character in text:
            size = cells(character)
            if columns + size > width and piece:
                yield piece, columns
                piece, columns = [], 0
            piece.append((character, style, link))
            columns += size
    if piece:
        yield piece, columns
