"""What differs between two assessments: of one country with something assumed, of two years, of two countries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.model.outcome import Outcome

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment
    from tierscore.model.decision import GateResult
    from tierscore.model.finding import Finding, IndicatorResult, PillarScore


@dataclass(frozen=True)
class IndicatorMove:
    """One test of a criterion that has another value, or that one side alone asks."""

    before: IndicatorResult | None
    after: IndicatorResult | None


@dataclass(frozen=True)
class FindingMove:
    """A criterion with another outcome or value."""

    before: Finding | None
    """None where the rubric of that side has no such criterion."""
    after: Finding | None
    indicators: tuple[IndicatorMove, ...]
    """Its tests that moved."""

    @property
    def finding(self) -> Finding:
        """The finding of a side that asks it."""
        sides = [side for side in (self.after, self.before) if side is not None]
        return next((side for side in sides if side.outcome is not Outcome.NOT_APPLICABLE), sides[0])


@dataclass(frozen=True)
class GateMove:
    """A condition of the tier rules with another answer, or that the law of one side alone asks."""

    before: GateResult | None
    after: GateResult | None
    criteria: tuple[str, ...]
    """The criteria that it reads and whose outcome moved."""

    @property
    def result(self) -> GateResult:
        """The result of a side that has it."""
        result = self.after or self.before
        assert result is not None, "one side has it"  # noqa: S101 - what the type cannot say
        return result


@dataclass(frozen=True)
class PillarMove:
    """The score of a P with another end."""

    before: PillarScore
    after: PillarScore


@dataclass(frozen=True)
class AssessmentDifference:
    """Two assessments, and what differs between them."""

    before: Assessment
    after: Assessment
    findings: tuple[FindingMove, ...]
    """In the order of the rubric."""
    gates: tuple[GateMove, ...]
    pillars: tuple[PillarMove, ...]

    @property
    def moves_tier(self) -> bool:
        """Whether another tier is indicated, or other tiers are possible."""
        sides = [(side.indicated, [entry.tier for entry in side.range]) for side in (self.before, self.after)]
        return sides[0] != sides[1]
