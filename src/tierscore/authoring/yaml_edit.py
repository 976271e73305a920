"""Changing a YAML file as text, so that every byte but those of the change stays as its author wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tierscore.authoring.yaml_values import STEP, emit_flow, emit_key, emit_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tierscore.authoring.yaml_values import Value
YamlPath = tuple[str | int, ...]
"""Keys and positions that lead from the top of a file to a value."""

_LINE_END = re.compile("\r\n|[\n\r]")
_KEEPS_BLANK_LINES = re.compile("[|>][0-9]?[+]")


class NoPlaceError(Exception):
    """A file cannot be changed in this way without changing what stands in it; the text says why."""


@dataclass(frozen=True)
class NewEntry:
    """What is put in: an item of a list, or with a ``key`` an entry of a mapping."""

    fields: Mapping[str, Value]
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
            return [f"{margin}{self.key}:", *(f"{margin}{STEP}{line}" for line in body)]
        return [f"{margin}{STEP if number else '- '}{line}" for number, line in enumerate(body)]


@dataclass
class _Span:
    """Where a value stands in a text; places count characters, from 0."""

    begin: int
    """Where its key begins; the value itself where it has none."""
    margin: int
    """The column of ``begin``."""
    start: int
    column: int
    """The column of the value; of its first dash or key, where it stands in no brackets."""
    end: int
    """Where its last part ends; comments after that do not count."""
    in_brackets: bool
    keeps_blank_lines: bool
    """Whether it ends with a block of text whose empty lines at the end belong to it."""
    parts: dict[str | int, _Span] = field(default_factory=dict)

    def close(self, event: Any) -> None:
        """Note where a list or mapping ends; in no brackets it ends with its last part."""
        last = next(reversed(self.parts.values()), None)
        if self.in_brackets or last is None:
            self.end = event.end_mark.index
        else:
            self.end, self.keeps_blank_lines = last.end, last.keeps_blank_lines


def insert(text: str, key: str, entry: NewEntry, *, first: bool = False) -> str:
    """
    A text with one more entry in the list or mapping under a key at its top: the last, or the first one.

    Nothing is deleted, but for the ``[]``, ``{}`` or ``null`` of a value that was empty.

    Raises:
        NoPlaceError: If there is no such list or mapping, or no line for a first entry.
    """
    root = _spans(text)
    span = root.parts.get(key)
    if span is None:
        raise NoPlaceError(f"there is no `{key}:`")
    if not span.parts:
        return _into_empty(text, span, entry, in_braces=root.in_brackets)
    if first:
        _refuse_brackets(span, key)
        return _put_lines(text, _line_start(text, span.start), entry.lines(" " * span.column))
    if span.in_brackets:
        return _into_brackets(text, span, entry)
    return _below(text, span, entry)


def set_key(text: str, path: YamlPath, key: str, value: Value | None) -> str:
    """
    A text with another value for a key of a mapping.

    A key that is not there is put at the end; without a value the key goes. Comments on its lines go with it.

    Raises:
        NoPlaceError: If the mapping does not stand on lines of its own.
    """
    span = _find(text, path)
    old = span.parts.get(key)
    if old is None and value is None:
        return text
    _refuse_brackets(span, str(path[0]))
    lines = [] if value is None else [f"{' ' * span.column}{line}" for line in emit_key(key, value)]
    if old is None:
        return _put_lines(text, _last_line_end(text, span), lines)
    start, end = _line_start(text, old.begin), _last_line_end(text, old)
    if not lines and (line_end := _LINE_END.match(text, end)):
        end = line_end.end()
    return text[:start] + _end_sign(text).join(lines) + text[end:]


def set_word(text: str, path: YamlPath, word: str) -> str:
    """
    A text with another word, in the same quotes, where one stands.

    Raises:
        NoPlaceError: If a block of text stands there.
    """
    span = _find(text, path)
    quote = text[span.start] if text.startswith(('"', "'"), span.start) else ""
    if text.startswith(("|", ">"), span.start):
        raise NoPlaceError(f"`{path[-1]}:` is written in a way that cannot be changed safely")
    return f"{text[: span.start]}{quote}{word}{quote}{text[span.end :]}"


def add_key(text: str, key: str) -> str:
    """A text that ends with an empty line and a key at its top, under which there is nothing yet."""
    return _put_lines(text, len(text), ["", f"{key}:"])


def encoded(text: str, before: bytes) -> bytes:
    """The bytes of a text, with a byte order mark where the file had one before."""
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode(errors="surrogatepass")


def _refuse_brackets(span: _Span, key: str) -> None:
    if span.in_brackets:
        reason = "stand in brackets; write each on lines of its own, after a dash"
        raise NoPlaceError(f"the entries of `{key}:` {reason}")


def _find(text: str, path: YamlPath) -> _Span:
    span = _spans(text)
    for part in path:
        span = span.parts[part]
    return span


def _into_empty(text: str, span: _Span, entry: NewEntry, *, in_braces: bool) -> str:
    """The first entry: below the key, or within the brackets of a file that is all brackets."""
    if in_braces or _LINE_END.search(text, span.start, span.end):
        if not span.in_brackets:
            raise NoPlaceError("an entry cannot be put between braces where there is nothing")
        return _put(text, span.start + 1, entry.flow)
    before = text[: span.start].rstrip(" ")
    bare = before + text[span.end :]
    return _put_lines(bare, _line_end(bare, len(before)), entry.lines(" " * span.margin + STEP))


def _into_brackets(text: str, span: _Span, entry: NewEntry) -> str:
    """After the last entry: on a line of its own where that one begins a line, else on the same line."""
    last = _last(span)
    margin = text[_line_start(text, last.begin) : last.begin]
    between = f",{_end_sign(text)}{margin}" if not margin.strip(" \t") else ", "
    return _put(text, last.end, between + entry.flow)


def _below(text: str, span: _Span, entry: NewEntry) -> str:
    """On lines of its own below the last entry, and its comments."""
    last = _last(span)
    lines = entry.lines(" " * span.column, compact=not entry.key and text.startswith("{", last.begin))
    if len(span.parts) > 1 and _follows_blank(text, last.begin):
        lines.insert(0, "")
    if span.keeps_blank_lines:
        return _put_lines(text, span.end, lines)
    return _put_lines(text, _after_comments(text, _last_line_end(text, span), span.column), lines)


def _last(span: _Span) -> _Span:
    return next(reversed(span.parts.values()))


def _after_comments(text: str, place: int, margin: int) -> int:
    """The end of the lines of comment that follow without a gap and stand deeper than an entry."""
    pattern = re.compile(rf"(?:\r\n|[\n\r])[ ]{{{margin + 1},}}#[^\r\n]*")
    while match := pattern.match(text, place):
        place = match.end()
    return place


def _put(text: str, place: int, insertion: str) -> str:
    return text[:place] + insertion + text[place:]


def _put_lines(text: str, place: int, lines: Iterable[str]) -> str:
    end = _end_sign(text)
    block = end.join(lines)
    at_line_start = text[:place].endswith(("\n", "\r"))
    return _put(text, place, f"{block}{end}" if at_line_start else f"{end}{block}")


def _end_sign(text: str) -> str:
    """What ends the lines of a text."""
    match = _LINE_END.search(text)
    return match[0] if match else "\n"


def _line_end(text: str, place: int) -> int:
    match = _LINE_END.search(text, place)
    return match.start() if match else len(text)


def _last_line_end(text: str, span: _Span) -> int:
    """The end of the last line of a value, without the empty lines that may follow a block of text."""
    return _line_end(text, len(text[: span.end].rstrip()))


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _follows_blank(text: str, place: int) -> bool:
    """Whether the line above the one of a place is empty."""
    above = _LINE_END.split(text[:place])
    return len(above) > 1 and not above[-2].strip()


def _spans(text: str) -> _Span:
    """Where everything stands in a text that is known to be sound."""
    from tierscore.loading.yaml.parsers import events_of_sound  # ruamel costs more than many commands need

    events = iter(events_of_sound(text))
    root = next(event for event in events if type(event).__name__ == "MappingStartEvent")
    return _span(text, events, root, root)


def _span(text: str, events: Iterator[Any], event: Any, key: Any) -> _Span:
    """The span of the value that begins with an event, under a key or without one."""
    start, begin = event.start_mark, key.start_mark
    kind, style = type(event).__name__, getattr(event, "style", None)
    keeps = style in {"|", ">"} and bool(_KEEPS_BLANK_LINES.match(text, start.index))
    brackets = bool(getattr(event, "flow_style", False))
    span = _Span(begin.index, begin.column, start.index, start.column, event.end_mark.index, brackets, keeps)
    if kind == "MappingStartEvent":
        while type(event := next(events)).__name__ != "MappingEndEvent":
            span.parts[event.value] = _span(text, events, next(events), event)
        span.close(event)
    elif kind == "SequenceStartEvent":
        while type(event := next(events)).__name__ != "SequenceEndEvent":
            span.parts[len(span.parts)] = _span(text, events, event, event)
        span.close(event)
    return span
