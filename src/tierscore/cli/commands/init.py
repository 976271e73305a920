"""The commands that start something: a country file, a rubric, a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import Workspace
from tierscore.cli.output import format_for, say, standard_output, write

if TYPE_CHECKING:
    from collections.abc import Iterable
app = typer.Typer(
    help="Start a country file, a rubric or a workspace.", no_args_is_help=True, rich_markup_mode=None
)


@app.command()
def country(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A name in use, such as Burma, or an ISO code.")
    ] = None,
    iso3: Annotated[
        str | None,
        typer.Option(
            "--iso3",
            metavar="XXX",
            help="The code, for a place that has none in ISO 3166; NAME is kept as it is.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write this file instead.")
    ] = None,
    workspace: Workspace = None,
) -> int:
    """Start a country file: no facts yet, and every field explained."""
    from tierscore.application.author import country_file, find_country, start_country
    from tierscore.cli.environment import open_session

    session = open_session(workspace, bundled=False)
    named = find_country(_name_or_answer(name, "Country", "tierscore init country NAME"), iso3)
    if output is not None and standard_output(output) is None:
        write(country_file(session, named, output), None)
        return Exit.ANSWERED
    format_for(output, ("yaml",))
    files = start_country(session, named, output)
    _report(files, f"{named}. Add facts by hand, or with: tierscore add {files[0] if output else named.slug}")
    return Exit.ANSWERED


@app.command()
def rubric(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="What the rubric is called; its id is made from it."),
    ] = None,
    workspace: Workspace = None,
) -> int:
    """Start a rubric: small, made up and complete, to be changed a piece at a time."""
    from tierscore.application.author import start_rubric
    from tierscore.cli.environment import open_session

    session = open_session(workspace, bundled=False)
    files = start_rubric(session, _name_or_answer(name, "Name of the rubric", "tierscore init rubric NAME"))
    _report(files, f"Judge by it with: tierscore assess COUNTRY --rubric {files[0].parent.name}")
    return Exit.ANSWERED


@app.command()
def workspace(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Where. [default: this folder]")
    ] = Path(),
) -> int:
    """Start a workspace: a copy of the rubrics, countries and schemas that came with tierscore."""
    from tierscore.application.author import start_workspace

    next_step = "The workspace is ready. Start a country file with: tierscore init country NAME"
    _report(start_workspace(folder), next_step)
    return Exit.ANSWERED


def _name_or_answer(name: str | None, question: str, usage: str) -> str:
    """What was given, or else what the user answers on a terminal."""
    from tierscore.cli.prompts import ask, can_ask
    from tierscore.errors import UsageError

    if name is not None:
        return name
    if not can_ask():
        raise UsageError(f"a name is missing: {usage}")
    return ask(question)


def _report(files: Iterable[Path], next_step: str) -> None:
    say(*(f"Wrote {path}" for path in files), next_step)
