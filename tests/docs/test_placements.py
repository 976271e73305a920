"""What the page on the countries says of the table of placements is what the table gives."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict

import pytest

from docs.pages import ROOT, read

TABLE = ROOT / "countries/official-tiers.csv"
PAGE = ROOT / "countries/README.md"
SPECIAL_CASES = {
    "LBY": range(2016, 2026),
    "SOM": range(2013, 2026),
    "YEM": range(2016, 2026),
}
"""Special cases in each of these reports, as State's texts of the years say: the first, second, third in a row."""
NAMED_IN_2022 = {
    "CYP": "1",
    "DEU": "1",
    "DNK": "2",
    "ISL": "1",
    "KOR": "2",
    "NAM": "1",
    "SVN": "1",
    "SYC": "2",
}


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def tiers() -> dict[int, dict[str, str]]:
    """Tier by country, by report year."""
    by_year: dict[int, dict[str, str]] = defaultdict(dict)
    for row in rows():
        by_year[int(row["year"])][row["iso3"]] = row["tier"]
    return by_year


def numbers(pattern: str) -> list[tuple[int, ...]]:
    """The numbers in every place of the page that has this form."""
    text = " ".join(read(PAGE).split())
    return [
        tuple(int(number.replace(",", "")) for number in match.groups())
        for match in re.finditer(pattern, text)
    ]


def test_the_page_counts_placements_codes_and_years_as_the_table_has_them() -> None:
    years = sorted(tiers())
    assert numbers(r"A table of ([\d,]+) placements: (\d+) codes, report years (\d+) to (\d+)\.") == [
        (len(rows()), len({row["iso3"] for row in rows()}), years[0], years[-1])
    ]


def test_the_page_counts_each_confidence_as_the_table_has_it() -> None:
    counts = Counter(row["confidence"] for row in rows())
    for confidence in "ABCD":
        assert numbers(rf"\| `{confidence}` \|[^|]*\| ([\d,]+) \|") == [(counts[confidence],)]


def test_the_page_counts_the_thin_years_as_the_table_has_them() -> None:
    by_year = tiers()
    assert numbers(r"(\d{4}) has (\d+) rows and (\d{4}) has (\d+),") == [
        (2018, len(by_year[2018]), 2019, len(by_year[2019]))
    ]
    both = by_year[2015].keys() & by_year[2020].keys()
    missing = {year: len(both - by_year[year].keys()) for year in (2016, 2017)}
    assert numbers(r"(\d{4}) lacks (\d+) and (\d{4}) lacks (\d+) of") == [
        (2016, missing[2016], 2017, missing[2017])
    ]
    assert not by_year[2021].keys() & by_year[2023].keys() - by_year[2022].keys()


@pytest.mark.parametrize(
    ("year", "watch_list", "raised"), [(2022, 34, {"CYP", "DEU", "ISL"}), (2023, 26, {"DNK", "SYC"})]
)
def test_the_table_agrees_with_the_counts_of_the_interim_assessments(
    year: int, watch_list: int, raised: set[str]
) -> None:
    """State's interim assessments also say that no country rose from Tier 3 to Tier 2 in these reports."""
    by_year = tiers()
    before, now = by_year[year - 1], by_year[year]
    assert Counter(now.values())["2WL"] == watch_list
    assert {iso3 for iso3, tier in now.items() if (before.get(iso3), tier) == ("2", "1")} == raised
    assert not [iso3 for iso3, tier in now.items() if (before.get(iso3), tier) == ("3", "2")]


def test_the_special_cases_have_a_row_for_every_report() -> None:
    by_year = tiers()
    assert {(iso3, year): "SC" for iso3, years in SPECIAL_CASES.items() for year in years} == {
        (iso3, year): by_year[year].get(iso3) for iso3, years in SPECIAL_CASES.items() for year in years
    }


def test_the_eight_countries_that_the_list_of_2022_lacked_are_there() -> None:
    assert {iso3: tiers()[2022].get(iso3) for iso3 in NAMED_IN_2022} == NAMED_IN_2022
    assert Counter(tiers()[2022].values()) == {"1": 30, "2": 99, "2WL": 34, "3": 22, "SC": 3}


def test_every_source_of_a_row_is_explained_on_the_page() -> None:
    named = {
        source
        for row in rows()
        if row["confidence"] != "D"
        for source in f"{row['sources']}+{row['dissent']}".split("+")
        if re.fullmatch(r"\w+", source)
    }
    assert not {source for source in named if f"`{source}`" not in read(PAGE)}
