"""
Which way each count went from the period before: the facts under "increasing efforts", whatever a rule makes
of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.combination import NOTHING
from tierscore.engine.compiled.variables import number_line
from tierscore.engine.possible_worlds import TrendAnswer, worlds
from tierscore.model.count_change import CountChange, Direction
from tierscore.model.evidence import Versus
from tierscore.model.test import Subject, Trend, subject_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.engine.combination import Fact
    from tierscore.engine.evaluator import Evaluator
    from tierscore.model.rubric import IncreaseKind


def count_changes(evaluator: Evaluator, deciding: frozenset[str]) -> tuple[CountChange, ...]:
    """
    Every count of the rubric's kinds of increase on which something is on file, and every whole, by kind and
    count.

    Args:
        evaluator: The facts and the law of the report year.
        deciding: The criteria that the gates read which lead to the answer.
    """
    read = _subjects_read(evaluator)
    decided_by = {subject for subject, criteria in read.items() if criteria & deciding}
    return tuple(
        _change(evaluator, kind, subject, decides=subject in decided_by)
        for kind in evaluator.rubric.increase
        for measure in kind.counts
        for subject in _shown(evaluator, [subject for subject in read if subject.measure == measure])
    )


def _subjects_read(evaluator: Evaluator) -> dict[Subject, set[str]]:
    """Every subject whose change some criterion asks for, with those criteria."""
    read: dict[Subject, set[str]] = {}
    for criterion in evaluator.criteria:
        for place in evaluator.criteria[criterion].places:
            if isinstance(place.leaf, Trend):
                read.setdefault(place.leaf.subject, set()).add(criterion)
    return read


def _shown(evaluator: Evaluator, subjects: Iterable[Subject]) -> list[Subject]:
    """Those on which something is on file in either period; of a measure with nothing at all, its whole."""
    subjects = sorted(subjects, key=subject_key)
    on_file = [subject for subject in subjects if _on_file(evaluator, subject)]
    return on_file or subjects[:1]


def _on_file(evaluator: Evaluator, subject: Subject) -> bool:
    """
    Whether a fact in either period speaks of the subject itself; what is known of a part from its whole does
    not.
    """
    year = evaluator.view.report_year
    evidence = {name for period in (year - 1, year) for name in evaluator.view.fact(subject, period).evidence}
    return any(
        item.id in evidence and item.scope == subject.scope
        for item in evaluator.view.items_on(subject.measure)
    )


def _change(evaluator: Evaluator, kind: IncreaseKind, subject: Subject, *, decides: bool) -> CountChange:
    view = evaluator.view
    now, before = view.fact(subject), view.fact(subject, view.report_year - 1)
    return CountChange(
        kind=kind,
        subject=subject,
        then=before.states,
        now=now.states,
        direction=_direction(evaluator, subject, now, before),
        then_evidence=before.evidence,
        now_evidence=now.evidence,
        decides=decides,
    )


def _direction(evaluator: Evaluator, subject: Subject, now: Fact, before: Fact) -> Direction:
    view = evaluator.view
    possible = {
        world.change
        for world in worlds(
            now,
            before,
            line=number_line((subject,), (), view.vocabulary, [(now, before)]),
            numeric=view.measure(subject).numeric,
            least_change=view.rubric.scale.least_change,
            taken_as_no=False,
        )
    }
    if len(possible) != 1:
        return Direction.OPEN
    (change,) = possible
    if change is TrendAnswer.UP:
        is_new = before.states == (NOTHING,) or now.comparisons == (Versus.NONE_BEFORE,)
        return Direction.BEGAN if is_new else Direction.ROSE
    return Direction.FELL if change is TrendAnswer.DOWN else Direction.LEVEL
