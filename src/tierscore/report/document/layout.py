"""A document laid out as lines of spans; what is plain and what is drawn on a terminal cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

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
    Line,
    Paragraph,
    Span,
    Style,
    TableBlock,
    Verbatim,
)
from tierscore.report.document.sanitize import cells, to_ascii
from tierscore.report.document.wrapping import fill, joined, line_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction
LEAST_WIDTH = 20
"""Narrower screens are treated as this wide."""
_LONGEST_BAR = 32
_SHORTEST_BAR = 10
_LONGEST_KEY = 22
_NARROWEST_COLUMN = 8
_GAP = 2
_START = (Span(""),)


@dataclass(frozen=True)
class Signs:
    """The few characters that a layout draws itself."""

    shown: str
    """A stretch of a bar that the evidence shows."""
    open: str
    """A stretch that is still possible."""
    empty: str
    """A stretch that the evidence rules out."""
    dot: str
    """Before an entry of a list."""
    double: str
    """Under the title."""
    single: str
    """Under a heading."""


UNICODE_SIGNS = Signs(shown="█", open="▒", empty="·", dot="•", double="═", single="─")
ASCII_SIGNS = Signs(shown="#", open="=", empty=".", dot="-", double="=", single="-")


def lay_out(document: Document, width: int, *, ascii: bool = False) -> Iterator[Line]:
    """
    Lay a document out in lines.

    Args:
        document: What to lay out.
        width: The columns of the screen; no line takes more, and none ends in blanks.
        ascii: Draw with ASCII signs and write everything else without accents or as escapes.

    """
    signs = ASCII_SIGNS if ascii else UNICODE_SIGNS
    columns = max(width, LEAST_WIDTH)
    for place, block in enumerate(document.blocks):
        if place:
            yield ()
        yield from map(_trimmed, _lines(_in_ascii(block) if ascii else block, columns, signs))


def bar_lengths(low: Fraction, high: Fraction, length: int) -> tuple[int, int, int]:
    """How much of a bar is shown, open and empty; what is full or empty is so exactly, and what is open can be seen."""
    solid = int(low * length)
    reached = -int(-high * length // 1) if high > low else solid
    return solid, reached - solid, length - reached


def bar_spans(bar: Bar, length: int, signs: Signs) -> Line:
    """The bar itself, without label and figures."""
    shown, still_open, empty = bar_lengths(bar.low, bar.high, length)
    return (
        Span(signs.shown * shown, Style.GOOD),
        Span(signs.open * still_open, Style.UNSURE),
        Span(signs.empty * empty, Style.MUTED),
    )


def _lines(block: Block, width: int, signs: Signs) -> Iterator[Line]:
    match block:
        case Heading():
            return _heading(block, width, signs)
        case Paragraph(text):
            return fill(text, width)
        case KeyValues():
            return _pairs(block, width)
        case Bars():
            return _bars(block, width, signs)
        case Bullets():
            return _entries(block, width, signs)
        case TableBlock():
            return _table(block, width)
        case Verbatim(lines):
            return iter(lines)
        case _:
            assert_never(block)


def _heading(heading: Heading, width: int, signs: Signs) -> Iterator[Line]:
    longest = 0
    for line in fill(tuple(replace(span, style=Style.STRONG) for span in heading.text), width):
        longest = max(longest, line_cells(line))
        yield line
    if heading.level <= 2:
        yield (Span((signs.double if heading.level == 1 else signs.single) * longest, Style.MUTED),)


def _pairs(block: KeyValues, width: int) -> Iterator[Line]:
    longest = min(
        max((cells(pair.key.text) for pair in block.pairs), default=0), _LONGEST_KEY, width // 2 - _GAP
    )
    rest = (_blank(longest + _GAP),)
    for pair in block.pairs:
        *above, last = fill((pair.key,), longest, _START)
        yield from above
        yield from fill(pair.value, width, (*last, _blank(longest + _GAP - line_cells(last))), rest)


def _bars(block: Bars, width: int, signs: Signs) -> Iterator[Line]:
    label = min(max((cells(bar.label.text) for bar in block.bars), default=0), width // 3)
    figures = max((line_cells(bar.figures) for bar in block.bars), default=0)
    room = width - label - figures - 2 * _GAP
    length = max(_SHORTEST_BAR, min(room, _LONGEST_BAR, width - label - _GAP))
    for bar in block.bars:
        *above, last = fill((bar.label,), label, _START)
        yield from above
        drawn = (*last, _blank(label + _GAP - line_cells(last)), *bar_spans(bar, length, signs))
        if room >= length:
            yield joined((*drawn, _blank(_GAP), *bar.figures))
        else:
            yield joined(drawn)
            yield from fill(bar.figures, width, (_blank(_GAP),), (_blank(_GAP),))


def _entries(block: Bullets, width: int, signs: Signs) -> Iterator[Line]:
    for place, entry in enumerate(block.entries):
        if place and block.spaced:
            yield ()
        yield from _entry(entry, width, 0, signs)


def _entry(entry: Bullet, width: int, indent: int, signs: Signs) -> Iterator[Line]:
    mark = entry.mark if entry.mark.text else Span(signs.dot, Style.MUTED)
    hang = min(indent + cells(mark.text) + 1, width // 2)
    first = (_blank(min(indent, max(0, hang - cells(mark.text) - 1))),)
    yield from fill((mark, _blank(1), *entry.text), width, first, (_blank(hang),))
    for below in entry.below:
        yield from _entry(below, width, hang, signs)


def _table(table: TableBlock, width: int) -> Iterator[Line]:
    natural = [
        max((cells(title.text), *(line_cells(row[place]) for row in table.rows)))
        for place, title in enumerate(table.columns)
    ]
    if sum(min(size, _NARROWEST_COLUMN) for size in natural) + _GAP * (len(natural) - 1) > width:
        yield from _stacked(table, width)
        return
    sizes = _shrunk(natural, width - _GAP * (len(natural) - 1))
    yield from _row(tuple((replace(title, style=Style.STRONG),) for title in table.columns), sizes)
    for row in table.rows:
        yield from _row(row, sizes)


def _shrunk(sizes: list[int], room: int) -> list[int]:
    sizes = list(sizes)
    while sum(sizes) > room:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _row(row: Iterable[Line], sizes: list[int]) -> Iterator[Line]:
    columns = [list(fill(cell, size)) for cell, size in zip(row, sizes, strict=True)]
    for place in range(max(map(len, columns), default=0)):
        spans: list[Span] = []
        for column, size in zip(columns, sizes, strict=True):
            cell = column[place] if place < len(column) else ()
            spans.extend((*cell, _blank(size - line_cells(cell) + _GAP)))
        yield joined(spans)


def _stacked(table: TableBlock, width: int) -> Iterator[Line]:
    for place, row in enumerate(table.rows):
        if place:
            yield ()
        for title, cell in zip(table.columns, row, strict=True):
            yield from fill(
                (replace(title, style=Style.MUTED), Span(": "), *cell), width, (), (_blank(_GAP),)
            )


def _trimmed(line: Line) -> Line:
    if line and line[-1].text and not line[-1].text.endswith(" "):
        return line
    spans = list(line)
    while spans and not spans[-1].text.rstrip(" "):
        spans.pop()
    return (*spans[:-1], replace(spans[-1], text=spans[-1].text.rstrip(" "))) if spans else ()


def _blank(count: int) -> Span:
    return Span(" " * count)


def _in_ascii(block: Block) -> Block:
    match block:
        case Heading(level, text):
            return Heading(level, _ascii_line(text))
        case Paragraph(text):
            return Paragraph(_ascii_line(text))
        case KeyValues(pairs):
            return KeyValues(
                tuple(KeyValue(_ascii_span(pair.key), _ascii_line(pair.value)) for pair in pairs)
            )
        case Bars(bars):
            return Bars(
                tuple(
                    replace(bar, label=_ascii_span(bar.label), figures=_ascii_line(bar.figures))
                    for bar in bars
                )
            )
        case Bullets(entries):
            return replace(block, entries=tuple(map(_ascii_entry, entries)))
        case TableBlock(columns, rows):
            return TableBlock(_ascii_line(columns), tuple(tuple(map(_ascii_line, row)) for row in rows))
        case Verbatim(lines):
            return replace(block, lines=tuple(map(_ascii_line, lines)))
        case _:
            assert_never(block)


def _ascii_entry(entry: Bullet) -> Bullet:
    return Bullet(_ascii_line(entry.text), tuple(map(_ascii_entry, entry.below)), _ascii_span(entry.mark))


def _ascii_line(line: Line) -> Line:
    return tuple(map(_ascii_span, line))


def _ascii_span(span: Span) -> Span:
    return replace(span, text=to_ascii(span.text))
