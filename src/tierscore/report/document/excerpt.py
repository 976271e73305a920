"""A problem with the line of the file that it is about and a caret under the place."""

from __future__ import annotations

from tierscore.errors import safe
from tierscore.model.problem import Problem, Severity
from tierscore.report.document.sanitize import cells

_WIDEST = 100
_BEFORE = 60


def describe(problem: Problem) -> str:
    """
    A problem in a few lines: place, code and message, the line with a caret, and the hint.

    The severity is named unless it is an error. Characters that cannot be seen are shown as escapes, so that
    nothing in the file acts on the reader's terminal.
    """
    severity = problem.code.severity
    lesser = "" if severity is Severity.ERROR else f"{severity.value}: "
    head = f"{safe(str(problem.place))}: {problem.code.value} {lesser}{safe(problem.message)}"
    column = problem.place.column - problem.excerpt_column + 1
    body = underlined(problem.excerpt, problem.place.line, column) if problem.excerpt else []
    hint = [f"  hint: {safe(problem.hint)}"] if problem.hint else []
    return "\n".join([head, *body, *hint])


def underlined(line: str, number: int, column: int) -> list[str]:
    """The line with its number, a long one cut to the part near the column, and a line with a caret below."""
    start = max(0, column - 1 - _BEFORE) if len(line) > _WIDEST else 0
    end = start + _WIDEST
    head = ("…" if start else "") + safe(line[start : column - 1])
    tail = safe(line[column - 1 : end]) + ("…" if end < len(line) else "")
    margin = f"  {number} | "
    return [f"{margin}{head}{tail}".rstrip(), f"{' ' * (len(margin) - 2)}| {' ' * cells(head)}^"]
