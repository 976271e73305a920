"""The command that writes what is known as tables for other programs: export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tierscore.application.export import TableFormat
from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import Bundled, Jobs, Output, Rubric, Set, Workspace, country_names, read_year
from tierscore.cli.output import format_for, write, write_data
from tierscore.errors import UsageError
from tierscore.report.tables.table_names import TableName

Countries = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[COUNTRY]...",
        help="Names, codes or paths that end in .yaml. [default: all]",
        autocompletion=country_names,
    ),
]


def export(
    countries: Countries = None,
    table: Annotated[
        TableName | None, typer.Option("--table", help="Which table. [default: assessments]")
    ] = None,
    all: Annotated[
        Path | None,
        typer.Option("--all", metavar="DIR", help="Every table into a folder, with the data dictionary."),
    ] = None,
    format: Annotated[
        TableFormat | None,
        typer.Option(
            "--format", "-f", help="Output format. [default: as the ending of --output says, or csv]"
        ),
    ] = None,
    output: Output = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            "-y",
            metavar="Y",
            parser=read_year,
            help="One report year. [default: all with evidence]",
        ),
    ] = None,
    raw: Annotated[
        bool,
        typer.Option(
            "--raw", help="CSV for programs: no apostrophe before texts that a spreadsheet would run."
        ),
    ] = False,
    dictionary: Annotated[
        bool, typer.Option("--dictionary", help="Say what every table and column means, as Markdown.")
    ] = False,
    rubric: Rubric = None,
    set: Set = None,
    jobs: Jobs = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Write all assessments, findings and evidence as tables for other programs: CSV, JSON Lines or Parquet."""
    from tierscore.application.export import data_dictionary, export_everything, export_table, export_tables
    from tierscore.authoring.atomic_write import write_folder
    from tierscore.cli.environment import open_session
    from tierscore.cli.progress import waiting

    if dictionary and (countries or table or all or format or raw or year is not None or set):
        raise UsageError(
            "--dictionary tells of every table; it goes with --output, --rubric and a workspace only"
        )
    if all and (table or output):
        raise UsageError("--all writes every table into its folder; leave out --table and --output")
    session = open_session(workspace, rubric, bundled=bundled, settings=set, jobs=jobs)
    if dictionary:
        format_for(output, ("markdown",))
        write(data_dictionary(session), output)
        return Exit.ANSWERED
    chosen = format_for(output, TableFormat, format) or TableFormat.CSV
    if all:
        with waiting() as progress:
            files = export_everything(session, chosen, countries, year, raw=raw, progress=progress)
        write_folder(all, files)
        return Exit.ANSWERED
    if chosen is TableFormat.PARQUET and output is None and sys.stdout.isatty():
        raise UsageError("Parquet is no text for a terminal; name a file with --output")
    name = table or TableName.ASSESSMENTS
    wanted = next(known for known in export_tables(session) if known.name == name)
    with waiting() as progress:
        data = export_table(session, wanted, chosen, countries, year, raw=raw, progress=progress)
    write_data(data, output)
    return Exit.ANSWERED
