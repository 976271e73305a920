"""What the law allows a country next, on written histories."""

from __future__ import annotations

import pytest

from analysis.placements.law_twin import FAILING, WATCH, Readings
from analysis.placements.machine import placements, the_rubric
from builders import ALWAYS, MET, a_criterion, a_gate, a_rubric, a_rule, presence, reaches
from tierscore.analysis.placements.outlook import look_ahead
from tierscore.model.condition import EveryOne, GateHolds, OutcomeIn
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.placement_history import Outlook, Path


def outlook(first: int, tiers: str, readings: Readings = Readings()) -> Outlook:  # noqa: B008 - a frozen value
    """One letter a year from ``first``: w(atch list), 1, 2, 3, and ``?`` for a gap; on Tier 2 before."""
    history = dict.fromkeys(range(2001, first), "2")
    history |= {
        first + place: WATCH if letter == "w" else letter
        for place, letter in enumerate(tiers)
        if letter != "?"
    }
    return look_ahead(the_rubric(readings), "ZZZ", placements(history), first + len(tiers))


def path(result: Outlook, rule: str) -> Path:
    [matching] = [path for path in result.paths if path.rule.id == rule]
    return matching


def tiers(result: Outlook) -> set[str]:
    return {each.tier for each in result.paths}


def test_a_second_watch_list_year_needs_nothing_more() -> None:
    result = outlook(2023, "w")
    assert result.watch_run == 1
    assert "waiver" not in path(result, "watch-list").holding
    assert not any(each.by_history for each in result.paths if each.tier == FAILING)


@pytest.mark.parametrize(("first", "letters"), [(2009, "ww"), (2016, "ww"), (2017, "ww"), (2023, "ww")])
def test_a_third_watch_list_year_needs_a_waiver(first: int, letters: str) -> None:
    result = outlook(first, letters)
    assert result.certain
    assert result.watch_run == 2
    watch = path(result, "watch-list")
    assert {"significant-efforts", "watch-list", "waiver"} <= set(watch.holding)
    automatic = path(result, "two-year-rule")
    assert (automatic.tier, automatic.by_history) == (FAILING, True)
    assert "watch-list" in automatic.holding
    assert "waiver" in automatic.failing


def test_years_before_2009_do_not_count() -> None:
    assert "two-year-rule" not in {each.rule.id for each in outlook(2004, "wwwwww").paths}
    assert "two-year-rule" in {each.rule.id for each in outlook(2004, "wwwwwww").paths}


@pytest.mark.parametrize(
    ("first", "expected"),
    [(2009, True), (2014, True), (2015, True), (2016, False), (2017, False), (2022, False)],
)
def test_a_fourth_year_is_possible_by_a_second_waiver_until_2018_only(first: int, expected: bool) -> None:
    result = outlook(first, "www")
    assert result.report_year == first + 3
    assert (WATCH in tiers(result)) is expected
    assert FAILING in tiers(result)
    if expected:
        assert "waiver" in path(result, "watch-list").holding


def test_a_fifth_year_never() -> None:
    assert WATCH not in tiers(outlook(2013, "wwww"))
    assert {"1", "2", FAILING} <= tiers(outlook(2013, "wwww"))


def test_after_a_return_from_tier_3_there_is_one_year() -> None:
    first_year = outlook(2020, "www3")
    assert WATCH in tiers(first_year)
    assert "waiver" not in path(first_year, "watch-list").holding
    second_year = outlook(2020, "www3w")
    assert WATCH not in tiers(second_year)
    limited = path(second_year, "return-limit")
    assert (limited.tier, limited.by_history) == (FAILING, True)
    assert {"1", "2"} <= tiers(second_year)


@pytest.mark.parametrize("letters", ["ww3w", "www2w", "www3w2w3"[:5] + "2"])
def test_where_the_limit_does_not_bind_a_second_year_is_allowed(letters: str) -> None:
    """No year by waiver; no Tier 3 between; a year off the Watch List after the return."""
    assert WATCH in tiers(outlook(2020, letters))


def test_a_gap_gives_both_branches_and_says_so() -> None:
    result = outlook(2021, "?w")
    assert not result.certain
    assert result.unknown_years == (2021,)
    assert {"watch-list", "two-year-rule"} <= {each.rule.id for each in result.paths}
    assert "waiver" not in path(result, "watch-list").holding


@pytest.mark.parametrize(
    ("letters", "certain"), [("?22", True), ("22?", True), ("w?", False), ("?ww", False), ("w2?2", True)]
)
def test_a_gap_that_makes_no_difference_leaves_it_certain(letters: str, certain: bool) -> None:
    assert outlook(2021, letters).certain is certain


def test_the_law_is_that_of_the_year() -> None:
    assert tiers(look_ahead(the_rubric(), "ZZZ", placements({}), 2003)) == {
        "none",
        "special-case",
        "1",
        "2",
        FAILING,
    }
    assert tiers(look_ahead(the_rubric(), "ZZZ", placements({}), 2008)) == {
        "none",
        "special-case",
        "1",
        "2",
        WATCH,
        FAILING,
    }
    assert tiers(look_ahead(the_rubric(), "ZZZ", placements({}), 2009)) == {
        "special-case",
        "1",
        "2",
        WATCH,
        FAILING,
    }
    assert "contradiction" in tiers(outlook(2018, "2"))
    assert "contradiction" not in tiers(outlook(2017, "2"))


def test_later_placements_are_not_looked_at() -> None:
    history = dict.fromkeys(range(2001, 2022), "2") | {2022: WATCH, 2023: WATCH}
    now = look_ahead(the_rubric(), "ZZZ", placements(history), 2022)
    assert now == look_ahead(
        the_rubric(), "ZZZ", placements({year: tier for year, tier in history.items() if year < 2022}), 2022
    )


def test_under_the_other_reading_the_rule_takes_tier_1_and_2_too() -> None:
    result = outlook(2023, "ww", Readings(two_year_bites="everyone"))
    assert "waiver" in path(result, "full-compliance").holding
    assert "waiver" in path(result, "significant-efforts").holding
    assert path(result, "two-year-rule-for-all").tier == FAILING


def test_a_rule_that_asks_a_criterion_itself_is_a_case_of_its_own() -> None:
    rules = [
        a_rule("both", EveryOne((GateHolds("first"), OutcomeIn("a", MET))), "gold"),
        a_rule("rest", ALWAYS, "rust"),
    ]
    rubric = a_rubric(
        a_criterion("a", presence()), gates=[a_gate("first", reaches(presence("patrols")))], rules=rules
    )
    both, rest = look_ahead(rubric, "ATL", NO_PLACEMENTS, 2021).paths
    assert (both.tier, both.holding, both.failing) == ("gold", ("first", "both"), ())
    assert (rest.tier, rest.holding) == ("rust", ())
