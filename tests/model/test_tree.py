from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, get_args

import pytest

from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    CompoundCondition,
    EveryOne,
    GateHolds,
    NotSo,
    Plain,
    Shown,
    plain_conditions,
    with_supposition,
)
from tierscore.model.test import (
    AllOf,
    AnyOf,
    AtLeast,
    CompoundTest,
    Leaf,
    Not,
    Outweighs,
    Presence,
    Subject,
    leaves,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.condition import Condition
    from tierscore.model.test import Test

TRAINING, SHELTER, HOTLINE = (Presence(Subject(measure)) for measure in ("training", "shelter", "hotline"))
TESTS: list[tuple[CompoundTest, tuple[Test, ...]]] = [
    (AnyOf((TRAINING, SHELTER)), (TRAINING, SHELTER)),
    (AllOf((TRAINING, SHELTER)), (TRAINING, SHELTER)),
    (AtLeast(1, (TRAINING, SHELTER)), (TRAINING, SHELTER)),
    (Not(TRAINING), (TRAINING,)),
    (Outweighs((TRAINING,), (SHELTER, HOTLINE)), (TRAINING, SHELTER, HOTLINE)),
]
FIRST, SECOND = GateHolds("first"), GateHolds("second")
CONDITIONS: list[tuple[CompoundCondition, tuple[Condition, ...]]] = [
    (EveryOne((FIRST, SECOND)), (FIRST, SECOND)),
    (AnyOne((FIRST, SECOND)), (FIRST, SECOND)),
    (AtLeastSo(1, (FIRST, SECOND), Fraction(1, 2)), (FIRST, SECOND)),
    (NotSo(FIRST), (FIRST,)),
    (Shown(FIRST), (FIRST,)),
]


def test_every_kind_with_parts_is_tried_here() -> None:
    assert {type(test) for test, _ in TESTS} == {*get_args(CompoundTest)}
    assert {type(condition) for condition, _ in CONDITIONS} == {*get_args(CompoundCondition)}


@pytest.mark.parametrize(("test", "parts"), TESTS)
def test_a_test_names_its_parts_and_takes_others(test: CompoundTest, parts: tuple[Test, ...]) -> None:
    assert test.parts() == parts
    assert test.with_parts(parts) == test
    turned = test.with_parts([Not(part) for part in parts])
    assert (type(turned), turned.parts()) == (type(test), tuple(Not(part) for part in parts))


@pytest.mark.parametrize(("condition", "parts"), CONDITIONS)
def test_a_condition_names_its_parts_and_takes_others(
    condition: CompoundCondition, parts: tuple[Condition, ...]
) -> None:
    assert condition.parts() == parts
    assert condition.with_parts(parts) == condition
    turned = condition.with_parts([NotSo(part) for part in parts])
    assert (type(turned), turned.parts()) == (type(condition), tuple(NotSo(part) for part in parts))


def test_other_parts_leave_the_rest_of_a_record_as_it_is() -> None:
    assert AtLeastSo(1, (FIRST,), Fraction(1, 3)).with_parts([SECOND]) == AtLeastSo(
        1, (SECOND,), Fraction(1, 3)
    )
    assert Outweighs((TRAINING,), (SHELTER,)).with_parts([HOTLINE, TRAINING, SHELTER]) == Outweighs(
        (HOTLINE,), (TRAINING, SHELTER)
    )


def test_what_has_no_parts_stays_itself() -> None:
    assert (TRAINING.parts(), TRAINING.with_parts([])) == ((), TRAINING)
    assert (Always().parts(), Always().with_parts([])) == ((), Always())


def test_no_kind_without_parts_names_a_field_of_parts() -> None:
    assert {kind.PARTS for kind in (*get_args(Leaf), *get_args(Plain))} == {""}


def test_a_fold_draws_only_the_parts_that_it_needs() -> None:
    drawn = []

    def any_holds(condition: Condition, parts: Iterator[bool]) -> bool:
        if isinstance(condition, AnyOne):
            return any(parts)
        drawn.append(condition)
        return True

    assert AnyOne((FIRST, SECOND)).fold(any_holds)
    assert drawn == [FIRST]


def test_leaves_and_plain_conditions_come_in_the_order_in_which_they_are_written() -> None:
    assert leaves(AllOf((Not(SHELTER), Outweighs((HOTLINE,), (TRAINING,)), SHELTER))) == (
        SHELTER,
        HOTLINE,
        TRAINING,
        SHELTER,
    )
    nested = EveryOne((SECOND, Shown(NotSo(FIRST)), AnyOne(())))
    assert plain_conditions(nested) == (SECOND, FIRST)
    assert with_supposition(nested) == ((SECOND, True), (FIRST, False))


def test_conditions_say_how_many_of_their_parts_must_hold() -> None:
    both = (FIRST, SECOND)
    assert [kind.count for kind in (EveryOne(both), AnyOne(both), AtLeastSo(2, both))] == [2, 1, 2]
