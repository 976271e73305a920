"""The published placements held against the law, and counted once more with plain loops over the table."""

from __future__ import annotations

import csv
from functools import cache

import pytest

from analysis.placements.law_twin import FAILING, WATCH, Readings, any_filling, past
from analysis.placements.machine import ROOT, placements, stands, the_rubric, the_table
from tierscore.analysis.placements.audit import audit
from tierscore.model.placement_history import Audit, AuditedPlacement, Standing

DEFAULT = Readings()


@cache
def the_audit(readings: Readings = DEFAULT) -> Audit:
    return audit(the_rubric(readings), the_table())


@cache
def rows() -> dict[str, dict[int, str]]:
    """The table once more, read without our loader."""
    tiers: dict[str, dict[int, str]] = {}
    with (ROOT / "countries/official-tiers.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            tiers.setdefault(row["iso3"], {})[int(row["year"])] = row["tier"]
    return tiers


def run_ending(years: dict[int, str], last: int, since: int) -> int:
    """How many reports in a row, from ``since`` on and up to ``last``, are known to be on the Watch List."""
    length = 0
    while last - length >= since and years.get(last - length) == WATCH:
        length += 1
    return length


def plain_runs(since: int) -> set[tuple[str, int, int]]:
    """Runs of three or more."""
    runs = set()
    for iso3, years in rows().items():
        for last in years:
            length = run_ending(years, last, since)
            if length >= 3 and years.get(last + 1) != WATCH:
                runs.add((iso3, last - length + 1, last))
    return runs


def runs(since: int) -> set[tuple[str, int, int]]:
    """The same by the audit: country code, first and last report."""
    on_list = {
        (row.iso3, row.placement.report_year)
        for row in the_audit().placements
        if row.watch_run and row.placement.report_year >= since
    }
    known = set()
    for iso3, last in on_list:
        first = last
        while (iso3, first - 1) in on_list:
            first -= 1
        if last - first >= 2 and (iso3, last + 1) not in on_list:
            known.add((iso3, first, last))
    return known


def audited_for(iso3: str, year: int, readings: Readings = DEFAULT) -> AuditedPlacement:
    return next(
        row for row in the_audit(readings).placements if (row.iso3, row.placement.report_year) == (iso3, year)
    )


def forbidden(readings: Readings) -> set[tuple[str, int, str]]:
    return {
        (row.iso3, row.placement.report_year, row.placement.tier)
        for row in the_audit(readings).standing(Standing.FORBIDDEN)
    }


# --- under the department's reading ------------------------------------------------------------------------


def test_every_row_of_the_table_is_audited_once() -> None:
    audited = [(row.iso3, row.placement.report_year) for row in the_audit().placements]
    assert sorted(audited) == sorted((iso3, year) for iso3, years in rows().items() for year in years)


def test_nothing_is_forbidden() -> None:
    assert forbidden(DEFAULT) == set()


@pytest.mark.parametrize(("since", "count"), [(2009, 81), (2004, 101)])
def test_long_runs_on_the_watch_list_are_those_of_the_table(since: int, count: int) -> None:
    """79 and 99 without two runs from the text of reports: Nicaragua 2017-2019, Curacao 2019-2021."""
    assert runs(since) == plain_runs(since)
    assert len(plain_runs(since)) == count


def test_runs_that_ended_before_the_rule_bit() -> None:
    early = {run for run in runs(2004) if run[2] < 2011}
    assert early == {run for run in plain_runs(2004) if run[2] < 2011}
    assert len(early) == 20


def test_a_third_counted_year_and_any_later_one_needs_a_waiver() -> None:
    """Not where a missing report might make it more: a longer run, or a return from Tier 3 in 2019."""
    third = {
        (iso3, year)
        for iso3, years in rows().items()
        for year in years
        if year >= 2011
        and (length := run_ending(years, year, 2009)) >= 3
        and (year - length in years or year - length < 2009)
        and not (year > 2020 and may_have_been_limited(years))
    }
    assert len(third) == 92
    needing = the_audit().standing(Standing.NEEDS)
    assert {(row.iso3, row.placement.report_year) for row in needing} == third
    assert {row.needs for row in needing} == {("waiver",)}


def may_have_been_limited(years: dict[int, str]) -> bool:
    """Whether the report of 2019 is unknown and a run of three may have ended before it."""
    supposed = {year: years.get(year, WATCH) for year in range(2009, 2019)}
    return 2019 not in years and any(run_ending(supposed, last, 2009) >= 3 for last in range(2011, 2019))


def test_a_row_with_few_gaps_before_it_stands_as_the_twin_finds_over_all_fillings() -> None:
    tried = 0
    for audited in the_audit().placements:
        years, year = (
            {report: tier for report, tier in named(audited.iso3).items() if report >= 2008},
            audited.placement.report_year,
        )
        if year < 2009 or len([report for report in range(2008, year) if report not in years]) > 2:
            continue
        verdicts = {
            stands(year, bearing, years[year], DEFAULT)
            for bearing in {past(filled, year, DEFAULT) for filled in any_filling(years, year)}
        }
        if audited.standing is Standing.UNTOLD:
            assert {2018, 2019} - set(years), (audited.iso3, year)
        else:
            assert verdicts == {(audited.standing, audited.needs == ("waiver",))}, (audited.iso3, year)
        assert len(verdicts) == 1 or audited.standing is Standing.UNTOLD, (audited.iso3, year)
        tried += 1
    assert tried > 2000


def named(iso3: str) -> dict[int, str]:
    return {year: "special-case" if tier == "SC" else tier for year, tier in rows()[iso3].items()}


def test_nothing_needs_a_waiver_before_the_rule_bit_or_off_the_watch_list() -> None:
    needing = the_audit().standing(Standing.NEEDS)
    assert min(row.placement.report_year for row in needing) == 2011
    assert {row.placement.tier for row in needing} == {WATCH}
    assert all(run_ending(rows()[row.iso3], row.placement.report_year, 2009) >= 3 for row in needing)


@pytest.mark.parametrize(
    ("iso3", "year"), [("RUS", 2013), ("CHN", 2013), ("UZB", 2013), ("THA", 2014), ("MYS", 2014)]
)
def test_well_known_falls_are_consistent_with_the_two_year_rule(iso3: str, year: int) -> None:
    """Each had been on the Watch List for the four years that the law then allowed at most, or longer."""
    audited = audited_for(iso3, year)
    assert audited.placement.tier == FAILING
    assert audited.standing is Standing.ALLOWED
    assert audited.rules == ("two-year-rule",)
    assert run_ending(rows()[iso3], year - 1, 2009) == 4


@pytest.mark.parametrize(("iso3", "year"), [("PRK", 2013), ("CHN", 2023), ("RUS", 2014)])
def test_other_tier_3_placements_are_not_put_down_to_the_rule(iso3: str, year: int) -> None:
    audited = audited_for(iso3, year)
    assert audited.placement.tier == FAILING
    assert audited.rules == ()


def test_a_move_between_lists_is_marked_since_2019_and_not_through_the_gap() -> None:
    lists = {"1": 1, "2": 2, WATCH: 2, FAILING: 3}
    on_another_list = {
        (iso3, year)
        for iso3, years in rows().items()
        for year, tier in years.items()
        if year >= 2019
        and tier in lists
        and years.get(year - 1) in lists
        and lists[years[year - 1]] != lists[tier]
    }
    assert {
        (row.iso3, row.placement.report_year) for row in the_audit().placements if row.moved
    } == on_another_list
    assert on_another_list


# --- under other readings ----------------------------------------------------------------------------------


def longest(year: int) -> int:
    """The longest run that a waiver could carry."""
    return 3 if year >= 2019 else 4


def test_if_the_rule_bit_everyone_every_upgrade_after_the_longest_run_would_be_forbidden() -> None:
    """An unknown report cannot make a known run shorter: a loop over the known ones finds all sure ones."""
    expected = {
        (iso3, year, tier)
        for iso3, years in rows().items()
        for year, tier in years.items()
        if year >= 2011 and tier in {"1", "2", WATCH} and run_ending(years, year - 1, 2009) >= longest(year)
    }
    assert forbidden(Readings(two_year_bites="everyone")) == expected
    assert len(expected) == 29


def returned(years: dict[int, str], year: int, length: int, first_tier_3: int) -> bool:
    """On the Watch List in the report before, after Tier 3, after a run on the Watch List since 2009."""
    return years.get(year - 1) == WATCH and any(
        years.get(tier_3) == FAILING
        and any(run_ending(years, last, 2009) >= length for last in range(2009, tier_3))
        for tier_3 in range(first_tier_3, year - 1)
    )


@pytest.mark.parametrize(
    ("readings", "length", "first_tier_3", "count"),
    [
        (Readings(return_limit_tier_3="any-year"), 3, 2009, 10),
        (Readings(return_limit_waiver="not-needed"), 2, 2019, 1),
        (Readings(return_limit_waiver="not-needed", return_limit_tier_3="any-year"), 2, 2009, 19),
        (DEFAULT, 3, 2019, 0),
    ],
    ids=str,
)
def test_what_the_limit_after_a_return_would_forbid_is_what_a_plain_loop_finds(
    readings: Readings, length: int, first_tier_3: int, count: int
) -> None:
    expected = {
        (iso3, year, tier)
        for iso3, years in rows().items()
        for year, tier in years.items()
        if year >= 2019 and tier == WATCH and returned(years, year, length, first_tier_3)
    }
    assert forbidden(readings) == expected
    assert len(expected) == count


def test_the_rule_that_forbids_is_named() -> None:
    assert audited_for("HTI", 2023, Readings(return_limit_tier_3="any-year")).rules == ("return-limit",)
    assert audited_for("TTO", 2024, Readings(two_year_bites="everyone")).rules == ("two-year-rule-for-all",)


# --- invented ----------------------------------------------------------------------------------------------


def test_a_fifth_year_on_the_watch_list_is_forbidden() -> None:
    audited = audit(
        the_rubric(), {"ZZZ": placements({year: WATCH if year > 2008 else "2" for year in range(2001, 2014)})}
    )
    assert [(row.placement.report_year, row.rules) for row in audited.standing(Standing.FORBIDDEN)] == [
        (2013, ("two-year-rule",))
    ]


@pytest.mark.parametrize(("year", "tier"), [(2003, WATCH), (2010, "none")])
def test_a_tier_that_the_law_of_the_year_does_not_know_is_forbidden(year: int, tier: str) -> None:
    [audited] = audit(the_rubric(), {"ZZZ": placements({year: tier})}).placements
    assert audited.standing is Standing.FORBIDDEN
    assert audited.rules == ()


def test_a_tier_that_the_rubric_does_not_have_is_forbidden_by_nothing_and_unknown_to_later_years() -> None:
    watched = dict.fromkeys(range(2009, 2014), WATCH)
    rows = audit(the_rubric(), {"ZZZ": placements(watched | {2011: "Bronze"})}).placements
    standings = {row.placement.report_year: row.standing for row in rows}
    assert standings[2011] is Standing.UNNAMED
    gap = audit(the_rubric(), {"ZZZ": placements({year: t for year, t in watched.items() if year != 2011})})
    without = {row.placement.report_year: row.standing for row in gap.placements}
    assert {year: standing for year, standing in standings.items() if year != 2011} == without
    assert Standing.UNTOLD in without.values(), "the year is unknown to those after it"
