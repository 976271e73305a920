"""
The exact set of results that some completion of the unknowns gives.

Intervals give a set that is never too small; complete assignments give results that are certain. Where the
two differ, one unknown after another is given its values, until they agree or the limit of work is reached.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tierscore.engine.variables import Assignment, Variable
ResultT = TypeVar("ResultT", bound=str)
WORK_LIMIT = 20_000
"""How many assignments are looked at before the answer is given as an upper bound."""


@dataclass(frozen=True)
class Attainable(Generic[ResultT]):
    """The results that completions give, each with an assignment that forces it."""

    witnesses: Mapping[ResultT, Assignment]
    exact: bool
    upper: frozenset[ResultT]
    """Every result that could not be ruled out; equal to those with a witness where ``exact``."""


Possible = Callable[["Assignment"], "frozenset[ResultT]"]
"""A set that holds every result which completions of an assignment can give; exact for complete ones."""


class Search(Generic[ResultT]):
    """One search over the unknowns ``order``, with a budget of looks at assignments."""

    def __init__(
        self,
        variables: Sequence[Variable],
        order: Sequence[int],
        possible: Possible[ResultT],
        limit: int = WORK_LIMIT,
    ) -> None:
        self._variables = variables
        self._order = order
        self._possible = possible
        self._left = limit
        self._witnesses: dict[ResultT, Assignment] = {}

    def run(
        self, start: Assignment, hints: Iterable[Assignment] = (), only: frozenset[ResultT] | None = None
    ) -> Attainable[ResultT]:
        """
        Search from an assignment that leaves the unknowns open, for all results or for some ``only``.

        ``hints`` are assignments that may force a result and are tried first.
        """
        upper = self._possible(start)
        for hint in hints:
            self._witness(hint, self._possible(hint))
        ruled_out: set[ResultT] = set()
        for wanted in sorted(upper if only is None else upper & only):
            if wanted not in self._witnesses and not self._find(wanted, start) and self._left > 0:
                ruled_out.add(wanted)
        upper -= ruled_out
        return Attainable(dict(self._witnesses), upper == frozenset(self._witnesses), upper)

    def _witness(self, assignment: Assignment, possible: frozenset[ResultT]) -> None:
        """Remember an assignment if it forces a result."""
        if len(possible) == 1:
            self._witnesses.setdefault(next(iter(possible)), assignment)

    def _find(self, wanted: ResultT, start: Assignment) -> bool:
        """Look for a completion that gives ``wanted``, depth first, leaving branches that cannot."""
        stack = [(start, self._possible(start))]
        while stack and self._left > 0:
            assignment, possible = stack.pop()
            self._witness(assignment, possible)
            if wanted in self._witnesses:
                return True
            branches = self._branches(assignment)
            self._left -= len(branches)
            results = [(branch, self._possible(branch)) for branch in branches]
            hopeful = [(branch, possible) for branch, possible in results if wanted in possible]
            stack.extend(sorted(hopeful, key=lambda pair: len(pair[1]), reverse=True))
        return wanted in self._witnesses

    def _branches(self, assignment: Assignment) -> list[Assignment]:
        """The assignment with its next open unknown given each of its values; empty for a complete one."""
        number = next((number for number in self._order if assignment[number] is None), None)
        if number is None:
            return []
        return with_each_option(assignment, number, self._variables[number])


def with_option(assignment: Assignment, number: int, option: int | None) -> Assignment:
    """An assignment with one variable set to an option, or opened again."""
    return (*assignment[:number], option, *assignment[number + 1 :])


def with_each_option(assignment: Assignment, number: int, variable: Variable) -> list[Assignment]:
    """An assignment with one variable set to each of its options, and nothing else changed."""
    return [with_option(assignment, number, option) for option in range(len(variable.options))]


def smallest_forcing(
    assignment: Assignment, start: Assignment, result: ResultT, possible: Possible[ResultT]
) -> Assignment:
    """Open every unknown that is not needed: what is left forces ``result``, whatever the others are."""
    for number, (chosen, before) in enumerate(zip(assignment, start, strict=True)):
        if chosen is None or before is not None:
            continue
        opened = with_option(assignment, number, None)
        if possible(opened) == {result}:
            assignment = opened
    return assignment
