"""Every worked case of every rubric comes out as its author wrote, and together they exercise every entry of the rubric."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tierscore.analysis.mutation.runner import try_rubric
from tierscore.analysis.rubric_cases.runner import problems
from tierscore.loading.cases.reader import load_case
from tierscore.loading.rubric.reader import load_rubric
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.model.case_results import CaseSuiteResult

ROOT = Path(__file__).resolve().parents[1]
RUBRICS = sorted(path.parent for path in ROOT.glob("rubrics/*/rubric.yaml"))
CASES = sorted(ROOT.glob("rubrics/*/cases/*.yaml"))


@cache
def tried(folder: Path) -> CaseSuiteResult:
    vocabulary = load_vocabulary(ROOT / "rubrics/measures.yaml")
    rubric = load_rubric(folder, vocabulary)
    return try_rubric(
        rubric,
        vocabulary,
        [load_case(path, vocabulary, rubric) for path in CASES if path.parents[1] == folder],
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_a_case_expects_is_found(path: Path) -> None:
    found = problems(tried(path.parents[1]).cases)
    assert [problem.message for problem in found if problem.place.file == str(path)] == []


@pytest.mark.parametrize("folder", RUBRICS, ids=lambda folder: folder.name)
def test_every_entry_is_exercised(folder: Path) -> None:
    assert [("/".join(entry.address), entry.missing) for entry in tried(folder).unexercised] == []


def test_there_are_cases() -> None:
    assert CASES
