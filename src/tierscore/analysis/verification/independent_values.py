"""Values of tests and criteria as if nothing they read had to do with anything else: never too few, so that "never" is proven."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from tierscore.model.outcome import ONE, ZERO
from tierscore.model.test import AllOf, AnyOf, AtLeast, Not, Outweighs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from fractions import Fraction

    from tierscore.analysis.verification.universe import Universe
    from tierscore.model.rubric import Criterion
    from tierscore.model.test import Leaf, Test
Values = frozenset["Fraction"]
MOST_VALUES = 2_000
"""The most values that are followed; what has more of them is not decided."""


class TooManyValuesError(Exception):
    """A test or criterion has more values than are followed."""


def leaf_values(universe: Universe) -> dict[Leaf, Values]:
    """The values of every leaf, presumed ones included."""
    found: dict[Leaf, set[Fraction]] = {}
    for variable in universe.variables:
        for option in variable.options:
            for place, answer in zip(variable.reads, option.answers, strict=bool(variable.reads)):
                found.setdefault(universe.places[place].leaf, set()).add(answer)
    return {leaf: frozenset(values) for leaf, values in found.items()}


def test_values(test: Test, leaves: Mapping[Leaf, Values]) -> Values:
    """Every value that a test could have if its leaves were free of one another."""
    match test:
        case AnyOf(tests):
            return _folded([test_values(part, leaves) for part in tests], max)
        case AllOf(tests):
            return _folded([test_values(part, leaves) for part in tests], min)
        case AtLeast(count, tests):
            return _ranked(count, [test_values(part, leaves) for part in tests])
        case Not(part):
            return frozenset(ONE - value for value in test_values(part, leaves))
        case Outweighs(gains, losses):
            return _outweighing(
                [test_values(part, leaves) for part in gains], [test_values(part, leaves) for part in losses]
            )
        case _:
            return leaves[test]


def _folded(parts: Iterable[Values], pick: Callable[[Fraction, Fraction], Fraction]) -> Values:
    found: Values | None = None
    for values in parts:
        found = values if found is None else _few(pick(one, other) for one, other in product(found, values))
    return found or frozenset()


def _ranked(count: int, parts: list[Values]) -> Values:
    """The count-th largest of some values is one of them that reaches between the least and the most that the rest allow."""
    least = sorted(min(values) for values in parts)[-count]
    most = sorted(max(values) for values in parts)[-count]
    return frozenset(value for values in parts for value in values if least <= value <= most)


def _outweighing(gains: list[Values], losses: list[Values]) -> Values:
    surely = sum(map(min, gains), ZERO) > sum(map(max, losses), ZERO)
    perhaps = sum(map(max, gains), ZERO) > sum(map(min, losses), ZERO)
    return frozenset({ONE} if surely else {ZERO, ONE} if perhaps else {ZERO})


def sums(parts: Iterable[tuple[int, Values]]) -> Values:
    """Every sum of points times values."""
    found: Values = frozenset({ZERO})
    for points, values in parts:
        found = _few(total + points * value for total, value in product(found, values))
    return found


def limits(criterion: Criterion, when: Mapping[str, Values], without: str = "") -> frozenset[Fraction]:
    """The heights to which some of its caps together can limit a criterion; 1 where none bites."""
    biting = [cap.at_most for cap in criterion.caps if cap.id != without and ONE in when[cap.id]]
    forced = [cap.at_most for cap in criterion.caps if cap.id != without and when[cap.id] == {ONE}]
    always = min(forced, default=ONE)
    return frozenset(
        min((always, *some)) for size in range(len(biting) + 1) for some in combinations(biting, size)
    )


def _few(values: Iterable[Fraction]) -> Values:
    found: set[Fraction] = set()
    for value in values:
        found.add(value)
        if len(found) > MOST_VALUES:
            raise TooManyValuesError
    return frozenset(found)
