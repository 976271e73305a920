"""Two sides, each rubric of one compared with the same of the other, or held to the policy of change."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.errors import UsageError, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tierscore.application.session import Session
    from tierscore.loading.workspace.cache import Cache
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.loading.workspace.revisions import ComparedSide
    from tierscore.model.problem import Problem
    from tierscore.model.rubric_change import RubricDiff


@dataclass(frozen=True)
class Comparison:
    """Two sides, open for as long as their comparison is used, and what differs between their rubrics."""

    old: ComparedSide
    new: ComparedSide
    diffs: tuple[RubricDiff, ...]
    """One for each rubric of either side, by id."""


@contextmanager
def open_comparison(
    session: Session, old: str, new: str | None = None, only: str | None = None, *, paths: bool = True
) -> Iterator[Comparison]:
    """
    Compare the rubrics of two sides.

    Args:
        session: The workspace.
        old: The old side: a git revision, a workspace, the folder of a rubric, or a file in it.
        new: The new side, likewise; None takes the workspace as it lies on disk.
        only: The id of the one rubric that is wanted; None compares all.
        paths: Whether the old side may be a path without ``path:`` before it.

    Raises:
        UsageError: If there is no such side or no such rubric, or the two sides cannot be compared.
        UnreadableError: If a file of either side has problems.
    """
    from tierscore.loading.workspace.revisions import open_side, work_tree

    with ExitStack() as stack:
        before = stack.enter_context(open_side(old, session.workspace, session.cache, paths=paths))
        if new is None:
            after = work_tree(session.workspace, session.cache)
        else:
            after = stack.enter_context(open_side(new, session.workspace, session.cache))
        yield Comparison(before, after, _diffs(before, after, only))


def guard_problems(
    workspace: Workspace, against: str, cache: Cache | None = None
) -> tuple[tuple[Problem, ...], Mapping[str, int], tuple[RubricDiff, ...]]:
    """
    What the workspace as it lies on disk breaks of the policy of change, compared with an old side.

    Args:
        workspace: The new side.
        against: The old side: a git revision, or ``path:`` and a folder or file.
        cache: What is kept between runs.

    Returns:
        The problems, sorted by place; what was compared, counted by its name in words; the comparisons.

    Raises:
        UsageError: If there is no such side, or the two cannot be compared.
        UnreadableError: If a file of either side has problems.
    """
    from tierscore.analysis.rubric_diff.version_policy import remarks
    from tierscore.loading.files import MAIN_FILE
    from tierscore.loading.validation.locations import problems_in
    from tierscore.loading.workspace.revisions import open_side, work_tree

    with open_side(against, workspace, cache, paths=False) as old:
        new = work_tree(workspace, cache)
        diffs = _diffs(old, new)
    problems: list[Problem] = []
    for diff in diffs:
        folder = new.folders.get(diff.id, workspace.root)
        if diff.id not in new.folders and diff.id in old.folders:
            folder = workspace.root / "rubrics" / old.folders[diff.id].name
        problems += problems_in(folder / MAIN_FILE, remarks(diff, against), workspace.files)
    tallies = {
        "rubrics compared": len(diffs),
        "changes of rubrics": sum(len(diff.changes) for diff in diffs),
        "countries and years compared": sum(diff.judged for diff in diffs),
    }
    return tuple(sorted(problems)), tallies, diffs


def _diffs(old: ComparedSide, new: ComparedSide, only: str | None = None) -> tuple[RubricDiff, ...]:
    """Every rubric of either side compared with the same rubric of the other, by id."""
    from tierscore.analysis.rubric_diff.compare import added, compare, removed
    from tierscore.analysis.rubric_diff.impact import CountryFacts

    forked = _is_fork(old, new)
    if not forked:
        _refuse_new_ids(old, new)
    ids = sorted({*old.rubrics, *new.rubrics})
    if only is not None and only not in ids:
        existing = ", ".join(ids)
        raise UsageError(
            f"neither {old.name} nor {new.name} has a rubric '{safe(only[:100])}'; there are: {existing}"
        )
    countries = tuple(CountryFacts(*facts) for facts in new.countries())
    if forked:
        (original,), (fork,) = old.rubrics.values(), new.rubrics.values()
        return (compare(original, old.vocabulary, fork, new.vocabulary, countries),)
    diffs = []
    for rubric_id in ids if only is None else [only]:
        before, after = old.rubrics.get(rubric_id), new.rubrics.get(rubric_id)
        if before is not None and after is not None:
            diffs.append(compare(before, old.vocabulary, after, new.vocabulary, countries))
        elif after is not None:
            diffs.append(added(after))
        elif before is not None:
            diffs.append(removed(before))
    return tuple(diffs)


def _is_fork(old: ComparedSide, new: ComparedSide) -> bool:
    """Whether both sides are one rubric on disk, of two ids: a rubric and somebody's own version of it."""
    different_ids = old.rubrics.keys() != new.rubrics.keys()
    return different_ids and len(old.rubrics) == len(new.rubrics) == 1 and old.one_rubric and new.one_rubric


def _refuse_new_ids(old: ComparedSide, new: ComparedSide) -> None:
    """A rubric whose id was changed is not one that was deleted and another that was added."""
    from tierscore.analysis.rubric_diff.compare import same_but_for_identity

    for old_id in sorted(old.rubrics.keys() - new.rubrics.keys()):
        for new_id in sorted(new.rubrics.keys() - old.rubrics.keys()):
            same_folder = old.folders[old_id].name == new.folders[new_id].name
            if same_folder or same_but_for_identity(old.rubrics[old_id], new.rubrics[new_id]):
                raise UsageError(
                    f"the rubric '{old_id}' of {old.name} is called '{new_id}' in {new.name}; they cannot be compared: "
                    f"keep the id '{old_id}', or change it in a step of its own that changes nothing else"
                )
