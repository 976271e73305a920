"""What can be found of a criterion, and the exact numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

ZERO = Fraction(0)
ONE = Fraction(1)


class Outcome(StrEnum):
    """What the evidence says of a criterion."""

    MET = "met"
    PARTLY_MET = "partly-met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"
    """The evidence leaves more than one outcome possible."""
    NOT_APPLICABLE = "not-applicable"
    """The law of the report year does not ask it."""


@dataclass(frozen=True)
class Interval:
    """The lowest and highest value that some completion of the unknowns could give; exact, from 0 to 1."""

    low: Fraction
    high: Fraction

    @property
    def settled(self) -> bool:
        """Whether only one value is possible."""
        return self.low == self.high

    @property
    def width(self) -> Fraction:
        """How much is unknown: 0 settled, 1 nothing known."""
        return self.high - self.low


UNKNOWN = Interval(ZERO, ONE)


def exactly(value: Fraction) -> Interval:
    """The interval that holds one value."""
    return Interval(value, value)
