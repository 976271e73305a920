"""Which changes of a rubric its worked cases notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.mutation.equivalence import proof
from tierscore.analysis.mutation.operators import mutants
from tierscore.analysis.rubric_cases.reach import Decided, reach
from tierscore.analysis.verification.law_list import Laws
from tierscore.model.case_results import Fate, Tried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tierscore.analysis.rubric_cases.reach import Reach
    from tierscore.analysis.rubric_cases.runner import Trial
    from tierscore.model.case_results import Mutant
    from tierscore.model.rubric import Rubric


class Noticing:
    """The trials of a rubric that come out as they say, ready to be tried again on changed rubrics."""

    def __init__(self, rubric: Rubric, tried: Iterable[Trial]) -> None:
        self._rubric = rubric
        sound = [trial for trial in tried if not any(trial.differences())]
        self._trials = [
            (trial, Decided(trial)) for trial in sorted(sound, key=lambda trial: trial.expected.asks_decision)
        ]
        self._laws = Laws(rubric)

    def noticed_by(self, changed: Rubric) -> str:
        """The name of the first case that fails under a changed rubric; empty where none does."""
        reached, laws = reach(self._rubric, changed), Laws(changed)
        touched = (trial for trial, decided in self._trials if reached.touches(trial, decided))
        return next((trial.case.name for trial in touched if self._differs(trial, laws, reached)), "")

    def _differs(self, trial: Trial, laws: Laws, reached: Reach) -> bool:
        year, choices = trial.expected.report_year, trial.case.choices
        law = laws.of(year, choices)
        return law != self._laws.of(year, choices) and any(trial.under(law, reached).differences())


def try_mutants(
    rubric: Rubric,
    tried: Iterable[Trial],
    *,
    structure_only: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Tried, ...]:
    """
    Try every mutant of a rubric on its cases.

    Cases that fail as they stand notice nothing and are left out. A mutant that no case notices is equivalent where it is proven
    to change nothing, and has survived otherwise.

    Args:
        rubric: The rubric.
        tried: Every expectation of its worked cases, under the rubric itself.
        structure_only: Whether to leave out weights, cut-offs and the like.
        progress: Told how many mutants have been tried, and how many there are.

    """
    noticing = Noticing(rubric, tried)
    every = tuple(mutant for mutant in mutants(rubric) if mutant.kind.structural or not structure_only)
    return tuple(_tried(noticing, rubric, every, progress))


def _tried(
    noticing: Noticing, rubric: Rubric, every: tuple[Mutant, ...], progress: Callable[[int, int], None] | None
) -> Iterator[Tried]:
    for number, mutant in enumerate(every, start=1):
        if proven := proof(rubric, mutant):
            yield Tried(mutant, Fate.EQUIVALENT, proof=proven)
        elif noticed_by := noticing.noticed_by(mutant.rubric):
            yield Tried(mutant, Fate.NOTICED, noticed_by)
        else:
            yield Tried(mutant, Fate.SURVIVED)
        if progress is not None:
            progress(number, len(every))
