"""How far a long command has come, for somebody who watches."""

from __future__ import annotations

import sys
import time

_PATIENCE = 1.0
"""Seconds before anything is said."""
_PAUSE = 0.2
"""Seconds between two reports."""


class Progress:
    """
    A line on standard error that says how much is done, and is gone in the end.

    Nothing is written where standard error is no terminal, or where the command ends within a second.
    """

    def __init__(self, what: str) -> None:
        """Take what is counted, in words."""
        self._what = what
        self._next = time.monotonic() + _PATIENCE
        self._written = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def __call__(self, done: int, of: int) -> None:
        """Say that so many of so many are done, unless that was said just now."""
        if sys.stderr.isatty() and time.monotonic() >= self._next:
            self._write(f"{self._what}: {done} of {of}")
            self._next = time.monotonic() + _PAUSE

    def _write(self, text: str) -> None:
        if text or self._written:
            sys.stderr.write("\r" + text.ljust(self._written) + ("" if text else "\r"))
            sys.stderr.flush()
            self._written = len(text)
