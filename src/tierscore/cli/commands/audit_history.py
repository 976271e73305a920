"""The command ``tierscore audit-history``."""

from __future__ import annotations

from typing import Annotated

import typer

from tierscore.cli.exit_codes import Exit
from tierscore.cli.options import AsFormat, Bundled, Output, Rubric, Set, Workspace
from tierscore.cli.output import show_or_json


def audit_history(
    country: Annotated[
        str | None, typer.Option("--country", metavar="COUNTRY", help="One country. [default: all]")
    ] = None,
    rubric: Rubric = None,
    set: Set = None,
    format: AsFormat = None,
    output: Output = None,
    workspace: Workspace = None,
    bundled: Bundled = False,
) -> int:
    """Test every published placement against the law of its year; exit 1 if a rule forbids one."""
    from tierscore.application.history import audit_history as audit_placements
    from tierscore.cli.environment import open_session
    from tierscore.model.placement_history import Standing
    from tierscore.report.compose.audit import compose_audit
    from tierscore.report.json.audit import as_data

    session = open_session(workspace, rubric, bundled=bundled, settings=set)
    audit, under_other_readings = audit_placements(session, country)
    show_or_json(compose_audit(audit, under_other_readings), as_data(audit), format, output)
    return Exit.FOUND if audit.standing(Standing.FORBIDDEN) else Exit.ANSWERED
