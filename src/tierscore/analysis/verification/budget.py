"""How much work the proofs may cost: counted, never timed, so that the same rubric gives the same answer everywhere."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from tierscore.engine.search import Attainable, Search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tierscore.engine.evaluator import Evaluator
    from tierscore.engine.variables import Assignment
Result = TypeVar("Result", bound=str)

LOOKS = 60_000
"""How many choices all questions together may look at."""
LOOKS_EACH = 1_500
"""How many choices one question may look at in one law."""
LAWS = 60
"""How many different laws are looked into as a whole."""


class Verdict(StrEnum):
    """What became of the question whether something is ever so."""

    FOUND = "found"
    """There is an example."""
    NEVER = "never"
    """There can be none."""
    OPEN = "open"
    """Neither was shown within the effort."""


class Effort:
    """What may still be spent."""

    def __init__(self, looks: int = LOOKS, looks_each: int = LOOKS_EACH, laws: int = LAWS) -> None:
        self.looks = looks
        self.looks_each = looks_each
        self.laws = laws

    def attain(
        self,
        universe: Evaluator,
        order: Sequence[int],
        possible: Callable[[Assignment], frozenset[Result]],
        only: frozenset[Result] | None = None,
        hints: Iterable[Assignment] = (),
    ) -> Attainable[Result]:
        """The results, or some ``only``, that choices of the unknowns in ``order`` give; ``hints`` are tried first."""

        def counted(choice: Assignment) -> frozenset[Result]:
            self.looks -= 1
            return possible(choice)

        limit = max(1, min(self.looks_each, self.looks))
        return Search(universe.variables, order, counted, limit).run(universe.unassigned, hints, only)

    def ever(
        self,
        wanted: Result,
        universe: Evaluator,
        order: Sequence[int],
        possible: Callable[[Assignment], frozenset[Result]],
        hints: Iterable[Assignment] = (),
    ) -> tuple[Verdict, Assignment | None]:
        """Whether some choice gives a result, with one that does; ``hints`` are tried first."""
        found = self.attain(universe, order, possible, frozenset({wanted}), hints)
        if wanted in found.witnesses:
            return Verdict.FOUND, found.witnesses[wanted]
        return (Verdict.OPEN if wanted in found.upper else Verdict.NEVER), None
