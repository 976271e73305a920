"""The JSON of ``tierscore rule``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.check import Rule
    from tierscore.report.json.values import Json


def as_data(rules: Iterable[Rule]) -> list[Json]:
    """The codes of problems, each with its meaning and an example of wrong and right."""
    return [
        {
            "code": rule.code.value,
            "severity": rule.code.severity.value,
            "meaning": rule.meaning,
            "more": list(rule.more),
            "wrong": rule.wrong.text,
            "right": rule.right.text,
        }
        for rule in rules
    ]
