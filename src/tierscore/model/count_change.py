"""How the counts that show increasing efforts stood before and stand now, and which way they went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tierscore.model.evidence import State
    from tierscore.model.rubric import IncreaseKind
    from tierscore.model.test import Subject


class Direction(StrEnum):
    """Which way a count went from one reporting period to the next."""

    ROSE = "rose"
    BEGAN = "began"
    """Something where a source says that there was nothing the year before."""
    LEVEL = "level"
    FELL = "fell"
    OPEN = "open"
    """The facts on file leave more than one of these possible."""


@dataclass(frozen=True)
class CountChange:
    """One count, in the period before and in the period of the report."""

    kind: IncreaseKind
    subject: Subject
    then: tuple[State, ...]
    """In the period before; empty where nothing on file settles it, several where sources differ."""
    now: tuple[State, ...]
    direction: Direction
    then_evidence: tuple[str, ...]
    now_evidence: tuple[str, ...]
    decides: bool
    """Whether a gate that decides reads its direction."""

    @property
    def is_part(self) -> bool:
        """Whether it is part of another count, as of one form of trafficking: never counted beside it."""
        return self.subject.scope is not None
