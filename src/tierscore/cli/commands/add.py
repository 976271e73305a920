"""The command that adds a fact to a country file."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import Country, Workspace
from tierscore.cli.output import say

OneText = str | None
SeveralTexts = list[str] | None
_OTHER_OPTIONS = {"country", "workspace"}
"""What says nothing of the fact itself."""
_ACTORS = "government|international-organization|civil-society|private-sector|foreign-government|other"
_KINDS = (
    "us-state-department|us-federal-agency|government-document|civil-society|survivor|media-or-academic"
    "|multilateral-institution|impact-assessment"
)


# The words of closed lists stand in metavars and are checked with the rest: all problems are shown at once.
def add(
    country: Country,
    measure: Annotated[
        OneText,
        typer.Option("--measure", metavar="ID", help="What it is about; see tierscore list measures."),
    ] = None,
    status: Annotated[
        OneText,
        typer.Option(
            "--status",
            metavar="done|limited|absent|not-reported|planned",
            help="What the source says; a figure says it too.",
        ),
    ] = None,
    when: Annotated[
        OneText,
        typer.Option(
            "--when", metavar="DATE", help="2021-06-08, 2021-06, 2021, 2014-11/.., or 'report 2021'."
        ),
    ] = None,
    by: Annotated[
        SeveralTexts, typer.Option("--by", metavar=_ACTORS, help="Who did it; may stand several times.")
    ] = None,
    with_: Annotated[
        SeveralTexts,
        typer.Option("--with", metavar=_ACTORS, help="Who took part besides; may stand several times."),
    ] = None,
    funded_by: Annotated[
        SeveralTexts,
        typer.Option("--funded-by", metavar=_ACTORS, help="Who paid for it; may stand several times."),
    ] = None,
    figure: Annotated[
        OneText,
        typer.Option("--figure", metavar="'N UNIT'", help="A number; without a unit that of the measure."),
    ] = None,
    bound: Annotated[
        OneText, typer.Option("--bound", metavar="exact|at-least|at-most|about", help="Left out: exact.")
    ] = None,
    series: Annotated[
        OneText, typer.Option("--series", metavar="ID", help="For measures that keep series apart.")
    ] = None,
    scope: Annotated[
        OneText, typer.Option("--scope", metavar="ID", help="Where the fact holds for a part only.")
    ] = None,
    limit: Annotated[
        OneText,
        typer.Option(
            "--limit",
            metavar="place|group|form|money|duration|not-implemented",
            help="What limits what was done in part.",
        ),
    ] = None,
    versus_previous: Annotated[
        OneText,
        typer.Option(
            "--versus-previous",
            metavar="more|same|fewer|none-before",
            help="How it compares with the year before.",
        ),
    ] = None,
    revises: Annotated[
        OneText, typer.Option("--revises", metavar="ID", help="The item whose figure this one puts right.")
    ] = None,
    unusable: Annotated[
        OneText, typer.Option("--unusable", metavar="WHY", help="Keep it on file, and judge nothing by it.")
    ] = None,
    note: Annotated[
        OneText, typer.Option("--note", metavar="TEXT", help="What a reader of the file should know.")
    ] = None,
    summary: Annotated[
        OneText, typer.Option("--summary", metavar="TEXT", help="One sentence of fact, in your own words.")
    ] = None,
    source: Annotated[
        SeveralTexts,
        typer.Option(
            "--source", metavar="ID:PLACE", help="A source and the place in it; may stand several times."
        ),
    ] = None,
    id: Annotated[
        OneText, typer.Option("--id", metavar="ID", help="Of the item. [default: made of measure and year]")
    ] = None,
    new_source: Annotated[
        OneText,
        typer.Option("--new-source", metavar="ID", help="Add this source too, with the options below."),
    ] = None,
    title: Annotated[
        OneText, typer.Option("--title", metavar="TEXT", help="Of the new source, as printed.")
    ] = None,
    publisher: Annotated[
        OneText, typer.Option("--publisher", metavar="TEXT", help="Of the new source, as printed.")
    ] = None,
    published: Annotated[
        OneText,
        typer.Option("--published", metavar="DATE", help="Of the new source: a day, a month or a year."),
    ] = None,
    kind: Annotated[OneText, typer.Option("--kind", metavar=_KINDS, help="Of the new source.")] = None,
    url: Annotated[
        OneText, typer.Option("--url", metavar="URL", help="Of the new source: where it was read.")
    ] = None,
    source_note: Annotated[
        OneText,
        typer.Option(
            "--source-note",
            metavar="TEXT",
            help="Of the new source: what of it was read, and in which edition.",
        ),
    ] = None,
    workspace: Workspace = None,
) -> int:
    """Add one fact to a country file, checked first; on a terminal, ask for what is missing."""
    parameters = {name.rstrip("_").replace("_", "-"): value for name, value in locals().items()}
    options = {
        name: value
        for name, value in parameters.items()
        if value not in (None, []) and name not in _OTHER_OPTIONS
    }

    from tierscore.application.author import add_fact, open_country_file
    from tierscore.cli.commands.fact_interview import completed
    from tierscore.cli.environment import open_session

    session = open_session(workspace, bundled=False)
    file = open_country_file(session, country)
    addition = completed(options, file, session.vocabulary)
    add_fact(session, file, addition)
    count = len(file.dossier.items) + 1
    facts = f"{count} fact{'s' if count != 1 else ''}"
    say(f"Added `{addition.item['id']}` to {file.path}, which holds {facts} now.")
    return Exit.ANSWERED
