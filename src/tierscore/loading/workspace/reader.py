"""The files of a workspace that a check is about: what loads, and every problem of what does not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tierscore.errors import safe
from tierscore.loading.cases.reader import load_case
from tierscore.loading.country.reader import load_country
from tierscore.loading.files import MAIN_FILE, rubric_files
from tierscore.loading.rubric.reader import load_rubric
from tierscore.loading.tables.placements import load_placements
from tierscore.loading.validation.source_file import open_page
from tierscore.loading.workspace.path_filter import EVERYTHING
from tierscore.loading.workspace.store import Library
from tierscore.model.problem import Code, Place, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tierscore.loading.cache.models import Cache
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.loading.workspace.path_filter import PathFilter
    from tierscore.model.case import Case
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
T = TypeVar("T")


@dataclass(frozen=True)
class Survey:
    """The files of a workspace as far as they can be read. What is missing in a mapping has problems."""

    files: tuple[Path, ...]
    """Every file that was opened: the vocabulary, rubrics, cases, country files, the table of placements."""
    problems: tuple[Problem, ...]
    """Of all files, sorted by place."""
    vocabulary: Vocabulary | None
    rubrics: Mapping[Path, Rubric]
    """By folder."""
    cases: Mapping[Path, Case]
    """By file."""
    dossiers: Mapping[Path, Dossier]
    """By file."""
    needs: Mapping[Path, frozenset[str]]
    """For a file, those without which it cannot be checked in full."""

    def shown(self, chosen: PathFilter) -> tuple[Problem, ...]:
        """The problems of some files and of what they need: no file is sound that was not checked in full."""
        needed = {name for path in self.files if chosen.shows(path) for name in self.needs.get(path, ())}
        return tuple(
            problem
            for problem in self.problems
            if problem.place.file in needed or chosen.shows(Path(problem.place.file))
        )


def check_workspace(
    workspace: Workspace,
    chosen: PathFilter = EVERYTHING,
    say: Callable[[str], None] = lambda _: None,
    cache: Cache | None = None,
) -> Survey:
    """
    Read the files that a check is about, and those that decide what is wrong with them.

    That is the vocabulary and every rubric; all worked cases of a rubric that is checked, and those that may take the
    evidence of a country file that is; and the country files before one that is checked which may be about the same
    country. Where the vocabulary cannot be read, words of the
    vocabulary are not checked elsewhere.

    Args:
        workspace: Where the files are.
        chosen: What the check is about.
        say: Called with each file or folder before it is read.
        cache: What is kept between runs; None reads every file anew.
    """
    reader = _Reader(workspace, say, cache)
    vocabulary = reader.vocabulary()
    rubrics: dict[Path, Rubric | None] = {}
    cases: dict[Path, Case | None] = {}
    touched = cases_touched(workspace, chosen)
    for name, folder in workspace.rubrics().items():
        rubrics[folder] = rubric = reader.rubric(folder, vocabulary, name)
        load = partial(load_case, vocabulary=vocabulary, rubric=rubric, files=workspace.files)
        if vocabulary is not None:
            load = partial(load, country=reader.library.dossier)
        files = rubric_files(folder)
        for path in filter(touched.__contains__, workspace.cases(name)):
            cases[path] = reader.read(path, partial(load, path), *files)
    reader.note_repeated_rubrics(rubrics)
    rubrics |= {folder: reader.rubric(folder, vocabulary) for folder in chosen.rubrics_outside}
    dossiers = reader.own_countries(chosen, vocabulary)
    reader.note_repeated_countries(dossiers)
    dossiers |= {path: reader.country(path, vocabulary) for path in chosen.countries_outside}
    needs = {path: needed | {str(workspace.vocabulary)} for path, needed in reader.needs.items()}
    if workspace.placements.exists() and chosen.shows(workspace.placements):
        reader.read(workspace.placements, partial(load_placements, workspace.placements, workspace.files))
    opened, problems = tuple(reader.needs), tuple(sorted(reader.problems))
    return Survey(opened, problems, vocabulary, _loaded(rubrics), _loaded(cases), _loaded(dossiers), needs)


def cases_touched(workspace: Workspace, chosen: PathFilter) -> frozenset[Path]:
    """The worked cases that are shown, that try a rubric of which a file is, or that may take the evidence of a country which is."""
    countries = {path.name for path in workspace.countries().values() if chosen.shows(path)}
    touched: list[Path] = []
    for name, folder in workspace.rubrics().items():
        all_of_them = any(map(chosen.shows, rubric_files(folder)))
        touched += [
            path
            for path in workspace.cases(name)
            if all_of_them or workspace.mentions(path, countries) or chosen.shows(path)
        ]
    return frozenset(touched)


def workspace_files(workspace: Workspace) -> tuple[Path, ...]:
    """Every file that belongs to a workspace, whether or not it can be read."""
    rubrics = workspace.rubrics()
    files = [workspace.vocabulary, *(path for folder in rubrics.values() for path in rubric_files(folder))]
    files += [path for name in rubrics for path in workspace.cases(name)]
    files += workspace.countries().values()
    return (*files, workspace.placements) if workspace.placements.exists() else tuple(files)


class _Reader:
    """Reads one file after the other, and keeps the problems of those that do not load."""

    def __init__(self, workspace: Workspace, say: Callable[[str], None], cache: Cache | None) -> None:
        self.needs: dict[Path, frozenset[str]] = {}
        """Each file, with those without which it cannot be checked in full."""
        self.problems: set[Problem] = set()
        self._workspace = workspace
        self._files = workspace.files
        self.library = Library(workspace, cache)
        """The models of the workspace, as an earlier run may have kept them."""
        self._say = say

    def read(self, path: Path, load: Callable[[], T], *needed: Path) -> T | None:
        """What a file says; None where it, or a file that it names, has problems."""
        model, faulty_files = self._try(path, load)
        self.needs[path] = faulty_files.union(map(str, needed))
        return model

    def vocabulary(self) -> Vocabulary | None:
        """The vocabulary; None where it has problems."""
        return self.read(self._workspace.vocabulary, lambda: self.library.vocabulary)

    def rubric(self, folder: Path, vocabulary: Vocabulary | None, name: str = "") -> Rubric | None:
        """The rubric of a folder, by its name in the workspace if it has one; None where one of its files has problems."""
        self.needs |= dict.fromkeys(rubric_files(folder), frozenset([str(folder / MAIN_FILE)]))
        if name and vocabulary is not None:
            return self._try(folder, partial(self.library.rubric, name))[0]
        return self._try(folder, partial(load_rubric, folder, vocabulary, self._files))[0]

    def country(self, path: Path, vocabulary: Vocabulary | None) -> Dossier | None:
        """The facts of a country file; None where it has problems."""
        if vocabulary is not None:
            return self.read(path, partial(self.library.dossier, path))
        return self.read(path, partial(load_country, path, None, self._files))

    def own_countries(self, chosen: PathFilter, vocabulary: Vocabulary | None) -> dict[Path, Dossier | None]:
        """The country files of the workspace that are checked, and those before them that may be about the same ones."""
        paths = tuple(self._workspace.countries().values())
        dossiers = {path: self.country(path, vocabulary) for path in paths if chosen.shows(path)}
        codes = {dossier.iso3 for dossier in _loaded(dossiers).values()}
        for path in paths[: max((paths.index(path) for path in dossiers), default=0)]:
            if path not in dossiers and self._workspace.may_be_about(path, codes):
                dossiers[path] = self.country(path, vocabulary)
        return {path: dossiers[path] for path in paths if path in dossiers}

    def note_repeated_rubrics(self, rubrics: Mapping[Path, Rubric | None]) -> None:
        """Note every rubric whose id an earlier one has: no comparison could tell which of them is which."""
        first: dict[str, Path] = {}
        for folder, rubric in _loaded(rubrics).items():
            if (earlier := first.setdefault(rubric.id, folder)) != folder:
                page = open_page(folder / MAIN_FILE, self._files)
                message = f"the folder {safe(earlier.name)} holds a rubric `{rubric.id}` already"
                hint = "give one of them another id"
                self.problems.add(page.problem(("rubric", "id"), Code.REPEATED_ID, message, hint))

    def note_repeated_countries(self, dossiers: Mapping[Path, Dossier | None]) -> None:
        """Note every country file about a country that an earlier one is about."""
        first: dict[str, Path] = {}
        for path, dossier in _loaded(dossiers).items():
            if (earlier := first.setdefault(dossier.iso3, path)) != path:
                message = f"the country {dossier.iso3} has a file already: {earlier.name}"
                hint = "one file holds one country, for all years"
                self.problems.add(Problem(Place(str(path)), Code.REPEATED_ID, message, hint))

    def _try(self, path: Path, load: Callable[[], T]) -> tuple[T | None, frozenset[str]]:
        """What is at a path, and the files whose problems keep it from being loaded."""
        self._say(f"reading {path}")
        try:
            return load(), frozenset()
        except UnreadableError as error:
            self.problems.update(error.problems)
            return None, frozenset(problem.place.file for problem in error.problems)


def _loaded(models: Mapping[Path, T | None]) -> dict[Path, T]:
    return {path: model for path, model in models.items() if model is not None}
