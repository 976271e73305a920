"""The JSON of ``tierscore diff``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.json.values import Json, evidence_item, fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.model.rubric import Rubric
    from tierscore.model.rubric_change import Move, RubricChange, RubricDiff, Witness


def as_data(diffs: Iterable[RubricDiff], old: str, new: str) -> Json:
    """Every rubric of two sides, and how it differs."""
    return {"schema": "tierscore/diff/v1", "old": old, "new": new, "rubrics": list(map(_rubric, diffs))}


def _rubric(diff: RubricDiff) -> Json:
    return {
        "id": diff.id,
        "before": _side(diff.before),
        "after": _side(diff.after),
        **fields(diff, "level", "bump"),
        "changes": list(map(_change, diff.changes)),
        "judged": diff.judged,
        "moves": list(map(_move, diff.moves)),
        "witnesses": list(map(_witness, diff.witnesses)),
    }


def _side(rubric: Rubric | None) -> Json | None:
    return fields(rubric, "version", "sha256") if rubric else None


def _change(change: RubricChange) -> Json:
    return fields(change, "fingerprint", "kind", "level", "bump", "address", "before", "after")


def _move(move: Move) -> Json:
    return {
        **fields(move, "country", "report_year"),
        "what": move.kind,
        "of": move.what or None,
        **fields(move, "before", "after", "causes"),
    }


def _witness(witness: Witness) -> Json:
    past = witness.history.by_year if witness.history else {}
    return {
        **fields(witness, "change", "tries"),
        "evidence": list(map(evidence_item, witness.dossier.items)) if witness.dossier else None,
        "placements": {str(year): placement.tier for year, placement in sorted(past.items())},
        "moves": list(map(_move, witness.moves)),
    }
