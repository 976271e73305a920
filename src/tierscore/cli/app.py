"""The commands and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.commands import init
from tierscore.cli.commands import list as lists
from tierscore.cli.commands.add import add
from tierscore.cli.commands.assess import assess
from tierscore.cli.commands.audit_history import audit_history
from tierscore.cli.commands.backtest import backtest
from tierscore.cli.commands.check import check
from tierscore.cli.commands.diff import diff
from tierscore.cli.commands.explain import explain
from tierscore.cli.commands.export import export
from tierscore.cli.commands.history import history
from tierscore.cli.commands.outlook import outlook
from tierscore.cli.commands.rule import rule
from tierscore.cli.commands.schema import schema
from tierscore.cli.commands.test import try_cases
from tierscore.cli.pager import paging

app = typer.Typer(
    name="tierscore",
    help="Assess how a government fights human trafficking: rubric, evidence, tier, and every reason between them.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.add_typer(lists.app, name="list", help="List what there is: countries, criteria, measures, years.")
app.add_typer(init.app, name="init", help="Start a country file, a rubric or a workspace.")


def _version(wanted: bool) -> None:
    if wanted:
        from tierscore.version import __version__

        typer.echo(f"tierscore {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[  # noqa: ARG001 - its callback leaves
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Write long output straight to the terminal.")
    ] = False,
) -> None:
    """Take the options of the command as a whole."""
    paging.set(not no_pager)


app.command()(assess)
app.command()(explain)
app.command()(check)
app.command()(rule)
app.command()(schema)
app.command()(add)
app.command()(history)
app.command()(outlook)
app.command()(audit_history)
app.command()(diff)
app.command("test")(try_cases)
app.command()(backtest)
app.command()(export)
