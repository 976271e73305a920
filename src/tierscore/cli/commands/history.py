"""The command ``tierscore history``."""

from __future__ import annotations

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Country, Output, Rubric, Set, Workspace
from tierscore.cli.output import show_or_json


def history(
    country: Country,
    rubric: Rubric = None,
    set: Set = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Show a country year by year: placement, our answer, the three P's, the law in force."""
    from tierscore.application.history import history as year_by_year
    from tierscore.cli.environment import open_session
    from tierscore.report.compose.history import compose_history
    from tierscore.report.json.history import as_data

    session = open_session(workspace, rubric, bundled=bundled, settings=set)
    dossier, years = year_by_year(session, country)
    show_or_json(compose_history(dossier.name, session.rubric, years), as_data(years), format, output)
    return Exit.ANSWERED
