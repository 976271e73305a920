"""
The state machine of placements against a plain twin of the law, on invented histories from 2001 to 2030.

The machine is the real rubric's dated rules read through ``analysis`` and ``engine.past_placements``; the
twin stands in ``law_twin``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.placements.law_twin import (
    FAILING,
    TIERS,
    WATCH,
    Answers,
    History,
    Past,
    Readings,
    answers_of,
    answers_read,
    any_filling,
    past,
    possible,
    table,
    waiver_needed,
)
from analysis.placements.machine import machine_table, placements, stands, the_rubric
from thorough import examples
from tierscore.analysis.placements.audit import audit
from tierscore.analysis.placements.outlook import look_ahead
from tierscore.model.placement_history import Audit, AuditedPlacement, Standing

pytestmark = pytest.mark.no_cover  # dear, and traced it would be dearer still

FIRST, LAST = 2001, 2030
YEARS = range(FIRST, LAST + 1)
DEFAULT = Readings()
OTHERWISE = (
    Readings(two_year_counts="special-list"),
    Readings(two_year_bites="everyone"),
    Readings(return_limit_waiver="not-needed"),
    Readings(return_limit_tier_3="any-year"),
    Readings(return_limit_waiver="not-needed", return_limit_tier_3="any-year"),
    Readings(two_year_counts="special-list", two_year_bites="everyone"),
)
READINGS = (DEFAULT, *OTHERWISE)

thorough = settings(deadline=None, max_examples=examples(16))  # the first example of a year reads the rubric
slow = settings(thorough, max_examples=examples(5))  # an audit reads the law of thirty years
runs = st.tuples(st.sampled_from((*TIERS, WATCH, WATCH, FAILING)), st.integers(1, 5))


@st.composite
def histories(draw: st.DrawFn) -> dict[int, str]:
    """Placements from 2001 to 2030, in runs, so that the rules on runs have something to bite."""
    tiers: list[str] = []
    while len(tiers) < len(YEARS):
        tier, length = draw(runs)
        tiers += [tier] * length
    return dict(zip(YEARS, tiers, strict=False))


@st.composite
def gapped(draw: st.DrawFn) -> tuple[dict[int, str], int]:
    """Placements with one to three unknown years, and a report year after them."""
    history = draw(histories())
    gaps = draw(st.sets(st.integers(2008, LAST - 1), min_size=1, max_size=3))
    year = draw(st.integers(max(min(gaps) + 1, 2011), LAST))
    return {at: tier for at, tier in history.items() if at not in gaps}, year


def at_year(history: History, year: int, readings: Readings) -> Past:
    return past({at: tier for at, tier in history.items() if at < year}, year, readings)


def written(first: int, tiers: str) -> dict[int, str]:
    """One letter a year from ``first``: w(atch list), 1, 2, 3, s(pecial case), and ``?`` for a gap."""
    names = {"w": WATCH, "s": "special-case"}
    return {first + place: names.get(letter, letter) for place, letter in enumerate(tiers) if letter != "?"}


# --- complete histories: every answer, every year ----------------------------------------------------------


@pytest.mark.parametrize("readings", READINGS, ids=str)
@thorough
@given(history=histories())
@example(history=written(2001, "2" * 8 + "wwww" + "3" * 4 + "wwwwwwwwwwwwww"))
@example(history=written(2001, "2" * 18 + "www3w2w33ww2"))
@example(history=written(2001, "3wwwwwwwwww" + "3w3w1w1w3w2w3w2w3w2"))
def test_for_every_answer_the_machine_gives_the_tier_of_the_twin(
    readings: Readings, history: dict[int, str]
) -> None:
    for year in YEARS:
        [result] = machine_table(year, {at: tier for at, tier in history.items() if at < year}, readings)
        assert result == table(year, at_year(history, year, readings), readings), year


@pytest.mark.parametrize("readings", READINGS, ids=str)
@thorough
@given(history=histories(), year=st.integers(FIRST, LAST))
def test_no_tier_is_offered_that_the_law_of_the_year_forbids_and_none_is_kept_back(
    readings: Readings, history: dict[int, str], year: int
) -> None:
    result = look_ahead(the_rubric(readings), "ZZZ", placements(history), year)
    assert result.certain
    assert result.unknown_years == ()
    assert {path.tier for path in result.paths} == possible(year, at_year(history, year, readings), readings)


@pytest.mark.parametrize("readings", READINGS, ids=str)
@thorough
@given(history=histories())
def test_a_path_holds_in_all_its_cases_what_it_says(readings: Readings, history: dict[int, str]) -> None:
    """Where a tier needs a waiver, every path to it says so; where it can do without, some path does not."""
    for year in (2003, 2010, 2012, 2018, 2019, 2024):
        result = look_ahead(the_rubric(readings), "ZZZ", placements(history), year)
        needed = at_year(history, year, readings)
        for tier in {path.tier for path in result.paths}:
            with_waiver = [("waiver" in path.holding) for path in result.paths if path.tier == tier]
            assert all(with_waiver) == waiver_needed(year, needed, tier, readings), (year, tier)


@pytest.mark.parametrize("readings", READINGS, ids=str)
@slow
@given(history=histories())
def test_the_audit_judges_a_complete_history_as_the_twin_does(
    readings: Readings, history: dict[int, str]
) -> None:
    for result in audited(history, readings).placements:
        year = result.placement.report_year
        assert (result.standing, "waiver" in result.needs) == stands(
            year, at_year(history, year, readings), history[year], readings
        ), year


def audited(history: History, readings: Readings) -> Audit:
    return audit(the_rubric(readings), {"ZZZ": placements(history)})


@slow
@given(history=histories())
def test_under_the_departments_reading_only_the_watch_list_is_ever_forbidden_or_needs_a_waiver_since_2004(
    history: dict[int, str],
) -> None:
    bound = [
        result
        for result in audited(history, DEFAULT).placements
        if result.standing is not Standing.ALLOWED and result.placement.report_year >= 2004
    ]
    assert {result.placement.tier for result in bound} <= {WATCH}


# --- gaps: the set over all fillings -----------------------------------------------------------------------


@pytest.mark.parametrize("readings", READINGS, ids=str)
@thorough
@given(drawn=gapped())
@example(drawn=(written(2001, "2" * 17 + "??ww"), 2022))
@example(drawn=(written(2001, "2" * 8 + "wwww3w2ww??2ww"), 2024))
def test_with_gaps_the_machine_offers_what_any_filling_allows(
    readings: Readings, drawn: tuple[dict[int, str], int]
) -> None:
    history, year = drawn
    pasts = {past(filled, year, readings) for filled in any_filling(history, year)}
    result = look_ahead(the_rubric(readings), "ZZZ", placements(history), year)
    assert {path.tier for path in result.paths} == frozenset[str]().union(
        *(possible(year, each, readings) for each in pasts)
    )
    tables = {frozenset(table(year, each, readings).items()) for each in pasts}
    assert {frozenset(each.items()) for each in machine_table(year, history, readings)} == tables
    assert not result.certain or len(tables) == 1
    assert result.certain or set(result.unknown_years) == {
        at for at in range(2008, year) if at not in history
    } & asked_years(readings)


def asked_years(readings: Readings) -> set[int]:
    """Which years bear on the rules: the special list looks at the change into the 2009 report."""
    return set(range(2008 if readings.two_year_counts == "special-list" else 2009, LAST))


@pytest.mark.parametrize("readings", READINGS, ids=str)
@slow
@given(drawn=gapped())
def test_with_gaps_the_audit_tells_only_what_every_filling_agrees_on(
    readings: Readings, drawn: tuple[dict[int, str], int]
) -> None:
    history, year = drawn
    if year not in history:
        return
    verdicts = {
        stands(year, past(filled, year, readings), history[year], readings)
        for filled in any_filling(history, year)
    }
    result = at(audited(history, readings), year)
    if result.standing is Standing.UNTOLD:
        assert not complete_before(history, year, readings)
    else:
        assert verdicts == {(result.standing, "waiver" in result.needs)}
    if len(verdicts) > 1:
        assert result.standing is Standing.UNTOLD


def complete_before(history: History, year: int, readings: Readings) -> bool:
    return not [each for each in range(2008, year) if each not in history and each in asked_years(readings)]


def at(result: Audit, year: int) -> AuditedPlacement:
    return next(each for each in result.placements if each.placement.report_year == year)


# --- the twin itself: the rows of the law, spelt out

WOULD_BE_WATCHED = Answers(
    applicable=True,
    no_government=False,
    full_compliance=False,
    pattern=False,
    significant_efforts=True,
    watch_condition=True,
    waiver_on_file=False,
)


def watched(*, waiver: bool = False, **changed: bool) -> Answers:
    given_answers: Mapping[str, bool] = {**vars(WOULD_BE_WATCHED), "waiver_on_file": waiver, **changed}
    return Answers(**given_answers)


@pytest.mark.parametrize(
    ("year", "first", "tiers", "answers", "expected"),
    [
        (2003, 2001, "22", watched(), "2"),
        (2004, 2001, "222", watched(), WATCH),
        (2008, 2001, "2222222", watched(applicable=False), "none"),
        (2010, 2005, "wwwww", watched(), WATCH),
        (2011, 2005, "wwwwww", watched(), FAILING),
        (2011, 2005, "wwwwww", watched(waiver=True), WATCH),
        (2012, 2009, "www", watched(waiver=True), WATCH),
        (2013, 2009, "wwww", watched(waiver=True), FAILING),
        (2013, 2009, "wwww", watched(watch_condition=False), "2"),
        (2018, 2015, "www", watched(waiver=True), WATCH),
        (2019, 2016, "www", watched(waiver=True), FAILING),
        (2019, 2017, "ww", watched(waiver=True), WATCH),
        (2018, 2017, "2", watched(full_compliance=True), "1"),
        (2019, 2017, "22", watched(pattern=True), FAILING),
        (2019, 2017, "22", watched(pattern=True, full_compliance=True), "contradiction"),
        (2020, 2015, "22222", watched(significant_efforts=False), FAILING),
        (2025, 2019, "2www3w", watched(), FAILING),
        (2025, 2019, "2www3w", watched(waiver=True), FAILING),
        (2024, 2019, "2www3", watched(), WATCH),
        (2025, 2019, "2ww23w", watched(), WATCH),
        (2025, 2014, "www32222222", watched(), "2WL"),
    ],
)
def test_the_twin_and_the_machine_decide_the_known_cases(
    year: int, first: int, tiers: str, answers: Answers, expected: str
) -> None:
    history = dict.fromkeys(range(FIRST, first), "2") | written(first, tiers)
    assert max(history) == year - 1
    decided_by_both(year, history, answers, DEFAULT, expected)


def decided_by_both(year: int, history: History, answers: Answers, readings: Readings, expected: str) -> None:
    [machine] = machine_table(year, history, readings)
    relevant = replace(answers_of(year)[-1], **{name: getattr(answers, name) for name in answers_read(year)})
    assert table(year, past(history, year, readings), readings)[relevant] == expected
    assert machine[relevant] == expected


@pytest.mark.parametrize(
    ("readings", "first", "tiers", "answers", "under_the_default", "otherwise"),
    [
        # Tier 3, Tier 2, the Watch List: two years on the special watch list, one on the Watch List.
        (Readings(two_year_counts="special-list"), 2022, "32w", watched(), WATCH, FAILING),
        (Readings(two_year_counts="special-list"), 2022, "21w", watched(), WATCH, FAILING),
        (Readings(two_year_counts="special-list"), 2022, "22w", watched(), WATCH, WATCH),
        (Readings(two_year_bites="everyone"), 2023, "ww", watched(full_compliance=True), "1", FAILING),
        (Readings(two_year_bites="everyone"), 2023, "ww", watched(watch_condition=False), "2", FAILING),
        (
            Readings(two_year_bites="everyone"),
            2023,
            "ww",
            watched(full_compliance=True, waiver=True),
            "1",
            "1",
        ),
        (
            Readings(two_year_bites="everyone"),
            2022,
            "www",
            watched(full_compliance=True, waiver=True),
            "1",
            FAILING,
        ),
        (Readings(return_limit_waiver="not-needed"), 2020, "ww32w", watched(), WATCH, FAILING),
        (Readings(return_limit_waiver="not-needed"), 2020, "w332w", watched(), WATCH, WATCH),
        (
            Readings(return_limit_tier_3="any-year"),
            2009,
            "www" + "3" + "2" * 11 + "w",
            watched(),
            WATCH,
            FAILING,
        ),
        (
            Readings(return_limit_tier_3="any-year"),
            2009,
            "ww" + "3" + "2" * 12 + "w",
            watched(),
            WATCH,
            WATCH,
        ),
    ],
)
def test_each_other_reading_of_the_law_changes_some_case(
    readings: Readings, first: int, tiers: str, answers: Answers, under_the_default: str, otherwise: str
) -> None:
    """Judged in 2025, on Tier 2 until the letters begin."""
    history = dict.fromkeys(range(FIRST, first), "2") | written(first, tiers)
    assert max(history) == 2024
    decided_by_both(2025, history, answers, DEFAULT, under_the_default)
    decided_by_both(2025, history, answers, readings, otherwise)


def test_the_twin_asks_more_as_the_law_grows() -> None:
    assert [len(answers_of(year)) for year in (2003, 2004, 2009, 2011, 2019)] == [16, 32, 16, 32, 64]
