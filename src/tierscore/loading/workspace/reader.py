"""Every file of a workspace read at once: what loads, and every problem of what does not."""

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
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.loading.workspace.path_filter import EVERYTHING
from tierscore.model.problem import Code, Place, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tierscore.loading.files import SourceFiles
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.loading.workspace.path_filter import Selection
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

    def shown(self, chosen: Selection) -> tuple[Problem, ...]:
        """The problems of some files, and those of what they need: no file is called sound that could not be checked in full."""
        needed = {name for path in self.files if chosen.shows(path) for name in self.needs.get(path, ())}
        return tuple(
            one for one in self.problems if one.place.file in needed or chosen.shows(Path(one.place.file))
        )


def check_workspace(
    workspace: Workspace, chosen: Selection = EVERYTHING, say: Callable[[str], None] = lambda _: None
) -> Survey:
    """
    Read the vocabulary, all rubrics with their cases, all country files and the table of placements.

    Where the vocabulary cannot be read, words of the vocabulary are not checked elsewhere.

    Args:
        workspace: Where the files are.
        chosen: Names what lies outside the workspace and is to be read with its vocabulary.
        say: Called with each file or folder before it is read.

    """
    reader = _Reader(workspace.files, say)
    vocabulary = reader.read(workspace.vocabulary, partial(load_vocabulary, files=reader.files))
    rubrics: dict[Path, Rubric | None] = {}
    cases: dict[Path, Case | None] = {}
    for name, folder in workspace.rubrics().items():
        rubrics[folder] = rubric = reader.rubric(folder, vocabulary)
        for path in workspace.cases(name):
            cases[path] = reader.read(
                path,
                partial(load_case, vocabulary=vocabulary, rubric=rubric, files=reader.files),
                *rubric_files(folder),
            )
    reader.note_repeated_rubrics(rubrics)
    rubrics |= {folder: reader.rubric(folder, vocabulary) for folder in chosen.rubrics_outside}
    countries = (*workspace.countries().values(), *chosen.countries_outside)
    load = partial(load_country, vocabulary=vocabulary, files=reader.files)
    dossiers = {path: reader.read(path, load) for path in countries}
    reader.note_repeated_countries({path: dossiers[path] for path in workspace.countries().values()})
    if workspace.placements.exists():
        reader.read(workspace.placements, partial(load_placements, files=reader.files))
    needs = {
        path: needed | {str(workspace.vocabulary)}
        for path, needed in reader.needs.items()
        if path != workspace.placements
    }
    problems = tuple(sorted(reader.problems))
    return Survey(
        tuple(reader.needs), problems, vocabulary, _there(rubrics), _there(cases), _there(dossiers), needs
    )


def workspace_files(workspace: Workspace) -> tuple[Path, ...]:
    """Every file that belongs to a workspace, whether or not it can be read."""
    rubrics = workspace.rubrics()
    files = [workspace.vocabulary, *(path for folder in rubrics.values() for path in rubric_files(folder))]
    files += [path for name in rubrics for path in workspace.cases(name)]
    files += workspace.countries().values()
    return (*files, workspace.placements) if workspace.placements.exists() else tuple(files)


class _Reader:
    """Reads one file after the other, and keeps the problems of those that do not load."""

    def __init__(self, files: SourceFiles, say: Callable[[str], None]) -> None:
        self.files = files
        self.needs: dict[Path, frozenset[str]] = {}
        """Each file, with those without which it cannot be checked in full."""
        self.problems: set[Problem] = set()
        self._say = say

    def read(self, path: Path, load: Callable[[Path], T], *needed: Path) -> T | None:
        """What a file says; None where it, or a file that it names, has problems."""
        found, places = self._try(path, load)
        self.needs[path] = places.union(map(str, needed))
        return found

    def rubric(self, folder: Path, vocabulary: Vocabulary | None) -> Rubric | None:
        """The rubric of a folder; None where one of its files has problems."""
        self.needs |= dict.fromkeys(rubric_files(folder), frozenset([str(folder / MAIN_FILE)]))
        return self._try(folder, partial(load_rubric, vocabulary=vocabulary, files=self.files))[0]

    def note_repeated_rubrics(self, rubrics: Mapping[Path, Rubric | None]) -> None:
        """Note every rubric whose id an earlier one has: no comparison could tell which of them is which."""
        first: dict[str, Path] = {}
        for folder, rubric in rubrics.items():
            if rubric is None or (earlier := first.setdefault(rubric.id, folder)) == folder:
                continue
            page = open_page(folder / MAIN_FILE, self.files)
            message = f"the folder {safe(earlier.name)} holds a rubric `{rubric.id}` already"
            self.problems.add(
                page.problem(("rubric", "id"), Code.REPEATED_ID, message, "give one of them another id")
            )

    def note_repeated_countries(self, dossiers: Mapping[Path, Dossier | None]) -> None:
        """Note every country file about a country that an earlier one is about."""
        first: dict[str, str] = {}
        for path, dossier in dossiers.items():
            if dossier is None:
                continue
            earlier = first.setdefault(dossier.iso3, path.name)
            if earlier != path.name:
                message = f"the country {dossier.iso3} has a file already: {earlier}"
                self.problems.add(
                    Problem(
                        Place(str(path)),
                        Code.REPEATED_ID,
                        message,
                        "one file holds one country, for all years",
                    )
                )

    def _try(self, path: Path, load: Callable[[Path], T]) -> tuple[T | None, frozenset[str]]:
        """What is at a path, and the files whose problems keep it from being loaded."""
        self._say(f"reading {path}")
        try:
            return load(path), frozenset()
        except UnreadableError as error:
            self.problems.update(error.problems)
            return None, frozenset(problem.place.file for problem in error.problems)


def _there(found: Mapping[Path, T | None]) -> dict[Path, T]:
    return {path: one for path, one in found.items() if one is not None}
