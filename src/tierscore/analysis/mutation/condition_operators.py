"""The small changes of a test or a condition: another cut-off, count, operator or year."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from tierscore.analysis.mutation.small_change import (
    TWELFTH,
    SmallChange,
    inside,
    other_values,
    shares_near,
    whole_numbers_near,
)
from tierscore.model.case_results import MutationKind
from tierscore.model.condition import (
    AnyOne,
    AtLeastSo,
    EveryOne,
    ListedInARow,
    NotSo,
    PlacedInARow,
    PlacedInSequence,
    Shown,
    TestReaches,
)
from tierscore.model.test import AllOf, AnyOf, AtLeast, AtLeastFigure, Compared, Corroborated, Not, Outweighs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.model.condition import Condition, PlacementStep
    from tierscore.model.test import Test
    from tierscore.model.tree import Tree
_CUT_OFF, _OPERATOR = MutationKind.CUT_OFF, MutationKind.OPERATOR
_TOO_SMALL = TWELFTH / 2
"""No change asks for a share as small as this: a condition that asks for nothing is none."""


def test_changes(test: Test) -> Iterator[SmallChange[Test]]:
    """Every small change of a test and the tests inside it."""
    match test:
        case AnyOf(tests) if len(tests) > 1:
            yield SmallChange(_OPERATOR, (), "any becomes all", AllOf(tests))
        case AllOf(tests) if len(tests) > 1:
            yield SmallChange(_OPERATOR, (), "all becomes any", AnyOf(tests))
        case AtLeast(count, tests):
            counts = whole_numbers_near(count, 1, len(tests))
            yield from other_values(test, "count", _OPERATOR, counts, where=("at_least",))
        case AtLeastFigure(_, minimum):
            figures = [figure for figure in (minimum - 1, minimum + 1) if figure > 0]
            yield from other_values(test, "minimum", _CUT_OFF, figures, where=("at_least",))
        case Compared(_, _, ratio):
            yield from other_values(test, "ratio", _CUT_OFF, (ratio - TWELFTH, ratio + TWELFTH))
        case Corroborated(_, sources, years):
            yield from other_values(test, "sources", _CUT_OFF, whole_numbers_near(sources, 1))
            yield from other_values(test, "years", _CUT_OFF, whole_numbers_near(years, 1))
        case _:
            pass
    yield from _part_changes(test, test_changes)


def condition_changes(condition: Condition) -> Iterator[SmallChange[Condition]]:
    """Every small change of a condition, the conditions inside it and the tests that they name."""
    match condition:
        case EveryOne(parts) if len(parts) > 1:
            yield SmallChange(_OPERATOR, (), "all becomes any", AnyOne(parts))
        case AnyOne(parts) if len(parts) > 1:
            yield SmallChange(_OPERATOR, (), "any becomes all", EveryOne(parts))
        case AtLeastSo(count, parts, None):
            counts = whole_numbers_near(count, 1, len(parts))
            yield from other_values(condition, "count", _OPERATOR, counts, where=("at_least",))
        case AtLeastSo(share=Fraction() as share):
            yield from other_values(condition, "share", _CUT_OFF, shares_near(share, above=_TOO_SMALL))
        case TestReaches(_, minimum):
            values = shares_near(minimum, above=_TOO_SMALL)
            yield from other_values(condition, "minimum", _CUT_OFF, values, where=("reaches",))
            yield from inside(condition, "test", test_changes)
        case PlacedInARow() | ListedInARow():
            yield from _run_changes(condition)
        case PlacedInSequence(steps):
            for place, run in enumerate(steps):
                for change in _run_changes(run):
                    changed = PlacedInSequence((*steps[:place], change.changed, *steps[place + 1 :]))
                    yield SmallChange(change.kind, (str(place + 1), *change.where), change.says, changed)
        case _:
            pass
    yield from _part_changes(condition, condition_changes)


RunT = TypeVar("RunT", bound="PlacedInARow | ListedInARow | PlacementStep")


def _run_changes(run: RunT) -> Iterator[SmallChange[RunT]]:
    """The small changes of so many reports in a row since some year."""
    reports, years = whole_numbers_near(run.reports, 1), whole_numbers_near(run.since, 1)
    yield from other_values(run, "reports", _CUT_OFF, reports, where=("in_a_row",), name="reports in a row")
    yield from other_values(run, "since", MutationKind.YEARS, years)


KindT = TypeVar("KindT")


def _part_changes(
    whole: Tree[KindT], changes: Callable[[KindT], Iterator[SmallChange[KindT]]]
) -> Iterator[SmallChange[KindT]]:
    """The small changes of each part of a test or condition, seen from the whole."""
    parts = whole.parts()
    for place, part in enumerate(parts):
        for change in changes(part):
            changed = whole.with_parts((*parts[:place], change.changed, *parts[place + 1 :]))
            yield SmallChange(change.kind, (_part_name(whole, place), *change.where), change.says, changed)


def _part_name(whole: Tree[Any], place: int) -> str:
    """What a part is called in an address: by its key, or by its number in the list that holds it."""
    match whole:
        case Not() | NotSo():
            return "not"
        case Shown():
            return "shown"
        case Outweighs(gains) if place >= len(gains):
            return str(place - len(gains) + 1)
        case _:
            return str(place + 1)
