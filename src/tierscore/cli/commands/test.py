"""The command ``tierscore test``: a rubric tried on its worked cases."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import DEFAULT_RUBRIC, AsFormat, Bundled, Output, Workspace
from tierscore.cli.output import Format, chosen_format, show, write_json

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.application.session import Session
    from tierscore.model.case import Case
    from tierscore.model.case_results import Trying
    from tierscore.model.problem import Problem


def try_cases(
    rubric: Annotated[str, typer.Argument(metavar="[RUBRIC]", help="The id of a rubric.")] = DEFAULT_RUBRIC,
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
    from tierscore.analysis.mutation.trial import try_rubric
    from tierscore.cli.environment import session
    from tierscore.cli.progress import waiting
    from tierscore.errors import UsageError

    if (at_least is not None or structure) and not mutate:
        raise UsageError("--structure and --at-least are about changes of the rubric: add --mutate")
    at = session(workspace, rubric, bundled=bundled)
    drawn = chosen_format(format, output)
    cases = _cases(at)
    with waiting() as say:

        def progress(done: int, of: int) -> None:
            say(f"changes of the rubric tried: {done} of {of}")

        say(f"trying {len(cases)} worked cases")
        found = try_rubric(
            at.rubric, at.vocabulary, cases, mutate=mutate, structure_only=structure, progress=progress
        )
    _show(found, drawn, output)
    return Exit.FOUND if _falls_short(found, at_least, strict=strict) else Exit.ANSWERED


def _cases(at: Session) -> list[Case]:
    """
    Every worked case of the rubric.

    Raises:
        UsageError: If there is no such rubric, or it has none.
        UnreadableError: With every problem of all case files.

    """
    from tierscore.errors import UsageError
    from tierscore.loading.cases.reader import load_case
    from tierscore.model.problem import UnreadableError

    found: list[Case] = []
    problems: list[Problem] = []
    for path in at.workspace.cases(at.rubric_id):
        try:
            found.append(load_case(path, at.vocabulary, at.rubric))
        except UnreadableError as error:
            problems.extend(error.problems)
    if problems:
        raise UnreadableError(problems)
    if not found:
        raise UsageError(
            f"the rubric '{at.rubric_id}' has no worked cases: there are none in {at.workspace.rubric(at.rubric_id) / 'cases'}"
        )
    return found


def _show(found: Trying, drawn: Format, output: Path | None) -> None:
    if drawn is Format.JSON:
        from tierscore.report.json.case_results import trying

        write_json(trying(found), output)
        return
    from tierscore.report.compose.case_results import compose_trying

    show(compose_trying(found), drawn, output)


def _falls_short(found: Trying, at_least: int | None, *, strict: bool) -> bool:
    too_few = at_least is not None and found.structure.share < Fraction(at_least, 100)
    return bool(found.failed) or too_few or (strict and bool(found.unexercised or found.survivors))
