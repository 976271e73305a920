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


class LeftOutKind(StrEnum):
    """What was left out of a file."""

    SOURCE = "source"
    """A source: the facts that rest on it alone, and what was searched in it; other facts keep their other sources."""
    FACT = "fact"
    FINDING = "finding"
    """What a criterion is found on: the facts that count for it, and those that put silence on record."""
    GATE = "gate"
    """The facts that tests of the gate itself rest on, where no criterion stands between."""


@dataclass(frozen=True)
class WithoutOutcome:
    """What would be answered if one source, fact or finding had never been on file."""

    kind: LeftOutKind
    id: str
    """Of the source, the fact, the criterion or the gate."""
    indicated: str
    range: tuple[str, ...]
    core_range: tuple[str, ...]
    exact: bool
    """False where the ranges are upper bounds, because the limit of work was reached."""


@dataclass(frozen=True)
class TierStanding:
    """How firm the answer is, and what that follows from."""

    firmness: Firmness
    core_range: tuple[str, ...]
    """Every tier that some completion of the unknowns gives under some core reading, best first."""
    readings: tuple[ReadingOutcome, ...]
    """The core readings whose indicated tier or range differs from the default's, single ones first."""
    thin: bool
    """Whether less is known than ``thin_below``."""
    without: tuple[WithoutOutcome, ...] = ()
    """What each source, fact and finding would change if it were left out alone; only those that change something."""
    tried_all: bool = True
    """False where not every one was left out to see, because the limit of work was reached."""

    @property
    def on_few_facts(self) -> bool:
        """Whether less is known than ``thin_below``, or one fact or source left out changes ``core_range``."""
        return self.thin or bool(self.resting_on)

    @property
    def resting_on(self) -> frozenset[str]:
        """The facts and sources each of which, left out alone, changes ``core_range``."""
        return frozenset(
            outcome.id
            for outcome in self.without
            if outcome.kind in {LeftOutKind.SOURCE, LeftOutKind.FACT}
            and outcome.core_range != self.core_range
        )
