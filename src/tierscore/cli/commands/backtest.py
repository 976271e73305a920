"""The command that holds the engine against published placements: backtest."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import DEFAULT_RUBRIC, AsFormat, Bundled, Output, Rubric, Set, Workspace
from tierscore.cli.output import Format, chosen_format, show, write_json

DEFAULT_SEED = 20


def backtest(
    split: Annotated[
        bool,
        typer.Option(
            "--split",
            help="Show apart the countries that the rubric was tuned on, those left untouched and those not seen.",
        ),
    ] = False,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="Decides which countries the interval of kappa draws.")
    ] = DEFAULT_SEED,
    rubric: Rubric = DEFAULT_RUBRIC,
    set: Set = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Hold every country-year with evidence against its published placement, beside baselines that read none."""
    from tierscore.analysis.backtest.comparison import backtest as held
    from tierscore.cli.environment import session
    from tierscore.cli.progress import waiting

    at = session(workspace, rubric, bundled=bundled, choices=set or ())
    dossiers, table, index = at.dossiers(), at.table(), at.index()
    with waiting() as say:
        say(f"judging {len(dossiers)} countries")
        found, withheld = held(at.rubric, at.vocabulary, dossiers, table, index, seed=seed)
    drawn = chosen_format(format, output)
    if drawn is Format.JSON:
        from tierscore.report.json import backtest as shape

        write_json(shape.backtest(found, withheld), output)
    else:
        from tierscore.report.compose.backtest import compose_backtest

        show(compose_backtest(found, withheld, parts=split), drawn, output)
    return Exit.ANSWERED
