"""Dates are as precise as the file says and no more."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from builders import a_source
from tierscore.loading.dates import read_published
from tierscore.model.period import ReportingPeriod, When
from tierscore.report.language.dates import period_words, published_words, when_words

DAY = dt.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(DAY, DAY, "2021-06-08"), "8 June 2021"),
        (When(DAY, DAY, "2021-06"), "June 2021"),
        (When(DAY, DAY, "2021"), "2021"),
        (When(DAY, DAY, "2019-03/2020-02-01"), "March 2019 to 1 February 2020"),
        (When(DAY, DAY, "2014-11/..", ongoing=True), "since November 2014"),
        (When(DAY, DAY, "2014-11/", end_unknown=True), "from November 2014, end unknown"),
        (When(DAY, DAY, "report 2021", report=2021), "2021 report, undated"),
        (When(DAY, DAY, "2021-13"), "2021-13"),
        (When(DAY, DAY, "some day"), "some day"),
    ],
)
def test_a_date_is_told_in_words(when: When, words: str) -> None:
    assert when_words(when) == words


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2021-06-08", "8 June 2021"),
        ("2021~", "about 2021"),
        ("2021-06?", "perhaps June 2021"),
        ("..2021", "2021 or before"),
        ("2021-06/", "June 2021 or later"),
        ("2020/2021-03", "between 2020 and March 2021"),
        (None, "undated, read 3 May 2021"),
    ],
)
def test_a_date_of_publication_is_told_as_far_as_it_is_known(published: str | None, words: str) -> None:
    day = dt.date(2021, 5, 3)
    source = replace(a_source(), published=read_published(published), read=day)
    assert published_words(source) == words


def test_a_reporting_period_runs_from_april_to_march() -> None:
    assert period_words(ReportingPeriod(2021)) == "1 April 2020 to 31 March 2021"
