"""The steps of a check that follow once the files are read: each adds what it finds and counts what it tried."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from tierscore.application.session import Session
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.workspace.path_filter import Selection
    from tierscore.loading.workspace.reader import Survey
    from tierscore.model.case import Case
    from tierscore.model.check import Accepted, Remark
    from tierscore.model.problem import Code, Problem


@dataclass
class Steps:
    """What the steps have found so far."""

    survey: Survey
    rubrics: int
    """How many rubrics the workspace has, those that do not load included."""
    say: Callable[[str], None]
    """Called with what is being done."""
    problems: list[Problem] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    tallies: dict[str, int] = field(default_factory=dict)

    def try_cases(self, today: datetime.date) -> None:
        """Try every rubric on its worked cases and, where every file loads, see what of it they exercise."""
        from tierscore.analysis.rubric_cases.coverage import exercised, remarks
        from tierscore.analysis.rubric_cases.runner import problems, results, trials

        if self.survey.vocabulary is None:
            return
        tried = 0
        for folder, rubric in self.survey.rubrics.items():
            self.say(f"trying the worked cases of {rubric.id}")
            each = tuple(trials(rubric, self.survey.vocabulary, self._cases(folder)))
            found = results(each)
            self.problems += problems(found)
            if found and not self.survey.problems:
                self._place(remarks(exercised(rubric, each)), self._pages(folder), today, frozenset())
            tried += len(found)
        self.tallies["worked cases tried"] = tried

    def prove(self, chosen: Selection, today: datetime.date) -> None:
        """Prove what no evidence and no history can change, of every rubric of which a file is shown."""
        from tierscore.analysis.verification import PROVEN, prove
        from tierscore.loading.files import rubric_files

        if self.survey.vocabulary is None:
            return
        shown = [folder for folder in self.survey.rubrics if any(map(chosen.shows, rubric_files(folder)))]
        decided = undecided = 0
        for folder in shown:
            rubric = self.survey.rubrics[folder]
            self.say(f"proving {rubric.id}")
            found = prove(rubric, self.survey.vocabulary)
            self._place(found.remarks, self._pages(folder), today, frozenset() if found.undecided else PROVEN)
            decided, undecided = decided + found.decided, undecided + found.undecided
        self.tallies |= (
            {"questions on rubrics decided": decided, "left undecided": undecided} if shown else {}
        )

    def look_at_evidence(self, today: datetime.date) -> None:
        """Look at every country file for what stands out."""
        from tierscore.analysis.evidence_lint.lint_input import LintInput
        from tierscore.analysis.evidence_lint.rules import codes_looked_for, lint
        from tierscore.loading.validation.source_file import open_page

        if self.survey.vocabulary is None:
            return
        rubrics = tuple(self.survey.rubrics.values()) if self.complete else ()
        looked_for = codes_looked_for(with_rubrics=self.complete)
        for path, dossier in self.survey.dossiers.items():
            self.say(f"looking at {path}")
            remarks = lint(LintInput(dossier, rubrics, self.survey.vocabulary, today))
            self._place(remarks, (open_page(path),), today, looked_for)
        self.tallies["evidence items looked at"] = sum(
            len(dossier.items) for dossier in self.survey.dossiers.values()
        )

    def compare(self, at: Session, against: str) -> None:
        """
        Hold every rubric against another side and the policy of change; nothing is compared while files here do not load.

        Raises:
            UsageError: If there is no such side, or the two cannot be compared.
            UnreadableError: If a file of the other side has problems.

        """
        from tierscore.application.compare_rubrics import guard_problems

        if self.survey.problems:
            self.tallies["rubrics left uncompared, since files here do not load"] = self.rubrics
            return
        self.say(f"comparing with {against}")
        problems, tallies, _ = guard_problems(at.workspace, against, at.cache)
        self.problems += problems
        self.tallies |= tallies

    @property
    def complete(self) -> bool:
        """Whether every rubric could be read, so that it can be said what none of them asks."""
        return 0 < self.rubrics <= len(self.survey.rubrics)

    def _place(
        self,
        remarks: Iterable[Remark],
        pages: Sequence[Page],
        today: datetime.date,
        looked_for: frozenset[Code],
    ) -> None:
        from tierscore.loading.validation.exceptions import placed

        problems, accepted = placed(remarks, pages, today, looked_for)
        self.problems += problems
        self.accepted += accepted

    @staticmethod
    def _pages(folder: Path) -> list[Page]:
        from tierscore.loading.files import rubric_files
        from tierscore.loading.validation.source_file import open_page

        return [open_page(path) for path in rubric_files(folder)]

    def _cases(self, folder: Path) -> list[Case]:
        return [case for path, case in self.survey.cases.items() if path.parent.parent == folder]
