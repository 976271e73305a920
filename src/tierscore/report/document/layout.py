"""A document laid out as lines of spans, for plain text and for terminals alike."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, assert_never

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
from tierscore.report.document.sanitize import cells, to_ascii
from tierscore.report.document.wrapping import fill, joined, line_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from tierscore.report.document.blocks import Bar, Block, Bullet, Document, Line
LEAST_WIDTH = 20
"""Narrower screens are treated as this wide."""
_LONGEST_BAR = 32
_SHORTEST_BAR = 10
_LONGEST_KEY = 22
_ROOM_FOR_NOTES = 38
_BAR_BESIDE_NOTES = 16
_NARROWEST_COLUMN = 8
_GAP = 2
_START = (Span(""),)


class Signs(NamedTuple):
    """
    The characters that a layout adds to the text.

    A bar has a part that is shown, one that is open, and one that is empty. The dot stands before a point of
    a list, the double line under the title, the single one under a heading.
    """

    shown: str
    open: str
    empty: str
    dot: str
    double: str
    single: str


UNICODE_SIGNS = Signs(shown="█", open="▒", empty="·", dot="•", double="═", single="─")
ASCII_SIGNS = Signs(shown="#", open="=", empty=".", dot="-", double="=", single="-")


def lay_out(document: Document, width: int, *, ascii: bool = False) -> Iterator[Line]:
    """
    Lay a document out in lines.

    Args:
        document: What to lay out.
        width: The columns of the screen; no line takes more, and none ends in blanks.
        ascii: Draw with ASCII signs, and write all text without accents or as escapes.
    """
    signs = ASCII_SIGNS if ascii else UNICODE_SIGNS
    columns = max(width, LEAST_WIDTH)
    for index, block in enumerate(_in_ascii(document.blocks) if ascii else document.blocks):
        if index:
            yield ()
        yield from map(_trimmed, _lines(block, columns, signs))


def bar_lengths(low: Fraction, high: Fraction, length: int) -> tuple[int, int, int]:
    """
    How many columns of a bar are shown, open and empty.

    The shown end is rounded down and the open end up: only a share of 1 fills the bar, and any open stretch
    can be seen.
    """
    shown = int(low * length)
    reached = -int(-high * length // 1) if high > low else shown
    return shown, reached - shown, length - reached


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
            return _bullets(block, width, signs)
        case TableBlock():
            return _table(block, width)
        case Verbatim(lines):
            return iter(lines)
        case Section():
            return _section(block, width, signs)
        case _:
            assert_never(block)


def _heading(heading: Heading, width: int, signs: Signs) -> Iterator[Line]:
    longest = 0
    for line in fill(tuple(replace(span, style=Style.STRONG) for span in heading.text), width):
        longest = max(longest, line_cells(line))
        yield line
    if heading.level <= 2:
        yield (Span((signs.double if heading.level == 1 else signs.single) * longest, Style.MUTED),)


def _section(section: Section, width: int, signs: Signs) -> Iterator[Line]:
    title = tuple(replace(span, style=Style.STRONG) for span in section.title)
    if not section.aside and len(section.blocks) == 1 and isinstance(section.blocks[0], Paragraph):
        yield from fill((*title, _blank(_GAP), *section.blocks[0].text), width)
        return
    gap = width - line_cells(title) - line_cells(section.aside)
    if section.aside and gap >= _GAP:
        yield (*title, _blank(gap), *section.aside)
    else:
        yield from fill(title, width)
        if section.aside:
            yield from fill(section.aside, width)
    for block in section.blocks:
        yield from _lines(block, width, signs)


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
    notes = _ROOM_FOR_NOTES if any(bar.notes for bar in block.bars) else 0
    room = width - label - figures - 2 * _GAP - notes
    longest = _BAR_BESIDE_NOTES if notes else _LONGEST_BAR
    length = max(_SHORTEST_BAR, min(room, longest, width - label - _GAP))
    for bar in block.bars:
        *above, last = fill((bar.label,), label, _START)
        yield from above
        bar_line = (*last, _blank(label + _GAP - line_cells(last)), *bar_spans(bar, length, signs))
        if bar.notes and room >= length:
            yield from _noted(bar, bar_line, label + length + figures + 3 * _GAP, figures, width)
        elif room >= length:
            yield joined((*bar_line, _blank(_GAP), *bar.figures))
        else:
            yield joined(bar_line)
            yield from fill(bar.figures, width, (_blank(_GAP),), (_blank(_GAP),))


def _noted(bar: Bar, bar_line: Line, indent: int, figures: int, width: int) -> Iterator[Line]:
    """A bar with its figures set right, and its notes one below the other behind them."""
    set_right = _blank(_GAP + figures - line_cells(bar.figures))
    first = (*bar_line, set_right, *bar.figures, _blank(_GAP))
    rest = (_blank(indent + _GAP),)
    for index, note in enumerate(bar.notes):
        yield from fill(note, width, first if index == 0 else (_blank(indent),), rest)


def _bullets(block: Bullets, width: int, signs: Signs) -> Iterator[Line]:
    for index, bullet in enumerate(block.bullets):
        if index and block.spaced:
            yield ()
        yield from _bullet(bullet, width, 0, signs)


def _bullet(bullet: Bullet, width: int, indent: int, signs: Signs) -> Iterator[Line]:
    mark = bullet.mark if bullet.mark.text else Span(signs.dot, Style.MUTED)
    hang = min(indent + cells(mark.text) + 1, width // 2)
    first = (_blank(min(indent, max(0, hang - cells(mark.text) - 1))),)
    yield from fill((mark, _blank(1), *bullet.text), width, first, (_blank(hang),))
    for below in bullet.below:
        yield from _bullet(below, width, hang, signs)


def _table(table: TableBlock, width: int) -> Iterator[Line]:
    natural = [
        max((cells(title.text), *(line_cells(row[index]) for row in table.rows)))
        for index, title in enumerate(table.columns)
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
    columns = [list(_cell(cell, size)) for cell, size in zip(row, sizes, strict=True)]
    for index in range(max(map(len, columns), default=0)):
        spans: list[Span] = []
        for column, size in zip(columns, sizes, strict=True):
            cell = column[index] if index < len(column) else ()
            spans.extend((*cell, _blank(size - line_cells(cell) + _GAP)))
        yield joined(spans)


def _cell(cell: Line, size: int) -> Iterator[Line]:
    """A cell in lines; blanks at its start indent them all, as a part stands under its whole."""
    text = "".join(span.text for span in cell)
    indent = len(text) - len(text.lstrip(" "))
    prefix = (_blank(indent),) if indent else ()
    return fill(cell, size, prefix, prefix)


def _stacked(table: TableBlock, width: int) -> Iterator[Line]:
    for index, row in enumerate(table.rows):
        if index:
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


def _in_ascii(part: Any) -> Any:
    """The same blocks, bullets, cells or spans with every text in ASCII."""
    match part:
        case Span():
            return replace(part, text=to_ascii(part.text))
        case tuple():
            return tuple(map(_in_ascii, part))
        case _ if is_dataclass(part) and not isinstance(part, type):
            return replace(
                part, **{field.name: _in_ascii(getattr(part, field.name)) for field in fields(part)}
            )
        case _:
            return part
