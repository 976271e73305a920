"""The command that adds a fact to a country file."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import Country, Workspace
from tierscore.cli.output import write

Text = str | None
Several = list[str] | None
_ACTORS = "government|international-organization|civil-society|private-sector|foreign-government|other"
_KINDS = (
    "us-state-department|us-federal-agency|government-document|civil-society|survivor|media-or-academic"
    "|multilateral-institution|impact-assessment"
)


def add(  # the words of closed lists stand in metavars, and are checked with all the rest, so that every problem is shown at once
    country: Country,
    measure: Annotated[
        Text, typer.Option("--measure", metavar="ID", help="What it is about; see tierscore list measures.")
    ] = None,
    status: Annotated[
        Text,
        typer.Option(
            "--status",
            metavar="done|limited|absent|not-reported|planned",
            help="What the source says; a figure says it too.",
        ),
    ] = None,
    when: Annotated[
        Text,
        typer.Option(
            "--when", metavar="DATE", help="2021-06-08, 2021-06, 2021, 2014-11/.., or 'report 2021'."
        ),
    ] = None,
    by: Annotated[
        Several, typer.Option("--by", metavar=_ACTORS, help="Who did it; may stand several times.")
    ] = None,
    with_: Annotated[
        Several,
        typer.Option("--with", metavar=_ACTORS, help="Who took part besides; may stand several times."),
    ] = None,
    funded_by: Annotated[
        Several,
        typer.Option("--funded-by", metavar=_ACTORS, help="Who paid for it; may stand several times."),
    ] = None,
    figure: Annotated[
        Text,
        typer.Option("--figure", metavar="'N UNIT'", help="A number; without a unit that of the measure."),
    ] = None,
    bound: Annotated[
        Text, typer.Option("--bound", metavar="exact|at-least|at-most|about", help="Left out: exact.")
    ] = None,
    series: Annotated[
        Text, typer.Option("--series", metavar="ID", help="For measures that keep series apart.")
    ] = None,
    scope: Annotated[
        Text, typer.Option("--scope", metavar="ID", help="Where the fact holds for a part only.")
    ] = None,
    limit: Annotated[
        Text,
        typer.Option(
            "--limit",
            metavar="place|group|form|money|duration|not-implemented",
            help="What limits what was done in part.",
        ),
    ] = None,
    versus_previous: Annotated[
        Text,
        typer.Option(
            "--versus-previous",
            metavar="more|same|fewer|none-before",
            help="How it compares with the year before.",
        ),
    ] = None,
    revises: Annotated[
        Text, typer.Option("--revises", metavar="ID", help="The item whose figure this one puts right.")
    ] = None,
    unusable: Annotated[
        Text, typer.Option("--unusable", metavar="WHY", help="Keep it on file, and judge nothing by it.")
    ] = None,
    note: Annotated[
        Text, typer.Option("--note", metavar="TEXT", help="What a reader of the file should know.")
    ] = None,
    summary: Annotated[
        Text, typer.Option("--summary", metavar="TEXT", help="One sentence of fact, in your own words.")
    ] = None,
    source: Annotated[
        Several,
        typer.Option(
            "--source", metavar="ID:PLACE", help="A source and the place in it; may stand several times."
        ),
    ] = None,
    id: Annotated[
        Text, typer.Option("--id", metavar="ID", help="Of the item; left out: made of measure and year.")
    ] = None,
    new_source: Annotated[
        Text, typer.Option("--new-source", metavar="ID", help="Add this source too, with the options below.")
    ] = None,
    title: Annotated[
        Text, typer.Option("--title", metavar="TEXT", help="Of the new source, as printed.")
    ] = None,
    publisher: Annotated[
        Text, typer.Option("--publisher", metavar="TEXT", help="Of the new source, as printed.")
    ] = None,
    published: Annotated[
        Text, typer.Option("--published", metavar="DATE", help="Of the new source: a day, a month or a year.")
    ] = None,
    kind: Annotated[Text, typer.Option("--kind", metavar=_KINDS, help="Of the new source.")] = None,
    url: Annotated[
        Text, typer.Option("--url", metavar="URL", help="Of the new source: where it was read.")
    ] = None,
    source_note: Annotated[
        Text,
        typer.Option(
            "--source-note",
            metavar="TEXT",
            help="Of the new source: what of it was read, and in which edition.",
        ),
    ] = None,
    workspace: Workspace = None,
) -> int:
    """Add one fact to a country file, checked first; on a terminal, ask for what is missing."""
    item = {
        "id": id,
        "measure": measure,
        "series": series,
        "scope": scope,
        "status": status,
        "limit": limit,
        "by": by,
        "with": with_,
    }
    item |= {
        "when": when,
        "figure": figure,
        "bound": bound,
        "versus-previous": versus_previous,
        "summary": summary,
        "source": source,
    }
    item |= {
        "funded-by": funded_by,
        "revises": revises,
        "unusable": unusable,
        "note": note,
        "source-note": source_note,
    }
    item |= {
        "new-source": new_source,
        "title": title,
        "publisher": publisher,
        "published": published,
        "kind": kind,
        "url": url,
    }

    from tierscore.authoring.add_fact import add_to, open_draft
    from tierscore.authoring.scaffold import own_file
    from tierscore.cli.commands.fact_interview import completed
    from tierscore.cli.environment import open_session

    at = open_session(workspace, bundled=False)
    draft = open_draft(own_file(at.workspace, country), at.vocabulary)
    addition = completed(
        draft, {name: value for name, value in item.items() if value not in (None, [])}, at.vocabulary
    )
    add_to(draft, addition, at.vocabulary)
    count = len(draft.dossier.items) + 1
    write(
        f"Added `{addition.item['id']}` to {draft.path}, which holds {count} fact{'s' if count != 1 else ''} now.\n",
        None,
    )
    return Exit.ANSWERED
