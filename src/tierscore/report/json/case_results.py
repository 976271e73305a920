"""The JSON of ``tierscore test``: plain data with a versioned shape of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tierscore.model.case_results import Fate, MutationKind

if TYPE_CHECKING:
    from tierscore.model.case_results import CaseResult, ExpectationResult, Score, Tried, Trying


def trying(found: Trying) -> dict[str, Any]:
    """A rubric tried on its worked cases."""
    return {
        "schema": "tierscore/test/v1",
        "rubric": {"id": found.rubric.id, "version": found.rubric.version, "sha256": found.rubric.sha256},
        "passed": not found.failed,
        "cases": [_case(result) for result in found.cases],
        "entries": [
            {"kind": entry.kind.value, "address": list(entry.address), "missing": entry.missing}
            for entry in found.entries
        ],
        "mutation": _mutation(found),
    }


def _case(result: CaseResult) -> dict[str, Any]:
    return {
        "name": result.case.name,
        "passed": result.passed,
        "expectations": [_expectation(one) for one in result.results],
    }


def _expectation(one: ExpectationResult) -> dict[str, Any]:
    return {
        "report_year": one.expectation.report_year,
        "file": one.expectation.place.file,
        "line": one.expectation.place.line,
        "differences": [
            {"what": wrong.what, "expected": wrong.expected, "found": wrong.found}
            for wrong in one.differences
        ],
    }


def _mutation(found: Trying) -> dict[str, Any] | None:
    if found.mutants is None:
        return None
    return {
        "structure": _score(found.structure),
        "weights_and_cut_offs": _score(found.fine),
        "kinds": {kind.value: _score(found.score(kind)) for kind in MutationKind},
        "mutants": [_mutant(tried) for tried in found.mutants],
    }


def _score(score: Score) -> dict[str, int]:
    return {
        Fate.NOTICED.value: score.noticed,
        Fate.SURVIVED.value: score.survived,
        Fate.EQUIVALENT.value: score.equivalent,
    }


def _mutant(tried: Tried) -> dict[str, Any]:
    return {
        "kind": tried.mutant.kind.value,
        "address": list(tried.mutant.address),
        "says": tried.mutant.says,
        "fate": tried.fate.value,
        "noticed_by": tried.noticed_by or None,
        "proof": tried.proof or None,
    }
