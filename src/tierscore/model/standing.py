"""How firm a tier is, from ranges alone: never from the tier that is indicated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Firmness(StrEnum):
    """One word for how firm an answer is."""

    FIRM = "firm"
    """One tier is possible over all core readings of the law."""
    RESTS_ON_A_READING = "rests-on-a-reading"
    """The range of the default reading is not that over all core readings."""
    OPEN = "open"
    """Several tiers are possible, on the default reading as on all core readings."""
    THIN = "thin"
    """No tier is indicated, and less is known than the rubric's ``thin_below``."""


@dataclass(frozen=True)
class ReadingOutcome:
    """What another reading of the law gives: one core switch, or two, set to another value."""

    choices: Mapping[str, str]
    """The other value by the name of its switch."""
    indicated: str
    range: tuple[str, ...]


@dataclass(frozen=True)
class TierStanding:
    """How firm the answer is, and what that follows from."""

    firmness: Firmness
    core_range: tuple[str, ...]
    """Every tier that some completion of the unknowns gives under some core reading, best first."""
    readings: tuple[ReadingOutcome, ...]
    """The core readings whose indicated tier or range differs from the default's, single ones first."""
    on_few_facts: bool
    """Whether less is known than ``thin_below``, or one fact or source left out changes ``core_range``."""
    resting_on: tuple[str, ...] = ()
    """The facts and sources each of which, left out alone, changes ``core_range``."""
