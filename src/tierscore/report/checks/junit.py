"""A check as JUnit XML, in the form that Jenkins accepts: a test case for each file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tierscore.errors import safe, without_commands
from tierscore.model.problem import Problem, Severity
from tierscore.report.document.excerpt import describe
from tierscore.report.language.wording import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.check import Check


def render(check: Check) -> str:
    """
    Write a test case for each file, which fails if the check does; its output has notices and exceptions.

    Times are 0, so the same check gives the same bytes. Characters that XML forbids are shown as escapes, and so is
    what a runner of workflows would take for a command when the text is printed to its log.
    """
    problems: dict[str, list[Problem]] = {file: [] for file in check.files}
    for problem in check.problems:
        problems.setdefault(problem.place.file, []).append(problem)
    accepted: dict[str, list[str]] = {}
    for exception in check.accepted:
        reason = f"accepted: {safe(exception.reason)}\n{describe(exception.problem)}"
        accepted.setdefault(exception.problem.place.file, []).append(reason)
    cases = [_case(file, problems[file], accepted.get(file, [])) for file in sorted(problems)]
    failures = sum(case.find("failure") is not None for case in cases)
    numbers = {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "time": "0"}
    root = Element("testsuites", {"name": "tierscore check", **numbers})
    suite = SubElement(root, "testsuite", {"name": "tierscore check", **numbers, "skipped": "0"})
    suite.extend(cases)
    indent(root)
    return without_commands(f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n')


def _case(file: str, problems: Iterable[Problem], accepted: Iterable[str]) -> Element:
    case = Element("testcase", {"classname": "tierscore.check", "name": safe(file), "time": "0"})
    failing = [problem for problem in problems if problem.code.severity is not Severity.NOTICE]
    if failing:
        first = failing[0].code.value
        more = f" (and {quantity(len(failing) - 1, 'more problem')})" if len(failing) > 1 else ""
        message = f"{first} {safe(failing[0].message)}{more}"
        SubElement(case, "failure", {"type": first, "message": message}).text = "\n\n".join(
            map(describe, failing)
        )
    notices = (problem for problem in problems if problem.code.severity is Severity.NOTICE)
    notes = [*map(describe, notices), *accepted]
    if notes:
        SubElement(case, "system-out").text = "\n\n".join(notes)
    return case
