"""
Every value that tests and criteria could have if nothing that they read depended on anything else.

There are never too few values, so that what holds for all of them, or for none, is proven; there may be too
many.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import combinations, islice, product
from typing import TYPE_CHECKING

from tierscore.model.outcome import ONE, ZERO
from tierscore.model.test import AllOf, AnyOf, AtLeast, Not, Outweighs, Presence, Trend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from fractions import Fraction

    from tierscore.model.rubric import Criterion, Scale
    from tierscore.model.test import Leaf, Test
ValueSet = frozenset["Fraction"]
_Row = tuple["Fraction", ...]
"""One number for each of several forms of a criterion that are compared."""
MOST_SUMS = 20_000
"""The most sums of values that are followed; a criterion that has more of them is not decided."""


class TooManyValuesError(Exception):
    """A criterion has more values than are followed."""


def possible_values(test: Test, leaf_values: Callable[[Leaf], ValueSet]) -> ValueSet:
    """
    Every value that a test could have, given those of its leaves.

    The ends of an interval are among them as well: an end of a test is what its parts give at one end each.
    """

    def values(test: Test, parts: Iterator[ValueSet]) -> ValueSet:
        """The values of a test, given those of its parts."""
        match test:
            case AnyOf():
                return _folded(max, parts)
            case AllOf():
                return _folded(min, parts)
            case AtLeast(count):
                return _ranked(count, [*parts])
            case Not():
                return frozenset(ONE - value for value in next(parts))
            case Outweighs(gains):
                return _outweighing([*islice(parts, len(gains))], [*parts])
            case _:
                return leaf_values(test)

    return test.fold(values)


def values_by_scale(scale: Scale, presumed: ValueSet = frozenset()) -> Callable[[Leaf], ValueSet]:
    """The values that the scale, and the presumptions of a criterion, could give to a leaf."""

    def values(leaf: Leaf) -> ValueSet:
        """The values of one leaf."""
        match leaf:
            case Presence():
                return presumed.union(scale.status.values())
            case Trend(_, direction):
                return presumed.union(scale.trends[direction].values())
            case _:
                return presumed | {ZERO, ONE}

    return values


def _folded(pick: Callable[[Fraction, Fraction], Fraction], parts: Iterable[ValueSet]) -> ValueSet:
    return reduce(lambda values, part: frozenset(pick(*pair) for pair in product(values, part)), parts)


def _ranked(count: int, parts: list[ValueSet]) -> ValueSet:
    """The count-th largest value: between the count-th largest of the least values and of the most."""
    least = sorted(min(values) for values in parts)[-count]
    most = sorted(max(values) for values in parts)[-count]
    return frozenset(value for values in parts for value in values if least <= value <= most)


def _outweighing(gains: list[ValueSet], losses: list[ValueSet]) -> ValueSet:
    surely = sum(map(min, gains), ZERO) > sum(map(max, losses), ZERO)
    perhaps = sum(map(max, gains), ZERO) > sum(map(min, losses), ZERO)
    return frozenset({ONE} if surely else {ZERO, ONE} if perhaps else {ZERO})


def sums(points: Sequence[Sequence[int]], values: Iterable[ValueSet]) -> frozenset[_Row]:
    """
    Every sum of values weighted by points, under several lists of points at once.

    Raises:
        TooManyValuesError: If there are too many to follow.
    """
    totals: frozenset[_Row] = frozenset({(ZERO,) * len(points)})
    for column, possible in zip(zip(*points, strict=True), values, strict=True):
        totals = frozenset(
            tuple(total + weight * value for total, weight in zip(row, column, strict=True))
            for row, value in product(totals, possible)
        )
        if len(totals) > MOST_SUMS:
            raise TooManyValuesError
    return totals


def means(points: Sequence[Sequence[int]], values: Iterable[ValueSet]) -> frozenset[_Row]:
    """
    Every mean of values weighted by points, under several lists of points at once.

    Raises:
        TooManyValuesError: If there are too many to follow.
    """
    whole = [sum(weights) for weights in points]
    return frozenset(
        tuple(total / most for total, most in zip(row, whole, strict=True)) for row in sums(points, values)
    )


def uncapped_values(forms: Sequence[Criterion], values: Sequence[ValueSet]) -> frozenset[_Row]:
    """
    Every value of a criterion before its caps, in several forms that differ in points alone.

    The forms hold what is in force only; ``values`` are those that each indicator could have.

    Raises:
        TooManyValuesError: If there are too many to follow.
    """
    if forms[0].all_required:
        return frozenset((value,) * len(forms) for value in _folded(min, values))
    return means([form.points for form in forms], values)


def ceilings(caps: Sequence[_Row], start: _Row) -> frozenset[_Row]:
    """The limits that any of some caps set together, from a limit that is always there."""
    return frozenset(
        tuple(map(min, zip(start, *biting, strict=True)))
        for size in range(len(caps) + 1)
        for biting in combinations(caps, size)
    )


@dataclass(frozen=True)
class ScaledCriterion:
    """A criterion as one rubric has it in one law."""

    criterion: Criterion
    """With what is in force only."""
    scale: Scale


def same_outcomes(one: ScaledCriterion, other: ScaledCriterion) -> bool:
    """
    Whether two forms of a criterion, alike in their tests, have the same outcome for whatever values the
    tests have.

    An end of an interval is the mean, or the smallest, of ends, and each of these is a possible value; so
    what holds for all combinations of possible values holds for all that is unknown as well. Caps are taken
    to bite in any combination.
    """
    forms = (one, other)
    try:
        reached = uncapped_values([form.criterion for form in forms], _indicator_values(one))
    except TooManyValuesError:
        return False
    caps = [[cap.at_most for cap in form.criterion.caps] for form in forms]
    limits = ceilings(list(zip(*caps, strict=True)), (ONE, ONE))
    return all(
        one.scale.outcome(min(first, low)) is other.scale.outcome(min(second, high))
        for first, second in reached
        for low, high in limits
    )


def same_coverage(one: ScaledCriterion, other: ScaledCriterion, least: Fraction) -> bool:
    """Whether the coverage of two forms is on the same side of ``least``, whatever is settled."""
    settled = [
        frozenset(ONE - (high - low) for low, high in product(values, repeat=2) if low <= high)
        for values in _indicator_values(one)
    ]
    try:
        reached = means([one.criterion.points, other.criterion.points], settled)
    except TooManyValuesError:
        return False
    return all((first >= least) == (second >= least) for first, second in reached)


def _indicator_values(form: ScaledCriterion) -> list[ValueSet]:
    presumed = frozenset(presumption.value for presumption in form.criterion.presumptions)
    of_leaf = values_by_scale(form.scale, presumed)
    return [possible_values(indicator.test, of_leaf) for indicator in form.criterion.indicators]
