"""
The two parsers of YAML: one in C, and one in Python that reads where the other is missing or at a loss.

Both are those of ruamel. What one of them takes and the other does not is evened out here, so that a file means
the same whichever of them is installed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import StreamMark, YAMLError
from ruamel.yaml.parser import Parser
from ruamel.yaml.scanner import Scanner, ScannerError

from tierscore.loading.files import LARGEST, SPLIT_IT, too_large

if TYPE_CHECKING:
    from tierscore.model.problem import Problem
Events = Callable[[str], Iterator[Any]]
"""What a parser makes of a text: one event after the other, or an exception of ruamel."""
MOST_NODES = 80_000
"""The most keys and values that a file may hold: some ten times as many as the largest real one."""
LARGEST_BY_PYTHON = 256 * 1024
"""The most bytes of a file that the parser in Python is given: it takes some fifty times as long as the other."""
MOST_NODES_BY_PYTHON = 40_000
"""The most keys and values that are taken from the parser in Python."""
_WHITE = frozenset(" \t\r\n")
_COMMENT_AT_BLOCK = re.compile("[|>][-+0-9]{0,2}#")


class YamlParser(NamedTuple):
    """A parser, and how much it is given to read."""

    events: Events
    largest: int = LARGEST
    """The most bytes."""
    most_nodes: int = MOST_NODES
    """The most keys and values."""
    reason: str = ""
    """Why it is given no more, where others are."""
    advice: str = SPLIT_IT
    """What to do about a file that holds more."""

    def too_large(self, file: str) -> Problem:
        """The problem of a file with too many bytes."""
        return too_large(file, self.largest, self.reason, self.advice)

    @property
    def too_many(self) -> str:
        """What is wrong with a file with too many keys and values."""
        return f"the file holds more than {self.most_nodes:,} keys and values{self.reason}"


def installed() -> tuple[YamlParser, ...]:
    """
    The parsers to read with: the second takes some texts that the first one refuses.

    There is only the one in Python where that in C is not installed, or cannot be loaded.
    """
    has_c = YAML(typ="safe", pure=False).Parser is not Parser
    return (IN_C, IN_PYTHON) if has_c else (IN_PYTHON,)


def events_of_sound(text: str) -> list[Any]:
    """The events of a text that can be read, by the first parser that reads it."""
    *others, last = installed()
    for parser in others:
        with suppress(YAMLError):
            return [*parser.events(text)]
    return [*last.events(text)]


def _events_by_python(text: str) -> Iterator[Any]:
    parser = YAML(typ="safe", pure=True)
    parser.Scanner = _BlankScanner
    return iter(parser.parse(text))


def _events_by_c(text: str) -> Iterator[Any]:
    events = iter(YAML(typ="safe", pure=False).parse(text))
    return _without_comments_at_blocks(text, events) if _COMMENT_AT_BLOCK.search(text) else events


def _without_comments_at_blocks(text: str, events: Iterator[Any]) -> Iterator[Any]:
    """The events of a text, which ends at a ``|#``: YAML wants a blank before the sign of a comment."""
    for event in events:
        is_block = getattr(event, "style", None) in {"|", ">"}
        if is_block and (match := _COMMENT_AT_BLOCK.match(text, event.start_mark.index)):
            start, length = event.start_mark, len(match[0]) - 1
            spot = StreamMark(None, start.index + length, start.line, start.column + length)
            reason = "expected chomping or indentation indicators, but found '#'"
            raise ScannerError("while scanning a block scalar", start, reason, spot)
        yield event


IN_C = YamlParser(_events_by_c)
"""The parser in C."""
IN_PYTHON = YamlParser(
    _events_by_python,
    LARGEST_BY_PYTHON,
    MOST_NODES_BY_PYTHON,
    ", the most that is read without ruamel.yaml.clib",
    "`pip install ruamel.yaml.clib`, or split the file",
)
"""The parser in Python."""


class _BlankScanner(Scanner):
    """
    Reads blanks as YAML and the parser in C do, which ruamel's own scanner refuses in some places.

    A tab between two things on a line is a blank, and the empty lines before a block of text may hold blanks.
    """

    def scan_to_next_token(self) -> Any:
        """Pass over blanks, comments and line ends; a tab cannot stand where a key or an entry may begin."""
        if not self.allow_simple_key:
            self._pass_blanks()
        return super().scan_to_next_token()

    def scan_block_scalar_indicators(self, start_mark: Any) -> Any:
        """What follows the sign of a block of text: whether it keeps its last line ends, and how far it is indented."""
        begin = self.reader.pointer
        try:
            return super().scan_block_scalar_indicators(start_mark)
        except ScannerError:
            if self.reader.peek() != "\t":
                raise
        signs = self.reader.buffer[begin : self.reader.pointer]
        digits = signs.strip("+-")
        return "+" in signs if len(digits) < len(signs) else None, int(digits) if digits else None

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> Any:
        """Pass over the rest of the line that a block of text begins on."""
        self._pass_blanks()
        return super().scan_block_scalar_ignored_line(start_mark)

    def scan_block_scalar_indentation(self) -> Any:
        """The line ends before the first line of a block of text, and how far that line is indented."""
        breaks, column, end_mark = [], 0, self.reader.get_mark()
        while (character := self.reader.peek()) in {" ", "\r", "\n"}:
            if character == " ":
                self.reader.forward()
                column = max(column, self.reader.column)
            else:
                breaks.append(self.scan_line_break())
                end_mark = self.reader.get_mark()
        return breaks, column, end_mark

    def scan_plain_spaces(self, indent: Any, start_mark: Any) -> list[str] | None:
        """What parts two words of plain text; None before another document."""
        blanks, breaks = "", []
        while (character := self.reader.peek()) in _WHITE:
            if character in "\r\n":
                breaks.append(self.scan_line_break())
                self.allow_simple_key = True
                if self.reader.prefix(3) in {"---", "..."} and self.reader.peek(3) in {*_WHITE, "\0"}:
                    return None
                continue
            if breaks and character == "\t" and self.reader.column < indent:
                reason = "found a tab character that violates indentation"
                raise ScannerError(
                    "while scanning a plain scalar", start_mark, reason, self.reader.get_mark()
                )
            blanks += "" if breaks else character
            self.reader.forward()
        return breaks[1:] or [" "] if breaks else [blanks] if blanks else []

    def _pass_blanks(self) -> None:
        while self.reader.peek() in {" ", "\t"}:
            self.reader.forward()
