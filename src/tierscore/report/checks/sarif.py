"""A check as SARIF 2.1.0, the format in which code hosts take results of analysis."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tierscore.errors import safe
from tierscore.model.problem import Code, Problem, Severity
from tierscore.report.json.values import encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tierscore.model.check import Check, Rule
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""Where the schema of the format is published."""
_FINGERPRINT = "tierscore/v1"
_ROOT = "SRCROOT"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_LINE_NUMBER = re.compile(r"\bline [0-9]+")


def render(check: Check, rules: Mapping[Code, Rule], version: str) -> str:
    """
    Write one run with a result for each problem; the same check gives the same bytes.

    Accepted problems are results too, suppressed in the source with their reason. A fingerprint stays the
    same when the line moves.

    Args:
        check: The check.
        rules: The explanation of every code of a problem.
        version: The version of tierscore.
    """
    problems: list[tuple[Problem, str | None]] = [(problem, None) for problem in check.problems]
    problems += [(exception.problem, exception.reason) for exception in check.accepted]
    codes = sorted({problem.code for problem, _ in problems})
    fingerprints = _Fingerprints()
    driver = {
        "name": "tierscore",
        "semanticVersion": version,
        "rules": [_rule(rules[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {
                "description": {
                    "text": "The top of the repository; the folder in which tierscore was run, where there is no repository."
                }
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "results": [
            _result(problem, codes.index(problem.code), fingerprints.fingerprint(problem), reason)
            for problem, reason in problems
        ],
    }
    return encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


class _Fingerprints:
    """The identity of a problem from run to run: file, code, message and the text of the line."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def fingerprint(self, problem: Problem) -> str:
        """A hash that lasts while lines move; a number tells equal problems apart."""
        message = _LINE_NUMBER.sub("line", problem.message)
        identity = json.dumps([problem.code.value, problem.place.file, message, problem.excerpt.strip()])
        self._seen[identity] += 1
        return hashlib.sha256(f"{identity}{self._seen[identity]}".encode()).hexdigest()


def _rule(rule: Rule) -> dict[str, Any]:
    wrong, right = rule.wrong.text.rstrip("\n"), rule.right.text.rstrip("\n")
    return {
        "id": rule.code.value,
        "name": "".join(word.capitalize() for word in rule.code.name.split("_")),
        "shortDescription": {"text": rule.meaning},
        "help": {"text": "\n\n".join((rule.meaning, *rule.more, f"Wrong:\n\n{wrong}", f"Right:\n\n{right}"))},
        "defaultConfiguration": {"level": _LEVELS[rule.code.severity]},
    }


def _result(problem: Problem, index: int, fingerprint: str, reason: str | None) -> dict[str, Any]:
    hint = f"\n{problem.hint}" if problem.hint else ""
    result: dict[str, Any] = {
        "ruleId": problem.code.value,
        "ruleIndex": index,
        "level": _LEVELS[problem.code.severity],
        "message": {"text": _plain(f"{problem.message}{hint}")},
        "locations": [{"physicalLocation": _location(problem)}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if problem.count > 1:
        result["occurrenceCount"] = problem.count
    if reason is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return result


def _plain(message: str) -> str:
    """A message without links: SARIF reads ``[text](target)`` as a link even in plain text."""
    return "\n".join(safe(line) for line in message.split("\n")).replace("](", "] (")


def _location(problem: Problem) -> dict[str, Any]:
    place = problem.place
    artifact = {"uri": quote(place.file, errors="surrogatepass")}
    if place.file.startswith("/"):
        artifact["uri"] = f"file://{artifact['uri']}"
    else:
        artifact["uriBaseId"] = _ROOT
    location: dict[str, Any] = {"artifactLocation": artifact}
    if place.line:
        location["region"] = {"startLine": place.line, "startColumn": place.column}
        if problem.excerpt:
            location["region"]["snippet"] = {"text": problem.excerpt}
    return location
