"""The commands and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.commands import backtest as measuring
from tierscore.cli.commands import check as checking
from tierscore.cli.commands import history as past
from tierscore.cli.commands import init
from tierscore.cli.commands import list as listing
from tierscore.cli.commands import reference as explaining
from tierscore.cli.commands import test as testing
from tierscore.cli.commands.add import add
from tierscore.cli.commands.diff import diff
from tierscore.cli.commands.export import export
from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import (
    DEFAULT_RUBRIC,
    AsFormat,
    Bundled,
    Country,
    Output,
    Rubric,
    Set,
    Workspace,
    Year,
)
from tierscore.cli.output import Format, chosen_format, show, write

app = typer.Typer(
    name="tierscore",
    help="Assess how a government fights human trafficking: rubric, evidence, tier, and every reason between them.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.add_typer(listing.app, name="list", help="List what there is: countries, criteria, measures, years.")
app.add_typer(init.app, name="init", help="Start a country file, a rubric or a workspace.")


def _version(wanted: bool) -> None:
    if wanted:
        from tierscore import __version__

        typer.echo(f"tierscore {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Take the options of the command as a whole."""


@app.command()
def assess(
    country: Country,
    year: Year = None,
    rubric: Rubric = DEFAULT_RUBRIC,
    format: AsFormat = None,
    output: Output = None,
    brief: Annotated[bool, typer.Option("--brief", help="One screen.")] = False,
    set: Set = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Judge one country in one report year and say why."""
    from tierscore.cli.environment import session
    from tierscore.model.assessment import CONTRADICTION

    at = session(workspace, rubric, bundled=bundled, choices=set or ())
    drawn = chosen_format(format, output)
    judged = at.assess(country, year)
    if drawn is Format.JSON:
        from tierscore.report.json import assessment as json

        write(json.render(judged), output)
    else:
        from tierscore.report.compose.brief import compose_brief
        from tierscore.report.compose.full import compose_full

        show((compose_brief if brief else compose_full)(judged, at.origin), drawn, output)
    return Exit.FOUND if judged.indicated == CONTRADICTION else Exit.ANSWERED


@app.command()
def explain(
    country: Country,
    criterion: Annotated[
        str, typer.Argument(metavar="CRITERION", help="The id of a criterion; see tierscore list criteria.")
    ],
    year: Year = None,
    rubric: Rubric = DEFAULT_RUBRIC,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Explain one criterion in full: the law, the tests, the facts that counted and those that did not."""
    from tierscore.cli.environment import session
    from tierscore.errors import UsageError
    from tierscore.report.compose.explain import compose_explain

    at = session(workspace, rubric, bundled=bundled)
    known = [found.id for found in at.rubric.criteria]
    if criterion not in known:
        from tierscore.loading.validation.error_words import did_you_mean

        hint = did_you_mean(criterion, known)
        raise UsageError(
            f"no criterion '{criterion[:100]}' in the rubric '{rubric}'; {hint or 'see tierscore list criteria'}"
        )
    drawn = chosen_format(format, output)
    if drawn is Format.JSON:
        raise UsageError("explain has no JSON of its own; tierscore assess --format json holds every finding")
    show(compose_explain(at.assess(country, year, other_readings=False), criterion, at.origin), drawn, output)
    return Exit.ANSWERED


app.command()(checking.check)
app.command()(explaining.rule)
app.command()(explaining.schema)
app.command()(add)
app.command()(past.history)
app.command()(past.outlook)
app.command()(past.audit_history)
app.command()(diff)
app.command("test")(testing.try_cases)
app.command()(measuring.backtest)
app.command()(export)
