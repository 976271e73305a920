"""Dates as files write them."""

from __future__ import annotations

import datetime as dt

import pytest

from tierscore.loading.dates import DateError, read_published, read_when


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2021-06-08", (2021, 6, 8), (2021, 6, 8)),
        ("2021-06", (2021, 6, 1), (2021, 6, 30)),
        ("2021-12", (2021, 12, 1), (2021, 12, 31)),
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("2021", (2021, 1, 1), (2021, 12, 31)),
        (2021, (2021, 1, 1), (2021, 12, 31)),
        ("2019-03/2020-02", (2019, 3, 1), (2020, 2, 29)),
        ("2019/2019", (2019, 1, 1), (2019, 12, 31)),
        ("report 2021", (2020, 4, 1), (2021, 3, 31)),
        ("1900", (1900, 1, 1), (1900, 12, 31)),
        ("2100", (2100, 1, 1), (2100, 12, 31)),
    ],
)
def test_a_date_spans_its_days(
    written: str | int, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    when = read_when(written)
    assert (when.start, when.end) == (dt.date(*start), dt.date(*end))
    assert when.text == str(written)
    assert not when.ongoing
    assert not when.end_unknown


def test_only_a_finding_of_a_report_names_one() -> None:
    assert read_when("report 2021").report == 2021
    assert read_when("2021").report is None


def test_an_open_end_and_an_unknown_end_are_two_things() -> None:
    ongoing, ended = read_when("2014-11/.."), read_when("2014-11/")
    assert (ongoing.ongoing, ongoing.end_unknown) == (True, False)
    assert (ended.ongoing, ended.end_unknown) == (False, True)
    assert ongoing.start == ended.start == dt.date(2014, 11, 1)


@pytest.mark.parametrize(
    ("written", "senseless"),
    [
        ("1899", True),
        ("2101", True),
        ("0021", True),
        ("report 3021", True),
        ("2021-02-29", True),
        ("2021-04-31", True),
        ("2021-13", True),
        ("2021-00", True),
        ("2021/2020", True),
        ("2021-06-08/2021-06-07", True),
        ("21", False),
        (21, False),
        (20210608, False),
        ("2021-6", False),
        ("2021-06-08T10:00", False),
        ("2021~", False),
        ("2021-21/", True),
        ("../2021", False),
        ("/2021", False),
        ("/", False),
        ("", False),
        ("2021/../..", False),
        ("2021/2022/2023", False),
        ("report", False),
        ("Report 2021", False),
        ("٢٠٢١", False),
        ("2021\n", False),
    ],
)
def test_what_is_no_date_and_what_is_a_senseless_one(written: str | int, senseless: bool) -> None:
    with pytest.raises(DateError) as caught:
        read_when(written)
    assert caught.value.senseless is senseless


@pytest.mark.parametrize(
    ("written", "earliest", "latest", "known"),
    [
        (2021, "2021-01-01", "2021-12-31", True),
        ("2021-02", "2021-02-01", "2021-02-28", True),
        ("2021~", "2020-01-01", "2022-12-31", False),
        ("2021-01~", "2020-12-01", "2021-02-28", False),
        ("2021-03-01~", "2021-02-28", "2021-03-02", False),
        ("2021?", None, None, False),
        ("..2021-06", None, "2021-06-30", False),
        ("2021/", "2021-01-01", None, False),
        ("2020/2022-03", "2020-01-01", "2022-03-31", False),
        (None, None, None, False),
    ],
)
def test_a_date_of_publication_is_known_or_lies_between_its_ends(
    written: str | int | None, earliest: str | None, latest: str | None, known: bool
) -> None:
    published = read_published(written)
    ends = tuple(None if day is None else str(day) for day in (published.earliest, published.latest))
    assert (*ends, published.known) == (earliest, latest, known)
    assert published.text == ("" if written is None else str(written))


def test_nothing_is_published_after_it_was_read() -> None:
    read = dt.date(2021, 5, 3)
    assert [read_published(text, read).latest for text in ("2021", "2021?", "2021/", None)] == [read] * 4
    with pytest.raises(DateError, match="before it was published"):
        read_published("2021-06", read)


@pytest.mark.parametrize(
    "written", ["report 2021", "2021/..", "../2021", "2021%", "~", "?", "..", "/2021", "2021~?"]
)
def test_what_is_no_date_of_publication(written: str) -> None:
    with pytest.raises(DateError) as failure:
        read_published(written)
    assert not failure.value.senseless
