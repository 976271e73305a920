"""The lines of a file, for the excerpts that problems show."""

from __future__ import annotations

import re

from tierscore.model.problem import Code, Place, Problem

_LINE_END = re.compile("\r\n|[\n\r]")
LONGEST_EXCERPT = 400
"""Lines up to this length are shown whole; of longer ones a window round the place."""
_BEFORE = 120


def lines(text: str) -> list[str]:
    """The lines of a text, split where YAML splits them."""
    return _LINE_END.split(text)


class SourceLines:
    """A file's name and its lines, which are split once something is wrong with one of them."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._text = text
        self._lines: list[str] | None = None

    def line(self, number: int) -> str:
        """A line by its number, from 1; empty where there is none."""
        if self._lines is None:
            self._lines = lines(self._text)
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def problem(self, spot: tuple[int, int], code: Code, message: str, hint: str = "") -> Problem:
        """
        A problem at a line and column, with the line.

        Many problems may stand on one long line, so each keeps only the part of it round its own place.
        """
        excerpt, begins = self.line(spot[0]), 0
        if len(excerpt) > LONGEST_EXCERPT:
            begins = max(0, spot[1] - 1 - _BEFORE)
            excerpt = excerpt[begins : begins + LONGEST_EXCERPT]
        return Problem(Place(self.file, *spot), code, message, hint, excerpt, begins + 1)
