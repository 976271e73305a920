"""Worked cases: evidence in, outcomes and tier out, as a lawyer would write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tierscore.model.evidence import Dossier
    from tierscore.model.finding import Reason
    from tierscore.model.outcome import Outcome
    from tierscore.model.placement import Placements


@dataclass(frozen=True)
class Expectation:
    """What must come out for one report year; only what is given is expected."""

    report_year: int
    indicated: str | None = None
    """A tier id, ``undetermined`` or ``contradiction``."""
    not_indicated: tuple[str, ...] = ()
    """What must not be indicated."""
    range: tuple[str, ...] | None = None
    """Exactly these tiers, in the order of the case file."""
    outcomes: Mapping[str, Outcome] | None = None
    """The outcome of each criterion that is named."""
    not_counted: Mapping[str, Reason] | None = None
    """Why each item that is named does not count."""
    strongest_pillar: str | None = None
    special_list: tuple[str, ...] | None = None
    """Exactly these grounds of the special watch list, in the rubric's order."""


@dataclass(frozen=True)
class Case:
    """One worked case of a rubric."""

    name: str
    shows: str
    """The law or rule that it shows."""
    rubric: str
    """The id of its rubric."""
    dossier: Dossier
    placements: Placements
    """The history that it supposes."""
    expectations: tuple[Expectation, ...]
