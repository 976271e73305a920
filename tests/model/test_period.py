"""Reporting periods as the law counts them, and facts that cover one calendar year."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from builders import when
from tierscore.model.period import ReportingPeriod


def test_a_report_judges_april_of_the_year_before_to_march_of_its_own() -> None:
    period = ReportingPeriod(2021)
    assert (period.start, period.end) == (datetime.date(2020, 4, 1), datetime.date(2021, 3, 31))


@pytest.mark.parametrize("year", [2001, 2020, 2021, 2026])
def test_periods_follow_one_another_without_a_gap_or_a_day_twice(year: int) -> None:
    period = ReportingPeriod(year)
    assert period.previous.end + datetime.timedelta(days=1) == period.start
    assert period.previous == ReportingPeriod(year - 1)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2020", 2020),
        ("2020-01-01/2020-12-31", 2020),
        ("2020-01-01/2020-12-30", None),
        ("2020-01-02/2020-12-31", None),
        ("2019-01-01/2020-12-31", None),
        ("2020-06-01", None),
        ("report 2021", None),
        ("2020-01-01/..", None),
        ("2020-01-01/", None),
    ],
)
def test_a_fact_covers_a_calendar_year_from_its_first_day_to_its_last(text: str, year: int | None) -> None:
    assert when(text).calendar_year == year


@pytest.mark.parametrize("still", ["ongoing", "end_unknown"])
def test_what_did_not_end_with_the_year_does_not_cover_it_alone(still: str) -> None:
    changes: dict[str, Any] = {still: True}
    assert dataclasses.replace(when("2020"), **changes).calendar_year is None
