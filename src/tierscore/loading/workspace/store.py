"""What a workspace holds, as models; a file that has not changed since an earlier run is not read as YAML or CSV again."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from tierscore.loading.files import rubric_files
from tierscore.model.evidence import Dossier
from tierscore.model.measure import Vocabulary
from tierscore.model.placement import NO_PLACEMENTS, Placements
from tierscore.model.problem import UnreadableError
from tierscore.model.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tierscore.loading.workspace.cache import Cache
    from tierscore.loading.workspace.discovery import Workspace
T = TypeVar("T")


class Library:
    """The files of a workspace, loaded when they are asked for."""

    def __init__(self, workspace: Workspace, cache: Cache | None = None) -> None:
        """Take a workspace, and the cache to use; None reads every file anew."""
        self._workspace = workspace
        self._cache = cache

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """
        The measures that everything else speaks of.

        Raises:
            UnreadableError: With every problem of the file.

        """

        def load() -> Vocabulary:
            from tierscore.loading.vocabulary import load_vocabulary  # the reader is dear; so below

            return load_vocabulary(self._workspace.vocabulary, self._workspace.files)

        return self._kept(Vocabulary, [self._workspace.vocabulary], load)

    def rubric(self, id: str) -> Rubric:
        """
        A rubric with all its criteria.

        Raises:
            UsageError: If there is no such rubric.
            UnreadableError: With every problem of its files, or of the vocabulary.

        """
        folder, vocabulary = self._workspace.rubric(id), self.vocabulary

        def load() -> Rubric:
            from tierscore.loading.rubric.reader import load_rubric

            return load_rubric(folder, vocabulary, self._workspace.files)

        return self._kept(Rubric, [self._workspace.vocabulary, *rubric_files(folder)], load)

    def dossier(self, path: Path) -> Dossier:
        """
        All facts of a country file.

        Raises:
            UnreadableError: With every problem of the file, or of the vocabulary.

        """
        vocabulary = self.vocabulary

        def load() -> Dossier:
            from tierscore.loading.country.reader import load_country

            return load_country(path, vocabulary, self._workspace.files)

        return self._kept(Dossier, [self._workspace.vocabulary, path], load)

    def placements(self, iso3: str) -> Placements:
        """
        The official placements of a country; none where the workspace has no table of them, or the table no such country.

        Raises:
            UnreadableError: With the problems of the table as such and of the rows of that country.

        """
        table = self._workspace.placements
        if not table.exists():
            return NO_PLACEMENTS

        def load() -> Placements:
            from tierscore.loading.tables.placements import load_placements_of

            return load_placements_of(table, iso3, self._workspace.files)

        return self._kept(Placements, [table], load, iso3)

    def _kept(self, kind: type[T], paths: Iterable[Path], load: Callable[[], T], part: str = "") -> T:
        """What a loader gives for some files, or their ``part``; from the cache where these files gave it before."""
        cache = self._cache
        if cache is None:
            return load()
        key = self._key(cache, f"{kind.__name__} {part}", paths)
        model = cache.recall(key, kind)
        if model is None:
            model = load()
            cache.keep(key, model)
        return model

    def _key(self, cache: Cache, kind: str, paths: Iterable[Path]) -> str:
        """The key of a model; empty where a file cannot be read, which its loader will say better."""
        try:
            return cache.key(kind, [(path.name, self._workspace.files.data(path)) for path in paths])
        except UnreadableError:
            return ""
