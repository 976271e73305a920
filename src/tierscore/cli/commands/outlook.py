"""The command ``tierscore outlook``."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Country, Output, Rubric, Set, Workspace, read_year
from tierscore.cli.output import show_or_json

NextYear = Annotated[
    int | None,
    typer.Option(
        "--year",
        "-y",
        metavar="Y",
        parser=read_year,
        help="The report year. [default: the year after the last placement]",
    ),
]


def outlook(
    country: Country,
    year: NextYear = None,
    rubric: Rubric = None,
    set: Set = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Say what the law allows a country next, given its placements so far."""
    from tierscore.application.history import outlook as what_the_law_allows
    from tierscore.cli.environment import open_session
    from tierscore.report.compose.outlook import compose_outlook
    from tierscore.report.json.outlook import as_data

    session = open_session(workspace, rubric, bundled=bundled, settings=set)
    prospect = what_the_law_allows(session, country, year)
    show_or_json(compose_outlook(prospect), as_data(prospect), format, output)
    return Exit.ANSWERED
