"""
The law of the tiers once more, as plain tables: written from the statute and its history, not from the rubric
or the engine.

A history is a mapping from report year to tier; a year that is missing counts as a tier that no rule names.
``any_filling`` goes through every way in which missing years may have been filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from itertools import product

History = Mapping[int, str]
WATCH, FAILING = "2WL", "3"
TIERS = ("1", "2", WATCH, FAILING, "special-case")


@dataclass(frozen=True)
class Readings:
    """What the law leaves open, by the names and values of the rubric's switches."""

    two_year_counts: str = "watch-list"
    two_year_bites: str = "still-watch-list"
    return_limit_waiver: str = "needed"
    return_limit_tier_3: str = "from-2019"

    @property
    def switches(self) -> dict[str, str]:
        return {field.name.replace("_", "-"): getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Answers:
    """Hypothetical answers to everything that the history does not answer."""

    applicable: bool
    no_government: bool
    full_compliance: bool
    pattern: bool
    significant_efforts: bool
    watch_condition: bool
    waiver_on_file: bool


@dataclass(frozen=True)
class Past:
    """What of a history bears on a report year."""

    two_years_used: bool
    waiver_years_left: bool
    limit_after_return: bool


def answers_read(year: int) -> tuple[str, ...]:
    """Which answers the law of a year asks for; the others make no difference in it."""
    since = {"pattern": 2019, "watch_condition": 2004, "waiver_on_file": 2011}
    return tuple(
        field.name
        for field in fields(Answers)
        if since.get(field.name, 2001) <= year and (field.name != "applicable" or year < 2009)
    )


@cache
def answers_of(year: int) -> tuple[Answers, ...]:
    """Every combination of answers that the law of a year can tell apart."""
    names = answers_read(year)
    unasked = Answers(
        applicable=True,
        no_government=False,
        full_compliance=False,
        pattern=False,
        significant_efforts=False,
        watch_condition=False,
        waiver_on_file=False,
    )
    return tuple(
        Answers(
            **{field.name: getattr(unasked, field.name) for field in fields(Answers)}
            | dict(zip(names, values, strict=True))
        )
        for values in product((True, False), repeat=len(names))
    )


# --- what the history settles ------------------------------------------------------------------------------


def counted(history: History, year: int, readings: Readings) -> bool:
    """Whether a report counts towards the two years of (b)(2)(D): it does from the 2009 report on."""
    if year < 2009:
        return False
    now, before = history.get(year), history.get(year - 1)
    if now == WATCH or readings.two_year_counts == "watch-list":
        return now == WATCH
    return (now == "1" and before in {"2", WATCH}) or (now == "2" and before == FAILING)


def run_before(history: History, year: int, readings: Readings) -> int:
    """How many reports in a row, up to the one before, count."""
    length = 0
    while counted(history, year - 1 - length, readings):
        length += 1
    return length


def past(history: History, year: int, readings: Readings) -> Past:
    run = run_before(history, year, readings)
    waiver_years = 1 if year >= 2019 else 2
    return Past(
        two_years_used=year >= 2011 and run >= 2,
        waiver_years_left=run < 2 + waiver_years,
        limit_after_return=year >= 2019 and _returned(history, year, readings),
    )


def _returned(history: History, year: int, readings: Readings) -> bool:
    """(b)(2)(F): a Watch List run from 2009 on, later Tier 3, later the Watch List in the last report."""
    if history.get(year - 1) != WATCH:
        return False
    long_enough = 3 if readings.return_limit_waiver == "needed" else 2
    first_tier_3 = 2019 if readings.return_limit_tier_3 == "from-2019" else 2001
    ends = [
        last
        for last in range(2009 + long_enough - 1, year)
        if all(history.get(report) == WATCH for report in range(last - long_enough + 1, last + 1))
    ]
    return any(
        history.get(report) == FAILING
        for end in ends[:1]
        for report in range(max(end + 1, first_tier_3), year - 1)
    )


# --- the table ---------------------------------------------------------------------------------------------


def tier(year: int, bearing: Past, answers: Answers, readings: Readings) -> str:
    """The rows of the decision table, in the order in which the law asks."""
    forced = bearing.two_years_used and not (answers.waiver_on_file and bearing.waiver_years_left)
    rows = [
        (not answers.applicable, "none"),
        (answers.no_government, "special-case"),
        (answers.full_compliance and answers.pattern, "contradiction"),
        (forced and readings.two_year_bites == "everyone", FAILING),
        (answers.full_compliance, "1"),
        (answers.pattern, FAILING),
        (not answers.significant_efforts, FAILING),
        (not answers.watch_condition, "2"),
        (bearing.limit_after_return, FAILING),
        (forced, FAILING),
    ]
    return next((result for holds, result in rows if holds), WATCH)


@cache
def table(year: int, bearing: Past, readings: Readings) -> Mapping[Answers, str]:
    """The tier for every combination of answers."""
    return {answers: tier(year, bearing, answers, readings) for answers in answers_of(year)}


def possible(year: int, bearing: Past, readings: Readings) -> frozenset[str]:
    """Every tier that some answers give."""
    return frozenset(table(year, bearing, readings).values())


def waiver_needed(year: int, bearing: Past, given: str, readings: Readings) -> bool:
    """Whether this history makes a waiver necessary for a tier."""
    with_tier = [answers for answers, result in table(year, bearing, readings).items() if result == given]
    return (
        bool(with_tier)
        and "waiver_on_file" in answers_read(year)
        and all(answers.waiver_on_file for answers in with_tier)
    )


def any_filling(history: History, year: int) -> Iterator[History]:
    """Every way in which the reports before a year that bear on it, from 2008 on, may have been filled."""
    gaps = [report for report in range(2008, year) if report not in history]
    known = {report: placed for report, placed in history.items() if report < year}
    for filling in product(TIERS, repeat=len(gaps)):
        yield known | dict(zip(gaps, filling, strict=True))
