"""A check as SARIF 2.1.0, the format in which code hosts take results of analysis."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tierscore.errors import safe
from tierscore.model.problem import Severity
from tierscore.report.document.sanitize import json_escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tierscore.model.check import Check, Rule
    from tierscore.model.problem import Code, Problem
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""Where the schema of the format is published."""
_FINGERPRINT = "tierscore/v1"
_ROOT = "SRCROOT"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_LINE_NUMBER = re.compile(r"\bline [0-9]+")


def render(check: Check, rules: Mapping[Code, Rule], version: str) -> str:
    """
    Write one run with a result for each problem; the same check gives the same bytes.

    Accepted problems are results too, suppressed in the source with their reason. Each result has a fingerprint that stays
    when the line moves.

    Args:
        check: What was found.
        rules: The explanation of every code that may have been found.
        version: The version of tierscore.

    """
    found = [(problem, None) for problem in check.problems] + [
        (one.problem, one.reason) for one in check.accepted
    ]
    codes = sorted({problem.code for problem, _ in found})
    fingerprints = _Fingerprints()
    run = {
        "tool": {
            "driver": {
                "name": "tierscore",
                "semanticVersion": version,
                "rules": [_rule(rules[code]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which tierscore was run."}}},
        "invocations": [{"executionSuccessful": True}],
        "results": [
            _result(problem, codes.index(problem.code), fingerprints.of(problem), reason)
            for problem, reason in found
        ],
    }
    return (
        json_escaped(
            json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        )
        + "\n"
    )


class _Fingerprints:
    """What a problem is known by from run to run: file, code, words and line as written, not where the line stands."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, problem: Problem) -> str:
        message = _LINE_NUMBER.sub("line", problem.message)
        known_by = json.dumps([problem.code.value, problem.place.file, message, problem.excerpt.strip()])
        self._seen[known_by] += 1
        return hashlib.sha256(f"{known_by}{self._seen[known_by]}".encode()).hexdigest()


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
    if reason is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return result


def _plain(message: str) -> str:
    """A message in which nothing is read as a link: in SARIF ``[text](target)`` is one even in plain text."""
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
