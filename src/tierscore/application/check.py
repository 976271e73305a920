"""Every step of a check: files, worked cases, proofs, evidence and, against an old side, the policy."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence

    from tierscore.application.session import Session
    from tierscore.loading.files import SourceFiles
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.loading.workspace.path_filter import PathFilter
    from tierscore.loading.workspace.reader import Survey
    from tierscore.model.check import Accepted, Check, Remark
    from tierscore.model.problem import Code, Problem


def check(
    session: Session,
    today: datetime.date,
    paths: Sequence[Path] = (),
    *,
    against: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Check:
    """
    Run every step of a check.

    A file that does not load is left out of the later steps and stops none of them for the others. What no file that
    is named can cause a problem in is neither read nor tried: a country file, for one, changes no worked case.

    Args:
        session: The workspace.
        today: The day on which exceptions and dates are looked at.
        paths: The files and folders whose problems are shown, with the worked cases of theirs that fail; what they
            depend on is read all the same.
        against: The old side of the rubrics, to which the policy of change holds them; None compares nothing. With it
            everything is read, and nothing comes from the cache.
        progress: Told what is being done.

    Raises:
        UsageError: If a path does not exist, or holds nothing that can be checked; or if there is no such
            old side.
        UnreadableError: If a file of the old side has problems.
    """
    from tierscore.loading.workspace.path_filter import choose_paths
    from tierscore.loading.workspace.reader import check_workspace, workspace_files
    from tierscore.model.check import Check
    from tierscore.model.problem import first_of_each_kind

    chosen = choose_paths(paths, workspace_files(session.workspace), session.workspace.files)
    about = chosen if against is None else chosen.with_everything()
    cache = session.cache if against is None else None
    survey = check_workspace(session.workspace, about, progress, cache)
    steps = _Steps(survey, session.workspace.files, len(session.workspace.rubrics()), today, progress, about)
    steps.try_cases()
    steps.prove(chosen)
    steps.look_at_evidence()
    steps.look_at_placements(session.workspace.placements)
    if against is not None:
        steps.compare(session, against)
    files = sorted(str(path) for path in survey.files if chosen.shows(path))
    accepted = (entry for entry in steps.accepted if chosen.shows(Path(entry.problem.place.file)))
    listed = first_of_each_kind((*survey.shown(chosen), *steps.shown(chosen, session.workspace)))
    return Check(
        _what_is_checked(session, paths),
        tuple(files),
        listed,
        tuple(accepted),
        steps.tallies,
        steps.compared_with,
    )


def for_code_host(session: Session, check: Check) -> Check:
    """The same check with its files named from the top of the repository, where a code host looks for them."""
    from tierscore.loading.workspace.discovery import name_from_top

    def moved(problem: Problem) -> Problem:
        """The problem at its place in the repository."""
        file = name_from_top(session.workspace.root, problem.place.file)
        return replace(problem, place=replace(problem.place, file=file))

    accepted = (replace(entry, problem=moved(entry.problem)) for entry in check.accepted)
    return replace(check, problems=tuple(map(moved, check.problems)), accepted=tuple(accepted))


def _what_is_checked(session: Session, paths: Sequence[Path]) -> str:
    if not paths:
        return session.origin
    named = str(paths[0]) if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1} more"
    return f"{named} with {session.origin}"


@dataclass
class _Steps:
    """The steps after reading: each adds the problems that it finds, and counts what it tried."""

    survey: Survey
    sources: SourceFiles
    """What was read for the survey."""
    rubric_count: int
    """How many rubrics the workspace has, those that do not load included."""
    today: datetime.date
    progress: Callable[[str], None]
    about: PathFilter
    """What the check is about."""
    problems: list[Problem] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    tallies: dict[str, int] = field(default_factory=dict)
    compared_with: str = ""

    def try_cases(self) -> None:
        """Try every rubric on its worked cases and, where every file loads, see what of it they exercise."""
        from tierscore.analysis.rubric_cases.coverage import exercised, remarks
        from tierscore.analysis.rubric_cases.runner import problems, results, trials

        if self.survey.vocabulary is None:
            return
        case_count = 0
        for folder, rubric in self.survey.rubrics.items():
            self.progress(f"trying the worked cases of {rubric.id}")
            cases = [case for path, case in self.survey.cases.items() if path.parent.parent == folder]
            case_trials = tuple(trials(rubric, self.survey.vocabulary, cases))
            case_results = results(case_trials)
            self.problems += problems(case_results)
            if case_results and _shows_a_file_of(self.about, folder) and not self.survey.problems:
                self._place(remarks(exercised(rubric, case_trials)), self._pages(folder), frozenset())
            case_count += len(case_results)
        if case_count or self.about.is_everything:
            self.tallies["worked cases tried"] = case_count

    def prove(self, chosen: PathFilter) -> None:
        """Prove what no evidence and no history can change, of every rubric of which a file is shown."""
        from tierscore.analysis.verification import PROVEN, prove

        if self.survey.vocabulary is None:
            return
        shown = [folder for folder in self.survey.rubrics if _shows_a_file_of(chosen, folder)]
        decided = undecided = 0
        for folder in shown:
            rubric = self.survey.rubrics[folder]
            self.progress(f"proving {rubric.id}")
            proofs = prove(rubric, self.survey.vocabulary)
            looked_for = frozenset() if proofs.undecided else PROVEN
            self._place(proofs.remarks, self._pages(folder), looked_for)
            decided, undecided = decided + proofs.decided, undecided + proofs.undecided
        if shown:
            self.tallies |= {"questions on rubrics decided": decided, "left undecided": undecided}

    def look_at_evidence(self) -> None:
        """Look at every country file for what stands out."""
        from tierscore.analysis.evidence_lint.lint_input import LintInput
        from tierscore.analysis.evidence_lint.rules import codes_looked_for, lint
        from tierscore.loading.validation.source_file import open_page

        if self.survey.vocabulary is None:
            return
        rubrics = tuple(self.survey.rubrics.values()) if self.every_rubric_loads else ()
        looked_for = codes_looked_for(with_rubrics=self.every_rubric_loads)
        dossiers = {path: dossier for path, dossier in self.survey.dossiers.items() if self.about.shows(path)}
        for path, dossier in dossiers.items():
            self.progress(f"looking at {path}")
            remarks = lint(LintInput(dossier, rubrics, self.survey.vocabulary, self.today))
            self._place(remarks, (open_page(path, self.sources),), looked_for)
        if dossiers or self.about.is_everything:
            item_count = sum(len(dossier.items) for dossier in dossiers.values())
            self.tallies["evidence items looked at"] = item_count

    def look_at_placements(self, table: Path) -> None:
        """Look at the table of placements for tiers that no rubric has."""
        from tierscore.loading.tables.placements import unnamed_tiers

        has_faults = any(problem.place.file == str(table) for problem in self.survey.problems)
        if self.every_rubric_loads and table in self.survey.files and not has_faults:
            tiers = dict.fromkeys(tier.id for rubric in self.survey.rubrics.values() for tier in rubric.tiers)
            self.problems += unnamed_tiers(table, tiers, self.sources)

    def compare(self, session: Session, against: str) -> None:
        """
        Hold every rubric to the policy of change, against an old side; nothing is compared while files do
        not load.

        Raises:
            UsageError: If there is no such side, or the two cannot be compared.
            UnreadableError: If a file of the old side has problems.
        """
        from tierscore.application.compare_rubrics import guard_problems
        from tierscore.loading.workspace.git import NoCommitError

        if self.survey.problems:
            self.tallies["rubrics left uncompared, since files here do not load"] = self.rubric_count
            return
        self.progress(f"comparing with {against}")
        try:
            guard = guard_problems(session.workspace, against)
        except NoCommitError:
            self.tallies["rubrics uncompared, since the repository has no commit yet"] = self.rubric_count
            return
        self.problems += guard.problems
        self.tallies |= guard.tallies
        self.compared_with = guard.compared_with

    def shown(self, chosen: PathFilter, workspace: Workspace) -> list[Problem]:
        """The problems in files that are shown, and the worked cases of theirs that fail."""
        from tierscore.loading.workspace.reader import cases_touched
        from tierscore.model.problem import Code

        failed = any(problem.code is Code.CASE for problem in self.problems)
        touched = cases_touched(workspace, chosen) if failed else frozenset()
        return [
            problem
            for problem in self.problems
            if chosen.shows(path := Path(problem.place.file))
            or (problem.code is Code.CASE and path in touched)
        ]

    @property
    def every_rubric_loads(self) -> bool:
        """Whether every rubric could be read, so that it can be said what none of them asks."""
        return 0 < self.rubric_count <= len(self.survey.rubrics)

    def _place(self, remarks: Iterable[Remark], pages: Sequence[Page], looked_for: frozenset[Code]) -> None:
        from tierscore.loading.validation.exceptions import place_remarks

        problems, accepted = place_remarks(remarks, pages, self.today, looked_for)
        self.problems += problems
        self.accepted += accepted

    def _pages(self, folder: Path) -> tuple[Page, ...]:
        from tierscore.loading.rubric.reader import rubric_pages

        return rubric_pages(folder, self.sources)


def _shows_a_file_of(chosen: PathFilter, folder: Path) -> bool:
    """Whether a file of the rubric in a folder is shown."""
    from tierscore.loading.files import rubric_files

    return any(map(chosen.shows, rubric_files(folder)))
