"""What a run writes, noted down while it is written."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tierscore.loading.workspace.finished_answers import OpenedFolder, OutputPart

OUTPUT, DRAWN, ERRORS = "output", "drawn", "errors"
"""Where a piece goes: to standard output; there or, if it is long, through the pager; or to standard error."""


class Transcript:
    """What a run has written so far, and which workspace it opened."""

    def __init__(self) -> None:
        self.parts: list[OutputPart] = []
        self.opened: OpenedFolder | None = None
        self.layout: tuple[str, ...] = ()
        """Which files the workspace had before anything was read."""
        self.is_complete = True
        """Whether all that the run does is to write what stands here."""

    def open(self, opened: OpenedFolder) -> None:
        """Note which workspace is opened, before anything in it is read."""
        try:
            self.opened, self.layout = opened, opened.workspace.layout()
        except OSError:
            self.is_complete = False


current: ContextVar[Transcript | None] = ContextVar("current", default=None)
"""The transcript of this run; None where none is kept."""


def note_part(place: str, data: bytes) -> None:
    """Note a piece of output, if a transcript of this run is kept."""
    transcript = current.get()
    if transcript is not None:
        transcript.parts.append((place, data))


def note_deed() -> None:
    """Note that the run does something besides writing to standard output and standard error."""
    transcript = current.get()
    if transcript is not None:
        transcript.is_complete = False
