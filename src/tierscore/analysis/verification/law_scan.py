"""Every law there is: each report year that differs, under each reading of the switches."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.analysis.verification.universe import Universe
from tierscore.engine.law import distinct_laws
from tierscore.model.condition import GateHolds, OutcomeIn, plain_conditions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.analysis.verification.budget import WorkBudget
    from tierscore.analysis.verification.universe import Remembered
    from tierscore.model.condition import Condition
    from tierscore.model.measure import Vocabulary
    from tierscore.model.moments import Moment
    from tierscore.model.rubric import Criterion, Gate, Rubric, TierRule


@dataclass(eq=False)
class Law:
    """What is in force at one time, and every file joined to it."""

    moment: Moment
    rubric: Rubric
    vocabulary: Vocabulary
    budget: WorkBudget
    remembered: Remembered = field(default_factory=dict)
    """What the universes of all laws of a rubric share."""

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """The criteria that are asked, by id."""
        return {one.id: one for one in self.rubric.criteria if one.validity.covers(*self.moment)}

    @cached_property
    def gates(self) -> dict[str, Gate]:
        """The gates by id."""
        return {gate.id: gate for gate in self.rubric.gates}

    @cached_property
    def universe(self) -> Universe | None:
        """Every file joined to this law; None where no more laws may be looked into."""
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
        found: set[str] = set()
        for plain in plain_conditions(condition):
            if isinstance(plain, OutcomeIn):
                found.add(plain.criterion)
            elif isinstance(plain, GateHolds):
                found |= self.criteria_asked(self.gates[plain.gate].condition)
        return frozenset(found)

    def has(self, entry: Criterion | Gate | TierRule, entries: Iterable[Criterion | Gate | TierRule]) -> bool:
        """Whether an entry of the rubric is the one in force among ``entries`` of this law."""
        return any((one.id, one.validity) == (entry.id, entry.validity) for one in entries)


def every_law(rubric: Rubric, vocabulary: Vocabulary, budget: WorkBudget) -> tuple[tuple[Law, ...], bool]:
    """Each law once, the rubric's own readings and the newest years first; False where there are too many readings to list all."""
    remembered: Remembered = {}
    laws, complete = distinct_laws(rubric)
    return tuple(Law(moment, law, vocabulary, budget, remembered) for moment, law in laws), complete
