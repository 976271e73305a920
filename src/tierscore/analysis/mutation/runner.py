"""A rubric tried on its worked cases: results, what none exercises, which changes none notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.mutation.equivalence import proof
from tierscore.analysis.mutation.operators import mutants
from tierscore.analysis.rubric_cases.coverage import exercised, marks_of
from tierscore.analysis.rubric_cases.reach import TierInfluence, reach, touches
from tierscore.analysis.rubric_cases.runner import results, trials
from tierscore.engine.law import law_of, with_choices
from tierscore.model.case_results import CaseSuiteResult, Fate, MutantResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tierscore.analysis.rubric_cases.runner import ExpectationTrial
    from tierscore.model.case import Case
    from tierscore.model.case_results import Mutant
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric


def try_rubric(  # noqa: PLR0913 - what is tried, on what, and how much of it
    rubric: Rubric,
    vocabulary: Vocabulary,
    cases: Sequence[Case],
    *,
    mutate: bool = False,
    structure_only: bool = False,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> CaseSuiteResult:
    """
    Try a rubric on its worked cases.

    With ``mutate`` every mutant is tried as well, with ``structure_only`` all but those in weights, cut-offs
    and the like; ``progress`` is told how many have been tried, and how many there are.
    """
    case_trials = tuple(trials(rubric, vocabulary, cases))
    return CaseSuiteResult(
        rubric,
        results(case_trials),
        exercised(rubric, marks_of(case_trials)),
        try_mutants(rubric, case_trials, structure_only=structure_only, progress=progress)
        if mutate
        else None,
    )


def try_mutants(
    rubric: Rubric,
    case_trials: Iterable[ExpectationTrial],
    *,
    structure_only: bool = False,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> tuple[MutantResult, ...]:
    """
    Try every mutant of a rubric on its cases, given every expectation of these under the rubric itself.

    Cases that fail as they stand notice nothing and are left out. A mutant that no case notices is equivalent
    where it is proven to change nothing, and has survived otherwise.
    """
    passing = _PassingTrials(rubric, case_trials)
    chosen = [mutant for mutant in mutants(rubric) if mutant.kind.structural or not structure_only]
    mutant_results = []
    for number, mutant in enumerate(chosen, start=1):
        mutant_results.append(_result(passing, rubric, mutant))
        progress(number, len(chosen))
    return tuple(mutant_results)


def _result(passing: _PassingTrials, rubric: Rubric, mutant: Mutant) -> MutantResult:
    if proven := proof(rubric, mutant):
        return MutantResult(mutant, Fate.EQUIVALENT, proof=proven)
    if failing_case := passing.failing_case(mutant.rubric):
        return MutantResult(mutant, Fate.NOTICED, failing_case)
    return MutantResult(mutant, Fate.SURVIVED)


class _PassingTrials:
    """The trials of a rubric that come out as they say, ready to be repeated under changed rubrics."""

    def __init__(self, rubric: Rubric, case_trials: Iterable[ExpectationTrial]) -> None:
        self._rubric = rubric
        passing = [trial for trial in case_trials if not any(trial.differences())]
        passing.sort(key=lambda trial: trial.expected.asks_decision)  # those take most work
        self._trials = [(trial, TierInfluence(trial)) for trial in passing]

    def failing_case(self, changed: Rubric) -> str:
        """The name of the first case that fails under a changed rubric; empty where none does."""
        difference = reach(self._rubric, changed)
        touched = (trial for trial, influence in self._trials if touches(difference, trial, influence))
        return next((trial.case.name for trial in touched if self._fails(trial, changed)), "")

    @staticmethod
    def _fails(trial: ExpectationTrial, changed: Rubric) -> bool:
        law = law_of(with_choices(changed, trial.case.choices), trial.expected.report_year)
        return law != trial.law and any(trial.under(law).differences())
