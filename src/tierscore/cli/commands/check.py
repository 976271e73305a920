"""The command ``tierscore check``: every step of a check, one after the other, in every format."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import DEFAULT_RUBRIC, Bundled, Output, Workspace
from tierscore.cli.output import Format, chosen_format, show, write

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence

    from tierscore.application.session import Session
    from tierscore.model.check import Check

LARGEST_SUMMARY = 1_000_000
"""The most bytes that are added to a page of GitHub, which takes 1 MiB a step."""


class CheckFormat(StrEnum):
    """How a check is drawn."""

    TERMINAL = "terminal"
    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help="Files and folders whose problems are shown; left out: the whole workspace.",
    ),
]
AsCheck = Annotated[
    CheckFormat | None,
    typer.Option(
        "--format", "-f", help="How to draw it; left out: for the terminal, or plain text in a pipe."
    ),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="REV",
        help="The old side, a git revision or a folder: hold changed rubrics to the policy of change.",
    ),
]
Today = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="DAY",
        help="The day that dates and exceptions are held against, such as 2026-11-24.",
    ),
]
Summary = Annotated[
    bool,
    typer.Option(
        "--summary", help="Also append the result, as Markdown, to the file named by GITHUB_STEP_SUMMARY."
    ),
]


def check(
    paths: Paths = None,
    against: Against = None,
    today: Today = None,
    format: AsCheck = None,
    output: Output = None,
    summary: Summary = False,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Check the files of a workspace and show every problem in them; exit 1 if there is one."""
    from tierscore.cli.environment import session, step_summary, this_day
    from tierscore.cli.progress import waiting

    page = step_summary() if summary else None
    day = this_day(today)
    at = session(workspace, DEFAULT_RUBRIC, bundled=bundled)
    with waiting() as say:
        found = run_check(at, paths or (), against, day, say)
    _show(found, format, output)
    if page is not None:
        _append(found, page)
    return Exit.FOUND if found.failed else Exit.ANSWERED


def run_check(
    at: Session, paths: Sequence[Path], against: str | None, today: datetime.date, say: Callable[[str], None]
) -> Check:
    """
    Run every step of a check.

    A file that does not load is left out of the later steps and stops none of them for the others.

    Args:
        at: The workspace.
        paths: Whose problems are shown; what these files depend on is read all the same.
        against: The old side of the rubrics, to which the policy of change holds them; None compares nothing.
        today: The day on which exceptions and dates are looked at.
        say: Called with what is being done.

    Raises:
        UsageError: If a path does not exist, or holds nothing that can be checked; or if there is no such old side.
        UnreadableError: If a file of the old side has problems.

    """
    from tierscore.application.check import Steps
    from tierscore.loading.workspace.path_filter import select
    from tierscore.loading.workspace.reader import check_workspace, workspace_files
    from tierscore.model.check import Check

    chosen = select(paths, workspace_files(at.workspace))
    read = check_workspace(at.workspace, chosen, say)
    steps = Steps(read, len(at.workspace.rubrics()), say)
    steps.try_cases(today)
    steps.prove(chosen, today)
    steps.look_at_evidence(today)
    if against is not None:
        steps.compare(at, against)
    files = sorted(str(path) for path in read.files if chosen.shows(path))
    later = (one for one in steps.problems if chosen.shows(Path(one.place.file)))
    accepted = (one for one in steps.accepted if chosen.shows(Path(one.problem.place.file)))
    return Check(
        _what(at, paths),
        tuple(files),
        tuple(sorted({*read.shown(chosen), *later})),
        tuple(accepted),
        steps.tallies,
    )


def _what(at: Session, paths: Sequence[Path]) -> str:
    if not paths:
        return at.origin
    named = str(paths[0]) if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1} more"
    return f"{named} with {at.origin}"


def _show(found: Check, format: CheckFormat | None, output: Path | None) -> None:
    match format:
        case CheckFormat.JSON:
            from tierscore.report.json import check as json

            write(json.render(found), output)
        case CheckFormat.GITHUB:
            from tierscore.report.checks import github

            write(github.render(found), output)
        case CheckFormat.SARIF:
            from tierscore import __version__
            from tierscore.loading.error_catalogue import load_rules
            from tierscore.report.checks import sarif

            write(sarif.render(found, load_rules(), __version__), output)
        case CheckFormat.JUNIT:
            from tierscore.report.checks import junit

            write(junit.render(found), output)
        case _:
            _draw(found, chosen_format(Format(format) if format is not None else None, output), output)


def _draw(found: Check, format: Format, output: Path | None) -> None:
    from tierscore.report.compose.check import compose_check, compose_check_lists

    show((compose_check_lists if format is Format.MARKDOWN else compose_check)(found), format, output)


def _append(found: Check, page: Path) -> None:
    """Append the result to a page; without the details where the page would get larger than GitHub takes."""
    from tierscore.errors import UsageError
    from tierscore.report.compose.check import compose_check_lists, compose_check_summary
    from tierscore.report.formats import markdown

    text = markdown.render(compose_check_lists(found))
    if len(text.encode()) > LARGEST_SUMMARY:
        text = markdown.render(compose_check_summary(found))
    try:
        with page.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(f"{text}\n")
    except OSError as failure:
        raise UsageError(
            f"cannot write to the file that GITHUB_STEP_SUMMARY names, {page}: {failure.strerror}"
        ) from failure
