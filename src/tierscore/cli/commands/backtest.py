"""The command ``tierscore backtest``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tierscore.application.backtest import DEFAULT_SEED
from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Jobs, Output, Rubric, Set, Workspace
from tierscore.cli.output import Format, chosen_format, show, write_data, write_json


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
    record: Annotated[
        Path | None,
        typer.Option(
            "--record",
            metavar="FILE",
            help="Write how firm each answer is, beside its placement, and show nothing; this takes minutes.",
        ),
    ] = None,
    rubric: Rubric = None,
    set: Set = None,
    format: AsFormat = None,
    output: Output = None,
    jobs: Jobs = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Test the indicated tiers against the published placements, beside baselines that read no evidence."""
    from tierscore.application.backtest import backtest as beside_placements
    from tierscore.cli.environment import open_session
    from tierscore.cli.progress import waiting

    session = open_session(workspace, rubric, bundled=bundled, settings=set, jobs=jobs)
    if record is not None:
        from tierscore.application.backtest import track_rows
        from tierscore.report.tables.record_csv import as_csv

        with waiting() as progress:
            write_data(as_csv(session.rubric, track_rows(session, progress=progress)), record)
        return Exit.ANSWERED
    chosen = chosen_format(format, output)
    with waiting() as progress:
        with_all, without_hints = beside_placements(session, seed=seed, progress=progress)
    if chosen is Format.JSON:
        from tierscore.report.json.backtest import as_data

        write_json(as_data(with_all, without_hints), output)
    else:
        from tierscore.report.compose.backtest import compose_backtest

        show(compose_backtest(with_all, without_hints, parts=split), chosen, output)
    return Exit.ANSWERED
