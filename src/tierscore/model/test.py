"""
Questions that a rubric asks of the evidence: a closed set, no code in data.

Every test has a value from 0 to 1, and an interval where something is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from tierscore.model.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from tierscore.model.actor import Actor


@dataclass(frozen=True, order=True)
class Subject:
    """What a test reads: one measure, in one series and one scope."""

    measure: str
    series: str | None = None
    scope: str | None = None

    def __hash__(self) -> int:
        """Worked out once, since facts are looked up by their subject."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.measure, self.series, self.scope))


@dataclass(frozen=True)
class Presence(Tree["Test"]):
    """How far the thing is there or was done: the rubric's worth of its status."""

    subject: Subject
    by: frozenset[Actor] = frozenset()
    """Who must have acted for it to count; empty means anybody."""


@dataclass(frozen=True)
class AtLeastFigure(Tree["Test"]):
    """1 if the figure reaches ``minimum``, else 0."""

    subject: Subject
    minimum: Fraction
    by: frozenset[Actor] = frozenset()


@dataclass(frozen=True)
class Compared(Tree["Test"]):
    """
    1 if the figure of ``subject`` is at least ``ratio`` times that of ``other``, else 0.

    A figure in words, such as life in prison, outranks every number, and words are ranked; but no multiple of
    a word could be reached or missed, so the test leaves open what only such a multiple would settle.
    """

    subject: Subject
    other: Subject
    ratio: Fraction


@dataclass(frozen=True)
class Trend(Tree["Test"]):
    """The rubric's worth of a change against the year before, as the named ``direction`` weighs it."""

    subject: Subject
    direction: str
    by: frozenset[Actor] = frozenset()


@dataclass(frozen=True)
class Joint(Tree["Test"]):
    """1 if the government acted with any of ``partners`` in the period; open where the file shows none."""

    partners: frozenset[Actor]


@dataclass(frozen=True)
class Committed(Tree["Test"]):
    """1 if any of ``by`` promised something in the period, else 0: an affirmative finding, never open."""

    by: frozenset[Actor]


@dataclass(frozen=True)
class Corroborated(Tree["Test"]):
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
class AnyOf(Tree["Test"]):
    """The largest of its tests."""

    PARTS: ClassVar[str] = "tests"
    tests: tuple[Test, ...]


@dataclass(frozen=True)
class AllOf(Tree["Test"]):
    """The smallest of its tests."""

    PARTS: ClassVar[str] = "tests"
    tests: tuple[Test, ...]


@dataclass(frozen=True)
class AtLeast(Tree["Test"]):
    """The ``count``-th largest of its tests."""

    PARTS: ClassVar[str] = "tests"
    count: int
    tests: tuple[Test, ...]


@dataclass(frozen=True)
class Not(Tree["Test"]):
    """One less its test."""

    PARTS: ClassVar[str] = "test"
    test: Test


@dataclass(frozen=True)
class Outweighs(Tree["Test"]):
    """1 if the sum of ``gains`` is more than the sum of ``losses``, else 0."""

    gains: tuple[Test, ...]
    losses: tuple[Test, ...]

    def parts(self) -> tuple[Test, ...]:
        """First its gains, then its losses."""
        return (*self.gains, *self.losses)

    def with_parts(self, parts: Sequence[Test]) -> Outweighs:
        """As many of the parts as there were gains are gains; the others are losses."""
        gains = len(self.gains)
        return replace(self, gains=tuple(parts[:gains]), losses=tuple(parts[gains:]))


SubjectLeaf = Presence | AtLeastFigure | Compared | Trend
WholeFileLeaf = Joint | Committed | Corroborated
Leaf = SubjectLeaf | WholeFileLeaf
CompoundTest = AnyOf | AllOf | AtLeast | Not | Outweighs
Test = Leaf | CompoundTest


def leaves(test: Test) -> tuple[Leaf, ...]:
    """All tests without parts under a test, in the order in which they are written."""
    if isinstance(test, CompoundTest):
        return tuple(leaf for part in test.parts() for leaf in leaves(part))
    return (test,)


def subjects(leaf: Leaf) -> tuple[Subject, ...]:
    """What one leaf reads; empty for the tests that read the file as a whole."""
    match leaf:
        case Compared(subject, other):
            return (subject, other)
        case Presence(subject) | AtLeastFigure(subject) | Trend(subject):
            return (subject,)
        case _:
            return ()


def subject_key(subject: Subject) -> tuple[str, str, str]:
    """The order of subjects."""
    return subject.measure, subject.series or "", subject.scope or ""
