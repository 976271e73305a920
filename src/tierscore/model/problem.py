"""Faults in files: what is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tierscore.errors import TierscoreError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Code(StrEnum):
    """The stable code of each kind of fault. TS1 is YAML, TS2 shape, TS3 meaning."""

    UNREADABLE = "TS101"
    """The file cannot be opened or read."""
    ENCODING = "TS102"
    """The file is not UTF-8 text."""
    TOO_LARGE = "TS103"
    """The file is larger than tierscore reads."""
    SYNTAX = "TS104"
    """The file is not YAML."""
    REPEATED_KEY = "TS105"
    """A key stands twice in one mapping."""
    ALIAS = "TS106"
    """Anchors and aliases are refused: what is written is what is meant."""
    TAG = "TS107"
    """Tags are refused: types come from the format, not from the file."""
    DIRECTIVE = "TS108"
    """Directives are refused: every file is YAML 1.2."""
    TOO_DEEP = "TS109"
    """Mappings and lists are nested deeper than any format of tierscore."""
    NOT_A_NUMBER = "TS110"
    """NaN and infinity are no figures."""
    KEY_TYPE = "TS111"
    """A key is not text."""
    EMPTY = "TS112"
    """The file holds nothing."""
    DOCUMENTS = "TS113"
    """The file holds more than one YAML document."""
    TABLE = "TS114"
    """A table (CSV) cannot be read as one."""

    SHAPE = "TS201"
    """A mapping, list, text or number stands where another is wanted."""
    UNKNOWN_KEY = "TS202"
    """A key that the format does not have."""
    MISSING_KEY = "TS203"
    """A key that the format requires is not there."""
    NOT_ALLOWED = "TS204"
    """A value outside the closed list of values."""
    BAD_VALUE = "TS205"
    """A value that does not mean anything here: a date, number, code or id out of form."""

    UNKNOWN_REFERENCE = "TS301"
    """An id that is defined nowhere."""
    REPEATED_ID = "TS302"
    """An id that is defined twice."""
    UNIT = "TS303"
    """A figure without its unit, or with another one than its measure has."""
    SERIES = "TS304"
    """A series that is missing, unknown, or compared with another one."""
    STATUS = "TS305"
    """A status that is missing or does not go with the rest of the item."""
    DATE = "TS306"
    """A date outside all sense."""
    ACTORS = "TS307"
    """Two tests read one measure with different actors; one measure has one value."""
    DECISION = "TS308"
    """The tier rules leave a case open or name a gate in a circle."""
    SCALE = "TS309"
    """Cut-offs, points or weights that contradict one another."""
    REASON = "TS310"
    """A value of judgement without its reason."""


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file; line and column count from 1, and 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in a file. A finding is about a country; never mix the two."""

    place: Place
    """Where it is."""
    code: Code
    """Which kind of fault it is."""
    message: str
    """What is wrong, in the user's own words."""
    hint: str = ""
    """What to do about it; may be empty."""
    excerpt: str = ""
    """The line it stands on, as written; empty where there is none."""


class UnreadableError(TierscoreError):
    """
    Files could not be turned into a model.

    Attributes:
        problems: Every problem found, in all files, sorted by place. Never empty.

    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("; ".join(f"{problem.place}: {problem.message}" for problem in self.problems))
