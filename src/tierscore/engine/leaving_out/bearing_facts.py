"""
Which facts of a file bear on anything that a law reads: those that can be worth leaving out to see what follows.

What enters is an evaluator. What leaves are the ids of facts, and the file without each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tierscore.engine.findings import evidence_of
from tierscore.engine.leaving_out.remainder import without_items
from tierscore.model.finding import Reason
from tierscore.model.test import Corroborated, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.engine.evaluator import Evaluator
    from tierscore.engine.leaving_out.remainder import Remainder
    from tierscore.model.evidence import EvidenceItem
    from tierscore.model.test import WholeFileLeaf

MOST_ON_A_MEASURE = 300
"""Of how many facts on one measure each is left out by itself; of more, none is tried alone."""
_STILL_BEARING = frozenset({Reason.SILENCE, Reason.ENDED, Reason.LAPSED})
"""Why facts do not count which yet bear on how others count."""


class BearingFacts:
    """
    The facts of a file that bear on anything that a law reads in a report year, each left out alone.

    Attributes:
        ids: Those facts; without any other one, no fact that is read stands otherwise.
    """

    def __init__(self, evaluator: Evaluator) -> None:
        """Take the facts and the law."""
        view = self._view = evaluator.view
        items, leaves = (
            view.dossier.items,
            [cast("WholeFileLeaf", place.leaf) for place in evaluator.plan.whole_file],
        )
        subjects = {Subject(item.measure, item.series, item.scope) for item in items}
        facts = [fact for subject in subjects for fact in view.both_periods(subject)]
        revising = {item.id for item in items if item.revises}
        self._rearranging = revising.union(
            note.item for fact in facts for note in fact.not_counted if note.reason in _STILL_BEARING
        )
        """Those without which other facts may count that do not."""
        self._on_whole_file = [(leaf, frozenset(_facts_for(leaf, evaluator))) for leaf in leaves]
        self.ids = self._rearranging.union(
            *(ids for _, ids in self._on_whole_file), *(fact.evidence for fact in facts)
        )
        self._without: dict[str, Remainder] = {}

    def whole_file_tests(self, gone: frozenset[str]) -> list[int]:
        """The numbers of the tests of the file as a whole that may come out otherwise without some facts."""
        if not self._rearranging.isdisjoint(gone):
            return [*range(len(self._on_whole_file))]
        return [
            number
            for number, (leaf, ids) in enumerate(self._on_whole_file)
            if not ids.isdisjoint(gone) and (isinstance(leaf, Corroborated) or ids <= gone)
        ]

    def without(self, item: EvidenceItem) -> Remainder:
        """What is left of the file without a fact."""
        if item.id not in self._without:
            self._without[item.id] = without_items(self._view, (item,))
        return self._without[item.id]

    def few_on(self, measures: Iterable[str]) -> bool:
        """Whether each measure has few enough facts to be read anew so often."""
        return all(len(self._view.items_on(measure)) <= MOST_ON_A_MEASURE for measure in measures)


def _facts_for(leaf: WholeFileLeaf, evaluator: Evaluator) -> Iterable[str]:
    """The facts that bear on a test of the file as a whole: on its measures, or else those that satisfy it."""
    if isinstance(leaf, Corroborated):
        return (item.id for measure in leaf.measures for item in evaluator.view.items_on(measure))
    return evidence_of(leaf, evaluator)
