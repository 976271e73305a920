"""The JSON of ``tierscore test``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.case_results import Fate, MutationKind
from tierscore.report.json.values import rubric_version

if TYPE_CHECKING:
    from tierscore.model.case_results import (
        CaseResult,
        CaseSuiteResult,
        ExpectationResult,
        MutantResult,
        Score,
    )
    from tierscore.report.json.values import Json


def as_data(trying: CaseSuiteResult) -> Json:
    """A rubric tried on its worked cases."""
    return {
        "schema": "tierscore/test/v1",
        "rubric": rubric_version(trying.rubric),
        "passed": not trying.failed,
        "cases": list(map(_case, trying.cases)),
        "entries": [
            {"kind": entry.kind.value, "address": list(entry.address), "missing": entry.missing}
            for entry in trying.entries
        ],
        "mutation": None if trying.mutants is None else _mutation(trying, trying.mutants),
    }


def _case(result: CaseResult) -> Json:
    expectations = list(map(_expectation, result.results))
    return {"name": result.case.name, "passed": result.passed, "expectations": expectations}


def _expectation(result: ExpectationResult) -> Json:
    expectation = result.expectation
    return {
        "report_year": expectation.report_year,
        "file": expectation.place.file,
        "line": expectation.place.line,
        "differences": [
            {"what": difference.what, "expected": difference.expected, "found": difference.found}
            for difference in result.differences
        ],
    }


def _mutation(trying: CaseSuiteResult, mutants: tuple[MutantResult, ...]) -> Json:
    return {
        "structure": _score(trying.structure),
        "weights_and_cut_offs": _score(trying.fine),
        "kinds": {kind.value: _score(trying.score(kind)) for kind in MutationKind},
        "mutants": list(map(_mutant, mutants)),
    }


def _score(score: Score) -> dict[str, int]:
    return {
        Fate.NOTICED.value: score.noticed,
        Fate.SURVIVED.value: score.survived,
        Fate.EQUIVALENT.value: score.equivalent,
    }


def _mutant(tried: MutantResult) -> Json:
    return {
        "kind": tried.mutant.kind.value,
        "address": list(tried.mutant.address),
        "says": tried.mutant.says,
        "fate": tried.fate.value,
        "noticed_by": tried.noticed_by or None,
        "proof": tried.proof or None,
    }
