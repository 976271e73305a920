"""The commands and their options."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tierscore.cli.pager import paging

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

COMMANDS = {
    "assess": "assess",
    "explain": "explain",
    "check": "check",
    "rule": "rule",
    "schema": "schema",
    "add": "add",
    "history": "history",
    "outlook": "outlook",
    "whatif": "whatif",
    "path": "path",
    "compare": "compare",
    "audit-history": "audit_history",
    "diff": "diff",
    "test": "try_cases",
    "backtest": "backtest",
    "export": "export",
    "list": "app",
    "init": "app",
}
"""Each command, in the order of the help, with the name that it has in its module; ``app`` is a group of commands."""


def app_for(arguments: Collection[str]) -> typer.Typer:
    """
    The application as far as some arguments need it: a command that they do not call is never built.

    Where they call none that there is, every command has its name and its help, and nothing else.
    """
    called = next((argument for argument in arguments if not argument.startswith("-")), "")
    app = _application()
    if called in COMMANDS:
        _add(app, called)
        return app
    for name in COMMANDS:
        part = _part(name)
        app.command(name, help=part.info.help if isinstance(part, typer.Typer) else part.__doc__)(_nothing)
    return app


def whole_app() -> typer.Typer:
    """The application with every command in full."""
    app = _application()
    for name in COMMANDS:
        _add(app, name)
    return app


def _application() -> typer.Typer:
    app = typer.Typer(
        name="tierscore",
        help="Assess how a government fights human trafficking: rubric, evidence, tier, and every reason between them.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(options)
    return app


def _add(app: typer.Typer, name: str) -> None:
    part = _part(name)
    if isinstance(part, typer.Typer):
        app.add_typer(part, name=name)
    else:
        app.command(name)(part)


def _part(name: str) -> typer.Typer | Callable[..., Any]:
    """A command, or a group of commands."""
    part: typer.Typer | Callable[..., Any] = getattr(
        import_module(f"tierscore.cli.commands.{name.replace('-', '_')}"), COMMANDS[name]
    )
    return part


def _nothing() -> None:
    """Stand for a command that is not called."""


def _version(wanted: bool) -> None:
    if wanted:
        from tierscore.version import __version__

        typer.echo(f"tierscore {__version__}")
        raise typer.Exit


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
