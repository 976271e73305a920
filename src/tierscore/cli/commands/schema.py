"""The command ``tierscore schema``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import Output
from tierscore.cli.output import format_for, write


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
    from tierscore.authoring.atomic_write import write_folder
    from tierscore.errors import UsageError
    from tierscore.loading.forms.json_schema import file_name, schema_text

    if (kind is None) == (all is None) or (all is not None and output is not None):
        raise UsageError(
            f"name one kind of file, {', '.join(SchemaKind)}; or a folder for all of them, with --all"
        )
    if kind is not None:
        format_for(output, ("json",))
        write(schema_text(kind.value), output)
    elif all is not None:
        write_folder(all, {file_name(known.value): schema_text(known.value).encode() for known in SchemaKind})
    return Exit.ANSWERED
