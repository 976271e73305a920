"""A real terminal for the command: what it writes there, and a user who answers."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

from command import environment, hear_signals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WAIT = 20
"""The most seconds to wait for a word."""


def converse(
    arguments: Sequence[str], answers: Sequence[tuple[str, str]], cwd: Path, **changes: str
) -> tuple[int, str]:
    """
    Run ``tierscore`` on a terminal and answer its questions; its exit code, and everything that stood on the screen.

    Each answer is typed when the question before it stands at the end of the screen. ``changes`` add to the environment.
    """
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "tierscore", *arguments]
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=environment() | {"TERM": "dumb"} | changes,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        preexec_fn=_own_terminal,  # noqa: PLW1509 - no threads here
    ) as process:
        os.close(follower)
        screen = ""
        try:
            for question, answer in answers:
                screen += _until(leader, question)
                os.write(leader, answer.encode())
            screen += _until(leader, None)
            code = process.wait(WAIT)
        finally:
            process.kill()
    os.close(leader)
    return code, screen.replace("\r\n", "\n")


def _own_terminal() -> None:
    """Let the terminal control the process, so that Ctrl-C on it reaches it."""
    hear_signals()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _until(leader: int, words: str | None) -> str:
    """What is written until the words come, or until the end."""
    seen = b""
    while words is None or words not in seen.decode(errors="replace"):
        try:
            piece = os.read(leader, 4096) if select.select([leader], [], [], WAIT)[0] else b""
        except OSError:
            piece = b""
        if not piece:
            assert words is None, f"'{words}' was never asked:\n{seen.decode(errors='replace')}"
            break
        seen += piece
    return seen.decode(errors="replace")
