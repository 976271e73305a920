"""The commands that explain what files may say: rule and schema."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Output  # noqa: TC001 - typer reads them from the signatures
from tierscore.cli.output import Format, chosen_format, show, write


class Kind(StrEnum):
    """A kind of file that has a schema."""

    MEASURES = "measures"
    COUNTRY = "country"
    RUBRIC = "rubric"
    CRITERIA = "criteria"
    CASE = "case"


def rule(
    code: Annotated[
        str | None,
        typer.Argument(metavar="[CODE]", help="The code of a problem, such as TS303; left out: all codes."),
    ] = None,
    format: AsFormat = None,
    output: Output = None,
) -> int:
    """Explain a code of tierscore check, with an example of wrong and right."""
    from tierscore.loading.error_catalogue import load_rules
    from tierscore.report.compose.error_codes import compose_rule, compose_rules, rules_as_data

    rules = load_rules()
    known = {found.value: found for found in rules}
    if code is not None and code.upper() not in known:
        from tierscore.errors import UsageError, safe
        from tierscore.loading.validation.error_words import did_you_mean

        raise UsageError(
            f"there is no code '{safe(code[:20])}'; {did_you_mean(code, known) or 'see tierscore rule'}"
        )
    chosen = list(rules.values()) if code is None else [rules[known[code.upper()]]]
    drawn = chosen_format(format, output)
    if drawn is Format.JSON:
        import json

        write(json.dumps(rules_as_data(chosen), indent=2, ensure_ascii=False) + "\n", output)
    else:
        show(compose_rules(chosen) if code is None else compose_rule(chosen[0]), drawn, output)
    return Exit.ANSWERED


def schema(
    kind: Annotated[
        Kind | None, typer.Argument(metavar="[KIND]", help="measures, country, rubric, criteria or case.")
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
        raise UsageError(f"name one kind of file, {', '.join(Kind)}; or a folder for all of them, with --all")
    if kind is not None:
        write(schema_text(kind.value), output)
        return Exit.ANSWERED
    folder = all or Path()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as failure:
        raise UsageError(f"cannot make the folder {safe(str(folder))}: {failure.strerror}") from failure
    for each in Kind:
        write(schema_text(each.value), folder / file_name(each.value))
    return Exit.ANSWERED
