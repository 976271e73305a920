"""Asking the user, on a terminal only: in a pipe nobody could answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from tierscore.cli.output import say, write
from tierscore.errors import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
HELP = "?"
"""The answer that asks what there is to choose from."""


def can_ask() -> bool:
    """Whether somebody sits at a terminal and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(
    question: str,
    refuse: Callable[[str], str] = lambda _: "",
    *,
    optional: bool = False,
    choices: Iterable[str] = (),
) -> str:
    """
    The answer to a question, asked again until it will do.

    Args:
        question: What is asked, without a colon.
        refuse: What is wrong with an answer, in words; empty where nothing is.
        optional: Whether no answer will do.
        choices: What ``?`` lists, a line each; without any it is an answer like others.

    Raises:
        Abort: If the user ends the input.
    """
    lines = [f"  {choice}" for choice in choices]
    while True:
        write(f"{safe(question)}{' (empty: none)' if optional else ''}: ", None)
        answer = _line()
        if answer == HELP and lines:
            say(*lines)
            continue
        if not answer and optional:
            return answer
        complaint = (
            refuse(answer) if answer else "an answer is needed; Ctrl-C leaves without writing anything"
        )
        if not complaint:
            return answer
        say(f"  {complaint}")


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise typer.Abort
    return line.strip()
