"""One side of a comparison: a git revision, a folder, or a file."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from tierscore.errors import UsageError, safe
from tierscore.loading.files import LARGEST, MAIN_FILE
from tierscore.loading.workspace.discovery import VOCABULARY, Origin, Workspace
from tierscore.loading.workspace.git import NoCommitError, find_repository
from tierscore.loading.workspace.store import Library
from tierscore.model.problem import Place, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tierscore.loading.workspace.cache import Cache
    from tierscore.loading.workspace.git import Repository, TreeEntry
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric
T = TypeVar("T")

_PLAIN_FILES = frozenset({"100644", "100755"})
_READ = (".yaml", ".yml", ".csv")
_POINTER = b"version https://git-lfs.github.com/spec/"


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

    def countries(self) -> tuple[tuple[Dossier, Placements], ...]:
        """The facts of every country, with its placements, by code."""
        dossiers = self._named(lambda: [*map(self.library.dossier, self.workspace.countries().values())])
        dossiers.sort(key=lambda dossier: dossier.iso3)
        placements = self._named(lambda: [self.library.placements(dossier.iso3) for dossier in dossiers])
        return tuple(zip(dossiers, placements, strict=True))

    def load(self, folder: Path, vocabulary: Vocabulary) -> Rubric:
        """The rubric in a folder of this side."""
        from tierscore.loading.rubric.reader import load_rubric  # the reader is dear

        return self._named(lambda: load_rubric(folder, vocabulary, self.workspace.files))

    def _named(self, load: Callable[[], T]) -> T:
        """What a loader gives; files of a copy are named by the revision in its problems."""
        try:
            return load()
        except UnreadableError as error:
            if not self.copied:
                raise
            raise UnreadableError(map(self._renamed, error.problems)) from error

    def _renamed(self, problem: Problem) -> Problem:
        place, root = problem.place, self.workspace.root.as_posix()
        file = place.file.replace("\\", "/").removeprefix(f"{root}/")
        return replace(problem, place=Place(f"{self.name}:{file}", place.line, place.column))


PATH_PREFIX = "path:"
"""What marks a side that is a folder or a file, whatever revisions there are."""


@contextmanager
def open_side(
    text: str, workspace: Workspace, cache: Cache | None, *, paths: bool = True
) -> Iterator[ComparedSide]:
    """
    A side as a user names it: ``path:`` and a path, or a revision, or else a path that exists.

    A revision goes before a path of the same name, so that no folder in the work tree can pass for the revision that
    the work tree is held against.

    Args:
        text: A git revision; a workspace; the folder of a rubric, or a file in one.
        workspace: The workspace of this run.
        cache: What is kept between runs.
        paths: Whether a path may be named without its prefix where there is no such revision.

    Raises:
        NoCommitError: If a revision is meant, and the repository has no commit yet.
        UsageError: If it is none of these, holds no rubric, or two rubrics with one id.
        UnreadableError: If a rubric has problems; files of a revision are named ``REVISION:rubrics/...``.
    """
    if text.startswith(PATH_PREFIX):
        path = text.removeprefix(PATH_PREFIX)
        if not _exists(path):
            raise UsageError(f"there is no file or folder {safe(path)}")
        yield _on_disk(path, Path(path), workspace, cache)
        return
    if paths and _exists(text) and not _is_revision(text, workspace):
        yield _on_disk(text, Path(text), workspace, cache)
        return
    import tempfile  # only a revision needs it

    with tempfile.TemporaryDirectory(prefix="tierscore-") as folder:
        try:
            side = _at_revision(text, workspace, Path(folder), cache)
        except UsageError as refused:
            if paths or isinstance(refused, NoCommitError) or not _exists(text):
                raise
            hint = f"to compare with the folder, write {PATH_PREFIX}{safe(text)}"
            raise UsageError(f"{refused}; {hint}") from refused
        yield side


def _is_revision(text: str, workspace: Workspace) -> bool:
    """Whether the repository of the workspace has a revision of this name."""
    try:
        find_repository(workspace.root).commit(text)
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
    return replace(_side(text, owner, {folder.name: folder}, cache), one_rubric=True)


def _at_revision(text: str, workspace: Workspace, folder: Path, cache: Cache | None) -> ComparedSide:
    repository = find_repository(workspace.root)
    entries = repository.files(repository.commit(text), ("rubrics", "countries"))
    wanted = [entry for entry in entries if entry.path.endswith(_READ) and "/cases/" not in entry.path]
    _copy(repository, text, [entry for entry in wanted if entry.mode in _PLAIN_FILES], folder)
    copy = Workspace(folder, Origin.CHOSEN)
    if not copy.vocabulary.is_file():
        missing = f"{repository.prefix}{VOCABULARY.as_posix()}"
        raise UsageError(f"{safe(text)} holds no workspace: it has no {missing}")
    return _side(text, copy, copy.rubrics(), cache, copied=True)


def _copy(repository: Repository, revision: str, entries: list[TreeEntry], folder: Path) -> None:
    """Write plain files of a revision below a folder."""
    contents = repository.contents(entry.object for entry in entries)
    for entry, data in zip(entries, contents, strict=True):
        named = f"{safe(revision)}:{safe(entry.path)}"
        if data.startswith(_POINTER):
            advice = "which tierscore does not read; compare with a folder instead"
            raise UsageError(f"{named} is kept in Git LFS, {advice}")
        inside = PurePosixPath(entry.path.removeprefix(repository.prefix))
        if ".." in inside.parts or inside.is_absolute():
            raise UsageError(f"{safe(revision)} holds a file outside the workspace: {safe(entry.path)}")
        target = folder / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data[: LARGEST + 1])


def _side(
    name: str, workspace: Workspace, folders: Mapping[str, Path], cache: Cache | None, *, copied: bool = False
) -> ComparedSide:
    empty = ComparedSide(name, workspace, Library(workspace, cache), {}, {}, copied)
    vocabulary = empty.vocabulary
    rubrics: dict[str, Rubric] = {}
    folder_of: dict[str, Path] = {}
    problems: list[Problem] = []
    for folder in folders.values():
        try:
            rubric = empty.load(folder, vocabulary)
        except UnreadableError as error:
            problems.extend(error.problems)
            continue
        if rubric.id in rubrics:
            both = safe(f"{folder_of[rubric.id].name} and {folder.name}")
            message = f"two rubrics in {safe(name)} have the id '{rubric.id}': the folders {both}"
            raise UsageError(f"{message}; give one of them another id")
        rubrics[rubric.id], folder_of[rubric.id] = rubric, folder
    if problems:
        raise UnreadableError(problems)
    if not rubrics:
        raise UsageError(f"{safe(name)} holds no rubric")
    return replace(empty, rubrics=rubrics, folders=folder_of)
