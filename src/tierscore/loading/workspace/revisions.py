"""One side of a comparison: a git revision, a folder, or a file."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tierscore.errors import UsageError, safe
from tierscore.loading.files import MAIN_FILE
from tierscore.loading.workspace.discovery import VOCABULARY, Origin, Workspace
from tierscore.loading.workspace.git import NoCommitError, find_repository
from tierscore.loading.workspace.merge_base import branch_point
from tierscore.loading.workspace.own_repository import own_repository
from tierscore.loading.workspace.revision_copy import copy_revision
from tierscore.loading.workspace.revision_names import commit_named
from tierscore.loading.workspace.store import Library
from tierscore.model.problem import Place, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from tierscore.loading.cache.models import Cache
    from tierscore.loading.workspace.git import Repository
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric
T = TypeVar("T")


@dataclass(frozen=True)
class ComparedSide:
    """The rubrics, the vocabulary and the facts of one side."""

    name: str
    """As the user named it."""
    workspace: Workspace
    library: Library
    """The files of that workspace."""
    rubrics: Mapping[str, Rubric]
    """By the id that each gives itself."""
    folders: Mapping[str, Path]
    """The folder of each, by the same id."""
    copied: bool
    """Whether it is a copy of a revision; files of a copy cannot be written."""
    one_rubric: bool = False
    """Whether the user named one rubric on disk by its folder or a file in it."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Its measures."""
        return self._named(lambda: self.library.vocabulary)

    def countries(self) -> tuple[tuple[Dossier, Placements, bytes], ...]:
        """The facts of every country, with its placements, and a sum of all that both were read from, by code."""
        countries = self._named(lambda: [*map(self._country, self.workspace.countries().values())])
        return tuple(sorted(countries, key=lambda country: country[0].iso3))

    def _country(self, path: Path) -> tuple[Dossier, Placements, bytes]:
        dossier, table = self.library.dossier(path), self.workspace.placements
        tables = (table,) if table.exists() else ()
        data = self.library.data_of((self.workspace.vocabulary, path, *tables)) or ()
        read = b"".join(sum_ for _, sum_ in data)
        return dossier, self.library.placements(dossier.iso3), hashlib.sha256(read).digest() if read else b""

    def load(self, folder: Path) -> Rubric:
        """The rubric in a folder of this side."""
        return self._named(lambda: self.library.rubric_in(folder))

    def _named(self, load: Callable[[], T]) -> T:
        """What a loader gives; files of a copy are named by the revision in its problems."""
        try:
            return load()
        except UnreadableError as error:
            if not self.copied:
                raise
            raise _not_compared(map(self._renamed, error.problems), self.name) from error

    def _renamed(self, problem: Problem) -> Problem:
        place, root = problem.place, self.workspace.root.as_posix()
        file = place.file.replace("\\", "/").removeprefix(f"{root}/")
        return replace(problem, place=Place(f"{self.name}:{file}", place.line, place.column))


PATH_PREFIX = "path:"
"""What marks a side that is a folder or a file, whatever revisions there are."""


@dataclass(frozen=True)
class OldSides:
    """What a work tree is held against: where it left a revision, or a folder."""

    sides: tuple[ComparedSide, ...]
    """One; several where the branch and the revision were merged both ways."""
    description: str
    """What is compared with, in words."""
    open_target: Callable[[], AbstractContextManager[ComparedSide]] | None = None
    """Opens the revision itself where it has moved on since; None where it has not."""


@contextmanager
def open_side(text: str, workspace: Workspace, cache: Cache | None) -> Iterator[ComparedSide]:
    """
    A side as a user names it: ``path:`` and a path, or a revision, or else a path that exists.

    A revision goes before a path of the same name.

    Args:
        text: A git revision; a workspace; the folder of a rubric, or a file in one.
        workspace: The workspace of this run.
        cache: What is kept between runs.

    Raises:
        NoCommitError: If a revision is meant, and the repository has no commit yet.
        UsageError: If it is none of these, holds no rubric, or two rubrics with one id.
        UnreadableError: If a rubric has problems; files of a revision are named ``REVISION:rubrics/...``.
    """
    if text.startswith(PATH_PREFIX):
        yield _at_path(text, workspace, cache)
    elif _exists(text) and not _is_revision(text, workspace):
        yield _on_disk(text, Path(text), workspace, cache)
    else:
        repository = find_repository(workspace.root)
        with _copied(repository, commit_named(repository, text), text, cache, facts=True) as side:
            yield side


@contextmanager
def open_old_sides(text: str, workspace: Workspace, cache: Cache | None) -> Iterator[OldSides]:
    """
    What the work tree is held against: ``path:`` and a path, or else the commit at which it left a revision.

    No folder in the work tree can pass for a revision: a path is taken only with ``path:`` before it.

    Args:
        text: A git revision, or two with three dots between them; ``path:`` and a workspace, a rubric or its file.
        workspace: The workspace of this run.
        cache: What is kept between runs; None, as for the guard, reads every file anew.

    Raises:
        NoCommitError: If a revision is meant, and the repository has no commit yet.
        UsageError: If there is no such side, or it has no commit in common with the work tree.
        UnreadableError: If a rubric has problems; files of a revision are named ``REVISION:rubrics/...``.
    """
    if text.startswith(PATH_PREFIX):
        yield OldSides((_at_path(text, workspace, cache),), f"the files in {safe(text)}")
        return
    try:
        repository = own_repository(workspace.root)
        point = branch_point(repository, text)
    except NoCommitError:
        raise
    except UsageError as refused:
        if not _exists(text):
            raise
        hint = f"to compare with the folder, write {PATH_PREFIX}{safe(text)}"
        raise UsageError(f"{refused}; {hint}") from refused
    with ExitStack() as stack:
        copies = (
            _copied(repository, commit, name, cache, facts=False)
            for commit, name in zip(point.commits, point.names, strict=True)
        )
        sides = tuple(map(stack.enter_context, copies))
        target = partial(_copied, repository, point.target_commit, point.target, cache, facts=False)
        yield OldSides(sides, point.description, target if point.moved_on else None)


@contextmanager
def _copied(
    repository: Repository, commit: str, name: str, cache: Cache | None, *, facts: bool
) -> Iterator[ComparedSide]:
    """A commit as a side, copied for as long as it is open."""
    import tempfile  # only a revision needs it

    with tempfile.TemporaryDirectory(prefix="tierscore-") as folder:
        copy = Workspace(Path(folder), Origin.CHOSEN)
        try:
            copy_revision(repository, commit, name, copy.root, facts=facts)
        except UnreadableError as error:
            raise _not_compared(error.problems, name) from error
        if not copy.vocabulary.is_file():
            missing = f"{repository.prefix}{VOCABULARY.as_posix()}"
            raise UsageError(f"{safe(name)} holds no workspace: it has no {missing}")
        yield _side(name, copy, copy.rubrics(), cache, copied=True)


def _not_compared(problems: Iterable[Problem], name: str) -> UnreadableError:
    """The failure to read a commit, which nobody can mend: a later one can, and is to be let through."""
    error = UnreadableError(problems)
    error.outcome = "Nothing was compared"
    error.where = (
        f"in {safe(name)}, which stays as it is; compare with an earlier commit, such as {safe(name)}~1"
    )
    return error


def _at_path(text: str, workspace: Workspace, cache: Cache | None) -> ComparedSide:
    path = text.removeprefix(PATH_PREFIX)
    if not _exists(path):
        raise UsageError(f"there is no file or folder {safe(path)}")
    return _on_disk(path, Path(path), workspace, cache)


def _is_revision(text: str, workspace: Workspace) -> bool:
    """Whether the repository of the workspace has a revision of this name."""
    try:
        commit_named(find_repository(workspace.root), text)
    except UsageError:
        return False
    return True


def _exists(text: str) -> bool:
    try:
        return bool(text) and not text.startswith("-") and Path(text).exists()
    except (OSError, ValueError):  # no file can have this name
        return False


def work_tree(workspace: Workspace, cache: Cache | None) -> ComparedSide:
    """The workspace as it lies on disk."""
    return _side("the work tree", workspace, workspace.rubrics(), cache)


def _on_disk(text: str, path: Path, workspace: Workspace, cache: Cache | None) -> ComparedSide:
    folder = path if path.is_dir() else path.parent
    if (folder / VOCABULARY).is_file():
        chosen = Workspace(folder, Origin.CHOSEN)
        return _side(text, chosen, chosen.rubrics(), cache)
    if not (folder / MAIN_FILE).is_file():
        missing = f"is neither a workspace (no {VOCABULARY.as_posix()}) nor a rubric (no {MAIN_FILE})"
        raise UsageError(f"{safe(text)} {missing}")
    above = folder.resolve().parents[1]
    owner = Workspace(above, Origin.CHOSEN) if (above / VOCABULARY).is_file() else workspace
    owner.files.confine(folder)
    return replace(_side(text, owner, {folder.name: folder}, cache), one_rubric=True)


def _side(
    name: str, workspace: Workspace, folders: Mapping[str, Path], cache: Cache | None, *, copied: bool = False
) -> ComparedSide:
    empty = ComparedSide(name, workspace, Library(workspace, cache), {}, {}, copied)
    _ = empty.vocabulary  # whose problems go before those of rubrics
    rubrics: dict[str, Rubric] = {}
    folder_of: dict[str, Path] = {}
    problems: list[Problem] = []
    for folder in folders.values():
        try:
            rubric = empty.load(folder)
        except UnreadableError as error:
            problems.extend(error.problems)
            continue
        if rubric.id in rubrics:
            both = safe(f"{folder_of[rubric.id].name} and {folder.name}")
            message = f"two rubrics in {safe(name)} have the id '{rubric.id}': the folders {both}"
            raise UsageError(f"{message}; give one of them another id")
        rubrics[rubric.id], folder_of[rubric.id] = rubric, folder
    if problems:
        raise _not_compared(problems, name) if copied else UnreadableError(problems)
    if not rubrics:
        raise UsageError(f"{safe(name)} holds no rubric")
    return replace(empty, rubrics=rubrics, folders=folder_of)
