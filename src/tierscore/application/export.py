"""Facts and judgement as tables for other programs."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from tierscore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import ModuleType

    from tierscore.application.session import Session
    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import Dossier
    from tierscore.report.tables.columns import Export, ExportTable

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
    made = _files(session, (table,), format, countries, year, raw=raw, progress=progress)
    return made[table.name]


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
    made = _files(session, export_tables(session), format, countries, year, raw=raw, progress=progress)
    files = {f"{name}.{format}": data for name, data in made.items()}
    return files | {DICTIONARY_FILE: data_dictionary(session).encode()}


def data_dictionary(session: Session) -> str:
    """What every table and column means, as Markdown."""
    from tierscore.report.tables import dictionary

    return dictionary.render(session.rubric, export_tables(session))


def _files(  # noqa: PLR0913 - which tables, in which form, of what
    session: Session,
    tables: Sequence[ExportTable[Any]],
    format: TableFormat,
    countries: Iterable[str] | None,
    year: int | None,
    *,
    raw: bool,
    progress: Callable[[str], None],
) -> dict[str, bytes]:
    """
    Tables as the bytes of files, by the names of the tables.

    Raises:
        UsageError: If what the form needs is not installed, or ``raw`` is asked of another form.
        UnreadableError: With every problem of the files.
    """
    if raw and format is not TableFormat.CSV:
        raise UsageError(f"--raw is for CSV; {format} holds every text as it is")
    by_rubric = any(table.by_rubric for table in tables)
    only = session.checked_year(year) if year is not None else None
    if format is TableFormat.PARQUET:
        parquet = _parquet()
        records = _records(session, session.dossiers(countries), only, by_rubric=by_rubric, progress=progress)
        return {table.name: parquet.render(table, records) for table in tables}
    head, body = _text_form(format, raw=raw)

    def texts(dossier: Dossier) -> tuple[str, ...]:
        """The code of a country, and its part of each table."""
        records = _records(session, (dossier,), only, by_rubric=by_rubric)
        return dossier.iso3, *(body(table, records) for table in tables)

    names = ", ".join(table.name for table in tables)
    progress(f"writing {names}")
    kind = f"{format} {raw} {names} {only}"
    by_code = session.for_each_country(kind, texts, lambda parts: parts[0], countries)
    return {
        table.name: "".join((head(table), *(parts[number] for parts in by_code.values()))).encode()
        for number, table in enumerate(tables, 1)
    }


def _text_form(
    format: TableFormat, *, raw: bool
) -> tuple[Callable[[ExportTable[Any]], str], Callable[[ExportTable[Any], Export], str]]:
    """What gives the top of a table in a form, and what gives its rows."""
    if format is TableFormat.JSONL:
        from tierscore.report.tables import jsonl

        return jsonl.head, jsonl.body
    from tierscore.report.tables import csv

    return csv.head, partial(csv.body, raw=raw)


def _parquet() -> ModuleType:
    try:
        from tierscore.report.tables import parquet
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "pyarrow":
            raise
        message = (
            "Parquet needs pyarrow, which is not installed; install it with: pip install 'tierscore[parquet]'"
        )
        raise UsageError(message) from missing
    return parquet


def _records(
    session: Session,
    dossiers: Iterable[Dossier],
    year: int | None,
    *,
    by_rubric: bool,
    progress: Callable[[str], None] = lambda _: None,
) -> Export:
    """Country files, and their assessments where a table rests on them."""
    from tierscore.analysis.country_years import assess_years
    from tierscore.engine.dossier_facts import with_implied_actors
    from tierscore.report.tables.columns import Export

    assessments: list[Assessment] = []
    facts: list[Dossier] = []
    for dossier in dossiers:
        if by_rubric:
            progress(f"judging {dossier.name}")
            placements = session.placements(dossier.iso3)
            assessments += assess_years(session.rubric, session.vocabulary, dossier, placements, year)
        facts.append(with_implied_actors(dossier, session.vocabulary))
    return Export(tuple(facts), tuple(assessments))
