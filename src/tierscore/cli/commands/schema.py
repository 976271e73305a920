"""The command ``tierscore schema``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import Output
from tierscore.cli.output import write


class SchemaKind(StrEnum):
    """A kind of file that has a schema."""

    MEASURES = "measures"
    COUNTRY = "country"
    RUBRIC = "rubric"
    CRITERIA = "criteria"
    CASE = "case"


def schema(
    kind: Annotated[
        SchemaKind | None,
        typer.Argument(metavar="[KIND]", help="measures, country, rubric, criteria or case."),
    ] = None,
    output: Output = None,
    all: Annotated[
        Path | None,
        typer.Option("--all", metavar="DIR", help="Write the schemas of all kinds into a folder."),
    ] = None,
) -> int:
    """Print the JSON Schema of a kind of file, for editors and other programs."""
    from tierscore.errors import UsageError, safe
    from tierscore.loading.forms.json_schema import file_name, schema_text

    if (kind is None) == (all is None) or (all is not None and output is not None):
        raise UsageError(
            f"name one kind of file, {', '.join(SchemaKind)}; or a folder for all of them, with --all"
        )
    if kind is not None:
        write(schema_text(kind.value), output)
        return Exit.ANSWERED
    folder = all or Path()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as failure:
        raise UsageError(f"cannot make the folder {safe(str(folder))}: {failure.strerror}") from failure
    for each_kind in SchemaKind:
        write(schema_text(each_kind.value), folder / file_name(each_kind.value))
    return Exit.ANSWERED
