"""
The exact set of results that some completion of the unknowns gives.

Intervals give a set that is never too small; complete assignments give results that are certain. Where the
two differ, one unknown after another is given its values, until they agree or the limit of work is reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Self

    from tierscore.engine.compiled.variables import Assignment
ResultT = TypeVar("ResultT", bound=str)
StateT = TypeVar("StateT", bound="SearchState")
WORK_LIMIT = 20_000
"""How many assignments are looked at for a range before it is given as an upper bound."""
SIDE_LIMIT = 1_000
"""
How many are looked at for each question beside it: the answer of a gate, or the range under another reading.

There are some dozens of these in one assessment; all together take no more than the range itself.
"""


class SearchState(Protocol):
    """What is known under an assignment."""

    assignment: Assignment

    def with_option(self, number: int, option: int | None) -> Self:
        """What is known with one unknown set to an option, or opened again."""

    def each_option(self, number: int) -> list[Self]:
        """What is known with one unknown set to each of its options."""


@dataclass(frozen=True)
class Attainable(Generic[ResultT]):
    """The results that completions give, each with an assignment that forces it."""

    witnesses: Mapping[ResultT, Assignment]
    exact: bool
    upper: frozenset[ResultT]
    """Every result that could not be ruled out; equal to those with a witness where ``exact``."""
    looks: int
    """How many assignments were looked at that count for the limit."""


class Search(Generic[StateT, ResultT]):
    """One search over the unknowns ``order``, with a budget of looks at assignments."""

    def __init__(
        self,
        order: Sequence[int],
        possible: Callable[[StateT], frozenset[ResultT]],
        limit: int = WORK_LIMIT,
        completions: Callable[[StateT], Iterable[StateT]] = lambda _: (),
        closer: Callable[[StateT], frozenset[ResultT]] | None = None,
    ) -> None:
        """
        Take the unknowns in the order in which they are given values, and what can follow.

        Args:
            order: The unknowns.
            possible: Gives a set that holds every result which completions of what is known can give; exact
                where everything is known.
            limit: How many assignments are looked at.
            completions: Gives completions of what is known, likely ones first; a result that one of them gives
                saves giving one unknown after another its values. They count for nothing in the limit.
            closer: Gives a smaller set than ``possible``, which still holds every result, for more work; asked
                once, where no hint gives a result that is possible.
        """
        self._order = order
        self._possible = possible
        self._completions = completions
        self._closer = closer
        self._limit = self._left = limit
        self._witnesses: dict[ResultT, Assignment] = {}
        self._stays_open = False
        """Whether a result was left open though every unknown that may be tried had a value."""

    def run(
        self, start: StateT, hints: Iterable[StateT] = (), only: frozenset[ResultT] | None = None
    ) -> Attainable[ResultT]:
        """
        Search from what is known while the unknowns are open, for all results or for some ``only``.

        ``hints`` are completions that may force a result and are tried first.
        """
        upper = self._possible(start)
        sought = upper if only is None else upper & only
        for hint in hints if len(upper) > 1 else ():
            self._witness(hint, self._possible(hint))
            if sought <= self._witnesses.keys():
                break
        if self._closer is not None and not sought <= self._witnesses.keys():
            upper &= self._closer(start)
        ruled_out: set[ResultT] = set()
        for wanted in sorted(sought & upper):
            if wanted not in self._witnesses and self._is_ruled_out(wanted, start):
                ruled_out.add(wanted)
        upper -= ruled_out
        exact = upper == frozenset(self._witnesses)
        return Attainable(dict(self._witnesses), exact, upper, self._limit - self._left)

    def _witness(self, known: StateT, possible: frozenset[ResultT]) -> None:
        """Remember an assignment if it forces a result."""
        if len(possible) == 1:
            self._witnesses.setdefault(next(iter(possible)), known.assignment)

    def _is_ruled_out(self, wanted: ResultT, start: StateT) -> bool:
        """Whether a search to its end shows that no completion gives ``wanted``."""
        self._stays_open = False
        return not self._find(wanted, start) and self._left > 0 and not self._stays_open

    def _find(self, wanted: ResultT, start: StateT) -> bool:
        """Look for a completion that gives ``wanted``, depth first, leaving branches that cannot."""
        stack = [(start, self._possible(start))]
        while stack and self._left > 0:
            known, possible = stack.pop()
            self._witness(known, possible)
            if wanted in self._witnesses or self._is_completed(wanted, known):
                return True
            branches = self._branches(known)
            self._left -= len(branches)
            self._stays_open |= not branches and len(possible) > 1
            results = [(branch, self._possible(branch)) for branch in branches]
            hopeful = [(branch, possible) for branch, possible in results if wanted in possible]
            stack.extend(sorted(hopeful, key=lambda pair: len(pair[1]), reverse=True))
        return wanted in self._witnesses

    def _is_completed(self, wanted: ResultT, known: StateT) -> bool:
        """Whether a completion that is likely gives ``wanted``."""
        for completion in self._completions(known):
            self._witness(completion, self._possible(completion))
            if wanted in self._witnesses:
                return True
        return False

    def _branches(self, known: StateT) -> list[StateT]:
        """What is known with the next unknown given each of its values; empty where everything is known."""
        number = next((number for number in self._order if known.assignment[number] is None), None)
        return [] if number is None else known.each_option(number)


def smallest_forcing(
    known: StateT, start: Assignment, result: ResultT, possible: Callable[[StateT], frozenset[ResultT]]
) -> StateT:
    """Open every unknown that is not needed: what is left forces ``result``, whatever the others are."""
    for number, (chosen, before) in enumerate(zip(known.assignment, start, strict=True)):
        if chosen is None or before is not None:
            continue
        opened = known.with_option(number, None)
        if possible(opened) == {result}:
            known = opened
    return known
