"""Tests on the evidence in prose."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from tierscore.model.test import (
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastFigure,
    Committed,
    Compared,
    Corroborated,
    Joint,
    Not,
    Outweighs,
    Presence,
    Trend,
)
from tierscore.report.language.numbers import figure, of_hundred
from tierscore.report.language.wording import actors_words, join_words, quantity

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.model.actor import Actor
    from tierscore.model.test import Test
    from tierscore.report.language.lookup import Lookup
_CHANGES = {"up": "more", "same": "as many", "down": "fewer", "none": "none in either year"}


def test_words(lookup: Lookup, test: Test) -> str:
    """What a test reads from the evidence."""
    return test.fold(lambda part, parts: _words(lookup, part, _nested(part, list(parts))))


def _words(lookup: Lookup, test: Test, parts: list[str]) -> str:
    """A test, given the words of its parts."""
    match test:
        case AnyOf() | AllOf() | AtLeast() | Outweighs():
            return _joined(test, parts)
        case Not():
            return f"a source shows none of: {parts[0]}"
        case Presence(subject, by):
            return f"{lookup.subject(subject)}{_by(by)}"
        case AtLeastFigure(subject, minimum, by):
            return f"{lookup.subject(subject)}{_by(by)}: {figure(minimum)} or more"
        case Compared(subject, other, ratio):
            return f"{lookup.subject(subject)}: at least {_times(ratio)}{lookup.subject(other)}"
        case Trend(subject, direction, by):
            against = f"against the year before ({_trend_values(lookup, direction)})"
            return f"{lookup.subject(subject)}{_by(by)}, {against}"
        case Joint(partners):
            return f"the government acted together with {actors_words(partners, 'or')}"
        case Committed(by):
            return f"a promise for the future by {actors_words(by, 'or')}"
        case Corroborated(measures, sources, years):
            names = join_words([lookup.names.get(measure, measure) for measure in measures], "or")
            in_period, on_file = quantity(sources, "source"), quantity(years, "report year")
            return f"{names}, shown by {in_period} in the period or in {on_file}"
        case _:
            assert_never(test)


def _joined(test: AnyOf | AllOf | AtLeast | Outweighs, parts: list[str]) -> str:
    match test:
        case AnyOf():
            return f"{'; '.join(parts[:-1])}; or {parts[-1]}" if len(parts) > 1 else parts[0]
        case AllOf():
            return f"{'; '.join(parts[:-1])}; and {parts[-1]}" if len(parts) > 1 else parts[0]
        case AtLeast(count):
            return f"at least {count} of: {'; '.join(parts)}"
        case Outweighs(gains):
            return f"more of: {'; '.join(parts[: len(gains)])} than of: {'; '.join(parts[len(gains) :])}"


def _nested(test: Test, words: list[str]) -> list[str]:
    """The words of the parts of a test, in brackets where a part is a list itself."""
    return [
        f"({part_words})" if isinstance(part, AnyOf | AllOf | AtLeast | Outweighs) else part_words
        for part, part_words in zip(test.parts(), words, strict=True)
    ]


def _by(actors: frozenset[Actor]) -> str:
    return f", by {actors_words(actors, 'or')}" if actors else ""


def _times(ratio: Fraction) -> str:
    return "as much as " if ratio == 1 else f"{figure(ratio)} times "


def _trend_values(lookup: Lookup, direction: str) -> str:
    values = lookup.assessment.rubric.scale.trends.get(direction, {})
    worded = (f"{_CHANGES.get(change, change)}: {of_hundred(value)}" for change, value in values.items())
    return ", ".join(worded) or direction
