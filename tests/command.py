"""The command: called in the process of the tests, or as a process of its own where that is the point."""

from __future__ import annotations

import atexit
import contextlib
import gc
import io
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import tierscore.__main__ as program
from tierscore.cli.main import main
from tierscore.loading.cache.code_stamp import code_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Result = subprocess.CompletedProcess[str]
"""What a run of the command gives: exit code, standard output and standard error."""
ROOT = Path(__file__).resolve().parents[1]
SHARED = "TIERSCORE_TESTS_CACHE"
"""The variable that names the cache of these tests to the processes that one of them starts."""
if SHARED not in os.environ:
    os.environ[SHARED] = tempfile.mkdtemp(prefix="tierscore-tests-")
    atexit.register(shutil.rmtree, os.environ[SHARED], ignore_errors=True)
CACHE = os.environ[SHARED]
"""Where the commands of these tests keep what they read: never in the home of whoever runs them."""
READ_AT_START = frozenset({"PYTHONHASHSEED", "PYTHONIOENCODING", "PYTHONPATH"})
"""Variables that an interpreter reads once, when it starts: only a new process sees them."""


def run(*arguments: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Result:
    """
    Call ``tierscore`` in this process, in the checkout unless ``cwd`` says otherwise; ``env`` adds to the environment.

    Arguments, streams, folder and environment are those of the command while it runs, and those of the tests again
    after it. What depends on a process (signals, closed pipes, terminals, what is imported) needs ``run_process``.
    """
    changes = env or {}
    assert not READ_AT_START & changes.keys(), "only a new process sees this variable: call run_process"
    output, errors = io.BytesIO(), io.BytesIO()
    with (
        _environment(environment() | dict(changes)),
        contextlib.chdir(cwd),
        _program(arguments),
        _process(),
        Path(os.devnull).open(encoding="utf-8") as nothing,
        _standard_input(nothing),
        io.TextIOWrapper(output, encoding="utf-8") as stdout,
        io.TextIOWrapper(errors, encoding="utf-8", errors="backslashreplace", write_through=True) as stderr,
        contextlib.redirect_stdout(stdout),
        contextlib.redirect_stderr(stderr),
    ):
        code = int(main())
        stdout.flush()
        written, complaints = output.getvalue(), errors.getvalue()
    return subprocess.CompletedProcess(arguments, code, _text(written), _text(complaints))


def run_process(*arguments: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Result:
    """Run ``tierscore`` as a user does, in a process of its own; otherwise as ``run``."""
    return subprocess.run(
        [sys.executable, "-m", "tierscore", *arguments],
        cwd=cwd,
        env=environment() | dict(env or {}),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def run_with_hash_seed(seed: int, *commands: Sequence[str], cwd: Path = ROOT) -> list[Result]:
    """``run`` each command, one after another, in one new process whose sets have another order."""
    done = subprocess.run(
        [sys.executable, __file__],
        cwd=cwd,
        env=environment() | {"PYTHONHASHSEED": str(seed)},
        input=json.dumps(commands),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [subprocess.CompletedProcess(**result) for result in json.loads(done.stdout)]


def environment() -> dict[str, str]:
    """The environment without what would change a drawing, no pager, and with this checkout's source first."""
    inherited = {
        key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}
    }
    ours = {
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONIOENCODING": "utf-8",
        "XDG_CACHE_HOME": CACHE,
        "PAGER": "cat",
    }
    return inherited | ours


def hear_signals() -> None:
    """
    Let signals do what they do by default: for a process that a test sends one to, before it starts.

    Whoever runs the tests in the background or under nohup has them ignored, and every process inherits that.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def on_terminal(
    arguments: list[str], columns: int, *, root: Path = ROOT, answer: int | None = None, **changes: str
) -> str:
    """What the command writes to a real terminal of so many columns; its answer may go elsewhere, as to a pipe."""
    leader, follower = pty.openpty()
    os.set_blocking(leader, True)
    process = subprocess.Popen(
        [sys.executable, "-m", "tierscore", *arguments],
        cwd=root,
        env=environment() | {"COLUMNS": str(columns), "LINES": "24", "TERM": "xterm-256color"} | changes,
        stdout=follower if answer is None else answer,
        stderr=follower,
    )
    os.close(follower)
    written = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        written += piece
    process.wait()
    os.close(leader)
    return written.decode("utf-8")


@contextlib.contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Replace the environment, and forget which folder for temporary files the old one named."""
    before, folder = dict(os.environ), tempfile.tempdir
    try:
        os.environ.clear()
        os.environ.update(variables)
        tempfile.tempdir = None
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        tempfile.tempdir = folder


@contextlib.contextmanager
def _program(arguments: tuple[str, ...]) -> Iterator[None]:
    """Let ``python -m tierscore`` be the program that runs, as help and complaints about usage name it."""
    argv, before = sys.argv, sys.modules["__main__"]
    try:
        sys.argv = [str(program.__file__), *arguments]
        sys.modules["__main__"] = program
        yield
    finally:
        sys.argv, sys.modules["__main__"] = argv, before


@contextlib.contextmanager
def _standard_input(stream: io.TextIOWrapper) -> Iterator[None]:
    """Read standard input from a stream."""
    before = sys.stdin
    try:
        sys.stdin = stream
        yield
    finally:
        sys.stdin = before


@contextlib.contextmanager
def _process() -> Iterator[None]:
    """Undo what the command sets for its process, which soon ends: the collection of garbage, and what signals do."""
    code_stamp.cache_clear()  # a process of its own would look at the code and the libraries as they are now
    threshold = gc.get_threshold()
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        gc.unfreeze()
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _text(written: bytes) -> str:
    """What was written, as a reader of a pipe sees it."""
    return written.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


if __name__ == "__main__":
    results = [vars(run(*command, cwd=Path())) for command in json.load(sys.stdin)]
    sys.stdout.write(json.dumps(results))
