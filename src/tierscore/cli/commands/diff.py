"""The command ``tierscore diff``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Jobs, Output, Workspace
from tierscore.cli.output import Format, chosen_format, say, show, write_json
from tierscore.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.application.compare_rubrics import Comparison
Old = Annotated[
    str | None,
    typer.Argument(
        metavar="OLD", help="A git revision, a workspace, the folder of a rubric, or a file in it."
    ),
]
New = Annotated[
    str | None, typer.Argument(metavar="NEW", help="The same. [default: the workspace as it lies on disk]")
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="REV",
        help="A git revision to compare with, from where this branch left it; path:DIR names a folder.",
    ),
]
Which = Annotated[str | None, typer.Option("--rubric", metavar="ID", help="One rubric. [default: all]")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Leave with exit code 1 if any rubric changed.")]
Write = Annotated[
    bool,
    typer.Option(
        "--write", help="Raise the version, and draft the entry in the history of the rubric on disk."
    ),
]


def diff(
    old: Old = None,
    new: New = None,
    against: Against = None,
    rubric: Which = None,
    exit_code: ExitCode = False,
    write: Write = False,
    jobs: Jobs = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Show what an edit of a rubric changes, and which countries change tier."""
    from tierscore.application.compare_rubrics import open_comparison
    from tierscore.cli.environment import open_session

    old_side = _old_side(old, new, against, write=write)
    session = open_session(workspace, rubric, bundled=bundled, jobs=jobs)
    with open_comparison(session, old_side, new, rubric, branch=against is not None) as comparison:
        if write:
            return _write(comparison)
        _show(comparison, format, output)
        changed = any(rubric_diff.changes for rubric_diff in comparison.diffs)
    return Exit.FOUND if exit_code and changed else Exit.ANSWERED


def _old_side(old: str | None, new: str | None, against: str | None, *, write: bool) -> str:
    if against is not None and old is not None:
        raise UsageError("name the old side once: as OLD, or with --against")
    if against is None and old is None:
        raise UsageError(
            "name what to compare with: a git revision, a folder or a file, "
            "such as `tierscore diff --against HEAD`"
        )
    if write and new is not None:
        raise UsageError("--write changes the workspace on disk; leave NEW out")
    return against if against is not None else str(old)


def _show(comparison: Comparison, format: Format | None, output: Path | None) -> None:
    diffs, new = comparison.diffs, comparison.new.name
    chosen = chosen_format(format, output)
    if chosen is Format.JSON:
        from tierscore.report.json.rubric_diff import as_data

        write_json(as_data(diffs, comparison.old.name, new), output)
    else:
        from tierscore.report.compose.rubric_diff import compose_diff

        show(compose_diff(diffs, comparison.compared_with, new), chosen, output)


def _write(comparison: Comparison) -> int:
    from tierscore.application.author import write_versions
    from tierscore.cli.environment import this_day

    lines, versions = [], write_versions(comparison, this_day(None).isoformat())
    for version in versions:
        file, entry = version.file, version.entry
        if not version.is_new:
            lines.append(f"{file}: the entry for {entry.version} is there already.")
            continue
        lines.append(
            f"{file}: version {entry.version}, {entry.level}; accepts {len(entry.moves)} moves of tiers."
        )
        lines += [f"  {move}" for move in entry.moves]
    if any(version.is_new for version in versions):
        lines.append(
            "Write the summary, read every line, and commit them: committing a line approves its move."
        )
    say(*lines)
    return Exit.ANSWERED
