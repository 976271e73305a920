"""The command ``tierscore explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Country, Output, Rubric, Workspace, Year
from tierscore.cli.output import Format, chosen_format, show

What = Annotated[
    str | None,
    typer.Argument(
        metavar="[WHAT]",
        help="tier; the id of a criterion, condition or fact; or its name in the law, such as 4(7) or MS1. "
        "[default: a list of all]",
    ),
]


def explain(
    country: Country,
    what: What = None,
    year: Year = None,
    rubric: Rubric = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Explain the tier, a criterion, a condition or a fact: the law, what is on file, what counted and why."""
    from tierscore.application.explain import explain as find_topic
    from tierscore.cli.environment import note_year, open_session
    from tierscore.errors import UsageError
    from tierscore.report.compose.explanation import compose_explanation

    session = open_session(workspace, rubric, bundled=bundled)
    chosen = chosen_format(format, output)
    if chosen is Format.JSON:
        raise UsageError("explain has no JSON; `tierscore assess COUNTRY --format json` holds every finding")
    explained = find_topic(session, country, what, year)
    note_year(session, country, year)
    show(compose_explanation(explained, session.origin), chosen, output)
    return Exit.ANSWERED
