"""Facts and judgement as tables for other programs."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from tierscore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tierscore.application.session import Session
    from tierscore.report.tables.columns import Export, ExportTable

    TableRenderer = Callable[[ExportTable[Any], Export], bytes]

DICTIONARY_FILE = "data-dictionary.md"
"""The name of the data dictionary in a folder of tables."""


class TableFormat(StrEnum):
    """In which form a table is written."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def export_tables(session: Session) -> tuple[ExportTable[Any], ...]:
    """Every table of the export, in the order of the data dictionary."""
    from tierscore.report.tables.catalogue import tables

    return tuple(tables(session.rubric, session.vocabulary))


def export_table(  # noqa: PLR0913 - which table, in which form, of what
    session: Session,
    table: ExportTable[Any],
    format: TableFormat,
    countries: Iterable[str] | None = None,
    year: int | None = None,
    *,
    raw: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> bytes:
    """
    One table as the bytes of a file.

    Args:
        session: The workspace and the rubric.
        table: One of ``export_tables``.
        format: The form of the file.
        countries: Names, codes or paths; None for every country file.
        year: The one report year that is wanted, in a table of judgements; None for all.
        raw: Whether CSV holds texts as they are, also those that a spreadsheet would take for a formula.
        progress: Told what is being done.

    Raises:
        UsageError: If a year or a reading is named for a table that depends on neither; if a country is not
            found; if what the form needs is not installed.
        UnreadableError: With every problem of the files.
    """
    if not table.by_rubric and (year is not None or session.readings):
        message = f"the table {table.name} holds the facts of all years, whatever the law"
        raise UsageError(f"{message}; leave out --year and --set")
    render = table_renderer(format, raw=raw)
    return render(table, _records(session, countries, year, by_rubric=table.by_rubric, progress=progress))


def export_everything(  # noqa: PLR0913 - as above
    session: Session,
    format: TableFormat,
    countries: Iterable[str] | None = None,
    year: int | None = None,
    *,
    raw: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, bytes]:
    """
    Every table and the data dictionary, as the bytes of files by their names.

    Raises:
        UsageError: If a country is not found, or what the form needs is not installed.
        UnreadableError: With every problem of the files.
    """
    render = table_renderer(format, raw=raw)
    records = _records(session, countries, year, by_rubric=True, progress=progress)
    files = {f"{table.name}.{format}": render(table, records) for table in export_tables(session)}
    return files | {DICTIONARY_FILE: data_dictionary(session).encode()}


def data_dictionary(session: Session) -> str:
    """What every table and column means, as Markdown."""
    from tierscore.report.tables import dictionary

    return dictionary.render(session.rubric, export_tables(session))


def table_renderer(format: TableFormat, *, raw: bool = False) -> TableRenderer:
    """
    What writes a table in a form; ``raw`` is of CSV.

    Raises:
        UsageError: If what the form needs is not installed, or ``raw`` is asked of another form.
    """
    if raw and format is not TableFormat.CSV:
        raise UsageError(f"--raw is for CSV; {format} holds every text as it is")
    match format:
        case TableFormat.CSV:
            from tierscore.report.tables import csv

            return partial(csv.render, raw=raw)
        case TableFormat.JSONL:
            from tierscore.report.tables import jsonl

            return jsonl.render
        case TableFormat.PARQUET:
            return _parquet()


def _parquet() -> TableRenderer:
    try:
        from tierscore.report.tables import parquet
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "pyarrow":
            raise
        message = (
            "Parquet needs pyarrow, which is not installed; install it with: pip install 'tierscore[parquet]'"
        )
        raise UsageError(message) from missing
    return parquet.render


def _records(
    session: Session,
    countries: Iterable[str] | None,
    year: int | None,
    *,
    by_rubric: bool,
    progress: Callable[[str], None],
) -> Export:
    """The country files, and their assessments where a table rests on them."""
    from tierscore.application.assess import assess_all
    from tierscore.engine.dossier_facts import with_implied_actors
    from tierscore.report.tables.columns import Export

    names: Sequence[str] = tuple(countries or ())
    assessments = tuple(assess_all(session, names, year, progress=progress)) if by_rubric else ()
    dossiers = (with_implied_actors(dossier, session.vocabulary) for dossier in session.dossiers(names))
    return Export(tuple(dossiers), assessments)
