"""The versions of a rubric: how much each changed, and which moves of tiers it accepts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_VERSION = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})")


class _Ranked(StrEnum):
    """Words of which each later one is more than those before it."""

    @property
    def rank(self) -> int:
        """0 for the least."""
        return list(type(self)).index(self)


class Level(_Ranked):
    """How much a change of a rubric can do, the least first."""

    EDITORIAL = "editorial"
    """Other words for the same rule."""
    CLARIFYING = "clarifying"
    """What a rule rests on or is called: citations, authority, dates of reading, ids. No answer changes."""
    SUBSTANTIVE = "substantive"
    """It can change an outcome, a tier, a range, a ground of the special list or a score."""


class Bump(_Ranked):
    """Which part of a version a change raises, the least first."""

    PATCH = "patch"
    """Only words."""
    MINOR = "minor"
    """Something that can change an outcome or a tier, or a new criterion."""
    MAJOR = "major"
    """Tier rules, gates, dated law, the scale or the vocabulary."""


class Version(NamedTuple):
    """A version of a rubric, as ``MAJOR.MINOR.PATCH``; versions compare as they follow one another."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return ".".join(map(str, self))

    def raised(self, bump: Bump) -> Version:
        """The next version after a change; the same rule holds while ``major`` is 0."""
        match bump:
            case Bump.MAJOR:
                return Version(self.major + 1, 0, 0)
            case Bump.MINOR:
                return Version(self.major, self.minor + 1, 0)
            case Bump.PATCH:
                return Version(self.major, self.minor, self.patch + 1)


def read_version(written: str) -> Version | None:
    """The version that a text stands for; None where it is none."""
    match = _VERSION.fullmatch(written)
    return Version(*map(int, match.groups())) if match else None


@dataclass(frozen=True)
class AcceptedMove:
    """A move of the indicated tier that a version means to make, approved by committing this line."""

    country: str
    """The code of the country."""
    report_year: int
    before: str
    """A tier id, ``undetermined`` or ``contradiction``."""
    after: str

    def __str__(self) -> str:
        """As the history of versions writes it."""
        return f'{{country: {self.country}, year: {self.report_year}, from: "{self.before}", to: "{self.after}"}}'


@dataclass(frozen=True)
class VersionEntry:
    """What one version of a rubric changed."""

    version: str
    date: str
    """The day, as written."""
    level: Level
    """The highest level of its changes."""
    summary: str
    moves: tuple[AcceptedMove, ...] = ()
    tuned_on: frozenset[str] = frozenset()
    """Codes of the countries whose answers its makers looked at when they chose its rules."""
    held_out: frozenset[str] = frozenset()
    """Codes of the countries that were on file then and left out of that."""
