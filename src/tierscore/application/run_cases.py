"""A rubric tried on its worked cases: what they expect, what none exercises, which changes none notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tierscore.application.session import Session
    from tierscore.model.case import Case
    from tierscore.model.case_results import CaseSuiteResult


def run_cases(
    session: Session,
    *,
    mutate: bool = False,
    structure_only: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> CaseSuiteResult:
    """
    Try the rubric of a session on its worked cases.

    Args:
        session: The workspace and the rubric.
        mutate: Whether to try every mutant of the rubric as well: the rubric with one small change.
        structure_only: Whether to leave out mutants in weights, cut-offs and the like.
        progress: Told what is being done.

    Raises:
        UsageError: If there is no such rubric, or it has no worked cases.
        UnreadableError: With every problem of all case files.
    """
    from tierscore.analysis.mutation.runner import try_rubric

    cases = load_cases(session)
    progress(f"trying {len(cases)} worked cases")
    return try_rubric(
        session.rubric,
        session.vocabulary,
        cases,
        mutate=mutate,
        structure_only=structure_only,
        progress=lambda done, total: progress(f"changes of the rubric tried: {done} of {total}"),
    )


def load_cases(session: Session) -> list[Case]:
    """
    Every worked case of the rubric of a session, by file name.

    Raises:
        UsageError: If there is no such rubric, or it has no worked cases.
        UnreadableError: With every problem of all case files.
    """
    from tierscore.loading.cases.reader import load_case
    from tierscore.model.problem import Problem, UnreadableError

    cases: list[Case] = []
    problems: list[Problem] = []
    for path in session.workspace.cases(session.rubric_id):
        try:
            cases.append(load_case(path, session.vocabulary, session.rubric))
        except UnreadableError as unreadable:
            problems.extend(unreadable.problems)
    if problems:
        raise UnreadableError(problems)
    if not cases:
        folder = session.workspace.rubric(session.rubric_id) / "cases"
        raise UsageError(f"the rubric '{session.rubric_id}' has no worked cases: there are none in {folder}")
    return cases
