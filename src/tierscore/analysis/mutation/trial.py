"""A rubric tried on its worked cases: results, what no case exercises, and which changes none notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.mutation.runner import try_mutants
from tierscore.analysis.rubric_cases.coverage import exercised
from tierscore.analysis.rubric_cases.runner import results, trials
from tierscore.model.case_results import Trying

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tierscore.model.case import Case
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric


def try_rubric(  # noqa: PLR0913 - what is tried, on what, and how much of it
    rubric: Rubric,
    vocabulary: Vocabulary,
    cases: Sequence[Case],
    *,
    mutate: bool = False,
    structure_only: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Trying:
    """
    Try a rubric on its worked cases.

    Args:
        rubric: The rubric.
        vocabulary: What the measures mean.
        cases: Its worked cases.
        mutate: Whether to try every mutant of the rubric as well.
        structure_only: Whether to leave out mutants in weights, cut-offs and the like.
        progress: Told how many mutants have been tried, and how many there are.

    """
    tried = tuple(trials(rubric, vocabulary, cases))
    found = results(tried)
    mutants = try_mutants(rubric, tried, structure_only=structure_only, progress=progress) if mutate else None
    return Trying(rubric, found, exercised(rubric, tried), mutants)
