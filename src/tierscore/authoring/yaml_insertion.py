"""Putting an entry at the end of a list or mapping of a file, as text, so that every other byte stays as its author wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tierscore.authoring.yaml_values import Value, emit_flow, emit_lines, indented

if TYPE_CHECKING:
    from collections.abc import Iterable
_LINE_END = re.compile("\r\n|[\n\r]")
_KEEPING = re.compile("[|>][0-9]?[+]")
_STEP = "  "


@dataclass(frozen=True)
class Entry:
    """What is put in: an item of a list, or with a ``key`` an entry of a mapping."""

    fields: dict[str, Value]
    key: str = ""

    @property
    def flow(self) -> str:
        """The entry on one line, as it stands in brackets or braces."""
        return f"{self.key}: {emit_flow(self.fields)}" if self.key else emit_flow(self.fields)

    def lines(self, margin: str, *, compact: bool = False) -> list[str]:
        """The entry on lines of its own, at a margin; on a single one where it is to be ``compact``."""
        if compact:
            return [f"{margin}{'' if self.key else '- '}{self.flow}"]
        body = emit_lines(self.fields)
        if self.key:
            return [f"{margin}{self.key}:", *indented(body, margin + _STEP, margin + _STEP)]
        return indented(body, f"{margin}- ", margin + _STEP)


@dataclass
class Extent:
    """Where the value of a key at the top of a file stands; places count characters of the text, from 0."""

    key_column: int
    column: int
    """The column of the value; of its first dash or key, where it stands in no brackets."""
    start: int
    end: int
    """Where its last entry ends, or the value where it has none; comments after that do not count."""
    in_brackets: bool
    in_braces: bool
    """Whether the key stands in braces, as the whole file does."""
    entries: int = 0
    last: int = 0
    """Where the last entry begins."""
    all_blank_kept: bool = False
    """Whether it ends with a block of text whose empty lines at the end belong to it."""


def insert(text: str, key: str, entry: Entry) -> str | None:
    """
    A text with one more entry at the end of the list or mapping under a key at its top; None where there is no place for it.

    Nothing is deleted, but for the ``[]``, ``{}`` or ``null`` of a value that was empty.
    """
    extent = _extents(text).get(key)
    if extent is None:
        return None
    if not extent.entries:
        return _into_empty(text, extent, entry)
    if extent.in_brackets:
        return _into_brackets(text, extent, entry)
    return _below(text, extent, entry)


def _into_empty(text: str, extent: Extent, entry: Entry) -> str | None:
    """The first entry: below the key, or within the brackets of a file that is all brackets."""
    if extent.in_braces or _LINE_END.search(text, extent.start, extent.end):
        return _put(text, extent.start + 1, entry.flow) if extent.in_brackets else None
    before = text[: extent.start].rstrip(" ")
    bare = before + text[extent.end :]
    return _put_lines(bare, _end_of_line(bare, len(before)), entry.lines(" " * extent.key_column + _STEP))


def _into_brackets(text: str, extent: Extent, entry: Entry) -> str:
    """After the last entry: on a line of its own where that one begins a line, else on the same line."""
    margin = _before_on_line(text, extent.last)
    between = f",{_line_end(text)}{margin}" if not margin.strip(" \t") else ", "
    return _put(text, extent.end, between + entry.flow)


def _below(text: str, extent: Extent, entry: Entry) -> str:
    """On lines of its own below the last entry, and its comments."""
    compact = not entry.key and text.startswith("{", extent.last)
    lines = entry.lines(" " * extent.column, compact=compact)
    if extent.entries > 1 and _follows_blank(text, extent.last):
        lines.insert(0, "")
    if extent.all_blank_kept:
        return _put_lines(text, extent.end, lines)
    last = len(text[: extent.end].rstrip())  # a block of text ends below the empty lines after it
    return _put_lines(text, _after_comments(text, _end_of_line(text, last), extent.column), lines)


def _after_comments(text: str, place: int, margin: int) -> int:
    """The end of the last of the lines of comment that follow without a gap and stand deeper than an entry."""
    pattern = re.compile(rf"(?:\r\n|[\n\r])[ ]{{{margin + 1},}}#[^\r\n]*")
    while match := pattern.match(text, place):
        place = match.end()
    return place


def _put(text: str, place: int, what: str) -> str:
    return text[:place] + what + text[place:]


def _put_lines(text: str, place: int, lines: Iterable[str]) -> str:
    end = _line_end(text)
    block = end.join(lines)
    return _put(text, place, f"{block}{end}" if text[:place].endswith(("\n", "\r")) else f"{end}{block}")


def _line_end(text: str) -> str:
    found = _LINE_END.search(text)
    return found[0] if found else "\n"


def _end_of_line(text: str, place: int) -> int:
    found = _LINE_END.search(text, place)
    return found.start() if found else len(text)


def _before_on_line(text: str, place: int) -> str:
    """What stands before a place on its line."""
    return re.split("[\n\r]", text[:place])[-1]


def _follows_blank(text: str, place: int) -> bool:
    """Whether the line above the one of a place is empty."""
    above = _LINE_END.split(text[:place])
    return len(above) > 1 and not above[-2].strip()


def _extents(text: str) -> dict[str, Extent]:
    """The extent of the value of each key at the top of a file that is known to be sound."""
    from ruamel.yaml import YAML  # ruamel costs more than many commands need

    scan = _Scan(text)
    for event in YAML(typ="safe", pure=False).parse(text):
        scan.take(event)
    return scan.found


class _Scan:
    """Goes through the parser's events and notes what stands under each key at the top."""

    def __init__(self, text: str) -> None:
        self.found: dict[str, Extent] = {}
        self._text = text
        self._depth = 0
        self._in_braces = False
        self._key: Any = None
        self._open: Extent | None = None
        self._keyed = False
        self._nodes = 0

    def take(self, event: Any) -> None:
        """Take the next event."""
        match type(event).__name__:
            case "MappingStartEvent" | "SequenceStartEvent":
                self._begin(event, in_brackets=bool(event.flow_style))
                self._depth += 1
            case "MappingEndEvent" | "SequenceEndEvent":
                self._depth -= 1
                self._end(event)
            case "ScalarEvent":
                self._begin(event, in_brackets=False)
                self._end(event)
            case _:
                pass

    def _begin(self, event: Any, *, in_brackets: bool) -> None:
        if self._depth == 0:
            self._in_braces = in_brackets
        elif self._depth == 1 and self._key is None:
            self._key, self._open = event, None
        elif self._depth == 1:
            start = event.start_mark.index
            self._open = Extent(
                self._key.start_mark.column,
                event.start_mark.column,
                start,
                start,
                in_brackets,
                self._in_braces,
            )
            self.found[self._key.value] = self._open
            self._key, self._keyed, self._nodes = None, type(event).__name__ == "MappingStartEvent", 0
        elif self._depth == 2 and self._open is not None:
            if not (self._keyed and self._nodes % 2):
                self._open.last = event.start_mark.index
                self._open.entries += 1
            self._nodes += 1

    def _end(self, event: Any) -> None:
        """Note where a part ends; what stands in neither brackets nor quotes ends with its last part."""
        start, end = event.start_mark.index, event.end_mark.index
        ends_itself = type(event).__name__ == "ScalarEvent" or end > start
        if (
            self._open is None
            or not ends_itself
            or not self._depth
            or (self._depth == 1 and self._open.entries)
        ):
            return
        self._open.end = end
        self._open.all_blank_kept = getattr(event, "style", None) in {"|", ">"} and bool(
            _KEEPING.match(self._text, start)
        )
