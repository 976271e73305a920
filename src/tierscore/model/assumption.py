"""Facts that are assumed for one answer, in place of what a country file says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.model.evidence import Dossier

if TYPE_CHECKING:
    from tierscore.model.evidence import Figure, Status, Versus
    from tierscore.model.test import Subject


@dataclass(frozen=True)
class Assumption:
    """How one subject would stand by the government's doing, for the whole of one reporting period."""

    subject: Subject
    status: Status
    """Done or absent."""
    figure: Figure | None = None
    """The figure; None where only that there was something, or nothing, is assumed."""
    versus: Versus | None = None
    """How it would stand to the year before; None where that is left to the figures."""


@dataclass(frozen=True)
class AssumedDossier(Dossier):
    """
    A country file with assumptions in place of what it says of one reporting period.

    Its items are those that are left, and one for each assumption. Of every other period it says what the file
    as it was written says.
    """

    written: Dossier | None = None
    """The file as it was written."""
    assumptions: tuple[Assumption, ...] = ()
    assumed_for: int = 0
    """The report year of the period."""
