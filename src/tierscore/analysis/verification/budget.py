"""How much work the proofs may cost: counted, never timed, so that the answer is the same everywhere."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tierscore.engine.evaluator import KnownSoFar
from tierscore.engine.search import Search
from tierscore.model.decision import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tierscore.engine.compiled.variables import Assignment
    from tierscore.engine.evaluator import Evaluator
LOOKS = 60_000
"""How many assignments all questions together may look at."""
LOOKS_EACH = 1_500
"""How many assignments one question may look at in one law."""
LAWS = 60
"""How many different laws are looked into as a whole."""


class Verdict(StrEnum):
    """The answer to the question whether something is ever true."""

    FOUND = "found"
    """There is an example."""
    NEVER = "never"
    """There can be none."""
    OPEN = "open"
    """Neither was shown within the budget."""


def ever(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict over several cases: found if it is found in one, never if it is never true in any."""
    verdicts = set(verdicts)
    return next((verdict for verdict in (Verdict.FOUND, Verdict.OPEN) if verdict in verdicts), Verdict.NEVER)


class WorkBudget:
    """What may still be spent."""

    def __init__(self, looks: int = LOOKS, looks_each: int = LOOKS_EACH, laws: int = LAWS) -> None:
        self.looks = looks
        self.looks_each = looks_each
        self.laws = laws

    def ever(
        self,
        universe: Evaluator,
        order: Sequence[int],
        question: Callable[[KnownSoFar], Answer],
        hints: Iterable[Assignment] = (),
    ) -> tuple[Verdict, Assignment | None]:
        """
        Whether the answer to a question is ever yes.

        Args:
            universe: What answers it.
            order: The unknowns that may be given values, in this order.
            question: Its answer, given what is known; open if completions of that differ, or may.
            hints: Assignments that are tried first.

        Returns:
            The verdict, with an assignment that forces a yes where there is one.
        """

        def answers(known: KnownSoFar) -> frozenset[Answer]:
            """What the question can still be answered; each look is counted."""
            self.looks -= 1
            return question(known).possible

        limit = max(1, min(self.looks_each, self.looks))
        search = Search(order, answers, limit, completions=KnownSoFar.extremes)
        known = (universe.known(hint) for hint in hints)
        attained = search.run(universe.start, known, frozenset({Answer.HOLDS}))
        if Answer.HOLDS in attained.witnesses:
            return Verdict.FOUND, attained.witnesses[Answer.HOLDS]
        return (Verdict.OPEN if Answer.HOLDS in attained.upper else Verdict.NEVER), None
