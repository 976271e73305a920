"""How far a long answer has come, for whoever waits at a terminal."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds without a word."""
_WIPE = "\r\x1b[K"


def told(items: Sequence[T], says: str, stream: TextIO | None = None, patience: float = PATIENCE) -> Iterator[T]:
    """
    Give items one by one, and say how many there have been: on a terminal only, and only where it takes a while.

    Args:
        items: What is worked through.
        says: What is done with them, such as ``Judging countries``.
        stream: Where it is said; left out: standard error.
        patience: After how many seconds it is first said.

    """
    stream = stream or sys.stderr
    if not stream.isatty():
        yield from items
        return
    began, spoke = time.monotonic(), False
    try:
        for number, item in enumerate(items, 1):
            if time.monotonic() - began >= patience:
                spoke = True
                stream.write(f"{_WIPE}{says}: {number} of {len(items)}")
                stream.flush()
            yield item
    finally:
        if spoke:
            stream.write(_WIPE)
            stream.flush()
