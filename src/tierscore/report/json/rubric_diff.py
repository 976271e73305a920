"""The JSON of a comparison of rubrics: plain data with a versioned shape of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.json import findings as shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.rubric import Rubric
    from tierscore.model.rubric_change import Change, Move, RubricDiff, Witness
    from tierscore.report.json.findings import Json
SCHEMA = "tierscore/diff/v1"
"""The name and version of the shape."""


def difference(diffs: Iterable[RubricDiff], old: str, new: str) -> Json:
    """Every rubric of two sides, and how it differs."""
    return {"schema": SCHEMA, "old": old, "new": new, "rubrics": [_rubric(diff) for diff in diffs]}


def _rubric(diff: RubricDiff) -> Json:
    return {
        "id": diff.id,
        "before": _side(diff.before),
        "after": _side(diff.after),
        "level": diff.level,
        "bump": diff.bump,
        "changes": [_change(change) for change in diff.changes],
        "judged": diff.judged,
        "moves": [_move(move) for move in diff.moves],
        "witnesses": [_witness(witness) for witness in diff.witnesses],
    }


def _side(rubric: Rubric | None) -> Json | None:
    return {"version": rubric.version, "sha256": rubric.sha256} if rubric else None


def _change(change: Change) -> Json:
    return {
        "fingerprint": change.fingerprint,
        "kind": change.kind,
        "level": change.level,
        "bump": change.bump,
        "address": list(change.address),
        "before": change.before,
        "after": change.after,
    }


def _move(move: Move) -> Json:
    return {
        "country": move.country,
        "report_year": move.report_year,
        "what": move.kind,
        "of": move.what or None,
        "before": list(move.before),
        "after": list(move.after),
        "causes": list(move.causes),
    }


def _witness(witness: Witness) -> Json:
    past = witness.history.by_year if witness.history else {}
    return {
        "change": witness.change,
        "tries": witness.tries,
        "evidence": None
        if witness.dossier is None
        else [shape.evidence_item(item) for item in witness.dossier.items],
        "placements": {str(year): one.tier for year, one in sorted(past.items())},
        "moves": [_move(move) for move in witness.moves],
    }
