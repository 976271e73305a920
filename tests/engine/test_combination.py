"""What the counted items together say of one subject in one period."""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from builders import GOVERNMENT, YEAR, a_criterion, a_dossier, a_rubric, a_vocabulary, an_item, presence
from tierscore.engine.combination import Fact
from tierscore.engine.dossier_view import DossierView
from tierscore.model.actor import Actor
from tierscore.model.evidence import Bound, Dossier, EvidenceItem, Figure, Searched, State, Status, Versus
from tierscore.model.finding import Reason
from tierscore.model.test import Subject

NOTHING = State(Status.ABSENT, Fraction(0), Fraction(0))
SOME = State(Status.DONE, Fraction(1))
OTHERS = frozenset({Actor.CIVIL_SOCIETY})


def number(value: int | Fraction, status: Status = Status.DONE) -> State:
    return State(status, Fraction(value), Fraction(value))


def view(dossier: Dossier) -> DossierView:
    tests = [presence(measure) for measure in ("arrests", "patrols", "harbour-law", "longest-term", "storms")]
    return DossierView(dossier, a_vocabulary(), a_rubric(a_criterion("a", *tests)), YEAR)


def fact(
    *items: EvidenceItem, measure: str = "arrests", scope: str | None = None, year: int | None = None
) -> Fact:
    return view(a_dossier(*items)).fact(Subject(measure, scope=scope), year)


def patrol(id: str, status: Status = Status.DONE, **changes: Any) -> EvidenceItem:
    return an_item(id, "patrols", status=status, **changes)


def law(id: str, when: str, status: Status = Status.DONE) -> EvidenceItem:
    return an_item(id, "harbour-law", when=when, status=status)


def term(id: str, value: int, when: str) -> EvidenceItem:
    return an_item(id, "longest-term", figure=Figure(Fraction(value), "years"), when=when)


def reasons(found: Fact) -> dict[str, Reason]:
    return {note.item: note.reason for note in found.not_counted}


# --- nothing, silence, absence, zero ------------------------------------------------------------------------


def test_no_item_is_no_state() -> None:
    assert fact().states == ()


def test_silence_is_no_state() -> None:
    found = fact(an_item("quiet", status=Status.NOT_REPORTED))
    assert (found.states, found.silent) == ((), ("quiet",))


def test_absent_is_nothing() -> None:
    assert fact(an_item(status=Status.ABSENT)).states == (NOTHING,)


def test_a_figure_of_zero_is_nothing() -> None:
    assert fact(an_item(figure=0)).states == (NOTHING,)


def test_absent_activity_is_a_fact_and_its_silence_is_none() -> None:
    assert fact(patrol("no", Status.ABSENT), measure="patrols").states == (NOTHING,)
    assert fact(patrol("quiet", Status.NOT_REPORTED), measure="patrols").states == ()


def test_a_search_in_full_puts_silence_on_record() -> None:
    dossier = a_dossier(searched=[Searched(YEAR, "sea", "s")])
    assert view(dossier).fact(Subject("arrests")).silent == ("s",)


@pytest.mark.parametrize("search", [Searched(YEAR - 1, "sea", "s"), Searched(YEAR, "land", "s")])
def test_a_search_speaks_for_its_report_and_pillar_only(search: Searched) -> None:
    assert view(a_dossier(searched=[search])).fact(Subject("arrests")).silent == ()


def test_a_search_of_the_year_before_speaks_for_the_year_before() -> None:
    dossier = a_dossier(searched=[Searched(YEAR - 1, "sea", "s")])
    assert view(dossier).fact(Subject("arrests"), YEAR - 1).silent == ("s",)


def test_where_something_counts_a_search_is_no_silence() -> None:
    dossier = a_dossier(an_item(figure=3), searched=[Searched(YEAR, "sea", "s")])
    assert view(dossier).fact(Subject("arrests")).silent == ()


def test_a_scope_is_a_fact_of_its_own() -> None:
    items = (an_item("all", figure=3), an_item("part", figure=0, scope="children"))
    assert fact(*items).states == (number(3),)
    assert fact(*items, scope="children").states == (NOTHING,)


# --- activities --------------------------------------------------------------------------------------------


def test_the_best_counted_status_of_an_activity_counts() -> None:
    found = fact(patrol("part", Status.LIMITED), patrol("full"), measure="patrols")
    assert [state.status for state in found.states] == [Status.DONE]
    assert (found.evidence, reasons(found)) == (("full",), {"part": Reason.BETTER_STATUS})


def test_a_limited_activity_counts_where_nothing_better_does() -> None:
    assert [state.status for state in fact(patrol("part", Status.LIMITED), measure="patrols").states] == [
        Status.LIMITED
    ]


@pytest.mark.parametrize("status", [Status.DONE, Status.LIMITED])
def test_an_activity_that_was_done_and_was_not_is_contested(status: Status) -> None:
    found = fact(patrol("yes", status), patrol("no", Status.ABSENT, by=OTHERS), measure="patrols")
    assert [state.status for state in found.states] == [Status.ABSENT, status]
    assert found.contested
    assert found.evidence == ("no", "yes")


def test_sources_that_agree_contest_nothing() -> None:
    found = fact(patrol("one"), patrol("two"), measure="patrols")
    assert (len(found.states), found.contested, found.evidence) == (1, False, ("one", "two"))


def test_an_absence_in_a_part_stays_its_own_fact() -> None:
    items = (patrol("all"), patrol("part", Status.ABSENT, scope="children"))
    assert [state.status for state in fact(*items, measure="patrols").states] == [Status.DONE]


def test_where_a_count_is_none_so_is_every_part_of_it() -> None:
    found = fact(an_item("none", figure=0), scope="children")
    assert (found.states, found.evidence) == ((NOTHING,), ("none",))
    assert fact(an_item("none", figure=0, when="report 2020"), scope="children", year=2020).states == (
        NOTHING,
    )


@pytest.mark.parametrize(
    "items",
    [
        (an_item("some", figure=3),),
        (an_item("none", figure=0), an_item("some", figure=3)),
        (an_item("none", figure=0, series="potential"),),
        (an_item("none", figure=0, when="2020-04-01/2020-06-30"),),
        (an_item("quiet", status=Status.NOT_REPORTED),),
    ],
)
def test_a_part_is_known_from_the_whole_only_where_the_whole_is_surely_none(
    items: tuple[EvidenceItem, ...],
) -> None:
    assert fact(*items, scope="children").states == ()


def test_what_a_part_says_of_itself_goes_before_its_whole() -> None:
    assert fact(
        an_item("none", figure=0), an_item("part", figure=2, scope="children"), scope="children"
    ).states == (number(2),)


def test_only_counts_speak_for_their_parts() -> None:
    assert fact(patrol("none", Status.ABSENT), measure="patrols", scope="children").states == ()


# --- standing things ---------------------------------------------------------------------------------------


def test_the_newest_item_says_how_a_standing_thing_stood() -> None:
    found = fact(law("old", "2018-01-01"), law("new", "2020-05-01", Status.LIMITED), measure="harbour-law")
    assert [state.status for state in found.states] == [Status.LIMITED]
    assert reasons(found) == {"old": Reason.SUPERSEDED}


def test_that_a_standing_thing_is_gone_overtakes_that_it_was_there() -> None:
    assert fact(
        law("old", "2018-01-01"), law("gone", "2020-05-01", Status.ABSENT), measure="harbour-law"
    ).states == (NOTHING,)


def test_that_a_standing_thing_is_there_overtakes_that_it_was_missing() -> None:
    found = fact(law("missing", "2019-06-01", Status.ABSENT), law("new", "2020-05-01"), measure="harbour-law")
    assert [state.status for state in found.states] == [Status.DONE]


def test_what_comes_after_the_last_day_of_the_period_overtakes_nothing() -> None:
    found = fact(law("old", "2018-01-01"), law("gone", "2021-04-01", Status.ABSENT), measure="harbour-law")
    assert [state.status for state in found.states] == [Status.DONE]


def test_two_newest_items_that_differ_are_contested() -> None:
    found = fact(law("yes", "2020-05-01"), law("no", "2020-05-01", Status.ABSENT), measure="harbour-law")
    assert ([state.status for state in found.states], found.contested) == ([Status.ABSENT, Status.DONE], True)


def test_the_year_before_is_read_as_it_stood_then() -> None:
    items = (law("old", "2018-01-01"), law("gone", "2020-05-01", Status.ABSENT))
    assert [state.status for state in fact(*items, measure="harbour-law", year=YEAR - 1).states] == [
        Status.DONE
    ]


def test_silence_overtakes_no_standing_thing() -> None:
    found = fact(
        law("old", "2018-01-01"), law("quiet", "report 2021", Status.NOT_REPORTED), measure="harbour-law"
    )
    assert [state.status for state in found.states] == [Status.DONE]


def test_a_standing_figure_of_a_date_in_the_period_is_exact() -> None:
    assert fact(term("t", 12, "2020-06-01"), measure="longest-term").states == (number(12),)


def test_a_newer_standing_figure_overtakes_an_older() -> None:
    assert fact(term("t", 12, "2018-06-01"), term("u", 15, "2020-06-01"), measure="longest-term").states == (
        number(15),
    )


def test_a_circumstance_is_combined_like_an_activity() -> None:
    found = fact(an_item("a", "storms", status=Status.LIMITED), an_item("b", "storms"), measure="storms")
    assert [state.status for state in found.states] == [Status.DONE]


# --- statistics --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [(Bound.EXACT, 5, 5), (Bound.AT_LEAST, 5, None), (Bound.AT_MOST, 0, 5), (Bound.ABOUT, 1, None)],
)
def test_a_bound_makes_a_figure_an_interval(bound: Bound, low: int, high: int | None) -> None:
    [state] = fact(an_item(figure=5, bound=bound)).states
    assert state.low == low
    assert state.high == high


def test_done_without_a_figure_is_at_least_one() -> None:
    assert fact(an_item()).states == (SOME,)


def test_an_exact_figure_goes_before_bounds_that_it_satisfies() -> None:
    found = fact(
        an_item("exact", figure=5), an_item("bound", figure=3, bound=Bound.AT_LEAST), an_item("word")
    )
    assert found.states == (number(5),)


@pytest.mark.parametrize(("bound", "value"), [(Bound.AT_LEAST, 6), (Bound.AT_MOST, 4)])
def test_an_exact_figure_and_a_bound_that_excludes_it_are_contested(bound: Bound, value: int) -> None:
    found = fact(an_item("exact", figure=5), an_item("bound", figure=value, bound=bound))
    assert (len(found.states), found.contested) == (2, True)


@pytest.mark.parametrize(("bound", "value"), [(Bound.AT_LEAST, 5), (Bound.AT_MOST, 5)])
def test_a_bound_includes_its_own_number(bound: Bound, value: int) -> None:
    assert fact(an_item("exact", figure=5), an_item("bound", figure=value, bound=bound)).states == (
        number(5),
    )


def test_bounds_that_agree_are_joined() -> None:
    bounds = (an_item("a", figure=3, bound=Bound.AT_LEAST), an_item("b", figure=5, bound=Bound.AT_LEAST))
    assert fact(*bounds, an_item("c", figure=9, bound=Bound.AT_MOST)).states == (
        State(Status.DONE, Fraction(5), Fraction(9)),
    )


def test_bounds_that_meet_are_the_number_where_they_meet() -> None:
    found = fact(an_item("a", figure=5, bound=Bound.AT_LEAST), an_item("b", figure=5, bound=Bound.AT_MOST))
    assert (found.states, found.contested) == ((number(5),), False)


def test_bounds_that_exclude_one_another_are_contested() -> None:
    found = fact(an_item("a", figure=5, bound=Bound.AT_LEAST), an_item("b", figure=4, bound=Bound.AT_MOST))
    assert found.states == (State(Status.DONE, Fraction(0), Fraction(4)), State(Status.DONE, Fraction(5)))


def test_two_figures_of_one_period_that_differ_are_contested() -> None:
    assert fact(an_item("a", figure=3), an_item("b", figure=4)).states == (number(3), number(4))


def test_two_figures_that_agree_are_one_fact() -> None:
    found = fact(an_item("a", figure=3), an_item("b", figure=3))
    assert (found.states, found.contested, found.evidence) == ((number(3),), False, ("a", "b"))


def test_two_ways_to_say_none_are_one_fact() -> None:
    found = fact(
        an_item("a", figure=0),
        an_item("b", figure=0, bound=Bound.AT_MOST, status=Status.DONE),
        an_item("c", status=Status.ABSENT),
    )
    assert (found.states, found.contested) == ((NOTHING,), False)


def test_a_figure_and_an_absence_are_contested() -> None:
    assert fact(an_item("a", figure=3), an_item("b", status=Status.ABSENT)).states == (NOTHING, number(3))


def test_partial_periods_never_add() -> None:
    found = fact(an_item("a", figure=3, when="2020-05-01"), an_item("b", figure=4, when="2020-06-01"))
    assert found.states == (State(Status.DONE, Fraction(4), None),)


def test_a_figure_of_a_part_is_a_lower_bound() -> None:
    assert fact(an_item(figure=3, when="2020-05-01")).states == (State(Status.DONE, Fraction(3), None),)


def test_an_upper_bound_of_a_part_is_none_of_the_whole() -> None:
    """At most four in May may be forty in the year."""
    assert fact(an_item(figure=4, bound=Bound.AT_MOST, when="2020-05-01")).states == ()


def test_a_figure_of_the_whole_goes_before_one_of_a_part() -> None:
    found = fact(an_item("whole", figure=5), an_item("part", figure=7, when="2020-05-01"))
    assert (found.states, reasons(found)) == ((number(5),), {"part": Reason.PARTIAL_FIGURE})


def test_none_in_a_part_does_not_contest_a_figure_of_the_whole() -> None:
    found = fact(an_item("whole", figure=5), an_item("part", status=Status.ABSENT, when="2020-05-01"))
    assert (found.states, found.contested) == ((number(5),), False)


def test_a_span_of_several_years_says_nothing_of_one() -> None:
    assert fact(an_item(figure=30, when="2018-01-01/2020-12-31")).states == ()


def test_a_calendar_year_and_the_reporting_period_count_alike() -> None:
    assert fact(an_item("a", figure=3, when="2020"), an_item("b", figure=4, when="report 2021")).states == (
        number(3),
        number(4),
    )


def test_a_limited_figure_stays_limited() -> None:
    assert fact(an_item(figure=3, status=Status.LIMITED)).states == (number(3, Status.LIMITED),)


# --- comparisons -------------------------------------------------------------------------------------------


def test_a_comparison_without_a_status_counts_as_a_comparison_only() -> None:
    found = fact(an_item("c", status=None, versus_previous=Versus.FEWER))
    assert (found.states, found.comparisons, found.evidence) == ((), (Versus.FEWER,), ("c",))


def test_sources_that_tell_opposite_changes_are_contested() -> None:
    found = fact(
        an_item("a", versus_previous=Versus.MORE), an_item("b", status=None, versus_previous=Versus.FEWER)
    )
    assert found.contested


def test_more_and_none_before_say_the_same() -> None:
    found = fact(an_item("a", versus_previous=Versus.MORE), an_item("b", versus_previous=Versus.NONE_BEFORE))
    assert not found.contested


# --- the file as a whole -----------------------------------------------------------------------------------


def test_acting_together_needs_the_government_and_a_partner() -> None:
    together = an_item("together", "patrols", by=OTHERS, with_=GOVERNMENT)
    items = (together, an_item("alone", "patrols"), an_item("theirs", "patrols", by=OTHERS))
    assert view(a_dossier(*items)).joint_items(OTHERS) == ("together",)


def test_acting_together_within_limits_is_acting_together() -> None:
    item = an_item("together", "patrols", status=Status.LIMITED, by=OTHERS | GOVERNMENT)
    assert view(a_dossier(item)).joint_items(OTHERS) == ("together",)


@pytest.mark.parametrize(
    "changes",
    [{"when": "2019"}, {"status": Status.ABSENT}, {"status": Status.PLANNED}, {"unusable": "garbled"}],
)
def test_acting_together_counts_if_done_in_the_period(changes: dict[str, Any]) -> None:
    item = an_item("together", "patrols", **({"by": OTHERS | GOVERNMENT} | changes))
    assert view(a_dossier(item)).joint_items(OTHERS) == ()


def test_facts_by_the_government_are_those_that_it_did_or_paid_for() -> None:
    items = (
        an_item("did", "storms"),
        an_item("paid", "storms", by=OTHERS, funded_by=GOVERNMENT),
        an_item("theirs", "storms", by=OTHERS),
    )
    assert [item.id for item in view(a_dossier(*items)).items_by_government(("storms",), YEAR)] == [
        "did",
        "paid",
    ]


def test_what_is_limited_or_not_so_is_no_fact_by_the_government() -> None:
    items = (an_item("part", "storms", status=Status.LIMITED), an_item("no", "storms", status=Status.ABSENT))
    assert view(a_dossier(*items)).items_by_government(("storms",), YEAR) == ()


def test_promises_are_found_by_who_made_them_and_when() -> None:
    items = [
        an_item("ours", "patrols", status=Status.PLANNED),
        an_item("old", "patrols", status=Status.PLANNED, when="2019"),
        an_item("theirs", "patrols", status=Status.PLANNED, by=OTHERS),
        an_item("garbled", "patrols", status=Status.PLANNED, unusable="garbled"),
        an_item("done", "patrols"),
    ]
    assert view(a_dossier(*items)).commitments(GOVERNMENT) == ("ours",)


def test_a_measure_without_a_named_actor_is_read_from_anybody() -> None:
    rubric = a_rubric(a_criterion("a", presence("storms", by=frozenset())), rules=(), gates=())
    found = DossierView(a_dossier(an_item("x", "storms", by=OTHERS)), a_vocabulary(), rubric, YEAR).fact(
        Subject("storms")
    )
    assert found.evidence == ("x",)


# --- how much work it is ------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["arrests", "patrols", "harbour-law"])
def test_four_times_as_many_items_take_about_four_times_the_calls(measure: str) -> None:
    statuses = (Status.DONE, Status.LIMITED, Status.ABSENT)

    def calls(count: int) -> int:
        dossier = a_dossier(
            *(an_item(f"i{number}", measure, status=statuses[number % 3]) for number in range(count))
        )
        return calls_of(lambda: view(dossier).fact(Subject(measure)))

    assert calls(400) < 6 * calls(100)


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called while some work is done."""
    count, before = 0, sys.getprofile()

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
