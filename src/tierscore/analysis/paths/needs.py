"""
What a tier cannot do without, and how many changes that takes at least.

A need is a condition that has to hold in one completion of the unknowns, in which each is at its extreme. Its bound is
never more than the number of changes that are still to be made: of a change that serves several needs each counts a
part, and in ``splits`` ways, since one way of parting it can be nearer the truth here and another there.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Protocol

from tierscore.analysis.paths.supposed import subjects_of
from tierscore.model.decision import Answer
from tierscore.model.outcome import ONE, ZERO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tierscore.analysis.paths.changes import PossibleChange
    from tierscore.analysis.paths.supposed import Changes, Spans, SupposedFile
NEVER = 10**6
"""The bound of what no change brings about."""
_TRIES = 6_000
"""How many sets of changes are tried for one part of a need; past that its bound is what is proven so far."""


class Need(Protocol):
    """Something that a tier cannot do without."""

    def is_met(self, changes: Changes) -> bool:
        """Whether it is so once some changes are made."""

    def bound(self, changes: Changes, split: int) -> Fraction:
        """The least that the further changes count, by one way of parting those that serve several needs."""

    def branches(self, changes: Changes) -> Changes:
        """Changes of which one at least has to be made, where it is not so yet."""

    def parts(self, *, always: bool = False) -> Iterator[TestedNeed]:
        """The parts that tests answer: all, or those alone that it can never do without."""


class SettledNeed:
    """What no change bears on: so already, or never."""

    def __init__(self, *, holds: bool) -> None:
        self._holds = holds

    def is_met(self, _: Changes) -> bool:
        """Always, or never."""
        return self._holds

    def bound(self, _: Changes, split: int) -> Fraction:  # noqa: ARG002 - as others have it
        """0, or what nothing brings about."""
        return ZERO if self._holds else Fraction(NEVER)

    def branches(self, _: Changes) -> Changes:
        """None."""
        return frozenset()

    def parts(self, *, always: bool = False) -> Iterator[TestedNeed]:  # noqa: ARG002 - as others have it
        """None."""
        return iter(())


class TestedNeed:
    """What a criterion or a test has to give."""

    __test__ = False

    def __init__(
        self,
        file: SupposedFile,
        numbers: Iterable[int],
        answer: Callable[[Sequence[Spans]], Answer],
        changes: Iterable[PossibleChange],
    ) -> None:
        """Take the variables that it reads, whether it is so given what they are, and all possible changes."""
        self._file = file
        self._numbers = frozenset(numbers)
        self._answer = answer
        self.touching = frozenset(change for change in changes if file.touched(change) & self._numbers)
        self.shares: tuple[Mapping[PossibleChange, Fraction], ...] = ({}, {})
        """For each way of parting them how much of each change counts here."""
        self._sizes: dict[Changes, int] = {}
        self._tries = _TRIES

    def is_met(self, changes: Changes) -> bool:
        """Whether it is so once some changes are made."""
        return self._size(changes & self.touching) == 0

    def bound(self, changes: Changes, split: int) -> Fraction:
        """The least that the further changes which it takes count here."""
        made = changes & self.touching
        size = self._size(made)
        if size in (0, NEVER):
            return Fraction(size)
        shares, taken = self.shares[split], subjects_of(made)
        left = (change for change in self._able if taken.isdisjoint(change.subjects))
        return sum(sorted(shares.get(change, ONE) for change in left)[:size], ZERO)

    def branches(self, changes: Changes) -> Changes:
        """Every change that bears on it and is not made."""
        return self.touching - changes

    def parts(self, *, always: bool = False) -> Iterator[TestedNeed]:  # noqa: ARG002 - as others have it
        """Itself."""
        yield self

    def _size(self, made: Changes) -> int:
        """How many further changes it takes at least."""
        if made not in self._sizes:
            self._sizes[made] = 0 if self._is_so(made) else self._least_further(made)
        return self._sizes[made]

    def _least_further(self, made: Changes) -> int:
        """Tried from the number on that is known: one less than without one of those made."""
        taken = subjects_of(made)
        left = [change for change in self._able if taken.isdisjoint(change.subjects)]
        known = [self._sizes.get(made - {change}, 1) for change in made]
        if NEVER in known:
            return NEVER
        first = max(1, self._kinds_needed(made), *(size - 1 for size in known))
        for size in range(first, len(subjects_of(left)) + 1):
            for further in combinations(left, size):
                self._tries -= 1
                if self._tries < 0 or self._is_so(made.union(further)):
                    return size
        return NEVER

    def _kinds_needed(self, made: Changes) -> int:
        """How many kinds of change it cannot do without: all that the others could ever do is not enough."""
        one, stands = self._file.base.evaluator.plan.one, self._file.as_it_stands
        kinds: dict[int, set[int]] = {}
        for change in self._able:
            numbers = kinds.setdefault(self._file.cluster(change), set())
            numbers |= self._file.touched(change) & self._numbers
        needed = 0
        for kind in kinds.keys() - {self._file.cluster(change) for change in made}:
            spans = list(stands)
            for other, numbers in kinds.items():
                for number in numbers - kinds[kind] if other != kind else ():
                    spans[number] = tuple((0, one) for _ in stands[number])
            needed += self._answer(spans) is Answer.FAILS
        return needed

    def _is_so(self, made: Changes) -> bool:
        """Whether it is so with some changes made; also where it is only if something is taken from joint action."""
        spans = list(self._file.as_it_stands)
        for number, given in self._file.differing(made).items():
            spans[number] = given
        if self._answer(spans) is Answer.HOLDS:
            return True
        joint = self._file.joint & self._numbers
        if not joint or not made:
            return False
        for number in joint:
            spans[number] = tuple((0, 0) for _ in spans[number])
        return self._answer(spans) is Answer.HOLDS

    @cached_property
    def serving(self) -> frozenset[PossibleChange]:
        """The changes that alter what it reads, or may together with others."""
        return frozenset(
            change for change in self.touching if self._effect(change) or self._is_linked(change)
        )

    @cached_property
    def _able(self) -> tuple[PossibleChange, ...]:
        """Of the changes of one fact that do the same to it the first, save where facts are compared."""
        kept: dict[object, PossibleChange] = {}
        for change in sorted(self.serving, key=lambda change: change.number):
            key: object = (
                change if self._is_linked(change) else (change.subjects, tuple(sorted(self._effect(change))))
            )
            kept.setdefault(key, change)
        return tuple(kept.values())

    def _effect(self, change: PossibleChange) -> frozenset[tuple[int, Spans]]:
        """What its variables are after a change, as far as that differs."""
        differing = self._file.differing(frozenset({change}))
        return frozenset(
            (number, spans)
            for number, spans in differing.items()
            if number in self._numbers and spans != self._file.as_it_stands[number]
        )

    def _is_linked(self, change: PossibleChange) -> bool:
        """Whether it is of a fact that some test compares with another."""
        plan = self._file.base.evaluator.plan
        return any(
            len(group.subjects) > 1 and change.subject.measure in group.measures for group in plan.groups
        )


class CountedNeed:
    """So many of several needs."""

    def __init__(self, needs: Sequence[Need], count: int) -> None:
        self._needs = needs
        self._count = count

    def is_met(self, changes: Changes) -> bool:
        """Whether so many are."""
        return sum(need.is_met(changes) for need in self._needs) >= self._count

    def bound(self, changes: Changes, split: int) -> Fraction:
        """The sum of its least bounds, as many as have to be so."""
        return sum(sorted(need.bound(changes, split) for need in self._needs)[: self._count], ZERO)

    def branches(self, changes: Changes) -> Changes:
        """Where all have to be so, those of the part with fewest; else those of every part that is not so."""
        missing = [need.branches(changes) for need in self._needs if not need.is_met(changes)]
        if self._count == len(self._needs):
            return min(missing, key=len, default=frozenset())
        return frozenset(change for branch in missing for change in branch)

    def parts(self, *, always: bool = False) -> Iterator[TestedNeed]:
        """Those of its parts."""
        if self._count == len(self._needs) or not always:
            for need in self._needs:
                yield from need.parts(always=always)
