"""Every worked case of every rubric comes out as its author wrote, and together they exercise every entry of the rubric."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from command import ROOT
from shipped import shipped_json
from tierscore.model.problem import Code

RUBRICS = sorted(path.parent for path in ROOT.glob("rubrics/*/rubric.yaml"))
CASES = sorted(ROOT.glob("rubrics/*/cases/*.yaml"))


def problems_in(path: Path) -> Iterator[dict[str, Any]]:
    """The problems, accepted ones too, that a check finds in a file or in the files of a folder."""
    found = shipped_json("check")
    for problem in (*found["problems"], *found["accepted"]):
        if (ROOT / problem["file"]).is_relative_to(path):
            yield problem


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_a_case_expects_is_found(path: Path) -> None:
    assert [problem["message"] for problem in problems_in(path)] == []


@pytest.mark.parametrize("folder", RUBRICS, ids=lambda folder: folder.name)
def test_every_entry_is_exercised(folder: Path) -> None:
    unexercised = (problem for problem in problems_in(folder) if problem["code"] == Code.UNEXERCISED.value)
    assert [problem["message"] for problem in unexercised] == []


def test_every_case_is_tried() -> None:
    assert shipped_json("check")["tried"]["worked cases tried"] >= len(CASES) > 0
