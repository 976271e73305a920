"""The command ``tierscore whatif``."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Country, Output, Rubric, Set, Workspace, Year
from tierscore.cli.output import show_or_json

AssumedFact = Annotated[
    list[str] | None,
    typer.Option(
        "--fact",
        metavar="MEASURE=VALUE",
        help="A fact to assume: done, absent, more (than the year before) or a number; a series as MEASURE:SERIES.",
    ),
]


def whatif(
    country: Country,
    year: Year = None,
    fact: AssumedFact = None,
    set: Set = None,
    rubric: Rubric = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Say what would move if the government had done something, or the law were read otherwise."""
    from tierscore.application.questions.whatif import what_if
    from tierscore.application.session import read_setting
    from tierscore.cli.environment import note_year, open_session
    from tierscore.report.compose.whatif import compose_whatif
    from tierscore.report.json.whatif import as_data

    session = open_session(workspace, rubric, bundled=bundled)
    readings = dict(read_setting(setting) for setting in set or ())
    difference = what_if(session, country, year, facts=fact or (), readings=readings)
    note_year(session, country, year)
    show_or_json(compose_whatif(difference), as_data(difference), format, output)
    return Exit.ANSWERED
