"""One law of a rubric, ready to be examined on every file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.analysis.verification.universe import Universe
from tierscore.engine.law import plain_through_gates
from tierscore.model.condition import OutcomeIn
from tierscore.model.moments import in_force

if TYPE_CHECKING:
    from tierscore.analysis.verification.budget import WorkBudget
    from tierscore.analysis.verification.universe import SharedOptions
    from tierscore.model.condition import Condition
    from tierscore.model.measure import Vocabulary
    from tierscore.model.moments import Moment
    from tierscore.model.rubric import Criterion, Gate, Rubric


@dataclass(eq=False)
class ExaminedLaw:
    """What is in force at one moment, and every file joined to it."""

    moment: Moment
    rubric: Rubric
    vocabulary: Vocabulary
    budget: WorkBudget
    shared: SharedOptions = field(default_factory=dict)
    """What the universes of all laws of a rubric have in common."""

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """The criteria that are asked, by id."""
        return {criterion.id: criterion for criterion in in_force(self.rubric.criteria, self.moment)}

    @cached_property
    def gates(self) -> dict[str, Gate]:
        """The gates by id."""
        return {gate.id: gate for gate in self.rubric.gates}

    @cached_property
    def universe(self) -> Universe | None:
        """Every file joined to this law; None where the budget allows no more laws."""
        return self.new_universe(settled=False)

    def new_universe(self, *, settled: bool) -> Universe | None:
        """Every file joined to this law, or if ``settled`` those without silence, gaps and contradictions."""
        if self.budget.laws <= 0 or self.budget.looks <= 0:
            return None
        self.budget.laws -= 1
        year = self.moment.report_year
        return Universe(self.rubric, self.vocabulary, year, settled=settled, shared=self.shared)

    @cached_property
    def criteria_of_rules(self) -> frozenset[str]:
        """The criteria that tier rules ask, through gates."""
        return frozenset().union(*(self.criteria_asked(rule.when) for rule in self.rubric.rules))

    def criteria_asked(self, condition: Condition) -> frozenset[str]:
        """The criteria that a condition asks, through gates too."""
        asked = plain_through_gates(condition, self.rubric)
        return frozenset(plain.criterion for plain in asked if isinstance(plain, OutcomeIn))
