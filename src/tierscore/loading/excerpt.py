"""A line of a file, shown safely and with a caret under the place that is meant."""

from __future__ import annotations

import unicodedata

_WIDEST = 100
_BEFORE = 60


def safe(text: str) -> str:
    """A text in which everything that cannot be seen is shown as an escape."""
    return text if text.isprintable() else "".join(_visible(character) for character in text)


def underlined(line: str, number: int, column: int) -> list[str]:
    """The line with its number, cut to what is near the column, and a line with a caret below."""
    start = max(0, column - 1 - _BEFORE) if len(line) > _WIDEST else 0
    end = start + _WIDEST
    head = ("…" if start else "") + safe(line[start : column - 1])
    tail = safe(line[column - 1 : end]) + ("…" if end < len(line) else "")
    margin = f"  {number} | "
    return [f"{margin}{head}{tail}".rstrip(), f"{' ' * (len(margin) - 2)}| {' ' * _width(head)}^"]


def _visible(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")


def _width(text: str) -> int:
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
