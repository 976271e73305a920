"""The table of the 3P index: the year of conduct is judged by the report of the next year."""

from __future__ import annotations

from pathlib import Path

import pytest

from tierscore.loading.tables.index_3p import load_index
from tierscore.model.problem import Code, UnreadableError

HEAD = "iso3,year,prosecution,protection,prevention\n"


def table(folder: Path, rows: str) -> Path:
    path = folder / "index.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_the_three_scores_are_added_up_for_the_report_of_the_next_year(tmp_path: Path) -> None:
    assert load_index(table(tmp_path, "PAN,2014,3,4,5\nCUB,2014,1,1,1\n")) == {
        ("PAN", 2015): 12,
        ("CUB", 2015): 3,
    }


def test_a_table_without_rows_is_empty(tmp_path: Path) -> None:
    assert load_index(table(tmp_path, "")) == {}


@pytest.mark.parametrize(
    "row",
    ["PAN,2014,0,4,5", "PAN,2014,6,4,5", "PAN,2014,,4,5", "PAN,2014,3.5,4,5", "PAN,14,3,4,5", "PAN,,3,4,5"],
)
def test_a_row_that_is_not_complete_is_a_problem(tmp_path: Path, row: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        load_index(table(tmp_path, f"{row}\n"))
    [problem] = refused.value.problems
    assert (problem.code, problem.place.line) == (Code.BAD_VALUE, 2)


def test_two_rows_on_one_year_are_a_problem(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as refused:
        load_index(table(tmp_path, "PAN,2014,3,4,5\nPAN,2014,3,4,5\n"))
    [problem] = refused.value.problems
    assert (problem.code, problem.message) == (Code.REPEATED_ID, "PAN has scores for 2014 already")
