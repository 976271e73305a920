"""The JSON of ``tierscore check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.problem import Problem, Severity
from tierscore.report.json.values import Json, encode, fields

if TYPE_CHECKING:
    from tierscore.model.check import Accepted, Check


def render(check: Check) -> str:
    """Write a check as JSON."""
    return encode(as_data(check))


def as_data(check: Check) -> Json:
    """A check: problems by place; line and column count from 1 and are null for a file as a whole."""
    counts = {severity.value: check.count(severity) for severity in Severity}
    return {
        "schema": "tierscore/check/v1",
        "checked": check.what,
        "failed": check.failed,
        "counts": {**counts, "accepted": len(check.accepted)},
        "compared_with": check.compared_with,
        "tried": dict(check.tallies),
        "files": list(check.files),
        "problems": list(map(_problem, check.problems)),
        "accepted": list(map(_accepted, check.accepted)),
    }


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code.value,
        "severity": problem.code.severity.value,
        "file": problem.place.file,
        "line": problem.place.line or None,
        "column": problem.place.column or None,
        **fields(problem, "message", "hint", "excerpt", "excerpt_column", "count"),
    }


def _accepted(accepted: Accepted) -> Json:
    return _problem(accepted.problem) | fields(accepted, "reason", "until")
