"""One process, and what it took: the CPU of itself and of all that it waited for, and its memory."""

from __future__ import annotations

import contextlib
import os
import pty
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
"""The checkout whose code and data are measured."""


class FailedError(Exception):
    """A command that was to be measured ended otherwise than it should."""


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    seconds: float
    """Of CPU, of itself and of the processes that it waited for."""
    megabytes: float
    """The most that one of these processes held."""


def environment(changes: Mapping[str, str]) -> dict[str, str]:
    """The environment of a user who runs this checkout; nothing is kept between runs but where ``changes`` says."""
    dropped = ("TIERSCORE_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PRE_COMMIT", "PYTHONPATH")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**inherited, "PYTHONPATH": str(ROOT / "src"), "PAGER": "cat", **changes}


def cost(
    arguments: Sequence[str],
    folder: Path,
    changes: Mapping[str, str],
    *,
    terminal: bool = False,
    codes: Sequence[int] = (0,),
) -> Cost:
    """
    Run Python with arguments, its output going to a pipe or a terminal, and say what it took.

    Raises:
        FailedError: If it ended with another exit code than ``codes``, which nobody should take for speed.
    """
    reading, writing = pty.openpty() if terminal else os.pipe()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=environment(changes),
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=errors,
        )
        os.close(writing)
        with contextlib.suppress(OSError):  # a terminal whose other end was closed
            while os.read(reading, 65536):
                pass
        os.close(reading)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in codes:
            errors.seek(0)
            complaint = errors.read().decode(errors="replace")
            raise FailedError(f"{' '.join(arguments)} ended with {process.returncode}: {complaint}")
    kilobytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return Cost(usage.ru_utime + usage.ru_stime, kilobytes / 1024)


def empty_process() -> float:
    """The CPU of ``python -c pass``; one run is short beside the clock's step, so it is the mean of five."""
    return statistics.fmean(cost(("-c", "pass"), ROOT, {}).seconds for _ in range(5))
