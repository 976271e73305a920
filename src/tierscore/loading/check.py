"""Every file of a workspace read at once: what loads, and every problem of what does not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from tierscore.loading.cases import load_case
from tierscore.loading.country import load_country
from tierscore.loading.files import rubric_files
from tierscore.loading.placements import load_placements
from tierscore.loading.rubric import load_rubric
from tierscore.loading.selection import EVERYTHING
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.model.problem import Code, Place, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tierscore.loading.selection import Selection
    from tierscore.loading.workspace import Workspace
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


def check_workspace(workspace: Workspace, chosen: Selection = EVERYTHING, say: Callable[[str], None] = lambda _: None) -> Survey:
    """
    Read the vocabulary, all rubrics with their cases, all country files and the table of placements.

    Where the vocabulary cannot be read, words of the vocabulary are not checked elsewhere.

    Args:
        workspace: Where the files are.
        chosen: Names what lies outside the workspace and is to be read with its vocabulary.
        say: Called with each file or folder before it is read.

    """
    reader = _Reader(say)
    vocabulary = reader.read(workspace.vocabulary, load_vocabulary)
    folders = (*workspace.rubrics().values(), *chosen.rubrics_outside)
    rubrics = {folder: reader.rubric(folder, vocabulary) for folder in folders}
    owners = {path: rubrics[folder] for name, folder in workspace.rubrics().items() for path in workspace.cases(name)}
    cases = {path: reader.read(path, partial(load_case, vocabulary=vocabulary, rubric=rubric)) for path, rubric in owners.items()}
    countries = (*workspace.countries().values(), *chosen.countries_outside)
    dossiers = {path: reader.read(path, partial(load_country, vocabulary=vocabulary)) for path in countries}
    reader.note_repeated({path: dossiers[path] for path in workspace.countries().values()})
    if workspace.placements.exists():
        reader.read(workspace.placements, load_placements)
    problems = tuple(sorted(reader.problems))
    return Survey(tuple(reader.files), problems, vocabulary, _there(rubrics), _there(cases), _there(dossiers))


def workspace_files(workspace: Workspace) -> tuple[Path, ...]:
    """Every file that belongs to a workspace, whether or not it can be read."""
    rubrics = workspace.rubrics()
    files = [workspace.vocabulary, *(path for folder in rubrics.values() for path in rubric_files(folder))]
    files += [path for name in rubrics for path in workspace.cases(name)]
    files += workspace.countries().values()
    return (*files, workspace.placements) if workspace.placements.exists() else tuple(files)


class _Reader:
    """Reads one file after the other, and keeps the problems of those that do not load."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.files: list[Path] = []
        self.problems: set[Problem] = set()
        self._say = say

    def read(self, path: Path, load: Callable[[Path], T]) -> T | None:
        """What a file says; None where it has problems."""
        self.files.append(path)
        return self._try(path, load)

    def rubric(self, folder: Path, vocabulary: Vocabulary | None) -> Rubric | None:
        """The rubric of a folder; None where one of its files has problems."""
        self.files.extend(rubric_files(folder))
        return self._try(folder, partial(load_rubric, vocabulary=vocabulary))

    def note_repeated(self, dossiers: Mapping[Path, Dossier | None]) -> None:
        """Note every country file about a country that an earlier one is about."""
        first: dict[str, str] = {}
        for path, dossier in dossiers.items():
            if dossier is None:
                continue
            earlier = first.setdefault(dossier.iso3, path.name)
            if earlier != path.name:
                message = f"the country {dossier.iso3} has a file already: {earlier}"
                self.problems.add(Problem(Place(str(path)), Code.REPEATED_ID, message, "one file holds one country, for all years"))

    def _try(self, path: Path, load: Callable[[Path], T]) -> T | None:
        self._say(f"reading {path}")
        try:
            return load(path)
        except UnreadableError as error:
            self.problems.update(error.problems)
            return None


def _there(found: Mapping[Path, T | None]) -> dict[Path, T]:
    return {path: one for path, one in found.items() if one is not None}
