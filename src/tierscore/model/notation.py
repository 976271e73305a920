"""
Parts of a rubric on one line: tests and conditions as the files write them, rules by what they ask or say.

Every message that quotes a test or a condition takes its text from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from tierscore.model.condition import AtLeastSo
from tierscore.model.law import Validity

_PLACED = "{{placed: {{tier: {tier}, in_a_row: {reports}, since: {since}}}}}"
TEMPLATES = {
    "Criterion": "{question}",
    "Indicator": "{question}",
    "Gate": "{question}",
    "Switch": "{question}",
    "TierRule": "{says}",
    "SpecialListGround": "{says}",
    "Ruleset": "{says}",
    "Tier": "{name}",
    "Measure": "{name}",
    "Unit": "{{whole: {whole}, named: {named}}}",
    "NamedValue": "{word} {rank}",
    "Cap": "at most {at_most} when {when}",
    "Presumption": "{value} on silence about {measures}",
    "Law": "{cite}{alias: (%s)}, {authority}{unverified:, not verified}",
    "Indicium": "{says} ({cite})",
    "Basis": "{authority}{cite:, %s}: {reason}",
    "Remedy": "{do} ({effort} effort)",
    "Subject": "{measure}{series:, series: %s}{scope:, scope: %s}",
    "Presence": "{{measure: {subject}{by:, by: [%s]}}}",
    "AtLeastFigure": "{{figure: {subject}, at_least: {minimum}{by:, by: [%s]}}}",
    "Compared": "{{figure: {subject}, at_least_that_of: {other}, ratio: {ratio}}}",
    "Trend": "{{trend: {subject}, direction: {direction}{by:, by: [%s]}}}",
    "Joint": "{{joint_with: [{partners}]}}",
    "Committed": "{{committed: [{by}]}}",
    "Corroborated": "{{corroborated: [{measures}], sources: {sources}, years: {years}}}",
    "AnyOf": "{{any: [{tests}]}}",
    "AllOf": "{{all: [{tests}]}}",
    "AtLeast": "{{at_least: {count}, of: [{tests}]}}",
    "Not": "{{not: {test}}}",
    "Outweighs": "{{gains: [{gains}], losses: [{losses}]}}",
    "Always": "{{always: true}}",
    "OutcomeIn": "{{criterion: {criterion}, in: [{outcomes}]}}",
    "TestReaches": "{{test: {test}, reaches: {minimum}}}",
    "GateHolds": "{{gate: {gate}}}",
    "PlacedInARow": _PLACED,
    "PlacementStep": _PLACED,
    "PlacedInSequence": "{{placed_in_sequence: [{steps}]}}",
    "ListedInARow": "{{listed: {{in_a_row: {reports}, since: {since}}}}}",
    "EveryOne": "{{all: [{conditions}]}}",
    "AnyOne": "{{any: [{conditions}]}}",
    "NotSo": "{{not: {condition}}}",
    "Shown": "{{shown: {condition}}}",
}
"""
What is written of each record, by the name of its class and of its fields. What follows a colon is written
only where the field says anything; ``%s`` stands for the value.
"""


def in_file_notation(value: object) -> str:
    """A record of a rubric, or the value of a field, on one line."""
    match value:
        case None | "":
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case frozenset():
            return ", ".join(sorted(map(in_file_notation, value))) or "nothing"
        case tuple():
            return ", ".join(map(_list_entry, value)) or "nothing"
        case Mapping():
            return ", ".join(
                f"{in_file_notation(key)} {in_file_notation(part)}" for key, part in value.items()
            )
        case AtLeastSo(count, parts, share):
            number = f"at_least: {count}" if share is None else f"share: {share}"
            return f"{{{number}, of: [{in_file_notation(parts)}]}}"
        case Validity(since, until, act, where):
            years = f"{since or 'always'} to {until or 'now'}"
            readings = ", ".join(f"{switch}={choice}" for switch, choice in where)
            return "; ".join(part for part in (years, act, readings) if part)
        case _:
            template = TEMPLATES.get(type(value).__name__)
            return str(value) if template is None else template.format_map(_Fields(value))


def _list_entry(value: object) -> str:
    words = in_file_notation(value)
    return f"[{words}]" if isinstance(value, frozenset | tuple) else words


class _Fields(dict[str, "_Field"]):
    """The fields of a record, each worded when its template names it."""

    def __init__(self, record: object) -> None:
        super().__init__()
        self._record = record

    def __missing__(self, name: str) -> _Field:
        return _Field(getattr(self._record, name))


class _Field:
    def __init__(self, value: object) -> None:
        self._value = value

    def __format__(self, optional: str) -> str:
        if not optional:
            return in_file_notation(self._value)
        return optional.replace("%s", in_file_notation(self._value)) if self._value else ""
