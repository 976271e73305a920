"""The files of a workspace that a check is about: what loads, and every problem of what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
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
from tierscore.model.check import CheckedPart
from tierscore.model.evidence import Dossier
from tierscore.model.problem import Code, Place, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tierscore.loading.cache.models import Cache
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.loading.workspace.path_filter import PathFilter
    from tierscore.model.case import Case
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
T = TypeVar("T")


@dataclass(frozen=True)
class FileToCheck:
    """A worked case or a country file that a check is about."""

    path: Path
    load: Callable[[], Case | Dossier]
    rubric: Path | None = None
    """The folder of the rubric that a worked case tries; None for a country file."""
    borrowed: list[Path] = field(default_factory=list)
    """The country files whose evidence a worked case took when it was loaded."""


@dataclass(frozen=True)
class KnownLaw:
    """What the files of a workspace are checked by, as far as it loads."""

    vocabulary: Vocabulary | None
    rubrics: Mapping[Path, Rubric]
    """By folder."""
    library: Library
    """The models of the workspace, as an earlier run may have kept them."""


Examination = Callable[[Sequence[FileToCheck], KnownLaw], Iterable[CheckedPart]]
"""What looks at files: it gives what it found in each, in their order."""


def load_alone(files: Sequence[FileToCheck], _: KnownLaw) -> Iterator[CheckedPart]:
    """Load files, and look for no more than that takes."""
    for file in files:
        try:
            model = file.load()
        except UnreadableError as error:
            yield CheckedPart(tuple(error.problems), loads=False)
        else:
            yield CheckedPart((), iso3=model.iso3 if isinstance(model, Dossier) else "")


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
    checked: Mapping[Path, CheckedPart]
    """What was found in each worked case and country file that loads."""
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
    examine: Examination = load_alone,
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
        examine: Looks at the worked cases and country files that the check is about.
    """
    reader = _Reader(workspace, say, cache)
    vocabulary = reader.vocabulary()
    rubrics = {
        folder: reader.rubric(folder, vocabulary, name) for name, folder in workspace.rubrics().items()
    }
    reader.note_repeated_rubrics(rubrics)
    rubrics |= {folder: reader.rubric(folder, vocabulary) for folder in chosen.rubrics_outside}
    files = [*reader.cases(chosen, vocabulary, rubrics), *reader.countries(chosen, vocabulary)]
    law = KnownLaw(vocabulary, _loaded(rubrics), reader.library)
    checked = reader.note_checked(files, examine(files, law))
    reader.note_repeated_countries(chosen, vocabulary, checked)
    needs = {path: needed | {str(workspace.vocabulary)} for path, needed in reader.needs.items()}
    if workspace.placements.exists() and chosen.shows(workspace.placements):
        reader.read(workspace.placements, partial(load_placements, workspace.placements, workspace.files))
    opened, problems = tuple(reader.needs), tuple(sorted(reader.problems))
    return Survey(opened, problems, vocabulary, law.rubrics, checked, needs)


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

    def cases(
        self, chosen: PathFilter, vocabulary: Vocabulary | None, rubrics: Mapping[Path, Rubric | None]
    ) -> Iterator[FileToCheck]:
        """The worked cases that a check is about."""
        touched = cases_touched(self._workspace, chosen)
        for name, folder in self._workspace.rubrics().items():
            load = partial(load_case, vocabulary=vocabulary, rubric=rubrics[folder], files=self._files)
            for path in filter(touched.__contains__, self._workspace.cases(name)):
                borrowed: list[Path] = []
                country = partial(self._lent, borrowed) if vocabulary is not None else None
                yield FileToCheck(path, partial(load, path, country=country), folder, borrowed)

    def countries(self, chosen: PathFilter, vocabulary: Vocabulary | None) -> Iterator[FileToCheck]:
        """The country files that a check is about, those of the workspace first."""
        own = (path for path in self._workspace.countries().values() if chosen.shows(path))
        for path in (*own, *chosen.countries_outside):
            yield FileToCheck(path, self._loading(path, vocabulary))

    def note_checked(
        self, files: Sequence[FileToCheck], parts: Iterable[CheckedPart]
    ) -> dict[Path, CheckedPart]:
        """Note what was found in files; what is given back are those that load."""
        checked: dict[Path, CheckedPart] = {}
        for file, part in zip(files, parts, strict=True):
            faulty_files = frozenset[str]()
            if part.loads:
                checked[file.path] = part
            else:
                self.problems.update(part.problems)
                faulty_files = frozenset(problem.place.file for problem in part.problems)
            needed = map(str, rubric_files(file.rubric) if file.rubric is not None else ())
            self.needs[file.path] = faulty_files.union(needed)
        return checked

    def _lent(self, borrowed: list[Path], path: Path) -> Dossier:
        """The facts of a country file for a worked case, noted as lent."""
        borrowed.append(path)
        return self.library.dossier(path)

    def _loading(self, path: Path, vocabulary: Vocabulary | None) -> Callable[[], Dossier]:
        """What loads the facts of a country file."""
        if vocabulary is not None:
            return partial(self.library.dossier, path)
        return partial(load_country, path, None, self._files)

    def note_repeated_rubrics(self, rubrics: Mapping[Path, Rubric | None]) -> None:
        """Note every rubric whose id an earlier one has: no comparison could tell which of them is which."""
        first: dict[str, Path] = {}
        for folder, rubric in _loaded(rubrics).items():
            if (earlier := first.setdefault(rubric.id, folder)) != folder:
                page = open_page(folder / MAIN_FILE, self._files)
                message = f"the folder {safe(earlier.name)} holds a rubric `{rubric.id}` already"
                hint = "give one of them another id"
                self.problems.add(page.problem(("rubric", "id"), Code.REPEATED_ID, message, hint))

    def note_repeated_countries(
        self, chosen: PathFilter, vocabulary: Vocabulary | None, checked: Mapping[Path, CheckedPart]
    ) -> None:
        """Note every country file that is checked about a country that an earlier one is about."""
        paths = tuple(self._workspace.countries().values())
        codes = {checked[path].iso3 for path in paths if path in checked}
        last = max((number for number, path in enumerate(paths) if chosen.shows(path)), default=0)
        first: dict[str, Path] = {}
        for number, path in enumerate(paths):
            if path in checked:
                iso3 = checked[path].iso3
            elif number < last and not chosen.shows(path) and self._workspace.may_be_about(path, codes):
                dossier = self.read(path, self._loading(path, vocabulary))
                iso3 = dossier.iso3 if dossier is not None else ""
            else:
                continue
            if iso3 and (earlier := first.setdefault(iso3, path)) != path:
                message = f"the country {iso3} has a file already: {earlier.name}"
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
