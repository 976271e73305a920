"""
The README shows a real report and real figures.

To write the report anew after an intended change, run ``TIERSCORE_REFRESH_SNAPSHOTS=1 pytest tests/docs/test_readme.py``.
"""

from __future__ import annotations

import csv
import os
import re
import tomllib
from dataclasses import dataclass

import pytest

from docs.pages import ROOT, read
from shipped import shipped, shipped_json, shipped_session
from tierscore.application.assess import assess_all
from tierscore.loading.yaml.reader import parse

README = ROOT / "README.md"
_REPORT = re.compile(r"(?<=```text\n)(?P<report>.*?)(?=```\n<!-- end of report -->)", re.DOTALL)

_RECORD = re.compile(r"<!-- record -->\n.*?<!-- end of record -->", re.DOTALL)


def words() -> str:
    """The README on one line."""
    return " ".join(read(README).split())


def test_the_report_is_what_the_command_says() -> None:
    answer = shipped("assess", "panama", "--year", "2021")
    assert answer.returncode == 0, answer.stderr
    drawn = answer.stdout
    if os.environ.get("TIERSCORE_REFRESH_SNAPSHOTS"):
        README.write_text(_REPORT.sub(lambda _: drawn, read(README)), encoding="utf-8", newline="\n")
    shown = _REPORT.search(read(README))
    assert shown is not None
    assert shown["report"] == drawn


def listed(*arguments: str) -> list[dict[str, str]]:
    """The rows that ``tierscore list`` gives."""
    rows: list[dict[str, str]] = shipped_json("list", *arguments)
    return rows


def record_tables() -> str:
    """The tables of the README, worked out anew from the record."""
    with (ROOT / "countries/record.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    placed = [
        "| State's placement | country-years | same tier indicated | another tier | none indicated |",
        "|---|---|---|---|---|",
    ]
    for tier, name in {"1": "Tier 1", "2": "Tier 2", "2WL": "Tier 2 Watch List", "3": "Tier 3"}.items():
        answers = [row["indicated"] for row in rows if row["published"] == tier]
        same, none = answers.count(tier), answers.count("undetermined")
        placed.append(f"| {name} | {len(answers)} | {same} | {len(answers) - same - none} | {none} |")
    firm = ["| how firm, not tuned on | a tier is indicated | State agrees |", "|---|---|---|"]
    for firmness in ("firm", "rests-on-a-reading", "open"):
        answered = [
            row
            for row in rows
            if row["standing"] == firmness
            and row["part"] != "tuned on"
            and row["indicated"] not in {"undetermined", "contradiction"}
        ]
        agreed = sum(row["indicated"] == row["published"] for row in answered)
        firm.append(f"| {firmness.replace('-', ' ')} | {len(answered)} | {agreed} |")
    return "\n".join([*placed, "", *firm])


def test_the_figures_for_all_countries_are_those_of_the_record() -> None:
    drawn = f"<!-- record -->\n{record_tables()}\n<!-- end of record -->"
    if os.environ.get("TIERSCORE_REFRESH_SNAPSHOTS"):
        README.write_text(_RECORD.sub(lambda _: drawn, read(README)), encoding="utf-8", newline="\n")
    assert drawn in read(README)


@dataclass(frozen=True)
class Year:
    """One report year of Panama."""

    official: str
    indicated: str
    range: tuple[str, ...]
    coverage: float


@pytest.fixture(scope="module")
def years() -> list[Year]:
    official = {row["report_year"]: row["official_placement"] for row in listed("years", "panama")}
    return [
        Year(
            official[str(judged.report_year)],
            judged.indicated,
            tuple(entry.tier for entry in judged.range),
            float(judged.coverage),
        )
        for judged in assess_all(shipped_session(), ["panama"])
    ]


def test_the_figures_on_panama_are_measured(years: list[Year]) -> None:
    indicated = [year for year in years if year.indicated != "undetermined"]
    agree = sum(year.indicated == year.official for year in indicated)
    inside = sum(year.official in year.range for year in years)
    alone = sum(year.range == (year.official,) for year in years)
    assert f"In {len(indicated)} of the {len(years)} years a tier is indicated." in words()
    assert f"It is the official tier in {'all ' if agree == len(indicated) else ''}{agree}." in words()
    assert f"In {len(years) - len(indicated)} years the result is `undetermined`." in words()
    assert (
        f"In {inside} of the {len(years)} years the range holds the official tier. In {alone} of them"
        in words()
    )
    assert (
        f"placed Panama in Tier 2 in the same {sum(year.official == '2' for year in years)} years" in words()
    )
    assert [year.official for year in indicated] == ["2"] * len(indicated)


def test_the_coverage_of_panama_is_measured(years: list[Year]) -> None:
    shares = [100 * year.coverage for year in years]
    assert f"between {min(shares):.0f}% and {max(shares):.0f}% of what the rubric asks" in words()


def test_what_another_reading_would_indicate_is_measured() -> None:
    overall, each = (
        [
            row["indicated"]
            for row in shipped_json("history", "panama", "--set", f"increase={reading}")["years"]
        ]
        for reading in ("overall", "each")
    )
    without = (None, "undetermined")
    answers = [tier for tier in (*overall, *each) if tier not in without]
    assert (
        f"Under `overall` a tier is indicated in {sum(tier not in without for tier in overall)} of the 15 years, "
        f"under `each` in {sum(tier not in without for tier in each)}; "
        f"{answers.count('2WL')} of these {len(answers)} answers are the Watch List"
    ) in words()


def test_the_extent_of_the_file_is_measured() -> None:
    row = next(row for row in listed("countries") if row["name"] == "panama")
    first, _, last = row["report_years"].partition("-")
    count = int(last) - int(first) + 1
    assert (
        f"The file on Panama holds {row['facts']} facts. It has evidence for {count} report years, {first} to {last}."
        in words()
    )


def test_the_limits_are_those_of_the_rubric() -> None:
    rubric = parse((ROOT / "rubrics/tvpa/rubric.yaml").read_bytes(), "rubric.yaml").plain()["rubric"]
    assert f"Every report year is judged by {rubric['judges_as_of']}" in words()
    assert rubric["law_read_to"] == "2026-07-18"
    assert "The law was read up to 18 July 2026." in words()


def test_the_version_of_python_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 or newer" in words()


def test_every_variable_of_the_environment_is_explained() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    read_there = {
        name for source in sources for name in re.findall(r"""environ(?:\.get\(|\[)["'](\w+)""", source)
    }
    assert read_there
    assert {name for name in read_there if name not in read(README)} == set()
