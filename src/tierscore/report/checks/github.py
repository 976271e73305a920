"""A check as annotations of GitHub Actions: a workflow command for each problem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tierscore.errors import safe, without_commands
from tierscore.model.problem import Problem, Severity
from tierscore.report.compose.check import result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.check import Check
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_SIGNS = re.compile("([%\r\n:,])")
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}


def render(check: Check) -> str:
    """
    Write a line for each problem, and one with the result.

    Signs that the runner acts on are escaped as in GitHub's own toolkit: no file can start a command.
    """
    lines = [_annotation(problem) for problem in check.problems]
    lines += [f"compared with {safe(check.compared_with)}"] if check.compared_with else []
    return "".join(f"{line}\n" for line in (*lines, result(check)))


def _annotation(problem: Problem) -> str:
    properties = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in _properties(problem))
    message = "\n".join((problem.message, *([f"hint: {problem.hint}"] if problem.hint else [])))
    return f"::{_COMMANDS[problem.code.severity]} {properties}::{_escaped(message, _DATA)}"


def _properties(problem: Problem) -> Iterator[tuple[str, str]]:
    yield "file", problem.place.file
    if problem.place.line:
        yield "line", str(problem.place.line)
        yield "col", str(problem.place.column)
    yield "title", f"tierscore {problem.code.value}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    """The runner's own escapes for its signs, and visible escapes for all else that cannot be seen."""
    return without_commands("".join(escapes.get(part) or safe(part) for part in _SIGNS.split(text)))
