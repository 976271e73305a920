"""No page of a shipped country-year is longer than seventy lines or wider than eighty columns; the record is true."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from command import CACHE
from tierscore.analysis.backtest.track_record import track_row
from tierscore.application.assess import assess
from tierscore.application.session import Session, open_workspace
from tierscore.report.compose.one_page import MOST_LINES, WIDTH, compose_one_page
from tierscore.report.document.sanitize import cells
from tierscore.report.formats import plain

EVERY_YEAR = bool(os.environ.get("TIERSCORE_EVERY_PAGE"))
"""All 318 pages take some minutes; else one year of each file stands for them: the first, the middle or the last, by turns."""
NARROW = 50


@cache
def session() -> Session:
    return open_workspace(bundled=True, cache_folder=Path(CACHE))


def years_drawn(country: str) -> list[int]:
    years = session().years(session().dossier(country))
    turn = sorted(session().workspace.countries()).index(country) % 3
    return sorted(years) if EVERY_YEAR else [(years[0], years[len(years) // 2], years[-1])[turn]]


def test_the_record_has_every_country_year_with_a_placement_in_this_version() -> None:
    with_placement = {
        (dossier.iso3, year)
        for dossier in session().dossiers()
        for year in session().years(dossier)
        if session().placements(dossier.iso3).tier(year) is not None
    }
    assert {(row.iso3, row.report_year) for row in session().track_rows} == with_placement


@pytest.mark.parametrize("country", sorted(session().workspace.countries()))
def test_no_page_is_too_long_or_too_wide(country: str) -> None:
    for year in years_drawn(country):
        assessment = assess(session(), country, year)
        row = track_row(assessment, session().rubric.history)
        assert row is None or row in session().track_rows, f"the record is out of date on {year}"
        page = compose_one_page(assessment, session().origin)
        lines = plain.render(page, WIDTH).splitlines()
        assert len(lines) <= MOST_LINES, year
        assert max(map(cells, lines)) <= WIDTH, year
        ascii_text = plain.render(page, WIDTH, ascii=True)
        assert ascii_text.isascii()
        assert max(map(len, ascii_text.splitlines())) <= WIDTH, year
        assert max(map(cells, plain.render(page, NARROW).splitlines())) <= NARROW, year
