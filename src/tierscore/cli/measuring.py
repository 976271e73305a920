"""The command that holds the engine against published placements: backtest."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exits import Exit
from tierscore.cli.options import DEFAULT_RUBRIC, AsFormat, Bundled, Output, Rubric, Set, Workspace
from tierscore.cli.streams import Format, chosen_format, show, write_json

DEFAULT_SEED = 20


def backtest(
    split: Annotated[
        bool,
        typer.Option("--split", help="Show apart the countries that the rubric was tuned on, those left untouched and those not seen."),
    ] = False,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Decides which countries the interval of kappa draws.")] = DEFAULT_SEED,
    rubric: Rubric = DEFAULT_RUBRIC,
    set: Set = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Hold every country-year with evidence against its published placement, beside baselines that read none."""
    from tierscore.analysis.backtest import backtest as held  # noqa: PLC0415
    from tierscore.cli.desk import desk  # noqa: PLC0415
    from tierscore.cli.waiting import waiting  # noqa: PLC0415

    at = desk(workspace, rubric, bundled=bundled, choices=set or ())
    dossiers, table, index = at.dossiers(), at.table(), at.index()
    with waiting() as say:
        say(f"judging {len(dossiers)} countries")
        found, withheld = held(at.rubric, at.vocabulary, dossiers, table, index, seed=seed)
    drawn = chosen_format(format, output)
    if drawn is Format.JSON:
        from tierscore.report import backtest as shape  # noqa: PLC0415

        write_json(shape.backtest(found, withheld), output)
    else:
        from tierscore.report.compose.backtest import compose_backtest  # noqa: PLC0415

        show(compose_backtest(found, withheld, parts=split), drawn, output)
    return Exit.ANSWERED
