"""The command ``tierscore explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Country, Output, Rubric, Workspace, Year
from tierscore.cli.output import Format, chosen_format, show


def explain(
    country: Country,
    criterion: Annotated[
        str, typer.Argument(metavar="CRITERION", help="The id of a criterion; see tierscore list criteria.")
    ],
    year: Year = None,
    rubric: Rubric = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Explain one criterion in full: the law, the tests, the facts that counted and those that did not."""
    from tierscore.application.assess import assess_for
    from tierscore.cli.environment import open_session
    from tierscore.errors import UsageError
    from tierscore.report.compose.explain import compose_explain

    session = open_session(workspace, rubric, bundled=bundled)
    chosen = chosen_format(format, output)
    if chosen is Format.JSON:
        raise UsageError("explain has no JSON of its own; tierscore assess --format json holds every finding")
    assessment = assess_for(session, criterion, country, year)
    show(compose_explain(assessment, criterion, session.origin), chosen, output)
    return Exit.ANSWERED
