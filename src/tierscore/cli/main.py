"""One run of the command: every failure becomes a message and an exit code, never a traceback."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import Any, NoReturn

from tierscore.cli.exit_codes import Exit
from tierscore.errors import TierscoreError, UsageError, safe

_GARBAGE = 100_000
"""After how many new objects Python looks for garbage; models make none, and looking takes time."""


def main() -> int:
    """Run the command with the arguments of this process and return its exit code."""
    gc.set_threshold(_GARBAGE)
    _open_closed_streams()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _leave)
    try:
        return _run()
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return _reader_is_gone()
    except TierscoreError as failure:
        _complain(_message(failure))
    except OSError as failure:
        named = f": {failure.filename}" if failure.filename else ""
        _complain(f"error: {UsageError(f'{failure.strerror or failure}{named}')}")
    except (Exception, RecursionError) as failure:  # the last line of defence: users never see a traceback
        _unexpected(failure)
    return Exit.REFUSED


def _run() -> int:
    from tierscore.cli.repeated_call import this_call

    call = this_call(sys.argv[1:])
    if call is None:
        return _answer()
    code = call.repeat()
    if code is None:
        with call.listening() as codes:
            code = _answer()
            codes.append(code)
    return code


def _answer() -> int:
    """Parse the arguments, and do what they ask for."""
    from typer import Abort, BadParameter

    from tierscore.cli.app import app_for, whole_app

    # ClickException: of click itself, or of the copy that typer has carried since 0.26
    wrong_usage: Any = BadParameter.__mro__[2]
    try:
        app = whole_app() if _completes() else app_for(sys.argv[1:])
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except Abort:
        return Exit.INTERRUPTED
    except wrong_usage as failure:
        _complain(_message_on_usage(failure))
        return Exit.REFUSED
    except SystemExit as stop:
        # click leaves with 1 when the pipe is closed while it prints help
        return _reader_is_gone() if stop.code == 1 else int(stop.code or 0)
    gc.freeze()  # leaving looks for garbage too
    return int(code or Exit.ANSWERED)


def _completes() -> bool:
    """Whether a shell asks how a command may go on, which typer answers."""
    return any(name.startswith("_") and name.endswith("_COMPLETE") for name in os.environ)


def _open_closed_streams() -> None:
    """
    Where a standard stream was closed before the start, as by ``>&-``, read nothing from it and write nothing to it.

    Opened in this order they take the numbers 0 to 2 again, so that no file of ours can be taken for one of them.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - it lives as long


def _leave(number: int, _: object) -> NoReturn:
    """Leave in order when told to end, so that nothing is left half written; the code is that of a shell."""
    raise SystemExit(128 + number)


def _message(failure: TierscoreError) -> str:
    from tierscore.model.problem import UnreadableError

    if not isinstance(failure, UnreadableError):
        return f"error: {failure}"
    from tierscore.report.document.excerpt import describe

    count = sum(problem.count for problem in failure.problems)
    problems = "\n\n".join(describe(problem) for problem in failure.problems)
    return f"{problems}\n\n{failure.outcome}: {count:,} problem{'s' if count != 1 else ''} {failure.where}."


def _message_on_usage(failure: Any) -> str:
    """What click says of wrong usage, which quotes the arguments: how the command is used, and what is wrong."""
    context = failure.ctx
    if context is None:
        return f"error: {UsageError(failure.format_message())}"
    usage = [safe(line) for line in context.get_usage().splitlines()]
    help_line = f"`{safe(context.command_path)} --help` says more"
    return "\n".join((*usage, help_line, "", f"error: {UsageError(failure.format_message())}"))


def _unexpected(failure: BaseException) -> None:
    if os.environ.get("TIERSCORE_DEBUG"):
        raise failure
    _complain(
        f"error: tierscore failed on this input ({UsageError(f'{type(failure).__name__}: {failure}')})."
    )
    _complain("This is a fault of tierscore; please report it. TIERSCORE_DEBUG=1 shows where it happened.")


def _complain(text: str) -> None:
    """Write lines to standard error, in which nothing acts on a terminal or on a runner of workflows."""
    from tierscore.cli.output import calm

    encoding = sys.stderr.encoding or "ascii"
    with suppress(OSError):  # where nobody can be told, the exit code still says it
        sys.stderr.write(calm(text).encode(encoding, "backslashreplace").decode(encoding) + "\n")
        sys.stderr.flush()


def _reader_is_gone() -> int:
    """A closed pipe is no failure: its reader has seen enough. What is still buffered goes nowhere."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - it lives until the process ends
    return Exit.ANSWERED
