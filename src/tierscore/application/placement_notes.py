"""What is to be said of the table of placements where a misspelling would go unseen: only ``check`` reads it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tierscore.application.session import Session

_UNNAMED = "{place}: the rubric {rubric} has no tier {tier}; this placement is taken as unknown{hint}"
_NO_TABLE = "no placement is on file: there is no {table}; did you mean {other}?"


def placement_note(session: Session, iso3: str) -> str:
    """
    What a reader has to know of a country's placements; empty where there is nothing to say.

    That is a tier beside others of the rubric that is none of them, or a table whose name is nearly the right one.
    A table in tiers of quite another rubric is no mistake.

    Raises:
        UnreadableError: If the table has problems.
    """
    from tierscore.loading.suggestions import quoted
    from tierscore.loading.tables.placements import misnamed_table, unnamed_tiers
    from tierscore.model.placement import SPECIAL_CASE

    table = session.workspace.placements
    if not table.exists():
        other = misnamed_table(table)
        return _NO_TABLE.format(table=table, other=other) if other is not None else ""
    placements = session.placements(iso3).by_year.values()
    tiers = [tier.id for tier in session.rubric.tiers]
    unnamed = [entry.tier for entry in placements if entry.tier not in {*tiers, SPECIAL_CASE}]
    if not unnamed or len(unnamed) == len(placements):
        return ""
    problem, *_ = unnamed_tiers(table, tiers, session.workspace.files, iso3)
    hint = f"; {problem.hint}" if problem.hint else ""
    return _UNNAMED.format(place=problem.place, rubric=session.rubric.id, tier=quoted(unnamed[0]), hint=hint)
