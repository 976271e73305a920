"""The answer to what leads to a tier: the search, told with remedy, law and P."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.paths.changes import PossibleChange, possible_changes, unknown_values
from tierscore.analysis.paths.search import PathSearch
from tierscore.analysis.paths.supposed import SupposedFile
from tierscore.analysis.placements.audit import forbidden_by
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.rubric import Effort
from tierscore.model.test import leaves, subjects
from tierscore.model.tier_path import Change, ChangeSet, Course, Stopped, TierPath

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.analysis.paths.supposed import Changes
    from tierscore.engine.decision import Judgement
    from tierscore.model.assessment import Assessment
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Criterion, Gate, Remedy
_EFFORT = {None: 2, Effort.LOW: 1, Effort.MODERATE: 2, Effort.HIGH: 3}
"""By what efforts are compared; where the rubric names none, it is taken for moderate."""


def path_to(assessment: Assessment, judgement: Judgement, placements: Placements, tier: str) -> TierPath:
    """
    What leads from a judgement to another tier.

    Args:
        assessment: The answer as the file stands.
        judgement: The judgement that it tells of.
        placements: The placements of earlier reports.
        tier: The id of the tier, which is not the one that is indicated.
    """
    rubric = judgement.evaluator.rubric
    forbidding = forbidden_by(rubric, placements, assessment.report_year, tier)
    if forbidding:
        return TierPath(assessment, tier, (), False, 0, (), (), 0, Stopped.NOT, forbidding)
    courses = _courses(judgement, tier)
    file = SupposedFile(judgement, at_worst=Course.BETTER in courses)
    changes = possible_changes(judgement.evaluator, courses)
    search = PathSearch(file, changes, tier)
    search.run()
    teller = _Teller(judgement)
    sets = [teller.told(file, chosen) for chosen in search.sets]
    return TierPath(
        assessment=assessment,
        target=tier,
        sets=tuple(sorted(sets, key=_effort)),
        every_smallest=search.every_smallest,
        none_below=search.none_below,
        needed=tuple(map(teller.change, sorted(search.needed(), key=lambda change: change.number))),
        to_find_out=tuple(_to_find_out(file, teller, tier)),
        looked_at=search.looked_at,
        stopped=search.stopped,
    )


def _courses(judgement: Judgement, tier: str) -> frozenset[Course]:
    """Towards a better tier things get better, towards a worse one worse; where none is indicated, either may lead there."""
    rank = {tier.id: tier.rank for tier in judgement.evaluator.rubric.tiers}
    if judgement.indicated in {UNDETERMINED, CONTRADICTION}:
        return frozenset(Course)
    better = rank[tier] < rank[judgement.indicated]
    return frozenset({Course.BETTER if better else Course.WORSE})


def _to_find_out(file: SupposedFile, teller: _Teller, tier: str) -> Iterator[ChangeSet]:
    """Each fact that is not on file and would by itself give the tier."""
    for number, assumption in enumerate(unknown_values(file.base.evaluator)):
        change = PossibleChange(-1 - number, (assumption,), Course.BETTER)
        judgement = file.judgement(frozenset({change}))
        if judgement.rule is not None and judgement.indicated == tier:
            yield ChangeSet((teller.change(change),), judgement.range)


def _effort(found: ChangeSet) -> tuple[int, list[int]]:
    efforts = [_EFFORT[change.remedy.effort if change.remedy else None] for change in found.changes]
    return sum(efforts), sorted(efforts, reverse=True)


class _Teller:
    """Says of a change what a reader needs: its remedy, the law and the P."""

    def __init__(self, judgement: Judgement) -> None:
        self._judgement = judgement
        self._gate_criteria = frozenset(
            name
            for gate in judgement.evaluator.rubric.gates
            for name in judgement.evaluator.gate_reads(gate.id).criteria
        )

    def told(self, file: SupposedFile, chosen: Changes) -> ChangeSet:
        """A set of changes with the tiers that are possible after them."""
        ordered = sorted(chosen, key=lambda change: change.number)
        return ChangeSet(tuple(map(self.change, ordered)), file.judgement(chosen).range)

    def change(self, change: PossibleChange) -> Change:
        """One change."""
        view = self._judgement.evaluator.view
        criterion, remedy = self._remedied(change)
        measure = view.measure(change.subject)
        asking = criterion or self._gate(change)
        return Change(
            assumptions=change.assumptions,
            course=change.course,
            on_file=any(view.fact(subject).states for subject in change.subjects),
            pillar=measure.pillar,
            law=asking.law if asking is not None else (),
            remedy=remedy if change.course is Course.BETTER else None,
            criterion=asking.heading if asking is not None else "",
        )

    def _remedied(self, change: PossibleChange) -> tuple[Criterion | None, Remedy | None]:
        """
        The criterion that reads the fact, and what it says would be done.

        One that conditions of the tier rules ask goes first, one with a remedy before one without, and one whose
        test reads little else before one that reads much.
        """
        places = [
            (
                compiled.criterion.id not in self._gate_criteria,
                indicator.remedy is None,
                len(leaves(indicator.test)),
                number,
                indicator.remedy,
                compiled.criterion,
            )
            for number, compiled in enumerate(self._judgement.evaluator.criteria.values())
            for indicator in compiled.criterion.indicators
            if any(change.subject in subjects(leaf) for leaf in leaves(indicator.test))
        ]
        if not places:
            return None, None
        *_, remedy, criterion = min(places, key=lambda place: place[:4])
        return criterion, remedy

    def _gate(self, change: PossibleChange) -> Gate | None:
        """The first condition of the tier rules that reads the fact."""
        plan = self._judgement.evaluator.plan
        numbers = set(plan.variables_on(change.subject.measure))
        numbers |= {
            number
            for number, place in enumerate(plan.whole_file)
            if change.subject.measure in getattr(place.leaf, "measures", ())
        }
        gates = (gate for name, gate in plan.gates.items() if plan.gate_reads(name).bearing & numbers)
        return next(gates, None)
