"""
The parts of a check that an earlier run may have done: worked cases, country files, and the proofs of a rubric.

What enters are files as the workspace names them. What leaves is what was found in each, which follows from the file,
the vocabulary, the rubrics and the day alone, and is taken from the cache while these stay the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tierscore.application.batch import Task, results
from tierscore.loading.files import rubric_files
from tierscore.loading.workspace.store import Library
from tierscore.model.check import CheckedPart
from tierscore.model.evidence import Dossier
from tierscore.model.problem import Code, UnreadableError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tierscore.loading.cache.models import Cache, NamedData
    from tierscore.loading.validation.exceptions import PlacedRemarks
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.loading.workspace.reader import FileToCheck, KnownLaw, Survey
    from tierscore.model.case import Case
    from tierscore.model.check import Remark
    from tierscore.model.rubric import Rubric


@dataclass(frozen=True)
class Examiner:
    """Looks at the parts of a workspace."""

    workspace: Workspace
    today: datetime.date
    progress: Callable[[str], None]
    cache: Cache | None
    jobs: int
    _library: Library = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Take the library, which knows the sum of every file once it was asked for."""
        object.__setattr__(self, "_library", Library(self.workspace))

    def knows_every(self, rubrics: Mapping[Path, Rubric]) -> bool:
        """Whether every rubric could be read, so that it can be said what none of them asks."""
        return 0 < len(self.workspace.rubrics()) <= len(rubrics)

    def examine(self, files: Sequence[FileToCheck], law: KnownLaw) -> Iterator[CheckedPart]:
        """Try worked cases, and look at country files for what stands out."""
        tasks = [self._task(file, law) for file in files]
        for file, part in zip(files, results(tasks, self.cache, self.jobs), strict=True):
            self.progress(f"looked at {file.path}")
            yield part

    def proofs(self, folder: Path, survey: Survey) -> CheckedPart:
        """What no evidence and no history can change of the rubric in a folder; the vocabulary loads."""
        from tierscore.analysis.verification import PROVEN, prove

        rubric, vocabulary = survey.rubrics[folder], survey.vocabulary
        if vocabulary is None:
            raise ValueError("nothing can be proven without the vocabulary")

        def work() -> CheckedPart:
            """The proofs, placed."""
            proofs = prove(rubric, vocabulary)
            looked_for = frozenset[Code]() if proofs.undecided else PROVEN
            problems, accepted = self._placed(proofs.remarks, self._pages(folder), looked_for)
            return CheckedPart(problems, accepted, tried=proofs.decided, undecided=proofs.undecided)

        self.progress(f"proving {rubric.id}")
        data = self._data([self.workspace.vocabulary, *rubric_files(folder)])
        [part] = results([Task(f"proofs {self.today}", data, work)], self.cache)
        return part

    def placed(self, remarks: Iterable[Remark], folder: Path) -> CheckedPart:
        """Remarks on the rubric in a folder, as problems."""
        listed = tuple(remarks)
        if not listed:
            return CheckedPart(())
        return CheckedPart(*self._placed(listed, self._pages(folder), frozenset()))

    def _task(self, file: FileToCheck, law: KnownLaw) -> Task[CheckedPart]:
        def work() -> CheckedPart:
            """What is found in the file, or why it cannot be read."""
            try:
                model = file.load()
            except UnreadableError as error:
                return CheckedPart(tuple(error.problems), loads=False)
            if isinstance(model, Dossier):
                return self._of_country(model, file, law)
            return self._of_case(model, file, law)

        data = self._depends_on(file, law)
        known = {name for name, _ in data or ()}
        return Task(
            f"checked {self.today}", data, work, lambda part: part.loads and known.issuperset(part.borrowed)
        )

    def _depends_on(self, file: FileToCheck, law: KnownLaw) -> tuple[NamedData, ...] | None:
        """What decides what is found in a file; None where that does not load."""
        if law.vocabulary is None or not self.knows_every(law.rubrics):
            return None
        folders = law.rubrics if file.rubric is None else (file.rubric,)
        paths = [
            self.workspace.vocabulary,
            *(path for folder in folders for path in rubric_files(folder)),
            file.path,
        ]
        if file.rubric is not None:  # it may take its evidence from a country file
            countries = self.workspace.countries().values()
            paths += [path for path in countries if self.workspace.mentions(file.path, [path.name])]
        return self._data(paths)

    def _of_case(self, case: Case, file: FileToCheck, law: KnownLaw) -> CheckedPart:
        from tierscore.analysis.rubric_cases.coverage import marks_of
        from tierscore.analysis.rubric_cases.runner import problems, results, trials

        rubric = law.rubrics.get(file.rubric) if file.rubric is not None else None
        if rubric is None or law.vocabulary is None:
            return CheckedPart(())
        case_trials = tuple(trials(rubric, law.vocabulary, [case]))
        case_results = results(case_trials)
        return CheckedPart(
            tuple(problems(case_results)),
            tried=len(case_results),
            borrowed=tuple(map(str, file.borrowed)),
            exercised=marks_of(case_trials),
        )

    def _of_country(self, dossier: Dossier, file: FileToCheck, law: KnownLaw) -> CheckedPart:
        from tierscore.analysis.evidence_lint.lint_input import LintInput
        from tierscore.analysis.evidence_lint.rules import codes_looked_for, lint
        from tierscore.loading.validation.source_file import open_page

        if law.vocabulary is None:
            return CheckedPart((), iso3=dossier.iso3)
        with_rubrics = self.knows_every(law.rubrics)
        rubrics = tuple(law.rubrics.values()) if with_rubrics else ()
        remarks = lint(LintInput(dossier, rubrics, law.vocabulary, self.today))
        page = open_page(file.path, self.workspace.files)
        problems, accepted = self._placed(remarks, [page], codes_looked_for(with_rubrics=with_rubrics))
        return CheckedPart(problems, accepted, tried=len(dossier.items), iso3=dossier.iso3)

    def _placed(
        self, remarks: Iterable[Remark], pages: Sequence[Page], looked_for: frozenset[Code]
    ) -> PlacedRemarks:
        from tierscore.loading.validation.exceptions import place_remarks

        return place_remarks(remarks, pages, self.today, looked_for)

    def _pages(self, folder: Path) -> Sequence[Page]:
        from tierscore.loading.rubric.reader import rubric_pages

        return rubric_pages(folder, self.workspace.files)

    def _data(self, paths: Iterable[Path]) -> tuple[NamedData, ...] | None:
        return self._library.data_of(paths)
