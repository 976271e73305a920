"""The file with some changes made, judged; and what it gives in the completion that a bound looks at."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tierscore.engine.assumed_facts import with_assumptions
from tierscore.engine.decision import Judgement
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.file_variables import whole_file_variable
from tierscore.model.evidence import Status
from tierscore.model.test import Corroborated, Joint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.analysis.paths.changes import PossibleChange
    from tierscore.engine.compiled.tests import ValueSpan
    from tierscore.model.assumption import Assumption
    from tierscore.model.test import Subject
Changes = frozenset["PossibleChange"]
"""A set of changes, of each fact one at most."""
Spans = tuple["ValueSpan", ...]
"""What a variable gives the leaves that it answers."""


class SupposedFile:
    """
    One country file in one report year, with changes made.

    Attributes:
        base: What the file gives as it stands.
    """

    def __init__(self, base: Judgement, *, at_worst: bool = True) -> None:
        """Take the judgement of the file as it stands, and whether unknowns are bad or good in the completion looked at."""
        self.base = base
        self._extreme = 1 if at_worst else 0
        plan = base.evaluator.plan
        self.joint = frozenset(
            number
            for number, place in enumerate(plan.whole_file)
            if isinstance(place.leaf, Joint) and len(base.evaluator.variables[number].options) == 1
        )
        """The joint action that the file shows: a loss can take from it, and nothing adds to it."""
        self._judgements: dict[Changes, Judgement] = {}
        self._differing: dict[Changes, dict[int, Spans]] = {frozenset(): {}}

    def judgement(self, changes: Changes) -> Judgement:
        """The judgement of the file with some changes made."""
        if changes not in self._judgements:
            self._judgements[changes] = self.with_assumed(_assumptions(changes))
        return self._judgements[changes]

    def is_judged(self, changes: Changes) -> bool:
        """Whether the judgement with some changes made is known already."""
        return not changes or changes in self._judgements

    def with_assumed(self, assumptions: Iterable[Assumption]) -> Judgement:
        """The judgement of the file with some facts assumed."""
        assumed = tuple(assumptions)
        return Judgement(self._evaluator(assumed)) if assumed else self.base

    def touched(self, change: PossibleChange) -> frozenset[int]:
        """The variables that a change can bear on, alone or with others."""
        plan, measure = self.base.evaluator.plan, change.subject.measure
        corroborated = (
            number
            for number, place in enumerate(plan.whole_file)
            if isinstance(place.leaf, Corroborated) and measure in place.leaf.measures
        )
        takes = any(assumption.status is Status.ABSENT for assumption in change.assumptions)
        looked_at = self.joint if takes else frozenset[int]()
        return frozenset(plan.variables_on(measure)).union(corroborated, looked_at)

    @cached_property
    def as_it_stands(self) -> tuple[Spans, ...]:
        """What each variable gives in the completion of the file in which every unknown is at its extreme."""
        return tuple(self.base.evaluator.start.extremes()[self._extreme].spans)

    def differing(self, changes: Changes) -> dict[int, Spans]:
        """What variables that stand otherwise after some changes give, every unknown at its extreme."""
        parts: dict[int, set[PossibleChange]] = {}
        for change in changes:
            parts.setdefault(self.cluster(change), set()).add(change)
        differing: dict[int, Spans] = {}
        for part in parts.values():
            differing |= self._of_cluster(frozenset(part))
        return differing

    def _of_cluster(self, changes: Changes) -> dict[int, Spans]:
        """The same for changes that bear on one another; of variables that look at every fact nothing is said."""
        if changes not in self._differing:
            view, base = self._view(_assumptions(changes)), self.base.evaluator
            numbers = frozenset[int]().union(*(self.touched(change) for change in changes)) - self.joint
            first = len(base.plan.whole_file)
            variables = {
                number: whole_file_variable(base.plan.whole_file[number], view, base.plan)
                if number < first
                else view.variable(base.plan.group(number))
                for number in sorted(numbers)
            }
            self._differing[changes] = {
                number: variable.spans_of(variable.extremes(base.plan.leanings[number])[self._extreme])
                for number, variable in variables.items()
                if variable is not base.variables[number]
            }
        return self._differing[changes]

    def _evaluator(self, assumptions: tuple[Assumption, ...]) -> Evaluator:
        return Evaluator(self._view(assumptions), self.base.evaluator.placements)

    def _view(self, assumptions: tuple[Assumption, ...]) -> DossierView:
        view = self.base.evaluator.view
        dossier = with_assumptions(
            view.dossier, view.vocabulary, view.report_year, assumptions, view.rubric.settings
        )
        return DossierView(dossier, view.vocabulary, view.rubric, view.report_year)

    def cluster(self, change: PossibleChange) -> int:
        """A number that a change shares with those which bear on the same facts, or on facts compared with them."""
        return self._clusters[change.subject.measure]

    @cached_property
    def _clusters(self) -> dict[str, int]:
        """Measures whose changes bear on one another have one number: those that a test compares or joins."""
        plan = self.base.evaluator.plan
        cluster = {measure: number for number, measure in enumerate(plan.yardstick.vocabulary.measures)}
        joined = [tuple(group.measures) for group in plan.groups]
        joined += [place.leaf.measures for place in plan.whole_file if isinstance(place.leaf, Corroborated)]
        for measures in joined:
            numbers = {cluster[measure] for measure in measures}
            for measure, number in cluster.items():
                if number in numbers:
                    cluster[measure] = min(numbers)
        return cluster


def _assumptions(changes: Changes) -> tuple[Assumption, ...]:
    ordered = sorted(changes, key=lambda change: change.number)
    return tuple(assumption for change in ordered for assumption in change.assumptions)


def subjects_of(changes: Iterable[PossibleChange]) -> frozenset[Subject]:
    """The facts that some changes set."""
    return frozenset(subject for change in changes for subject in change.subjects)
