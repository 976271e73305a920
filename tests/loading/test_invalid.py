"""Every faulty file is refused in exactly the words beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from loading.invalid import INVALID, MADE_UP, expected, faulty_files, seen
from tierscore.model.problem import Code, Severity

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", faulty_files(), ids=lambda path: path.name)
def test_a_faulty_file_is_refused_in_these_words(path: Path, tmp_path: Path) -> None:
    assert seen(path, tmp_path) == expected(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", faulty_files(), ids=lambda path: path.name)
def test_a_fault_is_named_by_code_and_place_and_in_no_foreign_words(path: Path) -> None:
    text = expected(path).read_text(encoding="utf-8")
    assert re.match(r"(countries|rubrics)/[^:]+(:\d+:\d+)?: TS\d{3} ", text)
    assert not re.search(r"[Ii]nput should|pydantic|ruamel|Traceback|Fraction\(|<class", text)


def test_the_made_up_workspace_itself_is_valid(tmp_path: Path) -> None:
    whole = tmp_path / "whole.case.yaml"
    whole.write_bytes((MADE_UP / "rubrics/made-up/cases/atlantis.yaml").read_bytes())
    assert seen(whole, tmp_path / "copy") == "no problem at all\n"


def test_every_expectation_has_its_file() -> None:
    assert sorted(INVALID.glob("*.problems.txt")) == sorted(expected(path) for path in faulty_files())


def test_every_code_of_a_file_that_can_be_written_down_has_an_example() -> None:
    texts = "".join(expected(path).read_text(encoding="utf-8") for path in faulty_files())
    shown = set(re.findall(r": (TS\d{3}) ", texts))
    is_error = {code for code in Code if code.severity is Severity.ERROR}
    of_files = {code.value for code in is_error if code.value < Code.DEAD_CRITERION.value}
    assert of_files - shown == {Code.UNREADABLE.value, Code.TOO_LARGE.value, Code.TOO_DEEP.value}
