"""The command ``tierscore path``."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Country, Output, Rubric, Set, Workspace, Year
from tierscore.cli.output import show_or_json

TargetTier = Annotated[
    str, typer.Option("--to", metavar="TIER", help="The tier to be reached, such as 1 or 2WL.")
]


def path(
    country: Country,
    to: TargetTier,
    year: Year = None,
    set: Set = None,
    rubric: Rubric = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Say what least would lead to a tier: what to do, and what to find out. Ctrl-C shows what is known so far."""
    from tierscore.application.questions.path import path as way_to
    from tierscore.cli.environment import note_year, open_session
    from tierscore.model.tier_path import Stopped
    from tierscore.report.compose.path import compose_path
    from tierscore.report.json.path import as_data

    session = open_session(workspace, rubric, bundled=bundled, settings=set)
    answer = way_to(session, country, to, year)
    note_year(session, country, year)
    show_or_json(compose_path(answer), as_data(answer), format, output)
    return Exit.INTERRUPTED if answer.stopped is Stopped.INTERRUPTED else Exit.ANSWERED
