"""The command ``tierscore list``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tierscore.cli.options import DEFAULT_RUBRIC, AsFormat, Bundled, Rubric, Workspace
from tierscore.cli.output import Format, chosen_format, show, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command()
def countries(workspace: Workspace = None, bundled: Bundled = False, format: AsFormat = None) -> None:
    """The countries with a file, and for which report years it holds evidence."""
    from tierscore.cli.environment import session

    at = session(workspace, DEFAULT_RUBRIC, bundled=bundled)
    rows = []
    for slug in at.workspace.countries():
        dossier = at.dossier(slug)
        rows.append((slug, dossier.iso3, dossier.name, str(len(dossier.items)), _span(at.years(dossier))))
    _show("Countries", ("name", "code", "country", "facts", "report years"), rows, format)


@app.command()
def criteria(
    rubric: Rubric = DEFAULT_RUBRIC,
    workspace: Workspace = None,
    bundled: Bundled = False,
    format: AsFormat = None,
) -> None:
    """The criteria of a rubric and the law that each rests on."""
    from tierscore.cli.environment import session
    from tierscore.engine.law import law_of

    at = session(workspace, rubric, bundled=bundled)
    law = law_of(at.rubric, at.rubric.last_report)
    rows = [
        (found.id, found.pillar, found.law[0].alias or found.law[0].cite, found.question)
        for found in law.criteria
    ]
    _show(f"Criteria of the rubric {at.rubric.id}", ("criterion", "pillar", "law", "question"), rows, format)


@app.command()
def switches(
    rubric: Rubric = DEFAULT_RUBRIC,
    workspace: Workspace = None,
    bundled: Bundled = False,
    format: AsFormat = None,
) -> None:
    """The readings that the law leaves open, which one the rubric takes, and the others."""
    from tierscore.cli.environment import session

    at = session(workspace, rubric, bundled=bundled)
    rows = [
        (found.name, value, "chosen" if value == found.value else "", f"{found.question} {says}")
        for found in at.rubric.switches
        for value, says in found.options.items()
    ]
    _show(
        f"Readings of the law in the rubric {at.rubric.id}", ("switch", "value", "", "meaning"), rows, format
    )


@app.command()
def measures(workspace: Workspace = None, bundled: Bundled = False, format: AsFormat = None) -> None:
    """The vocabulary of facts."""
    from tierscore.cli.environment import session

    at = session(workspace, DEFAULT_RUBRIC, bundled=bundled)
    rows = [
        (found.id, found.pillar, found.nature.value, found.unit or "", found.definition)
        for found in at.vocabulary.measures.values()
    ]
    _show("Measures", ("measure", "pillar", "nature", "unit", "definition"), rows, format)


@app.command()
def years(
    country: Annotated[
        str | None, typer.Argument(metavar="[COUNTRY]", help="One country; left out: all.")
    ] = None,
    rubric: Rubric = DEFAULT_RUBRIC,
    workspace: Workspace = None,
    bundled: Bundled = False,
    format: AsFormat = None,
) -> None:
    """The report years with evidence, and the official placement of each."""
    from tierscore.cli.environment import session

    at = session(workspace, rubric, bundled=bundled)
    rows = []
    for name in [country] if country is not None else at.workspace.countries():
        dossier = at.dossier(name)
        placements = at.placements(dossier.iso3)
        rows += [
            (dossier.name, str(year), placements.tier(year) or "not known") for year in at.years(dossier)
        ]
    _show("Report years with evidence", ("country", "report year", "official placement"), rows, format)


def _show(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], format: Format | None) -> None:
    drawn = chosen_format(format, None)
    if drawn is Format.JSON:
        import json

        keys = [column.replace(" ", "_") for column in columns]
        write(
            json.dumps([dict(zip(keys, row, strict=True)) for row in rows], indent=2, ensure_ascii=False)
            + "\n",
            None,
        )
        return
    from tierscore.report.compose.listing import compose_listing

    show(compose_listing(title, columns, rows), drawn)


def _span(years: Sequence[int]) -> str:
    return f"{years[0]}-{years[-1]}" if years else "none"
