"""The command ``tierscore rule``."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Output
from tierscore.cli.output import show_or_json


def rule(
    code: Annotated[
        str | None,
        typer.Argument(metavar="[CODE]", help="The code of a problem, such as TS303. [default: all codes]"),
    ] = None,
    format: AsFormat = None,
    output: Output = None,
) -> int:
    """Explain a code of tierscore check, with an example of wrong and right."""
    from tierscore.loading.error_catalogue import load_rules
    from tierscore.report.compose.error_codes import compose_rule, compose_rules
    from tierscore.report.json.error_codes import as_data

    rules = load_rules()
    codes = {known.value: known for known in rules}
    if code is not None and code.upper() not in codes:
        from tierscore.errors import UsageError, safe
        from tierscore.loading.suggestions import did_you_mean

        hint = did_you_mean(code.upper().replace("O", "0"), codes) or "see tierscore rule"
        raise UsageError(f"there is no code '{safe(code[:20])}'; {hint}")
    chosen = list(rules.values()) if code is None else [rules[codes[code.upper()]]]
    document = compose_rules(chosen) if code is None else compose_rule(chosen[0])
    show_or_json(document, as_data(chosen), format, output)
    return Exit.ANSWERED
