"""Every step of a check: files, worked cases, proofs, evidence and, against an old side, the policy."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence

    from tierscore.application.check_parts import Examiner
    from tierscore.application.session import Session
    from tierscore.loading.workspace.discovery import Workspace
    from tierscore.loading.workspace.path_filter import PathFilter
    from tierscore.loading.workspace.reader import Survey
    from tierscore.model.check import Accepted, Check, CheckedPart
    from tierscore.model.problem import Problem


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
    from tierscore.application.check_parts import Examiner
    from tierscore.loading.workspace.path_filter import choose_paths
    from tierscore.loading.workspace.reader import check_workspace, workspace_files
    from tierscore.model.check import Check
    from tierscore.model.problem import first_of_each_kind

    workspace = session.workspace
    chosen = choose_paths(paths, workspace_files(workspace), workspace.files)
    about = chosen if against is None else chosen.with_everything()
    cache = session.cache if against is None else None
    examiner = Examiner(workspace, today, progress, cache, session.jobs)
    survey = check_workspace(workspace, about, progress, cache, examiner.examine)
    steps = _Steps(survey, examiner, today, progress, about)
    steps.count_cases()
    steps.prove(chosen)
    steps.count_items()
    steps.look_at_placements(workspace.placements)
    if against is not None:
        steps.compare(session, against)
    files = sorted(str(path) for path in survey.files if chosen.shows(path))
    accepted = (entry for entry in steps.accepted if chosen.shows(Path(entry.problem.place.file)))
    listed = first_of_each_kind((*survey.shown(chosen), *steps.shown(chosen, workspace)))
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
    examiner: Examiner
    today: datetime.date
    progress: Callable[[str], None]
    about: PathFilter
    """What the check is about."""
    problems: list[Problem] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    tallies: dict[str, int] = field(default_factory=dict)
    compared_with: str = ""

    def count_cases(self) -> None:
        """Take over how the worked cases came out and, where every file loads, what of the rubrics they exercise."""
        from tierscore.analysis.rubric_cases.coverage import exercised, remarks

        case_count = 0
        for folder, rubric in self.survey.rubrics.items():
            tried = [part for path, part in self.survey.checked.items() if path.parent.parent == folder]
            self._take(tried)
            if tried and _shows_a_file_of(self.about, folder) and not self.survey.problems:
                shown = (mark for part in tried for mark in part.exercised)
                self._take([self.examiner.placed(remarks(exercised(rubric, shown)), folder)])
            case_count += sum(part.tried for part in tried)
        if self.survey.vocabulary is not None and (case_count or self.about.is_everything):
            self.tallies["worked cases tried"] = case_count

    def prove(self, chosen: PathFilter) -> None:
        """Prove what no evidence and no history can change, of every rubric of which a file is shown."""
        if self.survey.vocabulary is None:
            return
        shown = [folder for folder in self.survey.rubrics if _shows_a_file_of(chosen, folder)]
        proofs = [self.examiner.proofs(folder, self.survey) for folder in shown]
        self._take(proofs)
        if shown:
            self.tallies["questions on rubrics decided"] = sum(part.tried for part in proofs)
            self.tallies["left undecided"] = sum(part.undecided for part in proofs)

    def count_items(self) -> None:
        """Take over what stands out in the country files that are shown."""
        if self.survey.vocabulary is None:
            return
        looked_at = [
            part for path, part in self.survey.checked.items() if part.iso3 and self.about.shows(path)
        ]
        self._take(looked_at)
        if looked_at or self.about.is_everything:
            self.tallies["evidence items looked at"] = sum(part.tried for part in looked_at)

    def look_at_placements(self, table: Path) -> None:
        """Look at the table of placements for tiers that no rubric has."""
        from tierscore.loading.tables.placements import unnamed_tiers

        has_faults = any(problem.place.file == str(table) for problem in self.survey.problems)
        rubrics = self.survey.rubrics
        if self.examiner.knows_every(rubrics) and table in self.survey.files and not has_faults:
            tiers = dict.fromkeys(tier.id for rubric in rubrics.values() for tier in rubric.tiers)
            self.problems += unnamed_tiers(table, tiers, self.examiner.workspace.files)

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

        rubric_count = len(session.workspace.rubrics())
        if self.survey.problems:
            self.tallies["rubrics left uncompared, since files here do not load"] = rubric_count
            return
        self.progress(f"comparing with {against}")
        try:
            guard = guard_problems(session.workspace, against)
        except NoCommitError:
            self.tallies["rubrics uncompared, since the repository has no commit yet"] = rubric_count
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

    def _take(self, parts: Iterable[CheckedPart]) -> None:
        for part in parts:
            self.problems += part.problems
            self.accepted += part.accepted


def _shows_a_file_of(chosen: PathFilter, folder: Path) -> bool:
    """Whether a file of the rubric in a folder is shown."""
    from tierscore.loading.files import rubric_files

    return any(map(chosen.shows, rubric_files(folder)))
