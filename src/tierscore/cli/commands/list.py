"""The command ``tierscore list``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tierscore.cli.options import Bundled, Rubric, Workspace
from tierscore.cli.output import Format, chosen_format, show, write_data, write_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tierscore.report.document.blocks import Document


class ListFormat(StrEnum):
    """How a list is drawn."""

    TERMINAL = "terminal"
    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


AsList = Annotated[
    ListFormat | None,
    typer.Option("--format", "-f", help="Output format. [default: terminal, or text in a pipe]"),
]
Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WORDS]...", help="Only what has all of these words. [default: everything]"),
]
app = typer.Typer(
    help="List what there is: countries, criteria, measures, years.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def countries(workspace: Workspace = None, bundled: Bundled = False, format: AsList = None) -> None:
    """The countries with a file, and for which report years it holds evidence."""
    from tierscore.cli.environment import open_session

    session = open_session(workspace, bundled=bundled)
    rows = []
    for slug, path in session.workspace.countries().items():
        span = session.evidence_span(path)
        rows.append((slug, span.iso3, span.name, str(span.facts), _span(span.years)))
    _show("Countries", ("name", "code", "country", "facts", "report years"), rows, format)


@app.command()
def criteria(
    words: Words = None,
    rubric: Rubric = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
    format: AsList = None,
) -> None:
    """The criteria of a rubric by pillar, and the law that each rests on."""
    from tierscore.cli.environment import open_session
    from tierscore.engine.law import law_of

    session = open_session(workspace, rubric, bundled=bundled)
    law = law_of(session.rubric, session.rubric.last_report)
    names = {**session.rubric.pillars, **session.vocabulary.pillars}
    columns = ("criterion", "pillar", "law", "question", "title")
    rows = [
        (
            criterion.id,
            criterion.pillar,
            criterion.law[0].alias or criterion.law[0].cite,
            criterion.question,
            criterion.title,
        )
        for criterion in law.criteria
    ]
    title = f"Criteria of the rubric {session.rubric.id}"
    _show_grouped(title, columns, _with_words(rows, words), names, lambda row: (row[2], row[3]), format)


@app.command()
def switches(
    rubric: Rubric = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
    format: AsList = None,
) -> None:
    """The readings that the law leaves open, which one the rubric takes, and the others."""
    from tierscore.cli.environment import open_session

    session = open_session(workspace, rubric, bundled=bundled)
    rows = [
        (switch.name, value, "chosen" if value == switch.value else "", f"{switch.question} {meaning}")
        for switch in session.rubric.switches
        for value, meaning in switch.options.items()
    ]
    _show(
        f"Readings of the law in the rubric {session.rubric.id}",
        ("switch", "value", "", "meaning"),
        rows,
        format,
    )


@app.command()
def measures(
    words: Words = None, workspace: Workspace = None, bundled: Bundled = False, format: AsList = None
) -> None:
    """The vocabulary of facts by pillar."""
    from tierscore.cli.environment import open_session

    vocabulary = open_session(workspace, bundled=bundled).vocabulary
    columns = ("measure", "pillar", "nature", "unit", "definition")
    rows = [
        (measure.id, measure.pillar, measure.nature.value, measure.unit or "", measure.definition)
        for measure in vocabulary.measures.values()
    ]
    listed = _with_words(rows, words)

    def told(row: Sequence[str]) -> tuple[str, str]:
        return f"{row[2]}, in {row[3]}" if row[3] else row[2], row[4]

    _show_grouped("Measures", columns, listed, vocabulary.pillars, told, format)


@app.command()
def years(
    country: Annotated[
        str | None, typer.Argument(metavar="[COUNTRY]", help="One country. [default: all]")
    ] = None,
    rubric: Rubric = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
    format: AsList = None,
) -> None:
    """The report years with evidence, and the official placement of each."""
    from tierscore.cli.environment import open_session

    session = open_session(workspace, rubric, bundled=bundled)
    rows = []
    for name in [country] if country is not None else session.workspace.countries():
        span = session.evidence_span(session.workspace.resolve_country(name))
        placements = session.placements(span.iso3)
        rows += [(span.name, str(year), placements.tier(year) or "not known") for year in span.years]
    _show("Report years with evidence", ("country", "report year", "official placement"), rows, format)


def _with_words(rows: Sequence[Sequence[str]], words: Sequence[str] | None) -> list[Sequence[str]]:
    """The rows in which every word stands somewhere, whatever its case."""
    wanted = [word.casefold() for word in words or ()]
    return [row for row in rows if all(word in " ".join(row).casefold() for word in wanted)]


def _show_grouped(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    groups: Mapping[str, str],
    told: Callable[[Sequence[str]], tuple[str, str]],
    format: ListFormat | None,
) -> None:
    """Show rows of an id and a group by their groups; ``told`` gives what is said of one besides."""
    from tierscore.report.compose.listing import compose_grouped

    by_group: dict[str, list[tuple[str, str, str]]] = {name: [] for name in groups.values()}
    for row in rows:
        by_group.setdefault(groups.get(row[1], row[1]), []).append((row[0], *told(row)))
    shown = {name: entries for name, entries in by_group.items() if entries}
    _draw(compose_grouped(title, shown), columns, rows, format)


def _show(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], format: ListFormat | None
) -> None:
    from tierscore.report.compose.listing import compose_listing

    table = tuple(rows)
    _draw(compose_listing(title, columns, table), columns, table, format)


def _draw(
    document: Document, columns: Sequence[str], rows: Sequence[Sequence[str]], format: ListFormat | None
) -> None:
    keys = [column.replace(" ", "_") or "chosen" for column in columns]
    if format is ListFormat.CSV:
        from tierscore.report.tables import csv

        write_data(csv.render_rows(keys, rows), None)
        return
    chosen = chosen_format(Format(format) if format is not None else None, None)
    if chosen is Format.JSON:
        write_json(
            [dict(zip((c.replace(" ", "_") for c in columns), row, strict=True)) for row in rows], None
        )
    else:
        show(document, chosen)


def _span(years: Sequence[int]) -> str:
    return f"{years[0]}-{years[-1]}" if years else "none"
