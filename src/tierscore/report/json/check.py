"""A check as JSON, in a shape of its own that has a version."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tierscore.model.problem import Severity
from tierscore.report.document.sanitize import json_escaped

if TYPE_CHECKING:
    from tierscore.model.check import Accepted, Check
    from tierscore.model.problem import Problem
SCHEMA = "tierscore/check/v1"
"""The name and version of the shape."""


def render(check: Check) -> str:
    """
    Write a check as JSON that ends with a line break; the same check gives the same bytes.

    Problems stand in the order of their places. Line and column count from 1 and are null for a file as a whole.
    Invisible characters are written as escapes.
    """
    data = {
        "schema": SCHEMA,
        "checked": check.what,
        "failed": check.failed,
        "counts": {
            **{severity.value: check.count(severity) for severity in Severity},
            "accepted": len(check.accepted),
        },
        "tried": dict(check.tallies),
        "files": list(check.files),
        "problems": [_problem(problem) for problem in check.problems],
        "accepted": [_accepted(one) for one in check.accepted],
    }
    return json_escaped(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code.value,
        "severity": problem.code.severity.value,
        "file": problem.place.file,
        "line": problem.place.line or None,
        "column": problem.place.column or None,
        "message": problem.message,
        "hint": problem.hint,
        "excerpt": problem.excerpt,
    }


def _accepted(one: Accepted) -> dict[str, Any]:
    return {**_problem(one.problem), "reason": one.reason, "until": one.until}
