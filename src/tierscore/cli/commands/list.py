"""The command ``tierscore list``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tierscore.cli.options import AsFormat, Bundled, Rubric, Workspace
from tierscore.cli.output import Format, show_or_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command()
def countries(workspace: Workspace = None, bundled: Bundled = False, format: AsFormat = None) -> None:
    """The countries with a file, and for which report years it holds evidence."""
    from tierscore.cli.environment import open_session

    session = open_session(workspace, bundled=bundled)
    rows = []
    for slug in session.workspace.countries():
        dossier = session.dossier(slug)
        rows.append(
            (slug, dossier.iso3, dossier.name, str(len(dossier.items)), _span(session.years(dossier)))
        )
    _show("Countries", ("name", "code", "country", "facts", "report years"), rows, format)


@app.command()
def criteria(
    rubric: Rubric = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
    format: AsFormat = None,
) -> None:
    """The criteria of a rubric and the law that each rests on."""
    from tierscore.cli.environment import open_session
    from tierscore.engine.law import law_of

    session = open_session(workspace, rubric, bundled=bundled)
    law = law_of(session.rubric, session.rubric.last_report)
    rows = [
        (
            criterion.id,
            criterion.pillar,
            criterion.law[0].alias or criterion.law[0].cite,
            criterion.question,
        )
        for criterion in law.criteria
    ]
    _show(
        f"Criteria of the rubric {session.rubric.id}",
        ("criterion", "pillar", "law", "question"),
        rows,
        format,
    )


@app.command()
def switches(
    rubric: Rubric = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
    format: AsFormat = None,
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
def measures(workspace: Workspace = None, bundled: Bundled = False, format: AsFormat = None) -> None:
    """The vocabulary of facts."""
    from tierscore.cli.environment import open_session

    session = open_session(workspace, bundled=bundled)
    rows = [
        (measure.id, measure.pillar, measure.nature.value, measure.unit or "", measure.definition)
        for measure in session.vocabulary.measures.values()
    ]
    _show("Measures", ("measure", "pillar", "nature", "unit", "definition"), rows, format)


@app.command()
def years(
    country: Annotated[
        str | None, typer.Argument(metavar="[COUNTRY]", help="One country. [default: all]")
    ] = None,
    rubric: Rubric = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
    format: AsFormat = None,
) -> None:
    """The report years with evidence, and the official placement of each."""
    from tierscore.cli.environment import open_session

    session = open_session(workspace, rubric, bundled=bundled)
    rows = []
    for name in [country] if country is not None else session.workspace.countries():
        dossier = session.dossier(name)
        placements = session.placements(dossier.iso3)
        rows += [
            (dossier.name, str(year), placements.tier(year) or "not known") for year in session.years(dossier)
        ]
    _show("Report years with evidence", ("country", "report year", "official placement"), rows, format)


def _show(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], format: Format | None) -> None:
    from tierscore.report.compose.listing import compose_listing

    keys = [column.replace(" ", "_") for column in columns]
    table = tuple(rows)
    data = [dict(zip(keys, row, strict=True)) for row in table]
    show_or_json(compose_listing(title, columns, table), data, format, None)


def _span(years: Sequence[int]) -> str:
    return f"{years[0]}-{years[-1]}" if years else "none"
