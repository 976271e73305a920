"""Every value that a test could have, and every band that a criterion's value could fall into."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import combinations, product
from typing import TYPE_CHECKING

from tierscore.model.outcome import ONE, ZERO
from tierscore.model.test import AllOf, AnyOf, AtLeast, Not, Outweighs, Presence, Test, Trend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from fractions import Fraction

    from tierscore.model.rubric import Criterion, Scale
Values = frozenset["Fraction"]
Pair = tuple["Fraction", "Fraction"]
"""A number under two rubrics."""
_YES_OR_NO: Values = frozenset({ZERO, ONE})
_MOST_PAIRS = 20_000
"""The most pairs of values that are followed; past that nothing is proven."""


def possible_values(test: Test, scale: Scale, presumed: Values = frozenset()) -> Values:
    """
    Values that hold every one that a test could have; as if its parts did not hang together, so there may be more.

    Args:
        test: The test.
        scale: What statuses and changes are worth.
        presumed: The values that presumptions could give to its leaves.

    """

    def of(inner: Test) -> Values:
        return possible_values(inner, scale, presumed)

    match test:
        case AnyOf(tests):
            return _folded(max, map(of, tests))
        case AllOf(tests):
            return _folded(min, map(of, tests))
        case AtLeast(tests=tests):
            return frozenset().union(*map(of, tests))
        case Not(inner):
            return frozenset(ONE - value for value in of(inner))
        case Outweighs():
            return _YES_OR_NO
        case Presence():
            return frozenset(scale.status.values()) | presumed
        case Trend(_, direction):
            return frozenset(scale.trends[direction].values()) | presumed
        case _:
            return _YES_OR_NO | presumed


def _folded(pick: Callable[[Fraction, Fraction], Fraction], parts: Iterable[Values]) -> Values:
    return reduce(
        lambda so_far, part: frozenset(pick(one, other) for one, other in product(so_far, part)), parts
    )


@dataclass(frozen=True)
class Side:
    """A criterion as one of two rubrics has it in one law."""

    criterion: Criterion
    """With what is in force only."""
    scale: Scale

    @property
    def points(self) -> list[int]:
        """The points of its indicators."""
        return [indicator.points for indicator in self.criterion.indicators]


def same_outcomes(one: Side, other: Side) -> bool:
    """
    Whether two forms of a criterion, alike in their tests, have the same outcome for whatever values the tests have.

    An end of an interval is the mean, or the smallest, of ends, and each of these is a possible value; so what holds for all
    combinations of possible values holds for all that is unknown as well. Caps are taken to bite in any combination.
    """
    values = _values(one)
    reached = _smallest(values) if one.criterion.all_required else _means([one.points, other.points], values)
    caps = [
        (mine.at_most, theirs.at_most)
        for mine, theirs in zip(one.criterion.caps, other.criterion.caps, strict=True)
    ]
    return bool(reached) and all(
        one.scale.outcome(min([first, *(mine for mine, _ in biting)]))
        is other.scale.outcome(min([second, *(its for _, its in biting)]))
        for first, second in reached
        for size in range(len(caps) + 1)
        for biting in combinations(caps, size)
    )


def same_coverage(one: Side, other: Side, least: Fraction) -> bool:
    """Whether the coverage of two forms of a criterion is on the same side of ``least``, whatever is settled."""
    settled = [
        frozenset(ONE - (high - low) for low, high in product(values, repeat=2) if low <= high)
        for values in _values(one)
    ]
    reached = _means([one.points, other.points], settled)
    return bool(reached) and all((first >= least) == (second >= least) for first, second in reached)


def _values(side: Side) -> list[Values]:
    presumed = frozenset(presumption.value for presumption in side.criterion.presumptions)
    return [possible_values(indicator.test, side.scale, presumed) for indicator in side.criterion.indicators]


def _smallest(values: Sequence[Values]) -> set[Pair]:
    return {(value, value) for value in _folded(min, values)}


def _means(points: Sequence[Sequence[int]], values: Sequence[Values]) -> set[Pair]:
    """The pairs of means that any combination of values has under two lists of points; none where there are too many to follow."""
    sums: set[Pair] = {(ZERO, ZERO)}
    for mine, theirs, possible in zip(*points, values, strict=True):
        sums = {(one + mine * value, other + theirs * value) for one, other in sums for value in possible}
        if len(sums) > _MOST_PAIRS:
            return set()
    return {(one / sum(points[0]), other / sum(points[1])) for one, other in sums}
