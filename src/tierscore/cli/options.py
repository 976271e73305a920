"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tierscore.cli.output import Format, standard_output


def country_names(incomplete: str) -> list[str]:
    """Names for the shell to complete; silent where there is no workspace."""
    from tierscore.errors import TierscoreError
    from tierscore.loading.workspace.discovery import find_workspace

    try:
        return [slug for slug in find_workspace(Path()).countries() if slug.startswith(incomplete.lower())]
    except (TierscoreError, OSError):
        return []


Country = Annotated[
    str,
    typer.Argument(
        metavar="COUNTRY",
        help="A name such as panama, a code such as PAN, or a path that ends in .yaml.",
        autocompletion=country_names,
    ),
]


def read_year(written: str) -> int:
    """
    The report year that an option names.

    Raises:
        BadParameter: If it is no whole number.
    """
    if not written.strip().isdecimal():
        raise typer.BadParameter(f"'{written[:20]}' is not a year")
    return int(written)


Year = Annotated[
    int | None,
    typer.Option(
        "--year",
        "-y",
        metavar="Y",
        parser=read_year,
        help="The report year. [default: the newest that the evidence answers]",
    ),
]
Rubric = Annotated[
    str | None,
    typer.Option("--rubric", metavar="ID", help="The rubric to judge by. [default: the only one]"),
]
Workspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="DIR",
        help="The folder with rubrics/ and countries/. [default: the nearest one upwards]",
    ),
]
Bundled = Annotated[
    bool, typer.Option("--bundled", help="Use the data that came with tierscore, whatever lies around.")
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        help="How many processes work at once where there is much to do. [default: one a core]",
    ),
]
AsFormat = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="Output format. [default: terminal, or text in a pipe]"),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        callback=standard_output,
        help="Write to a file, whole or not at all; - is standard output.",
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="SWITCH=VALUE",
        help="Read the law otherwise for this run; see tierscore list switches.",
    ),
]
