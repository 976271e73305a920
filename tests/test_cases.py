"""Every worked case of every rubric: evidence in, outcomes and tier out, as their authors wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tierscore.analysis.cases import problems, run_cases
from tierscore.loading.cases import load_case
from tierscore.loading.rubric import load_rubric
from tierscore.loading.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parents[1]
CASES = sorted(ROOT.glob("rubrics/*/cases/*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_a_case_expects_is_found(path: Path) -> None:
    vocabulary = load_vocabulary(ROOT / "rubrics/measures.yaml")
    rubric = load_rubric(path.parents[1], vocabulary)
    case = load_case(path, vocabulary, rubric)
    assert [problem.message for problem in problems(run_cases(rubric, vocabulary, [case]))] == []


def test_there_are_cases() -> None:
    assert CASES
