"""What is being done, on the terminal of someone who has been waiting for it."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
PATIENCE = 1.0
"""After how many seconds a line appears."""


@contextmanager
def waiting() -> Iterator[Callable[[str], None]]:
    """
    Give a function to call with what is being done.

    Once the work has taken longer than ``PATIENCE``, one line of standard error shows it, and is gone at the
    end. In a pipe nothing is ever written.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    line = _StatusLine()
    timer = threading.Timer(PATIENCE, line.appear)
    timer.daemon = True
    timer.start()
    try:
        yield line.update
    finally:
        timer.cancel()
        line.vanish()


class _StatusLine:
    """A line that appears, changes and vanishes; the timer and the command both hold it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._text = ""
        self._status: Any = None
        self._over = False

    def update(self, text: str) -> None:
        """Note what is being done, and show it if the line is there."""
        with self._lock:
            self._text = text
            if self._status is not None:
                self._status.update(self._drawn())

    def appear(self) -> None:
        """Show the line, unless all is over."""
        from rich.console import Console

        with self._lock:
            if not self._over:
                self._status = Console(stderr=True).status(self._drawn(), spinner="line")
                self._status.start()

    def vanish(self) -> None:
        """Take the line away for good."""
        with self._lock:
            self._over = True
            if self._status is not None:
                self._status.stop()

    def _drawn(self) -> Any:
        from rich.text import Text

        from tierscore.report.document.sanitize import visible

        return Text(visible(self._text), no_wrap=True, overflow="ellipsis")
