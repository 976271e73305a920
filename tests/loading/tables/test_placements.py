"""The table of official placements: what a row says, and which rows say nothing that can be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tierscore.loading.tables.placements import (
    load_placements,
    load_placements_of,
    unnamed_tiers,
)
from tierscore.model.placement import NO_PLACEMENTS, SPECIAL_CASE, Placement
from tierscore.model.problem import Code, Problem, UnreadableError

HEAD = "iso3,country,year,tier,confidence,n_independent,sources,dissent\n"
PANAMA = "PAN,Panama,2020,2,A,2,one+two,\nPAN,Panama,2021,2WL,B,1,one,two=2\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "placements.csv"


def refused(path: Path, rows: str) -> list[Problem]:
    path.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(UnreadableError) as error:
        load_placements(path)
    return list(error.value.problems)


def test_each_country_has_its_placements_by_year(path: Path) -> None:
    path.write_text(f"{HEAD}{PANAMA}CUB,Cuba,2020,3,A,2,one,\n", encoding="utf-8")
    table = load_placements(path)
    assert sorted(table) == ["CUB", "PAN"]
    assert table["PAN"].country == "Panama"
    assert table["PAN"].by_year == {
        2020: Placement(2020, "2", "A", "one+two"),
        2021: Placement(2021, "2WL", "B", "one"),
    }


def test_a_special_case_is_spelt_out(path: Path) -> None:
    path.write_text(f"{HEAD}SOM,Somalia,2010,SC,A,1,one,\n", encoding="utf-8")
    assert load_placements(path)["SOM"].tier(2010) == SPECIAL_CASE


@pytest.mark.parametrize(
    ("row", "code", "message"),
    [
        ("pan,Panama,2020,2,A,1,one,\n", Code.BAD_VALUE, "`pan` is no country code"),
        ("PANA,Panama,2020,2,A,1,one,\n", Code.BAD_VALUE, "`PANA` is no country code"),
        ("PAN,Panama,20,2,A,1,one,\n", Code.BAD_VALUE, "`20` is no report year"),
        ("PAN,Panama,1899,2,A,1,one,\n", Code.BAD_VALUE, "`1899` is no report year"),
        ("PAN,Panama,2100,2,A,1,one,\n", Code.BAD_VALUE, "`2100` is no report year"),
        ("PAN,Panama,2020, ,A,1,one,\n", Code.BAD_VALUE, "the row has no tier"),
        (
            "PAN,Panama,2020,2,A,1,one,\nPAN,Panama,2020,1,A,1,one,\n",
            Code.REPEATED_ID,
            "PAN has a placement for 2020 already",
        ),
    ],
)
def test_a_row_that_says_nothing_clear_is_a_problem(path: Path, row: str, code: Code, message: str) -> None:
    [problem] = refused(path, row)
    assert (problem.code, problem.message, problem.place.line) == (code, message, 1 + row.count("\n"))


def test_a_name_that_belongs_to_another_code_is_a_problem_once(path: Path) -> None:
    [problem] = refused(path, "PAN,Cuba,2020,2,A,1,one,\nPAN,Cuba,2021,2,A,1,one,\n")
    assert (problem.code, problem.place.line) == (Code.BAD_VALUE, 2)


def test_every_problem_of_the_table_is_named_at_once(path: Path) -> None:
    assert [problem.place.line for problem in refused(path, "x,,,,,,,\ny,,,,,,,\n")] == [2, 3]


def test_a_tier_that_no_rubric_has_is_named_once_at_its_first_row(path: Path) -> None:
    path.write_text(f"{HEAD}{PANAMA}CUB,Cuba,2020,2WL,A,2,one,\n", encoding="utf-8")
    [problem] = unnamed_tiers(path, ["1", "2", "2W"])
    assert (problem.code, problem.place.line) == (Code.UNNAMED_TIER, 3)
    assert problem.message == "no rubric here has a tier `2WL`, which stands in 2 rows"
    assert problem.hint == "did you mean `2W`?"


def test_any_tier_goes_where_the_tiers_are_not_known(path: Path) -> None:
    path.write_text(HEAD + PANAMA.replace("2WL", "purple"), encoding="utf-8")
    assert load_placements(path)["PAN"].tier(2021) == "purple"


def test_a_special_case_needs_no_rubric_with_such_a_tier(path: Path) -> None:
    path.write_text(f"{HEAD}SOM,Somalia,2010,SC,A,1,one,\n", encoding="utf-8")
    assert load_placements(path)["SOM"].tier(2010) == SPECIAL_CASE
    assert unnamed_tiers(path, ["1"]) == ()


def test_the_rows_of_other_countries_do_not_matter_for_one(path: Path) -> None:
    path.write_text(f"{HEAD}CUB,Cuba,never,3,A,2,one,\n{PANAMA}", encoding="utf-8")
    assert sorted(load_placements_of(path, "PAN").by_year) == [2020, 2021]
    with pytest.raises(UnreadableError, match="never"):
        load_placements_of(path, "CUB")


def test_a_country_without_a_row_has_no_placements(path: Path) -> None:
    path.write_text(HEAD + PANAMA, encoding="utf-8")
    assert load_placements_of(path, "CUB") == NO_PLACEMENTS
