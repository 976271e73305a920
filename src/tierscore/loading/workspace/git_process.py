"""One run of git: what it may do, how long it may take, and how much of its answer is read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Timer
from typing import IO, TYPE_CHECKING, Self, cast

from tierscore.errors import UsageError, safe

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
_KEPT = ("HOME", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "USERPROFILE")
_SET = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "false",
    "GIT_OPTIONAL_LOCKS": "false",
    "GIT_LITERAL_PATHSPECS": "true",
    "GIT_NO_LAZY_FETCH": "true",
    "GIT_ALLOW_PROTOCOL": "none",
}
"""Nothing is asked of a person, written, or fetched: not by a version of git either that fetches what is missing."""
_OPTIONS = (
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.quotePath=false"),
    *("-c", "core.warnAmbiguousRefs=true"),
    *("-c", "safe.bareRepository=explicit"),
)
"""A folder of the work tree that looks like a repository is none: a change could bring it, with orders in it."""
_LONGEST_ERROR = 4096
_OUT_OF_MEMORY = ("Out of memory", "Cannot allocate memory", "mmap failed", "unable to create thread")


@dataclass(frozen=True)
class GitLimits:
    """What is read of a repository at the most; beyond that a revision is refused."""

    seconds: float = 60
    """How long git may take for one answer."""
    memory: int = 1024**3
    """How many bytes git may take for itself, where the system can hold it to that."""
    answer: int = 16 * 1024**2
    """The most bytes of an answer that is held in memory."""
    files: int = 10_000
    """The most entries in the folders of a workspace: some hundred times what the largest has."""
    contents: int = 64 * 1024**2
    """The most bytes in all files of one revision."""


class GitRun:
    """A run of git with its answer as a stream; it is ended with the block that it is opened for."""

    def __init__(self, folder: Path, *arguments: str, stdin: bytes = b"", limits: GitLimits) -> None:
        """
        Start git in a folder.

        Raises:
            UsageError: If git is not installed.
        """
        self._name, self._folder, self._limits = arguments[0], folder, limits
        self._time_is_over = Event()
        path = os.pathsep.join(filter(os.path.isabs, os.get_exec_path()))
        program = shutil.which("git", path=path)  # a program in the current folder is never taken
        if program is None:
            raise UsageError("git is not installed, or not on the PATH; compare with a folder instead")
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the run
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        with tempfile.TemporaryFile() as given:
            given.write(stdin)
            given.seek(0)
            self._process = subprocess.Popen(  # noqa: S603 - no shell; a revision stands after --end-of-options
                [program, *_OPTIONS, "-C", str(folder), *arguments],
                env=kept | {"PATH": path} | _SET,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                start_new_session=True,
            )
        self.stdout = cast("IO[bytes]", self._process.stdout)
        _hold_memory(self._process.pid, limits.memory)
        self._timer = Timer(limits.seconds, self._run_out)
        self._timer.daemon = True
        self._timer.start()

    def __enter__(self) -> Self:
        """The run itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End git if it still runs, and what it started."""
        self._timer.cancel()
        if self._process.poll() is None:
            self._kill()
        self.stdout.close()
        self._process.wait()
        self._errors.close()

    def answer(self) -> bytes:
        """
        The whole answer.

        Raises:
            UsageError: If it is longer than the limit.
        """
        data = self.stdout.read(self._limits.answer + 1)
        if len(data) > self._limits.answer:
            most = f"more than {self._limits.answer // 1024**2} MiB"
            raise UsageError(f"git {self._name} answers with {most} in {safe(str(self._folder))}")
        return data

    def end(self) -> tuple[int, str]:
        """
        Wait for the end, and give the exit code and what git complained of.

        Raises:
            UsageError: If git took longer, or more memory, than it may.
        """
        code = self._process.wait()
        place = safe(str(self._folder))
        if self._time_is_over.is_set():
            seconds = f"{self._limits.seconds:g} seconds"
            raise UsageError(
                f"git {self._name} gave no answer within {seconds} in {place}; compare with a folder instead"
            )
        self._errors.seek(0)
        complaint = self._errors.read(_LONGEST_ERROR).decode("utf-8", "replace").strip()
        if code and any(words in complaint for words in _OUT_OF_MEMORY):
            most = f"more than {self._limits.memory // 1024**2} MiB of memory"
            raise UsageError(f"git {self._name} needs {most} in {place}; compare with a folder instead")
        return code, complaint

    def _run_out(self) -> None:
        self._time_is_over.set()
        if self._process.returncode is None:
            self._kill()

    def _kill(self) -> None:
        """Kill git and whatever it started, which could keep its streams open."""
        with suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()


def _hold_memory(process: int, most: int) -> None:
    """Let a process take no more memory than this, on a system that can see to it."""
    try:
        import resource  # no such thing on Windows

        resource.prlimit(process, resource.RLIMIT_DATA, (most, most))
    except (ImportError, AttributeError, ProcessLookupError, PermissionError, ValueError):
        return
