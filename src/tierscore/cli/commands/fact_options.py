"""The options of ``tierscore add`` that say something of the fact, or of a source that is new."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated

import typer

OneText = str | None
SeveralTexts = list[str] | None
_ACTORS = "government|international-organization|civil-society|private-sector|foreign-government|other"
_KINDS = (
    "us-state-department|us-federal-agency|government-document|civil-society|survivor|media-or-academic"
    "|multilateral-institution|impact-assessment"
)


# The words of closed lists stand in metavars and are checked with the rest: all problems are shown at once.
@dataclass(frozen=True)
class FactAnswers:
    """What was given for each option; None, or an empty list, where nothing was."""

    measure: Annotated[
        OneText,
        typer.Option("--measure", metavar="ID", help="What it is about; see tierscore list measures."),
    ] = None
    status: Annotated[
        OneText,
        typer.Option(
            "--status",
            metavar="done|limited|absent|not-reported|planned",
            help="What the source says; a figure says it too.",
        ),
    ] = None
    when: Annotated[
        OneText,
        typer.Option(
            "--when", metavar="DATE", help="2021-06-08, 2021-06, 2021, 2014-11/.., or 'report 2021'."
        ),
    ] = None
    by: Annotated[
        SeveralTexts, typer.Option("--by", metavar=_ACTORS, help="Who did it; may stand several times.")
    ] = None
    with_: Annotated[
        SeveralTexts,
        typer.Option("--with", metavar=_ACTORS, help="Who took part besides; may stand several times."),
    ] = None
    funded_by: Annotated[
        SeveralTexts,
        typer.Option("--funded-by", metavar=_ACTORS, help="Who paid for it; may stand several times."),
    ] = None
    figure: Annotated[
        OneText,
        typer.Option("--figure", metavar="'N UNIT'", help="A number; without a unit that of the measure."),
    ] = None
    bound: Annotated[
        OneText, typer.Option("--bound", metavar="exact|at-least|at-most|about", help="Left out: exact.")
    ] = None
    series: Annotated[
        OneText, typer.Option("--series", metavar="ID", help="For measures that keep series apart.")
    ] = None
    scope: Annotated[
        OneText, typer.Option("--scope", metavar="ID", help="Where the fact holds for a part only.")
    ] = None
    limit: Annotated[
        OneText,
        typer.Option(
            "--limit",
            metavar="place|group|form|money|duration|not-implemented",
            help="What limits what was done in part.",
        ),
    ] = None
    versus_previous: Annotated[
        OneText,
        typer.Option(
            "--versus-previous",
            metavar="more|same|fewer|none-before",
            help="How it compares with the year before.",
        ),
    ] = None
    revises: Annotated[
        OneText, typer.Option("--revises", metavar="ID", help="The item whose figure this one puts right.")
    ] = None
    unusable: Annotated[
        OneText, typer.Option("--unusable", metavar="WHY", help="Keep it on file, and judge nothing by it.")
    ] = None
    note: Annotated[
        OneText, typer.Option("--note", metavar="TEXT", help="What a reader of the file should know.")
    ] = None
    summary: Annotated[
        OneText, typer.Option("--summary", metavar="TEXT", help="One sentence of fact, in your own words.")
    ] = None
    source: Annotated[
        SeveralTexts,
        typer.Option(
            "--source", metavar="ID:PLACE", help="A source and the place in it; may stand several times."
        ),
    ] = None
    id: Annotated[
        OneText, typer.Option("--id", metavar="ID", help="Of the item. [default: made of measure and year]")
    ] = None
    new_source: Annotated[
        OneText,
        typer.Option("--new-source", metavar="ID", help="Add this source too, with the options below."),
    ] = None
    title: Annotated[
        OneText, typer.Option("--title", metavar="TEXT", help="Of the new source, as printed.")
    ] = None
    publisher: Annotated[
        OneText, typer.Option("--publisher", metavar="TEXT", help="Of the new source, as printed.")
    ] = None
    published: Annotated[
        OneText,
        typer.Option("--published", metavar="DATE", help="Of the new source: a day, a month or a year."),
    ] = None
    read: Annotated[
        OneText,
        typer.Option("--read", metavar="DATE", help="Of the new source: the day on which you read it."),
    ] = None
    kind: Annotated[OneText, typer.Option("--kind", metavar=_KINDS, help="Of the new source.")] = None
    url: Annotated[
        OneText, typer.Option("--url", metavar="URL", help="Of the new source: where it was read.")
    ] = None
    source_note: Annotated[
        OneText,
        typer.Option(
            "--source-note",
            metavar="TEXT",
            help="Of the new source: what of it was read, and in which edition.",
        ),
    ] = None

    def by_option(self) -> dict[str, str | list[str]]:
        """What was given, by the name of its option without dashes."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name.rstrip("_").replace("_", "-"): value
            for name, value in values.items()
            if value not in (None, [])
        }
