"""Worked cases: evidence in, outcomes and tier out, as a lawyer would write them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tierscore.model.problem import Place

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
    place: Place = field(default=Place(""), compare=False)
    """Where it is written."""
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
    rule: str | None = None
    """The id of the tier rule that must decide."""

    @property
    def asks_decision(self) -> bool:
        """Whether it expects anything of the tier, and not of single criteria or items only."""
        return (
            bool(self.indicated or self.not_indicated or self.range or self.rule)
            or self.special_list is not None
        )


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
    choices: Mapping[str, str] = field(default_factory=dict)
    """The readings of the law that it is judged under, where they are not the rubric's own."""
    variants: tuple[Case, ...] = ()
    """The same facts with something changed, each a whole case of its own and without variants."""
