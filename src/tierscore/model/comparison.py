"""Several assessments beside one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment
    from tierscore.model.finding import Finding
    from tierscore.model.rubric import Criterion


@dataclass(frozen=True)
class ComparedCriterion:
    """A criterion that does not come out alike everywhere."""

    criterion: Criterion
    findings: tuple[Finding | None, ...]
    """One for each assessment; None where its law has no such criterion."""


@dataclass(frozen=True)
class SideBySide:
    """Several assessments, in the order in which they were named; never a ranking."""

    assessments: tuple[Assessment, ...]
    criteria: tuple[ComparedCriterion, ...]
    """Those that do not come out alike, by P."""
    alike: int
    """How many criteria come out alike in all."""
