"""A report before it is drawn: blocks of text with roles and no markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tierscore.report.document.sanitize import visible

if TYPE_CHECKING:
    from fractions import Fraction
_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


class Style(StrEnum):
    """What a piece of text means; each format shows it in its own way, and no style is the only carrier of a meaning."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    GOOD = "good"
    BAD = "bad"
    UNSURE = "unsure"
    CITE = "cite"


@dataclass(frozen=True)
class Span:
    """A run of text with one style. Whatever text it is built from, it holds only what can be seen."""

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
"""Text that runs on, in spans; formats that have lines wrap it at words."""


@dataclass(frozen=True)
class Heading:
    """A title; level 1 stands once, at the top."""

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
    """A share from 0 to 1 that lies between ``low`` and ``high``, with the same in words and figures."""

    label: Span
    low: Fraction
    high: Fraction
    figures: Line


@dataclass(frozen=True)
class Bars:
    """Bars to one scale, one below the other."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Bullet:
    """One entry of a list, with the entries below it. ``mark`` is its number or label; empty for an ordinary dot."""

    text: Line
    below: tuple[Bullet, ...] = ()
    mark: Span = NOTHING


@dataclass(frozen=True)
class Bullets:
    """A list; with ``spaced`` its entries stand apart."""

    entries: tuple[Bullet, ...]
    spaced: bool = False


@dataclass(frozen=True)
class TableBlock:
    """Rows under column titles; every row has as many cells as there are columns."""

    columns: tuple[Span, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Verbatim:
    """Lines that stand as they are, however long: what programs read line by line, and carets under columns."""

    lines: tuple[Line, ...]
    language: str = ""
    """What the lines are written in, for formats that colour it: ``yaml``."""


Block = Heading | Paragraph | KeyValues | Bars | Bullets | TableBlock | Verbatim


@dataclass(frozen=True)
class Document:
    """A whole report, in reading order."""

    blocks: tuple[Block, ...]


def plain(text: str) -> Span:
    """Text without emphasis."""
    return Span(text)


def strong(text: str) -> Span:
    """Text that the eye should find."""
    return Span(text, Style.STRONG)


def muted(text: str) -> Span:
    """Text that stays in the background."""
    return Span(text, Style.MUTED)


def cite(text: str) -> Span:
    """A citation: of law, or of a source by its number."""
    return Span(text, Style.CITE)
