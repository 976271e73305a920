"""The command that writes what is known as tables for other programs: export."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import DEFAULT_RUBRIC, Bundled, Output, Rubric, Set, Workspace, country_names
from tierscore.cli.output import write, write_data, write_folder
from tierscore.errors import UsageError
from tierscore.report.tables.table_names import TableName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tierscore.application.session import Session
    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import Dossier
    from tierscore.model.problem import Problem
    from tierscore.report.tables.columns import Export, ExportTable

    Renderer = Callable[[ExportTable[Any], Export], bytes]

DICTIONARY_FILE = "data-dictionary.md"
"""The name of the data dictionary in a folder of tables."""


class TableFormat(StrEnum):
    """In which form a table is written."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


Countries = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[COUNTRY]...",
        help="Names, codes or paths that end in .yaml; left out: all.",
        autocompletion=country_names,
    ),
]


def export(
    countries: Countries = None,
    table: Annotated[
        TableName | None, typer.Option("--table", help="Which table; left out: assessments.")
    ] = None,
    all: Annotated[
        Path | None,
        typer.Option("--all", metavar="DIR", help="Every table into a folder, with the data dictionary."),
    ] = None,
    format: Annotated[
        TableFormat | None,
        typer.Option("--format", "-f", help="The form; left out: as the ending of --output says, or csv."),
    ] = None,
    output: Output = None,
    year: Annotated[
        int | None,
        typer.Option("--year", "-y", metavar="Y", help="One report year; left out: all with evidence."),
    ] = None,
    dictionary: Annotated[
        bool, typer.Option("--dictionary", help="Say what every table and column means, as Markdown.")
    ] = False,
    rubric: Rubric = DEFAULT_RUBRIC,
    set: Set = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Write all assessments, findings and evidence as tables for other programs: CSV, JSON Lines or Parquet."""
    from tierscore.cli.environment import session
    from tierscore.report.tables.catalogue import tables

    if dictionary and (countries or table or all or format or year is not None or set):
        raise UsageError(
            "--dictionary tells of every table; it goes with --output, --rubric and a workspace only"
        )
    if all and (table or output):
        raise UsageError("--all writes every table into its folder; leave out --table and --output")
    at = session(workspace, rubric, bundled=bundled, choices=set or ())
    known = tables(at.rubric, at.vocabulary)
    if dictionary:
        write(_dictionary(at, known), output)
        return Exit.ANSWERED
    chosen = format or _by_ending(output) or TableFormat.CSV
    if all:
        _write_all(at, known, countries, year, chosen, all)
    else:
        _write_one(
            at,
            next(one for one in known if one.name == (table or TableName.ASSESSMENTS)),
            countries,
            year,
            chosen,
            output,
        )
    return Exit.ANSWERED


def _write_all(
    at: Session,
    known: Sequence[ExportTable[Any]],
    countries: Sequence[str] | None,
    year: int | None,
    format: TableFormat,
    folder: Path,
) -> None:
    render = _renderer(format)
    export = _gathered(at, countries, year, judged=True)
    files = {f"{table.name}.{format}": render(table, export) for table in known}
    write_folder(folder, files | {DICTIONARY_FILE: _dictionary(at, known).encode()})


def _write_one(
    at: Session,
    table: ExportTable[Any],
    countries: Sequence[str] | None,
    year: int | None,
    format: TableFormat,
    output: Path | None,
) -> None:
    if not table.judged and (year is not None or at.choices):
        raise UsageError(
            f"the table {table.name} holds the facts of all years, whatever the law; leave out --year and --set"
        )
    if format is TableFormat.PARQUET and output is None and sys.stdout.isatty():
        raise UsageError("Parquet is no text for a terminal; name a file with --output")
    render = _renderer(format)
    write_data(render(table, _gathered(at, countries, year, judged=table.judged)), output)


def _dictionary(at: Session, known: Sequence[ExportTable[Any]]) -> str:
    from tierscore.report.tables import dictionary

    return dictionary.render(at.rubric, known)


def _by_ending(output: Path | None) -> TableFormat | None:
    ending = output.suffix.removeprefix(".").lower() if output else ""
    return next((one for one in TableFormat if one.value == ending), None)


def _renderer(format: TableFormat) -> Renderer:
    """
    What writes a table in a form.

    Raises:
        UsageError: If what it needs is not installed.

    """
    match format:
        case TableFormat.CSV:
            from tierscore.report.tables import csv

            return csv.render
        case TableFormat.JSONL:
            from tierscore.report.tables import jsonl

            return jsonl.render
        case TableFormat.PARQUET:
            return _parquet()


def _parquet() -> Renderer:
    try:
        from tierscore.report.tables import parquet
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "pyarrow":
            raise
        raise UsageError(
            "Parquet needs pyarrow, which is not installed; install it with: pip install 'tierscore[parquet]'"
        ) from missing
    return parquet.render


def _gathered(at: Session, countries: Sequence[str] | None, year: int | None, *, judged: bool) -> Export:
    """The country files, and their assessments where a table rests on them."""
    from tierscore.analysis.batch.all_years import survey
    from tierscore.cli.progress import waiting
    from tierscore.report.tables.columns import Export

    only = at.checked(year) if year is not None else None
    dossiers = _dossiers(at, countries)
    assessments: list[Assessment] = []
    with waiting() as say:
        for dossier in dossiers if judged else ():
            say(f"judging {dossier.name}")
            assessments += survey(at.rubric, at.vocabulary, dossier, at.placements(dossier.iso3), only)
    return Export(dossiers, tuple(assessments))


def _dossiers(at: Session, countries: Iterable[str] | None) -> tuple[Dossier, ...]:
    """
    The country files that are meant, by country code.

    Raises:
        UsageError: If one is not found, or two speak of the same country.
        UnreadableError: With every problem of all of them.

    """
    from tierscore.model.problem import UnreadableError

    paths = (
        [at.workspace.resolve_country(country) for country in countries]
        if countries
        else at.workspace.countries().values()
    )
    found: dict[str, tuple[Path, Dossier]] = {}
    problems: list[Problem] = []
    for path in {path.resolve(): path for path in paths}.values():
        try:
            dossier = at.library.dossier(path)
        except UnreadableError as unreadable:
            problems += unreadable.problems
            continue
        if dossier.iso3 in found:
            raise UsageError(f"two files are about {dossier.iso3}: {found[dossier.iso3][0]} and {path}")
        found[dossier.iso3] = path, dossier
    if problems:
        raise UnreadableError(problems)
    return tuple(found[iso3][1] for iso3 in sorted(found))
