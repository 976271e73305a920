"""What a workspace holds, as models; a file unchanged since an earlier run is not parsed again."""

from __future__ import annotations

import hashlib
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tierscore.loading.files import as_named, rubric_files
from tierscore.model.evidence import Dossier
from tierscore.model.measure import Vocabulary
from tierscore.model.placement import NO_PLACEMENTS, Placements
from tierscore.model.problem import UnreadableError
from tierscore.model.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tierscore.loading.cache.models import Cache, NamedData
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.model.track_record import TrackRow
T = TypeVar("T")


class EvidenceSpan(NamedTuple):
    """Which country a file is about, how many facts it holds, and for which report years these are evidence."""

    name: str
    iso3: str
    facts: int
    years: tuple[int, ...]


class Library:
    """The files of a workspace, loaded when they are asked for; a loader is imported when one is needed."""

    def __init__(self, workspace: Workspace, cache: Cache | None = None) -> None:
        """Take a workspace, and the cache to use; None loads every model from its files."""
        self._workspace = workspace
        self._files = workspace.files
        self._cache = cache
        self._last: tuple[Path, Dossier] | tuple[None, None] = None, None
        self._digests: dict[Path, bytes] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The measures that everything else speaks of."""

        def load() -> Vocabulary:
            """The vocabulary, read from its file."""
            from tierscore.loading.vocabulary import load_vocabulary

            return load_vocabulary(self._workspace.vocabulary, self._files)

        return self._recalled(Vocabulary, [self._workspace.vocabulary], load)

    def rubric(self, id: str) -> Rubric:
        """
        A rubric with all its criteria.

        Raises:
            UsageError: If there is no such rubric.
            UnreadableError: With every problem of its files, or of the vocabulary.
        """
        return self.rubric_in(self._workspace.rubric(id))

    def rubric_in(self, folder: Path) -> Rubric:
        """
        The rubric in a folder.

        Raises:
            UnreadableError: With every problem of its files, or of the vocabulary.
        """
        vocabulary = self.vocabulary

        def load() -> Rubric:
            """The rubric, read from its files."""
            from tierscore.loading.rubric.reader import load_rubric

            return load_rubric(folder, vocabulary, self._files)

        return self._recalled(Rubric, [self._workspace.vocabulary, *rubric_files(folder)], load)

    def dossier(self, path: Path) -> Dossier:
        """All facts of a country file; of the one that was asked for last, the same object again."""
        if path == self._last[0]:
            return self._last[1]
        load = partial(self._read_country, path)
        self._last = path, self._recalled(Dossier, [self._workspace.vocabulary, path], load)
        return self._last[1]

    def _read_country(self, path: Path) -> Dossier:
        """The facts of a country file that has changed since an earlier run, or was never read."""
        from tierscore.loading.country.changed_parts import PartSums, part_sums, read_changes
        from tierscore.loading.country.reader import read_country
        from tierscore.loading.validation.source_file import open_page

        vocabulary, cache = self.vocabulary, self._cache
        page = open_page(path, self._files)
        if cache is None:
            return read_country(page, vocabulary)
        words = self._named_data([self._workspace.vocabulary])
        key = cache.key(f"what was read last of {as_named(path)}", words)
        last: tuple[str, PartSums] | None = cache.recall(key, tuple)
        before = cache.recall(last[0], Dossier) if last is not None else None
        now, dossier = part_sums(page), None
        if last is not None and before is not None:
            dossier = read_changes(page, now, vocabulary, PartSums(*last[1]), before)
        if dossier is None:
            dossier = read_country(page, vocabulary)
        kept_under = cache.key("Dossier ", [*words, *self._named_data([path])])
        cache.keep(key, (kept_under, tuple(now)))
        return dossier

    def evidence_span(
        self, path: Path, rubric: str, law: str, work: Callable[[Dossier], tuple[int, ...]]
    ) -> EvidenceSpan:
        """
        What a list says of a country file.

        Args:
            path: The country file.
            rubric: The id of the rubric by which it is read.
            law: What besides the files of the rubric decides how the law is read.
            work: Gives the report years for which a country file holds evidence.
        """

        def load() -> tuple[str, str, int, tuple[int, ...]]:
            """The span, from all facts of the file."""
            dossier = self.dossier(path)
            return dossier.name, dossier.iso3, len(dossier.items), work(dossier)

        files = [self._workspace.vocabulary, *rubric_files(self._workspace.rubric(rubric)), path]
        return EvidenceSpan(*self._recalled(tuple, files, load, f"span {law}"))

    def placements(self, iso3: str) -> Placements:
        """The official placements of a country; none where there is no table, or no such country in it."""
        table = self._workspace.placements
        if not table.exists():
            return NO_PLACEMENTS

        def load() -> Placements:
            """The placements, read from the table."""
            from tierscore.loading.tables.placements import load_placements_of

            return load_placements_of(table, iso3, self._files)

        return self._recalled(Placements, [table], load, iso3)

    def track_rows(self, rubric: str, version: str) -> tuple[TrackRow, ...]:
        """What a version of a rubric answered for country-years on file; nothing where there is no such table."""
        table = self._workspace.record
        if not table.exists():
            return ()

        def load() -> tuple[TrackRow, ...]:
            """The rows of this version, read from the table."""
            from tierscore.loading.tables.track_record import load_record

            return load_record(table, rubric, version, self._files)

        return self._recalled(tuple, [table], load, f"{rubric} {version}")

    def _recalled(self, kind: type[T], paths: list[Path], load: Callable[[], T], part: str = "") -> T:
        """The model of some files, or of a ``part`` of it: as an earlier run kept it, else loaded."""
        if self._cache is None:
            return load()
        try:
            files = self._named_data(paths)
        except UnreadableError:  # the loader says better what is wrong
            return load()
        key = self._cache.key(f"{kind.__name__} {part}", files)
        model = self._cache.recall(key, kind)
        if model is None:
            model = load()
            self._cache.keep(key, model)
        return model

    def law_data(self, rubric: str) -> tuple[NamedData, ...] | None:
        """
        What the vocabulary and the files of a rubric hold, in short, and the table of placements, if there is one; None
        where a file cannot be read.
        """
        workspace = self._workspace
        paths = [workspace.vocabulary, *rubric_files(workspace.rubric(rubric))]
        if workspace.placements.exists():
            paths.append(workspace.placements)
        return self.data_of(paths)

    def data_of(self, paths: Iterable[Path]) -> tuple[NamedData, ...] | None:
        """What files hold, in short, each with its path as it is named; None where one cannot be read."""
        try:
            return tuple((str(path), self._digest(path)) for path in paths)
        except UnreadableError:
            return None

    def _digest(self, path: Path) -> bytes:
        if path not in self._digests:
            self._digests[path] = hashlib.sha256(self._files.data(path)).digest()
        return self._digests[path]

    def _named_data(self, paths: list[Path]) -> list[tuple[str, bytes]]:
        return [(path.name, self._files.data(path)) for path in paths]
