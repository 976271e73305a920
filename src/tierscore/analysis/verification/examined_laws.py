"""Every law of a rubric, joined to every file that there could be."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.analysis.verification.universe import Universe
from tierscore.engine.law import distinct_laws, plain_through_gates
from tierscore.model.condition import OutcomeIn
from tierscore.model.moments import in_force

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.analysis.verification.budget import WorkBudget
    from tierscore.analysis.verification.universe import Remembered
    from tierscore.model.condition import Condition
    from tierscore.model.measure import Vocabulary
    from tierscore.model.moments import Moment
    from tierscore.model.rubric import Criterion, Gate, Rubric, TierRule


@dataclass(eq=False)
class ExaminedLaw:
    """What is in force at one moment, and every file joined to it."""

    moment: Moment
    rubric: Rubric
    vocabulary: Vocabulary
    budget: WorkBudget
    remembered: Remembered = field(default_factory=dict)
    """What the universes of all laws of a rubric share."""

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """The criteria that the law asks, by id."""
        return {criterion.id: criterion for criterion in in_force(self.rubric.criteria, self.moment)}

    @cached_property
    def gates(self) -> dict[str, Gate]:
        """The gates by id."""
        return {gate.id: gate for gate in self.rubric.gates}

    @cached_property
    def universe(self) -> Universe | None:
        """Every file joined to this law; None where no more laws may be examined."""
        if self.budget.laws <= 0 or self.budget.looks <= 0:
            return None
        self.budget.laws -= 1
        return Universe(self.rubric, self.vocabulary, self.moment.report_year, remembered=self.remembered)

    @cached_property
    def criteria_of_rules(self) -> frozenset[str]:
        """The criteria that tier rules ask, through gates."""
        return frozenset().union(*(self.criteria_asked(rule.when) for rule in self.rubric.rules))

    def criteria_asked(self, condition: Condition) -> frozenset[str]:
        """The criteria that a condition asks, through gates too."""
        asked = plain_through_gates(condition, self.rubric)
        return frozenset(plain.criterion for plain in asked if isinstance(plain, OutcomeIn))

    def has(self, entry: Criterion | Gate | TierRule, entries: Iterable[Criterion | Gate | TierRule]) -> bool:
        """Whether an entry of the rubric is the one in force among ``entries`` of this law."""
        return (entry.id, entry.validity) in [(other.id, other.validity) for other in entries]


def every_law(
    rubric: Rubric, vocabulary: Vocabulary, budget: WorkBudget
) -> tuple[tuple[ExaminedLaw, ...], bool]:
    """Each law once, own readings and newest years first, and whether these are all."""
    remembered: Remembered = {}
    laws, complete = distinct_laws(rubric)
    return tuple(ExaminedLaw(moment, law, vocabulary, budget, remembered) for moment, law in laws), complete
