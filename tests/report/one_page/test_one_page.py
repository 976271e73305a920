"""The default report is finished: it fits its page, begins with whose judgement it is, and cites each fact."""

from __future__ import annotations

import re
from functools import cache

import pytest

import tierscore
from tierscore.model.assessment import Assessment
from tierscore.report.compose.one_page import MOST_LINES, WIDTH, compose_one_page
from tierscore.report.formats import markdown, plain

YEARS = [("panama", 2021), ("panama", 2022), ("south-africa", 2023), ("cuba", 2023), ("argentina", 2025)]
"""Country-years of every kind: a tier, one beside State's, a failing one, and a file too thin for any."""


@cache
def assessed(country: str, year: int) -> Assessment:
    return tierscore.assess(tierscore.open_workspace(bundled=True), country, year)


def page(country: str, year: int) -> str:
    return plain.render(compose_one_page(assessed(country, year), "the data of the test"), WIDTH)


@pytest.mark.parametrize(("country", "year"), YEARS)
def test_it_fits_seventy_lines_of_eighty_columns(country: str, year: int) -> None:
    lines = page(country, year).splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize(("country", "year"), YEARS)
def test_whose_judgement_it_is_stands_before_the_tier(country: str, year: int) -> None:
    lines = page(country, year).splitlines()
    assert lines[1] == "Indicated by tierscore; not a placement by the US Department of State."
    assert "trafficking in persons report" not in " ".join(lines[:5]).lower()


@pytest.mark.parametrize(("country", "year"), YEARS)
def test_every_number_of_a_source_is_explained(country: str, year: int) -> None:
    text = page(country, year)
    named = set(re.findall(r"\[(\d+)\]", text[: text.index("SOURCES")]))
    listed = set(re.findall(r"\[(\d+)\]", text[text.index("SOURCES") :]))
    assert named == listed
    assert named


def test_panama_names_the_hotline_and_the_training_of_officials() -> None:
    text = page("panama", 2021) + page("panama", 2022)
    facts = {item.id for item in assessed("panama", 2022).dossier.items}
    assert facts
    assert "311" in text or "hotline" in text.lower()


def test_an_answer_beside_states_names_the_tier_at_issue() -> None:
    assert "WHY NOT TIER 2 WATCH LIST, AS STATE HAS IT" in page("south-africa", 2023)


def test_a_thin_file_is_no_finding_against_the_government() -> None:
    text = " ".join(page("argentina", 2025).split())
    assert "NO TIER" in text
    assert "This is not a finding against the government." in text
    assert "Thin: too little is on file for a tier." in text


def test_what_rose_stands_with_both_figures_and_the_source() -> None:
    row = next(line for line in page("panama", 2024).splitlines() if line.startswith("Trafficking investig"))
    assert re.split(r"\s{2,}", row)[1:4] == ["7", "19", "+12"]


def test_the_page_is_markdown_too() -> None:
    text = markdown.render(compose_one_page(assessed("panama", 2022), "the data of the test"))
    assert text.startswith("# PANAMA under the law of the 2022 report")
    assert "| ---" in text
