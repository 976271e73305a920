"""A call of the command that was answered before, and whose answer still holds, is answered with it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tierscore.cli import transcript
from tierscore.cli.exit_codes import Exit
from tierscore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.loading.workspace.finished_answers import FinishedAnswers

REMEMBERED = frozenset(
    {
        "assess",
        "audit-history",
        "backtest",
        "check",
        "explain",
        "export",
        "history",
        "list",
        "outlook",
        "whatif",
    }
)
"""The commands that read files of a workspace and write an answer; what else a call does, it notes as a deed."""
_BY_DAY = "check"
"""The command whose answer depends on the day."""
NO_PAGER = "--no-pager"
_FOR_TERMINALS = (
    *("COLORTERM", "COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "TERM", "UNICODE_VERSION"),
    *("JUPYTER_COLUMNS", "JUPYTER_LINES", "TTY_COMPATIBLE", "TTY_INTERACTIVE"),
)
"""The variables of the environment by which an answer is drawn for a terminal."""
_PREFIXES = ("PYTHON", "TIERSCORE_")


class RepeatedCall:
    """How the command is called now, and the answers that were given before."""

    def __init__(self, arguments: Sequence[str], answers: FinishedAnswers) -> None:
        self._answers = answers
        day = _day() if _BY_DAY in arguments else ""
        self._call = (os.getcwd(), day, str(len(arguments)), *arguments, *_surroundings())  # noqa: PTH109 - it is text

    def repeat(self) -> int | None:
        """Write the answer of an earlier run and return its exit code; None where there is none that still holds."""
        answer = self._answers.recall(self._call)
        if answer is None:
            return None
        from tierscore.cli import output

        for place, data in answer.parts:
            match place:
                case transcript.ERRORS:
                    output.note(data.decode("utf-8", "surrogateescape"))
                case transcript.DRAWN:
                    output.hand_over(data)
                case _:
                    output.write_data(data, None)
        return answer.code

    @contextmanager
    def listening(self) -> Iterator[list[int]]:
        """
        Note down what is written, and keep it as the answer to this call.

        The list that is given takes the exit code of a run that ended well.
        """
        notes, codes = transcript.Transcript(), list[int]()
        token = transcript.current.set(notes)
        try:
            yield codes
        finally:
            transcript.current.reset(token)
        if (
            codes
            and codes[0] in {Exit.ANSWERED, Exit.FOUND}
            and notes.is_complete
            and notes.opened is not None
        ):
            from tierscore.loading.workspace.finished_answers import FinishedAnswer

            answer = FinishedAnswer(tuple(notes.parts), codes[0])
            self._answers.keep(self._call, notes.opened, notes.layout, answer)


def this_call(arguments: Sequence[str]) -> RepeatedCall | None:
    """The call of this process, where its command does nothing but answer, and there is a cache; else None."""
    from tierscore.cli.environment import cache_folder

    command = arguments[1:2] if arguments[:1] == [NO_PAGER] else arguments[:1]
    folder = cache_folder() if REMEMBERED.issuperset(command) and command else None
    if folder is None:
        return None
    from tierscore.loading.workspace.finished_answers import FinishedAnswers

    try:
        return RepeatedCall(arguments, FinishedAnswers(folder))
    except OSError:  # the current folder is gone
        return None


def _day() -> str:
    """The day on which an answer is given; of one that is no day the command says so."""
    from tierscore.cli.environment import this_day

    with suppress(UsageError):
        return str(this_day(None))
    return ""


def _surroundings() -> Iterator[str]:
    """Whatever besides the arguments and the files decides how an answer is written."""
    yield from (f"{name}={os.environ.get(name)}" for name in _FOR_TERMINALS)
    yield from sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith(_PREFIXES))
    yield f"{sys.stdout.encoding} {sys.stdout.isatty()} {sys.stderr.encoding} {sys.stderr.isatty()}"
    try:
        yield str(os.get_terminal_size(sys.__stdout__.fileno()) if sys.__stdout__ is not None else None)
    except (OSError, ValueError):
        yield "no terminal"
