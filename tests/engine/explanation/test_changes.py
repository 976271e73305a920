"""Which way a count went: figures first, then what sources compare, and open where neither settles it."""

from __future__ import annotations

from typing import Any

import pytest

from builders import LAW, YEAR, a_criterion, a_dossier, a_rubric, a_vocabulary, an_item, trend
from tierscore.engine.assess import assess
from tierscore.model.count_change import CountChange, Direction
from tierscore.model.evidence import EvidenceItem, Versus
from tierscore.model.rubric import IncreaseKind
from tierscore.model.test import Subject, Trend

ARRESTS = IncreaseKind("courts", "Courts", LAW, ("arrests",))
CHILDREN = Trend(Subject("arrests", scope="children"), "up")


def changes(*items: EvidenceItem) -> tuple[CountChange, ...]:
    rubric = a_rubric(a_criterion("a", trend("arrests")), a_criterion("b", CHILDREN), increase=(ARRESTS,))
    return assess(rubric, a_vocabulary(), a_dossier(*items), YEAR).changes


def pair(then: int | None, now: int | None, **more: Any) -> list[EvidenceItem]:
    items = [an_item("then", when="report 2020", figure=then)] if then is not None else []
    return items + ([an_item("now", figure=now, **more)] if now is not None else [])


@pytest.mark.parametrize(
    ("then", "now", "direction"),
    [
        (7, 19, Direction.ROSE),
        (19, 7, Direction.FELL),
        (7, 7, Direction.LEVEL),
        (0, 0, Direction.LEVEL),
        (0, 3, Direction.BEGAN),
        (7, None, Direction.OPEN),
        (None, 7, Direction.OPEN),
    ],
)
def test_figures_of_both_years_settle_a_direction(
    then: int | None, now: int | None, direction: Direction
) -> None:
    [change] = changes(*pair(then, now))
    assert change.direction is direction
    assert [amount.low for amount in change.then] == ([] if then is None else [then])
    assert [amount.low for amount in change.now] == ([] if now is None else [now])


@pytest.mark.parametrize(
    ("versus", "direction"),
    [
        (Versus.MORE, Direction.ROSE),
        (Versus.FEWER, Direction.FELL),
        (Versus.SAME, Direction.LEVEL),
        (Versus.NONE_BEFORE, Direction.BEGAN),
    ],
)
def test_a_comparison_settles_it_where_figures_do_not(versus: Versus, direction: Direction) -> None:
    [change] = changes(an_item("now", versus_previous=versus))
    assert change.direction is direction


def test_sources_that_differ_leave_it_open_unless_both_ways_are_the_same() -> None:
    [open_change] = changes(*pair(5, 3), an_item("other", figure=9))
    assert open_change.direction is Direction.OPEN
    [rise] = changes(*pair(0, 3), an_item("other", figure=13))
    assert rise.direction is Direction.BEGAN
    assert [amount.low for amount in rise.now] == [3, 13]


def test_a_part_stands_beside_its_whole_only_where_something_is_on_file_of_it() -> None:
    [whole] = changes()
    assert (whole.is_part, whole.direction) == (False, Direction.OPEN)
    both = changes(*pair(7, 19), an_item("children", figure=4, scope="children"))
    assert [change.is_part for change in both] == [False, True]


def test_a_count_decides_where_a_gate_that_was_reached_reads_it() -> None:
    [whole, part] = changes(*pair(7, 19), an_item("children", figure=4, scope="children"))
    assert whole.decides
    assert not part.decides  # criterion b, which reads it, is asked by no gate
