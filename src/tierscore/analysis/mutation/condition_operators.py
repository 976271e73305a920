"""The small steps by which a test or a condition can be changed: a cut-off, a count, an operator, a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, TypeVar

from tierscore.model.case_results import MutationKind
from tierscore.model.condition import (
    AnyOne,
    AtLeastSo,
    Condition,
    EveryOne,
    ListedInARow,
    NotSo,
    PlacedInARow,
    PlacedInSequence,
    PlacementStep,
    Shown,
    TestReaches,
)
from tierscore.model.outcome import ZERO
from tierscore.model.test import (
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastFigure,
    Compared,
    Corroborated,
    Not,
    Outweighs,
    Test,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.model.check import Address
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")
TWELFTH = Fraction(1, 12)
"""One step of a share: halves, thirds and quarters are whole numbers of it."""


@dataclass(frozen=True)
class Step(Generic[T_co]):
    """One way to change something a little."""

    kind: MutationKind
    where: Address
    """Which part was changed, from the thing as a whole."""
    says: str
    changed: T_co

    def within(self, part: str, rebuild: Callable[[T_co], U]) -> Step[U]:
        """The same step, seen from the thing that ``part`` belongs to."""
        return Step(self.kind, (part, *self.where), self.says, rebuild(self.changed))


def whole_steps(value: int, least: int, most: int | None = None) -> Iterator[int]:
    """One less and one more, as far as that is allowed."""
    return (near for near in (value - 1, value + 1) if near >= least and (most is None or near <= most))


def share_steps(value: Fraction, least: Fraction = ZERO) -> Iterator[Fraction]:
    """A twelfth less and a twelfth more, as far as a share can be that; more than ``least`` where that is given."""
    return (
        near
        for near in (value - TWELFTH, value + TWELFTH)
        if (near > least if least > 0 else near >= 0) and near <= 1
    )


def moved(name: str, before: object, after: object) -> str:
    """How a number was moved, in words."""
    return f"{name} {before} becomes {after}"


def test_steps(test: Test) -> Iterator[Step[Test]]:
    """Every small step on a test and the tests inside it."""
    yield from _own_steps(test)
    match test:
        case AnyOf(tests) | AllOf(tests) | AtLeast(tests=tests):
            yield from _inner(tests, test_steps, lambda changed: replace(test, tests=changed))
        case Not(inner):
            yield from (step.within("not", Not) for step in test_steps(inner))
        case Outweighs(gains, losses):
            yield from _inner(gains, test_steps, lambda changed: Outweighs(changed, losses))
            yield from _inner(losses, test_steps, lambda changed: Outweighs(gains, changed))
        case _:
            pass


def _own_steps(test: Test) -> Iterator[Step[Test]]:
    operator = MutationKind.OPERATOR
    match test:
        case AnyOf(tests) if len(tests) > 1:
            yield Step(operator, (), "any becomes all", AllOf(tests))
        case AllOf(tests) if len(tests) > 1:
            yield Step(operator, (), "all becomes any", AnyOf(tests))
        case AtLeast(count, tests):
            for near in whole_steps(count, 1, len(tests)):
                yield Step(operator, ("at_least",), moved("at least", count, near), AtLeast(near, tests))
        case _:
            yield from _cut_off_steps(test)


def _cut_off_steps(test: Test) -> Iterator[Step[Test]]:
    cut = MutationKind.CUT_OFF
    match test:
        case AtLeastFigure(_, minimum):
            for figure in (minimum - 1, minimum + 1):
                if figure > 0:
                    yield Step(
                        cut, ("at_least",), moved("at least", minimum, figure), replace(test, minimum=figure)
                    )
        case Compared(_, _, ratio):
            for share in (ratio - TWELFTH, ratio + TWELFTH):
                yield Step(cut, ("ratio",), moved("ratio", ratio, share), replace(test, ratio=share))
        case Corroborated(_, sources, years):
            for near in whole_steps(sources, 1):
                yield Step(cut, ("sources",), moved("sources", sources, near), replace(test, sources=near))
            for near in whole_steps(years, 1):
                yield Step(cut, ("years",), moved("years", years, near), replace(test, years=near))
        case _:
            pass


def condition_steps(condition: Condition) -> Iterator[Step[Condition]]:
    """Every small step on a condition, the conditions inside it and the tests that they name."""
    yield from _own_condition_steps(condition)
    match condition:
        case EveryOne(parts) | AnyOne(parts) | AtLeastSo(conditions=parts):
            yield from _inner(parts, condition_steps, lambda changed: replace(condition, conditions=changed))
        case NotSo(part):
            yield from (step.within("not", NotSo) for step in condition_steps(part))
        case Shown(part):
            yield from (step.within("shown", Shown) for step in condition_steps(part))
        case TestReaches(test, minimum):
            yield from (
                step.within("test", lambda changed: TestReaches(changed, minimum))
                for step in test_steps(test)
            )
        case PlacedInSequence(steps):
            for place, one in enumerate(steps):
                for near in _run_steps(one):
                    changed = (*steps[:place], near.changed, *steps[place + 1 :])
                    yield Step(near.kind, (str(place + 1), *near.where), near.says, PlacedInSequence(changed))
        case _:
            pass


def _own_condition_steps(condition: Condition) -> Iterator[Step[Condition]]:
    cut, operator = MutationKind.CUT_OFF, MutationKind.OPERATOR
    match condition:
        case EveryOne(parts) if len(parts) > 1:
            yield Step(operator, (), "all becomes any", AnyOne(parts))
        case AnyOne(parts) if len(parts) > 1:
            yield Step(operator, (), "any becomes all", EveryOne(parts))
        case AtLeastSo(count, parts, None):
            for near in whole_steps(count, 1, len(parts)):
                yield Step(operator, ("at_least",), moved("at least", count, near), AtLeastSo(near, parts))
        case AtLeastSo(count, parts, Fraction() as share):
            for part in share_steps(share, TWELFTH / 2):
                yield Step(cut, ("share",), moved("share", share, part), AtLeastSo(count, parts, part))
        case TestReaches(test, minimum):
            for part in share_steps(minimum, TWELFTH / 2):
                yield Step(cut, ("reaches",), moved("reaches", minimum, part), TestReaches(test, part))
        case PlacedInARow():
            yield from _run_steps(condition)
        case ListedInARow():
            yield from _run_steps(condition)
        case _:
            pass


RunT = TypeVar("RunT", PlacedInARow, ListedInARow, PlacementStep)


def _run_steps(run: RunT) -> Iterator[Step[RunT]]:
    """Steps on so many reports in a row since some year."""
    reports, since = run.reports, run.since
    for near in whole_steps(reports, 1):
        yield Step(
            MutationKind.CUT_OFF,
            ("in_a_row",),
            moved("reports in a row", reports, near),
            replace(run, reports=near),
        )
    for near in whole_steps(since, 1):
        yield Step(MutationKind.YEARS, ("since",), moved("since", since, near), replace(run, since=near))


def _inner(
    parts: tuple[T, ...], steps: Callable[[T], Iterator[Step[T]]], rebuild: Callable[[tuple[T, ...]], U]
) -> Iterator[Step[U]]:
    """The steps on each part of something, seen from the whole; parts go by their number."""
    for place, part in enumerate(parts):
        for found in steps(part):
            changed = rebuild((*parts[:place], found.changed, *parts[place + 1 :]))
            yield Step(found.kind, (str(place + 1), *found.where), found.says, changed)
