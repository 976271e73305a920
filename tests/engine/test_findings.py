"""Findings: tests, points, caps, presumptions, bands, coverage and the scores of the pillars."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from builders import (
    BASIS,
    DEATH,
    GOVERNMENT,
    LIFE,
    YEAR,
    a_cap,
    a_criterion,
    a_dossier,
    a_presumption,
    a_rubric,
    a_scale,
    a_vocabulary,
    an_indicator,
    an_item,
    presence,
    trend,
)
from tierscore.engine.assess import assess
from tierscore.model.actor import Actor
from tierscore.model.assessment import Assessment
from tierscore.model.evidence import Bound, Dossier, Figure, Searched, Status, Versus
from tierscore.model.finding import Finding, IndicatorResult, PillarScore, Reason
from tierscore.model.law import Validity
from tierscore.model.outcome import UNKNOWN, Interval, Outcome, exactly
from tierscore.model.rubric import Criterion, Weight
from tierscore.model.test import (
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastFigure,
    Committed,
    Compared,
    Corroborated,
    Joint,
    Not,
    Outweighs,
    Subject,
    Test,
)

HALF, THIRD, ZERO, ONE, FULL = Fraction(1, 2), Fraction(1, 3), Fraction(0), Fraction(1), Fraction(100)
ABSENT, LIMITED, DONE = Status.ABSENT, Status.LIMITED, Status.DONE
OTHERS = frozenset({Actor.CIVIL_SOCIETY})


def judged(dossier: Dossier, *criteria: Criterion, **rubric: Any) -> Assessment:
    return assess(a_rubric(*criteria, **rubric), a_vocabulary(), dossier, YEAR)


def found(criterion: Criterion, dossier: Dossier, **rubric: Any) -> Finding:
    [finding] = judged(dossier, criterion, **rubric).findings
    return finding


def value(test: Test, dossier: Dossier | None = None, **rubric: Any) -> Interval:
    """The value of one test."""
    return found(a_criterion("a", test), dossier or a_dossier(), **rubric).indicators[0].value


def facts(patrols: Status | None = None, storms: Status | None = None, law: Status | None = None) -> Dossier:
    given = {"patrols": patrols, "storms": storms, "harbour-law": law}
    return a_dossier(
        *(an_item(measure, measure, status=status) for measure, status in given.items() if status)
    )


PATROLS, STORMS, LAW = presence("patrols"), presence("storms"), presence("harbour-law")

# --- tests -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "worth"), [(DONE, ONE), (LIMITED, HALF), (ABSENT, ZERO)])
def test_a_status_is_worth_what_the_scale_says(status: Status, worth: Fraction) -> None:
    assert value(PATROLS, facts(status)) == exactly(worth)


def test_what_nobody_says_is_open_from_0_to_1() -> None:
    assert value(PATROLS) == UNKNOWN


@pytest.mark.parametrize(
    ("patrols", "storms", "expected"),
    [
        (LIMITED, ABSENT, exactly(HALF)),
        (LIMITED, None, Interval(HALF, ONE)),
        (DONE, None, exactly(ONE)),
        (ABSENT, None, UNKNOWN),
    ],
)
def test_any_is_the_largest(patrols: Status, storms: Status | None, expected: Interval) -> None:
    assert value(AnyOf((PATROLS, STORMS)), facts(patrols, storms)) == expected


@pytest.mark.parametrize(
    ("patrols", "storms", "expected"),
    [
        (LIMITED, DONE, exactly(HALF)),
        (LIMITED, None, Interval(ZERO, HALF)),
        (ABSENT, None, exactly(ZERO)),
        (DONE, None, UNKNOWN),
    ],
)
def test_all_is_the_smallest(patrols: Status, storms: Status | None, expected: Interval) -> None:
    assert value(AllOf((PATROLS, STORMS)), facts(patrols, storms)) == expected


@pytest.mark.parametrize(("count", "expected"), [(1, exactly(ONE)), (2, exactly(HALF)), (3, exactly(ZERO))])
def test_at_least_is_the_kth_largest(count: int, expected: Interval) -> None:
    assert value(AtLeast(count, (STORMS, PATROLS, LAW)), facts(DONE, LIMITED, ABSENT)) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(1, exactly(ONE)), (2, Interval(HALF, ONE)), (3, Interval(ZERO, HALF))]
)
def test_at_least_ranks_each_end_among_its_like(count: int, expected: Interval) -> None:
    assert value(AtLeast(count, (STORMS, PATROLS, LAW)), facts(DONE, LIMITED)) == expected


@pytest.mark.parametrize(("status", "expected"), [(DONE, ZERO), (LIMITED, HALF), (ABSENT, ONE)])
def test_not_is_one_less(status: Status, expected: Fraction) -> None:
    assert value(Not(PATROLS), facts(status)) == exactly(expected)


def test_not_turns_an_interval_round() -> None:
    assert value(Not(AnyOf((PATROLS, STORMS))), facts(LIMITED)) == Interval(ZERO, HALF)


@pytest.mark.parametrize(
    ("patrols", "storms", "expected"),
    [
        (DONE, LIMITED, exactly(ONE)),
        (LIMITED, LIMITED, exactly(ZERO)),
        (LIMITED, None, UNKNOWN),
        (ABSENT, None, exactly(ZERO)),
    ],
)
def test_gains_outweigh_losses_only_if_they_are_more(
    patrols: Status, storms: Status | None, expected: Interval
) -> None:
    assert value(Outweighs((PATROLS,), (STORMS,)), facts(patrols, storms)) == expected


@pytest.mark.parametrize(
    ("figure", "bound", "expected"),
    [
        (4, Bound.EXACT, exactly(ONE)),
        (3, Bound.EXACT, exactly(ZERO)),
        (4, Bound.AT_LEAST, exactly(ONE)),
        (3, Bound.AT_LEAST, UNKNOWN),
        (3, Bound.AT_MOST, exactly(ZERO)),
        (4, Bound.AT_MOST, UNKNOWN),
        (400, Bound.ABOUT, UNKNOWN),
    ],
)
def test_a_figure_reaches_a_number_as_far_as_its_bound_tells(
    figure: int, bound: Bound, expected: Interval
) -> None:
    dossier = a_dossier(an_item(figure=figure, bound=bound))
    assert value(AtLeastFigure(Subject("arrests"), Fraction(4), GOVERNMENT), dossier) == expected


@pytest.mark.parametrize(
    ("longest", "usual", "ratio", "expected"),
    [
        (10, 5, Fraction(2), exactly(ONE)),
        (9, 5, Fraction(2), exactly(ZERO)),
        (5, 5, Fraction(1), exactly(ONE)),
        (5, None, Fraction(1), UNKNOWN),
    ],
)
def test_a_figure_is_compared_with_that_of_another_measure(
    longest: int, usual: int | None, ratio: Fraction, expected: Interval
) -> None:
    terms = {"longest-term": longest, "usual-term": usual}
    items = [
        an_item(name, name, figure=Figure(Fraction(number), "years"))
        for name, number in terms.items()
        if number is not None
    ]
    assert (
        value(Compared(Subject("longest-term"), Subject("usual-term"), ratio), a_dossier(*items)) == expected
    )


LIFE_TERM, DEATH_TERM = (Figure(named.rank, "years", named=named) for named in (LIFE, DEATH))


def term(years: int, bound: Bound = Bound.EXACT) -> Figure:
    return Figure(Fraction(years), "years", bound)


@pytest.mark.parametrize(
    ("longest", "usual", "expected"),
    [
        (LIFE_TERM, LIFE_TERM, exactly(ONE)),
        (LIFE_TERM, term(20), exactly(ONE)),
        (term(999), LIFE_TERM, exactly(ZERO)),
        (LIFE_TERM, DEATH_TERM, exactly(ZERO)),
        (DEATH_TERM, LIFE_TERM, exactly(ONE)),
        (term(20, Bound.AT_LEAST), LIFE_TERM, UNKNOWN),
        (LIFE_TERM, term(20, Bound.AT_LEAST), UNKNOWN),
        (DEATH_TERM, replace(LIFE_TERM, bound=Bound.AT_MOST), exactly(ONE)),
    ],
)
def test_a_named_value_outranks_every_number_and_the_names_before_it(
    longest: Figure, usual: Figure, expected: Interval
) -> None:
    dossier = a_dossier(
        an_item("longest", "longest-term", figure=longest), an_item("usual", "usual-term", figure=usual)
    )
    assert value(Compared(Subject("longest-term"), Subject("usual-term"), Fraction(1)), dossier) == expected


@pytest.mark.parametrize(
    ("figure", "other", "ratio", "expected"),
    [
        (term(20), LIFE_TERM, "1/2", UNKNOWN),
        (LIFE_TERM, DEATH_TERM, "1/2", UNKNOWN),
        (LIFE_TERM, LIFE_TERM, "1/2", exactly(ONE)),
        (DEATH_TERM, LIFE_TERM, "1/2", exactly(ONE)),
        (LIFE_TERM, term(40), "1/2", exactly(ONE)),
        (LIFE_TERM, term(40), 2, exactly(ONE)),
        (LIFE_TERM, LIFE_TERM, 2, UNKNOWN),
        (DEATH_TERM, LIFE_TERM, 2, UNKNOWN),
        (term(20), term(40), "1/2", exactly(ONE)),
        (term(19), term(40), "1/2", exactly(ZERO)),
    ],
)
def test_no_multiple_of_a_word_is_reached_or_missed(
    figure: Figure, other: Figure, ratio: str | int, expected: Interval
) -> None:
    dossier = a_dossier(
        an_item("longest", "longest-term", figure=figure), an_item("usual", "usual-term", figure=other)
    )
    assert (
        value(Compared(Subject("longest-term"), Subject("usual-term"), Fraction(ratio)), dossier) == expected
    )


def test_a_named_value_reaches_any_number_that_a_test_asks_for() -> None:
    dossier = a_dossier(an_item("longest", "longest-term", figure=LIFE_TERM))
    assert value(AtLeastFigure(Subject("longest-term"), Fraction(999), GOVERNMENT), dossier) == exactly(ONE)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (LIFE_TERM, "life in prison"),
        (replace(LIFE_TERM, bound=Bound.AT_LEAST), "at least life in prison"),
        (replace(LIFE_TERM, bound=Bound.AT_MOST), "between 0 and life in prison"),
        (term(20), "20"),
    ],
)
def test_a_reading_says_a_named_value_by_its_words(figure: Figure, words: str) -> None:
    dossier = a_dossier(
        an_item("longest", "longest-term", figure=figure), an_item("usual", "usual-term", figure=term(20))
    )
    test = Compared(Subject("longest-term"), Subject("usual-term"), Fraction(1))
    assert found(a_criterion("c", test), dossier).indicators[0].readings[0].says == words


@pytest.mark.parametrize(
    ("direction", "expected"), [("up", exactly(ZERO)), ("not-down", exactly(ONE)), ("graded", exactly(HALF))]
)
def test_a_change_is_worth_what_its_direction_says(direction: str, expected: Interval) -> None:
    dossier = a_dossier(an_item("now", figure=3), an_item("before", figure=3, when="report 2020"))
    assert value(trend(direction=direction), dossier) == expected


def test_a_change_is_against_the_year_before_and_never_an_earlier_one() -> None:
    assert (
        value(trend(), a_dossier(an_item("now", figure=3), an_item("older", figure=9, when="report 2019")))
        == UNKNOWN
    )


def test_a_change_compares_one_scope_with_itself() -> None:
    dossier = a_dossier(
        an_item("now", figure=3), an_item("part", figure=1, scope="children", when="report 2020")
    )
    assert value(trend(), dossier) == UNKNOWN


def test_the_least_change_of_the_scale_is_applied() -> None:
    dossier = a_dossier(an_item("now", figure=11), an_item("before", figure=10, when="report 2020"))
    assert value(trend(), dossier) == exactly(ONE)
    assert value(trend(), dossier, scale=a_scale(least_change=Fraction(1, 10))) == exactly(ZERO)


def test_a_stated_change_counts_where_figures_do_not_decide() -> None:
    assert value(trend(), a_dossier(an_item(versus_previous=Versus.MORE))) == exactly(ONE)


def test_acting_together_is_shown_or_open() -> None:
    together = a_dossier(an_item("x", "patrols", by=GOVERNMENT | OTHERS))
    assert value(Joint(OTHERS), together) == exactly(ONE)
    assert value(Joint(OTHERS)) == UNKNOWN


def test_a_promise_is_found_or_not_and_never_open() -> None:
    assert value(Committed(GOVERNMENT), a_dossier(an_item("x", "patrols", status=Status.PLANNED))) == exactly(
        ONE
    )
    assert value(Committed(GOVERNMENT)) == exactly(ZERO)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([("a", "report 2021", ("s",))], ZERO),
        ([("a", "report 2021", ("s", "t"))], ONE),
        ([("a", "report 2021", ("s",)), ("b", "report 2021", ("t",))], ONE),
        ([("a", "report 2021", ("s",)), ("b", "report 2021", ("s",))], ZERO),
        ([("a", "report 2021", ("s",)), ("b", "report 2018", ("s",))], ONE),
        ([("a", "report 2020", ("s",)), ("b", "report 2018", ("t",))], ZERO),
        ([("a", "report 2021", ("s",)), ("b", "report 2022", ("s",))], ZERO),
        ([], ZERO),
    ],
)
def test_a_finding_needs_two_sources_in_the_period_or_two_years_up_to_it(
    items: list[tuple[str, str, tuple[str, ...]]], expected: Fraction
) -> None:
    dossier = a_dossier(
        *(an_item(name, "storms", when=when, sources=sources) for name, when, sources in items)
    )
    assert value(Corroborated(("storms",), sources=2, years=2), dossier) == exactly(expected)


# --- criteria ----------------------------------------------------------------------------------------------


def weighed(points: int, other: int) -> Criterion:
    return a_criterion("a", indicators=(an_indicator(PATROLS, "p", points), an_indicator(STORMS, "s", other)))


def test_a_criterion_is_the_points_weighted_mean_of_its_indicators() -> None:
    assert found(weighed(3, 1), facts(DONE, LIMITED)).value == exactly(Fraction(7, 8))


def test_each_end_of_a_criterion_is_the_mean_of_the_ends() -> None:
    assert found(weighed(3, 1), facts(DONE)).value == Interval(Fraction(3, 4), ONE)


def test_means_are_exact() -> None:
    scale = a_scale(status={DONE: Fraction(2, 3), LIMITED: Fraction(1, 7), ABSENT: ZERO})
    assert found(weighed(2, 3), facts(DONE, LIMITED), scale=scale).value == exactly(Fraction(37, 105))


def test_where_every_element_is_asked_for_the_smallest_counts() -> None:
    criterion = a_criterion("a", PATROLS, STORMS, LAW, all_required=True)
    assert found(criterion, facts(DONE, LIMITED, DONE)).value == exactly(HALF)
    assert found(criterion, facts(DONE, LIMITED)).value == Interval(ZERO, HALF)


@pytest.mark.parametrize(
    ("points", "rest", "outcome"),
    [
        (3, 1, Outcome.MET),
        (74, 26, Outcome.PARTLY_MET),
        (1, 2, Outcome.PARTLY_MET),
        (33, 67, Outcome.NOT_MET),
    ],
)
def test_a_value_equal_to_a_cut_off_reaches_it(points: int, rest: int, outcome: Outcome) -> None:
    """Met from 3/4, partly met from 1/3: both exactly at and just below."""
    assert found(weighed(points, rest), facts(DONE, ABSENT)).outcome is outcome


@pytest.mark.parametrize(
    ("points", "dossier", "outcome", "possible"),
    [
        ((3, 1), facts(DONE), Outcome.MET, (Outcome.MET,)),
        ((2, 1), facts(DONE), Outcome.UNKNOWN, (Outcome.MET, Outcome.PARTLY_MET)),
        ((2, 1), facts(ABSENT), Outcome.UNKNOWN, (Outcome.PARTLY_MET, Outcome.NOT_MET)),
        ((1, 1), facts(), Outcome.UNKNOWN, (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)),
        ((3, 1), facts(ABSENT), Outcome.NOT_MET, (Outcome.NOT_MET,)),
    ],
)
def test_an_outcome_holds_the_whole_interval_or_is_unknown(
    points: tuple[int, int], dossier: Dossier, outcome: Outcome, possible: tuple[Outcome, ...]
) -> None:
    finding = found(weighed(*points), dossier)
    assert (finding.outcome, finding.possible) == (outcome, possible)


@pytest.mark.parametrize(
    ("year", "outcome"),
    [(YEAR - 1, Outcome.NOT_APPLICABLE), (YEAR, Outcome.MET), (YEAR + 1, Outcome.NOT_APPLICABLE)],
)
def test_a_criterion_that_the_law_of_the_year_does_not_ask_is_not_applicable(
    year: int, outcome: Outcome
) -> None:
    criterion = a_criterion("a", PATROLS, validity=Validity(since=YEAR, until=YEAR))
    dossier = a_dossier(
        *(an_item(f"in-{when}", "patrols", when=f"report {when}") for when in (YEAR - 1, YEAR, YEAR + 1))
    )
    [finding] = assess(a_rubric(criterion), a_vocabulary(), dossier, year).findings
    assert finding.outcome is outcome


# --- caps --------------------------------------------------------------------------------------------------


def capped(*, at_most: Fraction = THIRD, all_required: bool = False) -> Criterion:
    return a_criterion("a", PATROLS, caps=(a_cap(STORMS, at_most),), all_required=all_required)


@pytest.mark.parametrize("all_required", [False, True])
def test_a_cap_that_bites_limits_the_value(all_required: bool) -> None:
    finding = found(capped(all_required=all_required), facts(DONE, DONE))
    assert (finding.value, finding.caps[0].bites) == (exactly(THIRD), True)


@pytest.mark.parametrize("status", [ABSENT, LIMITED])
def test_a_cap_bites_only_if_its_test_is_fully_true(status: Status) -> None:
    finding = found(capped(), facts(DONE, status))
    assert (finding.value, finding.caps[0].bites) == (exactly(ONE), False)


def test_an_open_cap_limits_the_low_end_only() -> None:
    finding = found(capped(), facts(DONE))
    assert (finding.value, finding.caps[0].bites) == (Interval(THIRD, ONE), None)


def test_a_cap_that_can_no_longer_be_fully_true_does_not_bite() -> None:
    criterion = a_criterion("a", PATROLS, caps=(a_cap(AllOf((STORMS, LAW)), ZERO),))
    finding = found(criterion, facts(DONE, LIMITED))
    assert (finding.value, finding.caps[0].bites) == (exactly(ONE), False)


def test_a_cap_never_raises_a_value() -> None:
    assert found(capped(at_most=HALF), facts(ABSENT, DONE)).value == exactly(ZERO)


def test_the_lowest_of_several_caps_holds() -> None:
    criterion = a_criterion("a", PATROLS, caps=(a_cap(STORMS, HALF), a_cap(LAW, THIRD)))
    assert found(criterion, facts(DONE, DONE, DONE)).value == exactly(THIRD)


def test_the_evidence_of_a_cap_is_evidence_of_the_criterion() -> None:
    finding = found(capped(), facts(DONE, DONE))
    assert (finding.caps[0].evidence, finding.evidence) == (("storms",), ("patrols", "storms"))


# --- presumptions ------------------------------------------------------------------------------------------

QUIET = an_item("quiet", status=Status.NOT_REPORTED)


def presuming(*tests: Test, value: Fraction = ZERO) -> Criterion:
    return a_criterion("a", *tests, presumptions=(a_presumption("arrests", value=value),))


@pytest.mark.parametrize(
    "dossier",
    [a_dossier(QUIET), a_dossier(searched=[Searched(YEAR, "sea", "s")])],
    ids=["not-reported", "searched"],
)
def test_a_presumption_fires_on_silence_on_record(dossier: Dossier) -> None:
    finding = found(presuming(presence()), dossier)
    assert (finding.value, finding.indicators[0].presumed) == (exactly(ZERO), "presumption")


def test_a_presumption_has_the_value_that_it_declares() -> None:
    assert found(presuming(presence(), value=HALF), a_dossier(QUIET)).value == exactly(HALF)


@pytest.mark.parametrize(
    "dossier",
    [
        a_dossier(),
        a_dossier(an_item("before", status=Status.NOT_REPORTED, when="report 2020")),
        a_dossier(an_item("part", status=Status.NOT_REPORTED, scope="children")),
        a_dossier(searched=[Searched(YEAR, "land", "s")]),
    ],
    ids=["our own", "of the year before", "of a part", "of another pillar"],
)
def test_a_presumption_does_not_fire_on_other_silence(dossier: Dossier) -> None:
    finding = found(presuming(presence()), dossier)
    assert (finding.value, finding.indicators[0].presumed) == (UNKNOWN, None)


def test_a_presumption_names_its_measures() -> None:
    dossier = a_dossier(an_item("quiet", "patrols", status=Status.NOT_REPORTED))
    assert found(presuming(PATROLS), dossier).value == UNKNOWN


def test_a_presumption_yields_to_a_fact() -> None:
    assert found(presuming(presence()), a_dossier(QUIET, an_item("some", figure=3))).value == exactly(ONE)


def test_a_presumption_yields_to_a_comparison() -> None:
    fewer = an_item("fewer", status=None, versus_previous=Versus.FEWER)
    assert found(presuming(presence()), a_dossier(QUIET, fewer)).indicators[0].presumed is None


def test_a_presumption_answers_a_trend_too() -> None:
    before = an_item("before", figure=3, when="report 2020")
    finding = found(presuming(trend()), a_dossier(QUIET, before))
    assert (finding.value, finding.indicators[0].presumed) == (exactly(ZERO), "presumption")


def test_a_presumption_speaks_for_its_own_criterion_only() -> None:
    first, second = judged(a_dossier(QUIET), presuming(presence()), a_criterion("b", presence())).findings
    assert (first.value, second.value) == (exactly(ZERO), UNKNOWN)


def test_a_presumption_is_not_named_where_evidence_settles_the_indicator_without_it() -> None:
    finding = found(presuming(AnyOf((presence(), PATROLS))), a_dossier(QUIET, an_item("patrols", "patrols")))
    assert (finding.indicators[0].presumed, finding.coverage, finding.presumed_coverage) == (None, ONE, ZERO)


def test_a_presumption_in_part_of_a_test_settles_only_what_it_settles() -> None:
    """All of a limited thing and a silent one: at most 1/2 by evidence, 0 by presumption."""
    finding = found(
        presuming(AllOf((presence(), PATROLS))),
        a_dossier(QUIET, an_item("patrols", "patrols", status=LIMITED)),
    )
    assert (finding.indicators[0].presumed, finding.coverage, finding.presumed_coverage) == (
        "presumption",
        HALF,
        HALF,
    )


# --- coverage ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dossier", "coverage"), [(facts(), ZERO), (facts(DONE), Fraction(3, 4)), (facts(ABSENT, LIMITED), ONE)]
)
def test_coverage_is_the_points_weighted_share_that_is_settled(dossier: Dossier, coverage: Fraction) -> None:
    assert found(weighed(3, 1), dossier).coverage == coverage


def test_what_is_known_in_part_covers_in_part() -> None:
    assert found(a_criterion("a", AnyOf((PATROLS, STORMS))), facts(LIMITED)).coverage == HALF


def test_points_settled_by_presumption_are_counted_apart() -> None:
    finding = found(presuming(presence(), PATROLS, STORMS), a_dossier(QUIET, an_item("patrols", "patrols")))
    assert (finding.coverage, finding.presumed_coverage) == (THIRD, THIRD)


def test_the_coverage_of_an_assessment_is_weighted_by_criterion() -> None:
    criteria = (
        a_criterion("a", PATROLS, weight=Weight(3, BASIS)),
        a_criterion("b", STORMS),
        a_criterion("c", LAW, weight=Weight(0, BASIS)),
    )
    assert judged(facts(DONE), *criteria).coverage == Fraction(3, 4)


# --- evidence ----------------------------------------------------------------------------------------------


def test_a_finding_names_what_counted_and_what_did_not() -> None:
    items = [
        an_item("counts", "patrols"),
        an_item("late", "patrols", when="2021"),
        an_item("part", "patrols", scope="children"),
    ]
    finding = found(a_criterion("a", PATROLS), a_dossier(*items))
    assert finding.evidence == ("counts",)
    assert {note.item: note.reason for note in finding.not_counted} == {
        "late": Reason.NOT_YET,
        "part": Reason.NOT_READ,
    }


def test_both_years_of_a_trend_are_its_evidence() -> None:
    finding = found(
        a_criterion("a", trend()),
        a_dossier(an_item("now", figure=3), an_item("before", figure=2, when="report 2020")),
    )
    assert finding.evidence == ("now", "before")
    assert [reading.report_year for reading in finding.indicators[0].readings] == [YEAR, YEAR - 1]


def test_the_items_of_a_test_on_the_whole_file_are_its_evidence() -> None:
    dossier = a_dossier(
        an_item("x", "storms", by=GOVERNMENT | OTHERS, sources=("s", "t")),
        an_item("y", "patrols", status=Status.PLANNED),
    )
    tests = (Joint(OTHERS), Committed(GOVERNMENT), Corroborated(("storms",), 2, 2))
    assert [found(a_criterion("a", test), dossier).evidence for test in tests] == [("x",), ("y",), ("x",)]


def reading_says(test: Test, dossier: Dossier, **rubric: Any) -> tuple[str, bool, bool]:
    [reading] = indicator(test, dossier, **rubric).readings
    return reading.says, reading.settled, reading.contested


def indicator(test: Test, dossier: Dossier, **rubric: Any) -> IndicatorResult:
    return found(a_criterion("a", test), dossier, **rubric).indicators[0]


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        (a_dossier(), ("not on file", False, False)),
        (a_dossier(QUIET), ("none reported, by a source", False, False)),
        (a_dossier(an_item(figure=3)), ("3", True, False)),
        (a_dossier(an_item(figure=0)), ("0", True, False)),
        (a_dossier(an_item(figure=3, bound=Bound.AT_LEAST)), ("at least 3", True, False)),
        (a_dossier(an_item(figure=3, bound=Bound.AT_MOST)), ("between 0 and 3", True, False)),
        (a_dossier(an_item(figure=3, bound=Bound.ABOUT)), ("some; no figure on file", True, False)),
        (a_dossier(an_item(figure=0, bound=Bound.AT_LEAST, status=DONE)), ("not known", True, False)),
        (a_dossier(an_item("a", figure=3), an_item("b", figure=4)), ("3 or 4", False, True)),
        (
            a_dossier(an_item(status=None, versus_previous=Versus.FEWER)),
            ("fewer than the year before; no figure on file", False, False),
        ),
    ],
)
def test_a_reading_says_in_words_how_a_figure_stands(
    dossier: Dossier, expected: tuple[str, bool, bool]
) -> None:
    assert reading_says(presence(), dossier) == expected


@pytest.mark.parametrize(("status", "expected"), [(DONE, "yes"), (LIMITED, "in part"), (ABSENT, "no")])
def test_a_reading_says_in_words_how_a_thing_stands(status: Status, expected: str) -> None:
    assert reading_says(PATROLS, facts(status)) == (expected, True, False)


def test_a_reading_prints_a_figure_as_it_is() -> None:
    dossier = a_dossier(an_item("x", "longest-term", figure=Figure(Fraction("12.5"), "years")))
    assert reading_says(presence("longest-term"), dossier)[0] == "12.5"


# --- pillars -----------------------------------------------------------------------------------------------


def sea(*criteria: Criterion, dossier: Dossier) -> PillarScore:
    return next(score for score in judged(dossier, *criteria).pillars if score.pillar == "sea")


def test_a_pillar_is_the_weighted_mean_of_its_criteria_in_hundredths() -> None:
    criteria = (a_criterion("a", PATROLS, weight=Weight(3, BASIS)), a_criterion("b", STORMS))
    score = sea(*criteria, dossier=facts(DONE))
    assert (score.low, score.high, score.coverage) == (Fraction(75), FULL, Fraction(3, 4))


def test_criteria_of_weight_zero_do_not_move_a_pillar() -> None:
    score = sea(
        a_criterion("a", PATROLS),
        a_criterion("b", STORMS, weight=Weight(0, BASIS)),
        dossier=facts(DONE, ABSENT),
    )
    assert (score.low, score.high, score.coverage) == (FULL, FULL, ONE)


def test_a_pillar_of_criteria_of_weight_zero_is_open() -> None:
    score = sea(a_criterion("a", PATROLS, weight=Weight(0, BASIS)), dossier=facts(DONE))
    assert (score.low, score.high) == (ZERO, FULL)


def test_a_pillar_without_criteria_is_open_and_not_covered() -> None:
    score = sea(a_criterion("a", PATROLS, pillar="land"), dossier=facts(DONE))
    assert (score.low, score.high, score.coverage) == (ZERO, FULL, ZERO)


def test_criteria_that_do_not_apply_or_cut_across_score_in_no_pillar() -> None:
    later = a_criterion("b", STORMS, validity=Validity(since=YEAR + 1))
    cross = a_criterion("c", STORMS, pillar="cross-cutting")
    score = sea(a_criterion("a", PATROLS), later, cross, dossier=facts(DONE, ABSENT))
    assert (score.low, score.high) == (FULL, FULL)


def test_pillars_come_in_the_order_of_the_rubric() -> None:
    assert [score.pillar for score in judged(facts(), a_criterion("a", PATROLS)).pillars] == ["sea", "land"]


def test_silence_on_the_whole_is_silence_on_its_parts() -> None:
    part = presence("arrests", scope="children")
    rubric = a_rubric(a_criterion("a", part, presumptions=(a_presumption("arrests"),)))
    silent = an_item("silent", "arrests", status=Status.NOT_REPORTED)
    told = an_item("told", "arrests", figure=3)
    assert assess(rubric, a_vocabulary(), a_dossier(silent), YEAR).findings[0].outcome is Outcome.NOT_MET
    assert (
        assess(rubric, a_vocabulary(), a_dossier(silent, told), YEAR).findings[0].outcome is Outcome.UNKNOWN
    )
