"""
Questions that a rubric asks of the evidence: a closed set, no code in data.

Every test has a value from 0 to 1, and an interval where something is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from tierscore.model.evidence import Actor


@dataclass(frozen=True, order=True)
class Subject:
    """What a test reads: one measure, in one series and one scope."""

    measure: str
    series: str | None = None
    scope: str | None = None


@dataclass(frozen=True)
class Presence:
    """How far the thing is there or was done: the rubric's worth of its status."""

    subject: Subject
    by: frozenset[Actor] = frozenset()
    """Who must have acted for it to count; empty means anybody."""


@dataclass(frozen=True)
class AtLeastFigure:
    """1 if the figure reaches ``minimum``, else 0."""

    subject: Subject
    minimum: Fraction
    by: frozenset[Actor] = frozenset()


@dataclass(frozen=True)
class Compared:
    """
    1 if the figure of ``subject`` is at least ``ratio`` times that of ``other``, else 0.

    A figure in words, such as life in prison, outranks every number, and words are ranked; but no multiple of a word is anything
    that could be reached or missed, so the test leaves open what only such a multiple would settle.
    """

    subject: Subject
    other: Subject
    ratio: Fraction


@dataclass(frozen=True)
class Trend:
    """The rubric's worth of a change against the year before, as the named ``direction`` weighs it."""

    subject: Subject
    direction: str
    by: frozenset[Actor] = frozenset()


@dataclass(frozen=True)
class Joint:
    """1 if the government acted with any of ``partners`` in the period, on any measure; open where the file shows none."""

    partners: frozenset[Actor]


@dataclass(frozen=True)
class Committed:
    """1 if any of ``by`` promised something for the future in the period, else 0: an affirmative finding, never open."""

    by: frozenset[Actor]


@dataclass(frozen=True)
class Corroborated:
    """
    1 if facts by the government on any of ``measures`` rest on enough sources or years, else 0.

    It counts what is on file up to the report year and never what is unknown: an affirmative finding.
    """

    measures: tuple[str, ...]
    sources: int
    """Enough if facts of the period rest on this many sources."""
    years: int
    """Enough if facts stand on file for this many report years, the period's own included."""


@dataclass(frozen=True)
class AnyOf:
    """The largest of its tests."""

    tests: tuple[Test, ...]


@dataclass(frozen=True)
class AllOf:
    """The smallest of its tests."""

    tests: tuple[Test, ...]


@dataclass(frozen=True)
class AtLeast:
    """The ``count``-th largest of its tests."""

    count: int
    tests: tuple[Test, ...]


@dataclass(frozen=True)
class Not:
    """One less its test."""

    test: Test


@dataclass(frozen=True)
class Outweighs:
    """1 if the sum of ``gains`` is more than the sum of ``losses``, else 0."""

    gains: tuple[Test, ...]
    losses: tuple[Test, ...]


Leaf = Presence | AtLeastFigure | Compared | Trend | Joint | Committed | Corroborated
Test = Leaf | AnyOf | AllOf | AtLeast | Not | Outweighs


def leaves(test: Test) -> tuple[Leaf, ...]:
    """All leaves under a test, in the order in which they are written."""
    match test:
        case AnyOf(tests) | AllOf(tests) | AtLeast(tests=tests):
            return tuple(leaf for child in tests for leaf in leaves(child))
        case Not(child):
            return leaves(child)
        case Outweighs(gains, losses):
            return tuple(leaf for child in (*gains, *losses) for leaf in leaves(child))
        case _:
            return (test,)


def subjects(leaf: Leaf) -> tuple[Subject, ...]:
    """What one leaf reads; empty for the tests that read the file as a whole."""
    match leaf:
        case Compared(subject, other):
            return (subject, other)
        case Presence(subject) | AtLeastFigure(subject) | Trend(subject):
            return (subject,)
        case Joint() | Committed() | Corroborated():
            return ()
