"""Two sides, each rubric of one compared with the same of the other, or held to the policy of change."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from tierscore.application.batch import Task, results
from tierscore.errors import UsageError, safe
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tierscore.analysis.rubric_diff.impact import AnswerAll, CountryFacts, Judge
    from tierscore.application.session import Session
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.loading.workspace.revisions import ComparedSide, OldSides
    from tierscore.model.country_answers import CountryAnswers
    from tierscore.model.problem import Problem
    from tierscore.model.rubric import Rubric
    from tierscore.model.rubric_change import RubricDiff


@dataclass(frozen=True)
class Comparison:
    """Two sides, open for as long as their comparison is used, and what differs between their rubrics."""

    old: ComparedSide
    new: ComparedSide
    diffs: tuple[RubricDiff, ...]
    """One for each rubric of either side, by id."""
    compared_with: str
    """The old side in words."""


@dataclass(frozen=True)
class GuardResult:
    """What the policy of change says of the workspace as it lies on disk."""

    problems: tuple[Problem, ...]
    """Sorted by place, each once."""
    tallies: Mapping[str, int]
    """What was compared, counted by its name in words."""
    diffs: tuple[RubricDiff, ...]
    """Those with each commit that was compared with."""
    compared_with: str
    """The old side in words."""


@contextmanager
def open_comparison(
    session: Session, old: str, new: str | None = None, only: str | None = None, *, branch: bool = False
) -> Iterator[Comparison]:
    """
    Compare the rubrics of two sides.

    Args:
        session: The workspace.
        old: The old side: a git revision, a workspace, the folder of a rubric, or a file in it.
        new: The new side, likewise; None takes the workspace as it lies on disk.
        only: The id of the one rubric that is wanted; None compares all.
        branch: Whether the old side is that which a check is held against: the commit at which the work tree left the
            revision, and a path only with ``path:`` before it.

    Raises:
        UsageError: If there is no such side or no such rubric, or the two sides cannot be compared.
        UnreadableError: If a file of either side has problems.
    """
    from tierscore.loading.workspace.revisions import open_old_sides, open_side, work_tree

    cache = session.cache
    with ExitStack() as stack:
        if branch:
            old_sides = stack.enter_context(open_old_sides(old, session.workspace, cache))
            before, compared_with = _only_side(old_sides, old), old_sides.description
        else:
            before = stack.enter_context(open_side(old, session.workspace, cache))
            compared_with = before.name
        after = (
            work_tree(session.workspace, cache)
            if new is None
            else stack.enter_context(open_side(new, session.workspace, cache))
        )
        if not _is_fork(before, after):
            _refuse_new_ids(before, after)
        yield Comparison(before, after, _diffs(before, after, only, _answers(session)), compared_with)


def guard_problems(workspace: Workspace, against: str) -> GuardResult:
    """
    What the workspace as it lies on disk breaks of the policy of change, compared with an old side.

    That is where the work tree left the revision; where it left it at several commits, each is compared with.

    Args:
        workspace: The new side.
        against: The old side: a git revision, or ``path:`` and a folder or file.

    Raises:
        UsageError: If there is no such side, or the two cannot be compared.
        UnreadableError: If a file of either side has problems.
    """
    from tierscore.loading.workspace.revisions import open_old_sides, work_tree

    problems: set[Problem] = set()
    diffs: list[RubricDiff] = []
    with open_old_sides(against, workspace, None) as old_sides:
        new = work_tree(workspace, None)
        for old in old_sides.sides:
            of_side = _diffs(old, new)
            diffs += of_side
            name = against if old_sides.open_target is None else old.name
            problems.update(_breaches(of_side, old, new, name))
        problems.update(_taken_versions(diffs, old_sides, new))
    tallies = {
        "rubrics compared": len(diffs),
        "changes of rubrics": sum(len(diff.changes) for diff in diffs),
        "countries and years compared": sum(diff.judged for diff in diffs),
    }
    return GuardResult(tuple(sorted(problems)), tallies, tuple(diffs), old_sides.description)


def _only_side(old_sides: OldSides, text: str) -> ComparedSide:
    """The one commit at which the work tree left a revision."""
    first, *others = old_sides.sides
    if others:
        names = " and ".join(side.name for side in old_sides.sides)
        advice = f"merge {safe(text)} into it, or name one of them"
        raise UsageError(f"this branch left {safe(text)} at {names}, and can be compared with one; {advice}")
    return first


def _breaches(
    diffs: Iterable[RubricDiff], old: ComparedSide, new: ComparedSide, name: str
) -> Iterator[Problem]:
    """Every breach of the policy of change by a rubric, where it is written; ``name`` names the old side."""
    from tierscore.analysis.rubric_diff.version_policy import remarks
    from tierscore.loading.files import MAIN_FILE
    from tierscore.loading.validation.locations import problems_in

    for diff in diffs:
        folder = new.folders.get(diff.id) or new.workspace.root / "rubrics" / old.folders[diff.id].name
        yield from problems_in(folder / MAIN_FILE, remarks(diff, name), new.workspace.files)


def _taken_versions(diffs: Sequence[RubricDiff], old_sides: OldSides, new: ComparedSide) -> Iterator[Problem]:
    """Every version to which this branch raises a rubric, and which the revision has given away since."""
    from tierscore.analysis.rubric_diff.version_policy import raises_version, taken_version
    from tierscore.loading.files import MAIN_FILE
    from tierscore.loading.validation.locations import problems_in

    raised = [diff for diff in diffs if raises_version(diff)]
    if old_sides.open_target is None or not raised:
        return
    try:
        with old_sides.open_target() as target:
            rubrics, name = target.rubrics, target.name
    except (UsageError, UnreadableError):  # what others did wrong since is no fault of this branch
        return
    for diff in raised:
        if diff.id in rubrics:
            found = taken_version(diff, rubrics[diff.id], name)
            yield from problems_in(new.folders[diff.id] / MAIN_FILE, found, new.workspace.files)


def _answers(session: Session) -> AnswerAll:
    """What gives the answers of a rubric, by way of the cache and of as many processes as the session may use."""

    def answers(judge: Judge, countries: Sequence[CountryFacts]) -> Iterator[CountryAnswers]:
        """The answers for countries, in their order."""
        kind = f"answers {judge.weightless_digest}"
        tasks = [
            Task(
                kind,
                (("", country.digest),) if country.digest else None,
                partial(judge.country_answers, country),
            )
            for country in countries
        ]
        return results(tasks, session.cache, session.jobs)

    return answers


def _diffs(
    old: ComparedSide, new: ComparedSide, only: str | None = None, answers: AnswerAll | None = None
) -> tuple[RubricDiff, ...]:
    """Every rubric of either side compared with the same rubric of the other, by id."""
    from tierscore.analysis.rubric_diff.compare import added, compare, removed
    from tierscore.analysis.rubric_diff.impact import CountryFacts, answer_all

    ids = sorted({*old.rubrics, *new.rubrics})
    if only is not None and only not in ids:
        existing = ", ".join(ids)
        raise UsageError(
            f"neither {old.name} nor {new.name} has a rubric '{safe(only[:100])}'; there are: {existing}"
        )
    countries = tuple(CountryFacts(*facts) for facts in new.countries())
    diffs = []
    for before, after in _pairs(old, new):
        names = {rubric.id for rubric in (before, after) if rubric is not None}
        if only is not None and only not in names:
            continue
        if before is not None and after is not None:
            diffs.append(
                compare(before, old.vocabulary, after, new.vocabulary, countries, answers or answer_all)
            )
        elif after is not None:
            diffs.append(added(after))
        elif before is not None:
            diffs.append(removed(before))
    return tuple(diffs)


def _pairs(old: ComparedSide, new: ComparedSide) -> list[tuple[Rubric | None, Rubric | None]]:
    """Each rubric of the old side with what it is on the new one, by the newer id; None where it is not there."""
    old_ids = _renamed(old, new)
    ids = sorted({*old.rubrics, *new.rubrics} - set(old_ids.values()))
    return [(old.rubrics.get(old_ids.get(name, name)), new.rubrics.get(name)) for name in ids]


def _renamed(old: ComparedSide, new: ComparedSide) -> dict[str, str]:
    """The old id by the new one, of rubrics whose id changed and nothing else; and of a rubric and its fork."""
    from tierscore.analysis.rubric_diff.compare import same_but_for_identity

    if _is_fork(old, new):
        return dict(zip(new.rubrics, old.rubrics, strict=True))
    gone, come = (
        sorted(old.rubrics.keys() - new.rubrics.keys()),
        sorted(new.rubrics.keys() - old.rubrics.keys()),
    )
    same = [(a, b) for a in gone for b in come if same_but_for_identity(old.rubrics[a], new.rubrics[b])]
    once = Counter(chain.from_iterable(same))
    return {after: before for before, after in same if once[before] == once[after] == 1}


def _is_fork(old: ComparedSide, new: ComparedSide) -> bool:
    """Whether both sides are one rubric on disk, of two ids: a rubric and somebody's own version of it."""
    different_ids = old.rubrics.keys() != new.rubrics.keys()
    return different_ids and len(old.rubrics) == len(new.rubrics) == 1 and old.one_rubric and new.one_rubric


def _refuse_new_ids(old: ComparedSide, new: ComparedSide) -> None:
    """Refuse a rubric that has another id and was changed besides: it is not one that went and another that came."""
    renamed = _renamed(old, new)
    for old_id in sorted(old.rubrics.keys() - new.rubrics.keys() - set(renamed.values())):
        for new_id in sorted(new.rubrics.keys() - old.rubrics.keys() - renamed.keys()):
            if old.folders[old_id].name == new.folders[new_id].name:
                raise UsageError(
                    f"the rubric '{old_id}' of {old.name} is called '{new_id}' in {new.name}, and was changed besides: "
                    f"keep the id '{old_id}', or change it in a step of its own that changes nothing else"
                )
