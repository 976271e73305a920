"""The blocks of a document: text with styles and without markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from tierscore.report.document.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction
_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


class Style(StrEnum):
    """
    What a piece of text means.

    Each format shows it in its own way, and the words always say the same.
    """

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    GOOD = "good"
    BAD = "bad"
    UNSURE = "unsure"
    CITE = "cite"


@dataclass(frozen=True)
class Span:
    """A run of text with one style. Characters that cannot be seen are spelt out, whatever its source."""

    text: str
    style: Style = Style.PLAIN
    link: str = ""
    """A web address; anything else is dropped."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", visible(self.text))
        if self.link and not _WEB_ADDRESS.fullmatch(self.link):
            object.__setattr__(self, "link", "")


NOTHING = Span("")
Line = tuple[Span, ...]
"""Running text in spans; formats with a width wrap it at words."""
Inline = Span | str
"""A piece of a line; a text stands for a span without emphasis."""


@dataclass(frozen=True)
class Heading:
    """A title; level 1 is the title of the document."""

    level: int
    text: Line


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: Line


@dataclass(frozen=True)
class KeyValue:
    """A name and its value."""

    key: Span
    value: Line


@dataclass(frozen=True)
class KeyValues:
    """Names with their values, one below the other."""

    pairs: tuple[KeyValue, ...]


@dataclass(frozen=True)
class Bar:
    """A share between ``low`` and ``high``, both from 0 to 1, with the same in figures."""

    label: Span
    low: Fraction
    high: Fraction
    figures: Line
    notes: tuple[Line, ...] = ()
    """What stands behind the figures, one note a line."""


@dataclass(frozen=True)
class Bars:
    """Bars to one scale, one below the other."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Bullet:
    """One point of a list, with the points below it; an empty ``mark`` stands for an ordinary dot."""

    text: Line
    below: tuple[Bullet, ...] = ()
    mark: Span = NOTHING


@dataclass(frozen=True)
class Bullets:
    """A list; with ``spaced`` its points stand apart."""

    bullets: tuple[Bullet, ...]
    spaced: bool = False


@dataclass(frozen=True)
class TableBlock:
    """Rows under column titles; every row has as many cells as there are columns."""

    columns: tuple[Span, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Verbatim:
    """Lines that are never wrapped: output that programs read line by line, and carets under columns."""

    lines: tuple[Line, ...]
    language: str = ""
    """The language of the lines, such as ``yaml``, for formats that colour it."""


@dataclass(frozen=True)
class Section:
    """
    A titled part of a page, set close: no blank line under its title or between its blocks.

    The text of a lone paragraph follows its title on the same line.
    """

    level: int
    """1 is the title of the document."""
    title: Line
    aside: Line
    """What stands at the right of the title, such as a statute."""
    blocks: tuple[Block, ...]


Block = Heading | Paragraph | KeyValues | Bars | Bullets | TableBlock | Verbatim | Section


@dataclass(frozen=True)
class Document:
    """A whole report, in reading order."""

    blocks: tuple[Block, ...]


plain = Span
"""Text without emphasis."""
strong = partial(Span, style=Style.STRONG)
"""Text that the eye should find."""
muted = partial(Span, style=Style.MUTED)
"""Text that stays in the background."""
good = partial(Span, style=Style.GOOD)
bad = partial(Span, style=Style.BAD)
unsure = partial(Span, style=Style.UNSURE)
"""Text with the style of its name."""
cite = partial(Span, style=Style.CITE)
"""A citation: of law, or of a source by its number."""


def spans(*parts: Inline) -> Line:
    """A line of text from its parts."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def document(*blocks: Block) -> Document:
    """A whole report, in reading order."""
    return Document(blocks)


def heading(level: int, *parts: Inline) -> Heading:
    """A title; level 1 is the title of the document."""
    return Heading(level, spans(*parts))


def paragraph(*parts: Inline) -> Paragraph:
    """Running text."""
    return Paragraph(spans(*parts))


def key_value(key: Inline, *parts: Inline) -> KeyValue:
    """A name, muted unless it has a style of its own, and its value."""
    return KeyValue(key if isinstance(key, Span) else muted(key), spans(*parts))


def key_values(*pairs: KeyValue) -> KeyValues:
    """Names with their values, one below the other."""
    return KeyValues(pairs)


def bullet(*parts: Inline, below: Iterable[Bullet] = (), mark: str = "") -> Bullet:
    """One point of a list, with the points below it; ``mark`` stands in place of the dot."""
    return Bullet(spans(*parts), tuple(below), muted(mark))


def bullets(points: Iterable[Bullet], *, spaced: bool = False) -> Bullets:
    """A list; with ``spaced`` its points stand apart."""
    return Bullets(tuple(points), spaced)


def section(title: str, points: Iterable[Bullet], *, spaced: bool = False) -> Iterator[Block]:
    """A list under a heading; nothing where the list is empty."""
    listed = bullets(points, spaced=spaced)
    if listed.bullets:
        yield heading(2, title)
        yield listed


def table(columns: Iterable[str], rows: Iterable[Iterable[Inline]]) -> TableBlock:
    """A table with its column titles, each cell one piece of text."""
    return TableBlock(tuple(map(strong, columns)), tuple(tuple(spans(cell) for cell in row) for row in rows))
