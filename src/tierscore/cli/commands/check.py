"""The command ``tierscore check``: every step of a check, one after the other, in every format."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import Bundled, Jobs, Output, Workspace
from tierscore.cli.output import Format, chosen_format, format_for, show, write
from tierscore.cli.transcript import note_deed

if TYPE_CHECKING:
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


_FOR_CODE_HOSTS = frozenset({CheckFormat.GITHUB, CheckFormat.SARIF})

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help="Files and folders to check. [default: the whole workspace]",
    ),
]
AsCheck = Annotated[
    CheckFormat | None,
    typer.Option("--format", "-f", help="Output format. [default: terminal, or text in a pipe]"),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="REV",
        help="The old side: a git revision, from where this branch left it, or path:DIR. Changed rubrics are held to the policy of change.",
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


ShowAccepted = Annotated[
    bool, typer.Option("--accepted", help="List the problems that the files accept, with their reasons.")
]


def check(
    paths: Paths = None,
    against: Against = None,
    today: Today = None,
    format: AsCheck = None,
    output: Output = None,
    summary: Summary = False,
    accepted: ShowAccepted = False,
    jobs: Jobs = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Check the files of a workspace and show every problem in them; exit 1 if there is one."""
    from tierscore.application.check import check as check_files
    from tierscore.application.check import for_code_host
    from tierscore.cli.environment import open_session, step_summary, this_day
    from tierscore.cli.progress import waiting

    chosen = format_for(output, CheckFormat, format)
    page = step_summary() if summary else None
    if paths or against is not None or page is not None or chosen in _FOR_CODE_HOSTS:
        note_deed()  # the answer depends on more than the files of the workspace, or more is done than to give it
    day = this_day(today)
    session = open_session(workspace, bundled=bundled, jobs=jobs)
    with waiting() as progress:
        result = check_files(session, day, paths or (), against=against, progress=progress)
    shown = for_code_host(session, result) if chosen in _FOR_CODE_HOSTS else result
    _show(shown, chosen, output, accepted=accepted)
    if page is not None:
        _append(result, page)
    return Exit.FOUND if result.failed else Exit.ANSWERED


def _show(result: Check, format: CheckFormat | None, output: Path | None, *, accepted: bool) -> None:
    match format:
        case CheckFormat.JSON:
            from tierscore.report.json import check as json

            write(json.render(result), output)
        case CheckFormat.GITHUB:
            from tierscore.report.checks import github

            write(github.render(result), output, commands=True)
        case CheckFormat.SARIF:
            from tierscore.loading.error_catalogue import load_rules
            from tierscore.report.checks import sarif
            from tierscore.version import __version__

            write(sarif.render(result, load_rules(), __version__), output)
        case CheckFormat.JUNIT:
            from tierscore.report.checks import junit

            write(junit.render(result), output)
        case _:
            drawn = chosen_format(Format(format) if format is not None else None, output)
            _draw(result, drawn, output, accepted=accepted)


def _draw(result: Check, format: Format, output: Path | None, *, accepted: bool) -> None:
    from tierscore.report.compose.check import compose_check, compose_check_lists

    compose = compose_check_lists if format is Format.MARKDOWN else compose_check
    show(compose(result, accepted=accepted), format, output)


def _append(result: Check, page: Path) -> None:
    """Append the result to a page; without the details where the page would get larger than GitHub takes."""
    from tierscore.authoring.atomic_write import append_to
    from tierscore.report.compose.check import compose_check_lists, compose_check_summary
    from tierscore.report.formats import markdown

    text = markdown.render(compose_check_lists(result))
    if len(text.encode()) > LARGEST_SUMMARY:
        text = markdown.render(compose_check_summary(result))
    append_to(page, f"{text}\n")
