"""The command ``tierscore compare``."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Output, Rubric, Set, Workspace, Year, country_names
from tierscore.cli.output import show_or_json

ComparedCountries = Annotated[
    list[str],
    typer.Argument(
        metavar="COUNTRY...",
        help="Two to five countries, or one in several years, as in panama@2019 panama@2023.",
        autocompletion=country_names,
    ),
]


def compare(
    countries: ComparedCountries,
    year: Year = None,
    set: Set = None,
    rubric: Rubric = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Show countries, or years of one, beside one another: what differs, by P and criterion; never a ranking."""
    from tierscore.application.questions.compare import compare as beside_one_another
    from tierscore.cli.environment import open_session
    from tierscore.report.compose.compare import compose_comparison
    from tierscore.report.json.compare import as_data

    session = open_session(workspace, rubric, bundled=bundled, settings=set)
    comparison = beside_one_another(session, countries, year)
    show_or_json(compose_comparison(comparison), as_data(comparison), format, output)
    return Exit.ANSWERED
