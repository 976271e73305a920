"""The commands that look at more than one year: history, outlook, audit-history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import DEFAULT_RUBRIC, AsFormat, Bundled, Country, Output, Rubric, Set, Workspace
from tierscore.cli.output import Format, chosen_format, show, write_json

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.report.document.blocks import Document
Next = Annotated[
    int | None,
    typer.Option(
        "--year", "-y", metavar="Y", help="The report year; left out: the one after the last placement."
    ),
]


def history(
    country: Country,
    rubric: Rubric = DEFAULT_RUBRIC,
    set: Set = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Show a country year by year: placement, our answer, the three P's, the law in force."""
    from tierscore.analysis.batch.chronicle import chronicle
    from tierscore.cli.environment import session
    from tierscore.report.compose.history import compose_history
    from tierscore.report.json import history as shape

    at = session(workspace, rubric, bundled=bundled, choices=set or ())
    dossier = at.dossier(country)
    years = chronicle(at.rubric, at.vocabulary, dossier, at.placements(dossier.iso3))
    return _show(compose_history(dossier.name, at.rubric, years), shape.history(years), format, output)


def outlook(
    country: Country,
    year: Next = None,
    rubric: Rubric = DEFAULT_RUBRIC,
    set: Set = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Say what the law allows a country next, given its placements so far."""
    from tierscore.analysis.placements.outlook import look_ahead
    from tierscore.cli.environment import session
    from tierscore.report.compose.history import compose_outlook
    from tierscore.report.json import history as shape

    at = session(workspace, rubric, bundled=bundled, choices=set or ())
    iso3 = at.code_of(country)
    placements = at.placements(iso3)
    following = max(placements.by_year, default=at.rubric.last_report) + 1
    found = look_ahead(at.rubric, iso3, placements, at.checked(following if year is None else year))
    return _show(compose_outlook(found), shape.outlook(found), format, output)


def audit_history(
    country: Annotated[
        str | None, typer.Option("--country", metavar="COUNTRY", help="One country; left out: all.")
    ] = None,
    rubric: Rubric = DEFAULT_RUBRIC,
    set: Set = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Hold every published placement against the law of its year; exit 1 if a rule forbids one."""
    from tierscore.analysis.placements.audit import audit
    from tierscore.cli.environment import session
    from tierscore.engine.law import with_choices
    from tierscore.model.placement_history import Standing
    from tierscore.report.compose.audit import compose_audit
    from tierscore.report.json import history as shape

    at = session(workspace, rubric, bundled=bundled, choices=set or ())
    table = at.table()
    if country is not None:
        iso3 = at.code_of(country)
        table = {iso3: table[iso3]} if iso3 in table else {}
    found = audit(at.rubric, table)
    otherwise = [
        (
            switch.question,
            says,
            audit(with_choices(at.rubric, {switch.name: value}), table).standing(Standing.FORBIDDEN),
        )
        for switch in at.rubric.switches
        for value, says in switch.options.items()
        if value != switch.value
    ]
    _show(compose_audit(found, otherwise), shape.audit(found), format, output)
    return Exit.FOUND if found.standing(Standing.FORBIDDEN) else Exit.ANSWERED


def _show(document: Document, data: object, format: Format | None, output: Path | None) -> int:
    drawn = chosen_format(format, output)
    if drawn is Format.JSON:
        write_json(data, output)
    else:
        show(document, drawn, output)
    return Exit.ANSWERED
