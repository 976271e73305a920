"""The command ``tierscore assess``."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Country, Output, Rubric, Set, Workspace, Year
from tierscore.cli.output import Format, chosen_format, show, write
from tierscore.errors import UsageError


def assess(
    country: Country,
    year: Year = None,
    rubric: Rubric = None,
    format: AsFormat = None,
    output: Output = None,
    brief: Annotated[bool, typer.Option("--brief", help="One screen.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="The whole trace: every rule, fact and source.")
    ] = False,
    set: Set = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Judge one country in one report year and say why."""
    from tierscore.application.assess import assess as assess_country
    from tierscore.cli.environment import note_year, open_session
    from tierscore.model.assessment import CONTRADICTION

    if brief and full:
        raise UsageError("--brief and --full are two lengths of one report; choose one")
    session = open_session(workspace, rubric, bundled=bundled, settings=set)
    chosen = chosen_format(format, output)
    assessment = assess_country(session, country, year)
    note_year(session, country, year)
    if chosen is Format.JSON:
        from tierscore.report.json import assessment as shape

        write(shape.render(assessment), output)
    else:
        from tierscore.report.compose.brief import compose_brief
        from tierscore.report.compose.full import compose_full
        from tierscore.report.compose.one_page import compose_one_page

        compose = compose_full if full else compose_brief if brief else compose_one_page
        show(compose(assessment, session.origin), chosen, output)
    return Exit.FOUND if assessment.indicated == CONTRADICTION else Exit.ANSWERED
