"""Two sides of a comparison brought together: every rubric of one with the same rubric of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import ExitStack

    from tierscore.loading.workspace.cache import Cache
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.loading.workspace.revisions import Side
    from tierscore.model.problem import Problem
    from tierscore.model.rubric_change import RubricDiff


def guard_problems(
    workspace: Workspace, against: str, cache: Cache | None = None
) -> tuple[tuple[Problem, ...], Mapping[str, int], tuple[RubricDiff, ...]]:
    """
    What the workspace as it lies on disk breaks of the policy of change, compared with another side.

    Args:
        workspace: The new side.
        against: The old side: a git revision, a folder or a file.
        cache: What is kept between runs.

    Returns:
        The problems, sorted by place; what was compared, counted by its name in words; the comparisons.

    Raises:
        UsageError: If there is no such side, or the two cannot be compared.
        UnreadableError: If a file of either side has problems.

    """
    from tierscore.analysis.rubric_diff.version_policy import remarks
    from tierscore.loading.files import MAIN_FILE
    from tierscore.loading.validation.locations import marked
    from tierscore.loading.workspace.revisions import open_side, work_tree

    with open_side(against, workspace, cache) as old:
        new = work_tree(workspace, cache)
        diffs = comparisons(old, new)
    problems: list[Problem] = []
    for diff in diffs:
        folder = new.folders.get(
            diff.id,
            workspace.root / "rubrics" / old.folders[diff.id].name
            if diff.id in old.folders
            else workspace.root,
        )
        problems += marked(folder / MAIN_FILE, remarks(diff, against))
    return tuple(sorted(problems)), tallies(diffs), diffs


def tallies(diffs: Sequence[RubricDiff]) -> dict[str, int]:
    """What was compared, counted by its name in words."""
    return {
        "rubrics compared": len(diffs),
        "changes of rubrics": sum(len(diff.changes) for diff in diffs),
        "countries and years compared": sum(diff.judged for diff in diffs),
    }


def comparisons(old: Side, new: Side, only: str | None = None) -> tuple[RubricDiff, ...]:
    """
    Every rubric of either side compared with the same of the other, by id.

    Raises:
        UsageError: If ``only`` names no rubric of either side, or a rubric has another id on one side.

    """
    from tierscore.analysis.rubric_diff.compare import added, compare, removed
    from tierscore.analysis.rubric_diff.impact import Country

    if not _forked(old, new):
        _refuse_new_ids(old, new)
    ids = sorted({*old.rubrics, *new.rubrics})
    if only is not None and only not in ids:
        raise UsageError(
            f"neither {old.name} nor {new.name} has a rubric '{only[:100]}'; there are: {', '.join(ids)}"
        )
    facts = tuple(Country(*found) for found in new.countries())
    if _forked(old, new):
        (theirs,), (own,) = old.rubrics.values(), new.rubrics.values()
        return (compare(theirs, old.vocabulary, own, new.vocabulary, facts),)
    found = []
    for name in ids if only is None else [only]:
        before, after = old.rubrics.get(name), new.rubrics.get(name)
        if before is not None and after is not None:
            found.append(compare(before, old.vocabulary, after, new.vocabulary, facts))
        elif after is not None:
            found.append(added(after))
        elif before is not None:
            found.append(removed(before))
    return tuple(found)


def _forked(old: Side, new: Side) -> bool:
    """Whether both sides are one rubric on disk, of two ids: a rubric and somebody's own version of it."""
    apart = old.rubrics.keys() != new.rubrics.keys() and len(old.rubrics) == len(new.rubrics) == 1
    return apart and old.one_rubric and new.one_rubric


def _refuse_new_ids(old: Side, new: Side) -> None:
    """A rubric whose id was changed is not one that was deleted and another that was added."""
    from tierscore.analysis.rubric_diff.compare import same_but_for_identity

    for gone in sorted(old.rubrics.keys() - new.rubrics.keys()):
        for come in sorted(new.rubrics.keys() - old.rubrics.keys()):
            same_folder = old.folders[gone].name == new.folders[come].name
            if same_folder or same_but_for_identity(old.rubrics[gone], new.rubrics[come]):
                message = f"the rubric '{gone}' of {old.name} is called '{come}' in {new.name}; they cannot be compared"
                raise UsageError(
                    f"{message}: keep the id '{gone}', or change it in a step of its own that changes nothing else"
                )


def sides(
    stack: ExitStack, workspace: Workspace, old: str, new: str | None, cache: Cache | None
) -> tuple[Side, Side]:
    """Open both sides of a comparison; without a new one it is the workspace as it lies on disk."""
    from tierscore.loading.workspace.revisions import open_side, work_tree

    first = stack.enter_context(open_side(old, workspace, cache))
    return first, work_tree(workspace, cache) if new is None else stack.enter_context(
        open_side(new, workspace, cache)
    )
