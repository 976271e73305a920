"""What is known, had some criteria other outcomes: for the questions whether they could change a tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.evaluator import KnownView

if TYPE_CHECKING:
    from tierscore.engine.evaluator import KnownSoFar
    from tierscore.model.decision import Answer
    from tierscore.model.outcome import Outcome


class SupposedOutcomes(KnownView):
    """What is known, with the outcomes of some criteria set by hand wherever they are asked."""

    def __init__(self, known: KnownSoFar, criteria: frozenset[str], outcomes: frozenset[Outcome]) -> None:
        """Take what is known, the criteria, and the outcomes that each of them can have."""
        super().__init__(known)
        self._criteria = criteria
        self._outcomes = outcomes
        self._answers: dict[str, Answer] = {}

    def outcomes(self, criterion: str) -> frozenset[Outcome]:
        """The outcomes that a criterion can still have."""
        return self._outcomes if criterion in self._criteria else self.known.outcomes(criterion)

    def gate(self, gate: str) -> Answer:
        """The answer of a gate under these outcomes."""
        reads = self.known.plan.gate_reads(gate)
        if self._criteria.isdisjoint(reads.criteria) and self._criteria.isdisjoint(reads.shown):
            return self.known.gate(gate)
        if gate not in self._answers:
            self._answers[gate] = self.known.plan.questions[gate](self)
        return self._answers[gate]
