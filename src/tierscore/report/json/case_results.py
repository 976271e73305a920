"""The JSON of ``tierscore test``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.case_results import MutationKind
from tierscore.report.json.values import Json, fields, rubric_version

if TYPE_CHECKING:
    from tierscore.model.case_results import (
        CaseResult,
        CaseSuiteResult,
        ExpectationResult,
        MutantResult,
        Score,
    )


def as_data(suite: CaseSuiteResult) -> Json:
    """A rubric tried on its worked cases."""
    return {
        "schema": "tierscore/test/v1",
        "rubric": rubric_version(suite.rubric),
        "passed": not suite.failed,
        "cases": list(map(_case, suite.cases)),
        "entries": [fields(entry, "kind", "address", "missing") for entry in suite.entries],
        "mutation": None if suite.mutants is None else _mutation(suite, suite.mutants),
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
        "differences": [fields(difference, "what", "expected", "found") for difference in result.differences],
    }


def _mutation(suite: CaseSuiteResult, mutants: tuple[MutantResult, ...]) -> Json:
    return {
        "structure": _score(suite.structure),
        "weights_and_cut_offs": _score(suite.fine),
        "kinds": {kind.value: _score(suite.score(kind)) for kind in MutationKind},
        "mutants": list(map(_mutant, mutants)),
    }


def _score(score: Score) -> Json:
    return fields(score, "noticed", "survived", "equivalent")


def _mutant(tried: MutantResult) -> Json:
    return {
        **fields(tried.mutant, "kind", "address", "says"),
        "fate": tried.fate.value,
        "noticed_by": tried.noticed_by or None,
        "proof": tried.proof or None,
    }
