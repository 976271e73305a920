"""The command ``tierscore test``: a rubric tried on its worked cases."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Output, Workspace
from tierscore.cli.output import Format, chosen_format, show, write_json

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.model.case_results import CaseSuiteResult


def try_cases(
    rubric: Annotated[
        str | None,
        typer.Argument(metavar="[RUBRIC]", help="The id of a rubric. [default: the only one]"),
    ] = None,
    mutate: Annotated[
        bool,
        typer.Option(
            "--mutate", help="Change the rubric one small step at a time, and say what no case notices."
        ),
    ] = False,
    structure: Annotated[
        bool, typer.Option("--structure", help="With --mutate: leave out weights, cut-offs and the like.")
    ] = False,
    at_least: Annotated[
        int | None,
        typer.Option(
            "--at-least",
            metavar="PERCENT",
            min=0,
            max=100,
            help="With --mutate: exit 1 if fewer changes of structure are noticed.",
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="Exit 1 also if something is not exercised, or a change is not noticed."
        ),
    ] = False,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Try a rubric on its worked cases; exit 1 if one does not come out as it says."""
    from tierscore.application.run_cases import run_cases
    from tierscore.cli.environment import open_session
    from tierscore.cli.progress import waiting
    from tierscore.errors import UsageError

    if (at_least is not None or structure) and not mutate:
        raise UsageError("--structure and --at-least are about changes of the rubric: add --mutate")
    session = open_session(workspace, rubric, bundled=bundled)
    chosen = chosen_format(format, output)
    with waiting() as progress:
        result = run_cases(session, mutate=mutate, structure_only=structure, progress=progress)
    _show(result, chosen, output)
    return Exit.FOUND if _falls_short(result, at_least, strict=strict) else Exit.ANSWERED


def _show(result: CaseSuiteResult, chosen: Format, output: Path | None) -> None:
    if chosen is Format.JSON:
        from tierscore.report.json.case_results import as_data

        write_json(as_data(result), output)
        return
    from tierscore.report.compose.case_results import compose_case_results

    show(compose_case_results(result), chosen, output)


def _falls_short(result: CaseSuiteResult, at_least: int | None, *, strict: bool) -> bool:
    too_few = at_least is not None and result.structure.share < Fraction(at_least, 100)
    return bool(result.failed) or too_few or (strict and bool(result.unexercised or result.survivors))
