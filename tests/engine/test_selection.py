"""Which items count for a period, and why the others do not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from builders import GOVERNMENT, YEAR, a_dossier, a_measure, a_source, a_vocabulary, an_item, settings
from tierscore.engine.dossier_facts import facts_of
from tierscore.engine.selection import Selection, made_in, reports_spoken_for, select, speaks_until
from tierscore.loading.dates import read_published
from tierscore.model.actor import Actor
from tierscore.model.evidence import Bound, EvidenceItem, Figure, Status
from tierscore.model.finding import Reason
from tierscore.model.measure import Measure, Nature
from tierscore.model.outcome import ONE
from tierscore.model.period import ReportingPeriod
from tierscore.model.test import Subject

STATISTIC = a_measure("arrests", Nature.STATISTIC, unit="cases")
ACTIVITY = a_measure("patrols", Nature.ACTIVITY)
STANDING = a_measure("harbour-law", Nature.STANDING)
OTHERS = frozenset({Actor.INTERNATIONAL_ORGANIZATION})


def chosen(
    *items: EvidenceItem,
    measure: Measure = ACTIVITY,
    by: frozenset[Actor] = GOVERNMENT,
    published: str = "2021-06-01",
    lapse: int = 5,
    adverse: int = 2,
) -> Selection:
    dossier = a_dossier(*items, sources=[a_source(published=published)])
    return select(
        items,
        dossier.sources,
        frozenset(item.revises for item in items if item.revises),
        measure,
        ReportingPeriod(YEAR),
        settings(standing_lapse=lapse, adverse_lapse=adverse),
        by,
    )


def reason(item: EvidenceItem, measure: Measure = ACTIVITY, **changes: str) -> Reason | None:
    """Why an item does not count; None if it does."""
    selection = chosen(item, measure=measure, **changes)  # type: ignore[arg-type] # text only
    assert len(selection.selected) + len(selection.not_counted) == 1
    return selection.not_counted[0].reason if selection.not_counted else None


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2020-03-31", Reason.OUTSIDE_PERIOD),
        ("2020-04-01", None),
        ("2021-03-31", None),
        ("2021-04-01", Reason.NOT_YET),
        ("2019-01-01/2020-03-31", Reason.OUTSIDE_PERIOD),
        ("2019-01-01/2020-04-01", None),
        ("2021-03-31/2022-01-01", None),
        ("2019-01-01/2022-01-01", None),
    ],
)
def test_a_date_counts_if_it_overlaps_1_april_to_31_march(when: str, expected: Reason | None) -> None:
    assert reason(an_item(when=when)) is expected


@pytest.mark.parametrize(
    ("when", "expected"), [("2019", Reason.OUTSIDE_PERIOD), ("2020", None), ("2021", Reason.NOT_YET)]
)
def test_a_bare_calendar_year_counts_for_the_report_of_the_next_year_and_no_other(
    when: str, expected: Reason | None
) -> None:
    assert reason(an_item(when=when)) is expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2019-01-01/2019-12-31", Reason.OUTSIDE_PERIOD),
        ("2020-01-01/2020-12-31", None),
        ("2021-01-01/2021-12-31", Reason.NOT_YET),
    ],
)
def test_january_to_december_counts_as_the_calendar_year_does(when: str, expected: Reason | None) -> None:
    assert reason(an_item(when=when)) is expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [("report 2020", Reason.OUTSIDE_PERIOD), ("report 2021", None), ("report 2022", Reason.NOT_YET)],
)
def test_a_finding_of_a_report_counts_for_that_report_only(when: str, expected: Reason | None) -> None:
    assert reason(an_item(when=when)) is expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2020-03-31", Reason.OUTSIDE_PERIOD), ("2020-04-01", None), ("2021-06-01", None)],
)
def test_an_open_interval_holds_until_its_source_was_written(published: str, expected: Reason | None) -> None:
    assert reason(an_item(when="2014-11-01/.."), published=published) is expected


@pytest.mark.parametrize(
    ("published", "until"),
    [
        ("2020", "2020-12-31"),
        ("2020-06", "2020-06-30"),
        ("2020~", "2019-01-01"),
        ("2020-06~", "2020-05-01"),
        ("2020?", "2014-11-01"),
        ("..2020", "2014-11-01"),
        ("2020/", "2020-01-01"),
        ("2018/2022", "2018-01-01"),
    ],
)
def test_a_date_that_is_not_known_confirms_no_day_later_than_the_earliest_it_can_be(
    published: str, until: str
) -> None:
    item = an_item(when="2014-11-01/..")
    assert str(speaks_until(item, {"s": a_source(published=published)})) == until


def test_when_a_thing_lapses_is_not_decided_by_a_guess() -> None:
    item = an_item(when="2012-01-01/..")
    assert reason(item, STANDING, published="2017") is None
    for unsure in ("2017~", "2017?", "..2017", "2010/2017"):
        assert reason(item, STANDING, published=unsure) is Reason.LAPSED, unsure


def test_a_source_confirms_nothing_later_than_the_day_on_which_it_was_read() -> None:
    source = replace(a_source(), published=read_published("2020", dt.date(2020, 3, 3)))
    assert speaks_until(an_item(when="2014-11-01/.."), {"s": source}) == dt.date(2020, 3, 3)
    undated = replace(a_source(), published=read_published(None, dt.date(2020, 3, 3)))
    assert speaks_until(an_item(when="2014-11-01/.."), {"s": undated}) == dt.date(2014, 11, 1)


def test_an_open_interval_holds_until_the_newest_of_its_sources() -> None:
    item = an_item(when="2014-11-01/..", sources=("old", "new"))
    sources = [a_source("old", "2015-01-01"), a_source("new", "2020-05-01")]
    dossier = a_dossier(item, sources=sources)
    period = ReportingPeriod(YEAR)
    assert select((item,), dossier.sources, frozenset(), ACTIVITY, period, settings(), GOVERNMENT).selected


@pytest.mark.parametrize(
    ("when", "expected"), [("2020-05-01/", None), ("2020-03-01/", Reason.OUTSIDE_PERIOD)]
)
def test_an_interval_of_unknown_end_speaks_for_its_start_only(when: str, expected: Reason | None) -> None:
    assert reason(an_item(when=when)) is expected


@pytest.mark.parametrize(
    ("when", "expected"), [("2021-03-31", None), ("2021-04-01", Reason.NOT_YET), ("2017-06-01", None)]
)
def test_a_standing_thing_counts_from_its_start(when: str, expected: Reason | None) -> None:
    assert reason(an_item(when=when), STANDING) is expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2015-01-01/2021-03-30", Reason.ENDED),
        ("2015-01-01/2021-03-31", None),
        ("2015-01-01/", Reason.ENDED),
        ("2015-01-01/..", None),
    ],
)
def test_a_standing_thing_counts_until_its_end(when: str, expected: Reason | None) -> None:
    assert reason(an_item(when=when), STANDING) is expected


@pytest.mark.parametrize(("when", "expected"), [("2020", None), ("2021", Reason.NOT_YET)])
def test_a_standing_thing_of_a_bare_year_stands_at_the_end_of_that_year(
    when: str, expected: Reason | None
) -> None:
    assert reason(an_item(when=when), STANDING) is expected


@pytest.mark.parametrize(("when", "expected"), [("2016-02-29", Reason.LAPSED), ("2016-03-31", None)])
def test_a_standing_thing_that_nobody_confirms_lapses(when: str, expected: Reason | None) -> None:
    assert reason(an_item(when=when), STANDING) is expected


@pytest.mark.parametrize(("published", "expected"), [("2016-02-29", Reason.LAPSED), ("2016-03-01", None)])
def test_an_open_standing_thing_lapses_from_the_day_its_source_was_written(
    published: str, expected: Reason | None
) -> None:
    assert reason(an_item(when="2010-01-01/.."), STANDING, published=published) is expected


@pytest.mark.parametrize(("when", "expected"), [("2019-02-28", Reason.LAPSED), ("2019-03-01", None)])
def test_that_a_standing_thing_was_missing_lapses_sooner(when: str, expected: Reason | None) -> None:
    assert reason(an_item(when=when, status=Status.ABSENT), STANDING) is expected


@pytest.mark.parametrize(("lapse", "adverse", "counts"), [(3, 9, False), (4, 9, True)])
def test_the_lapse_is_the_setting_of_the_rubric(lapse: int, adverse: int, counts: bool) -> None:
    assert (
        bool(chosen(an_item(when="2017-06-01"), measure=STANDING, lapse=lapse, adverse=adverse).selected)
        is counts
    )


def test_what_has_lapsed_does_not_bring_back_what_it_overtook() -> None:
    """Done in 2017, gone in 2018, and not a word since: open again, not done."""
    selection = chosen(
        an_item("done", when="2017-06-01"),
        an_item("gone", when="2018-06-01", status=Status.ABSENT),
        measure=STANDING,
        by=frozenset(),
    )
    assert not selection.selected
    assert {note.item: note.reason for note in selection.not_counted} == {
        "done": Reason.SUPERSEDED,
        "gone": Reason.LAPSED,
    }


def test_what_has_ended_does_not_bring_back_what_was_said_before() -> None:
    selection = chosen(
        an_item("begun", when="2017-06-01"), an_item("run", when="2015-01-01/2020-12-30"), measure=STANDING
    )
    assert not selection.selected


def test_what_was_said_on_the_day_of_the_end_ended_with_it() -> None:
    selection = chosen(
        an_item("day", when="2020-12-30"), an_item("run", when="2015-01-01/2020-12-30"), measure=STANDING
    )
    assert not selection.selected


def test_what_was_said_after_an_end_counts() -> None:
    selection = chosen(
        an_item("run", when="2015-01-01/2019-12-30"), an_item("again", when="2020-06-01"), measure=STANDING
    )
    assert [found.item.id for found in selection.selected] == ["again"]


def test_what_others_ended_does_not_overtake_what_the_government_does() -> None:
    others = an_item("others", when="2015-01-01/2020-12-30", by=OTHERS)
    selection = chosen(an_item("ours", when="2017-06-01"), others, measure=STANDING)
    assert [found.item.id for found in selection.selected] == ["ours"]


def test_what_others_did_alone_earns_no_credit() -> None:
    assert reason(an_item(by=OTHERS)) is Reason.OTHER_ACTOR


def test_what_the_government_did_with_others_counts_in_full() -> None:
    assert reason(an_item(by=OTHERS | GOVERNMENT)) is None


def test_to_take_part_in_what_others_did_earns_no_credit() -> None:
    assert reason(an_item(by=OTHERS, with_=GOVERNMENT)) is Reason.OTHER_ACTOR


def test_money_counts_through_funded_by() -> None:
    assert reason(an_item(by=OTHERS, funded_by=GOVERNMENT)) is None


def test_an_act_of_nobody_named_earns_no_credit() -> None:
    assert reason(an_item(by=frozenset())) is Reason.OTHER_ACTOR


def test_without_a_filter_any_actor_counts() -> None:
    assert chosen(an_item(by=OTHERS), by=frozenset()).selected


@pytest.mark.parametrize("measure", [ACTIVITY, STANDING, STATISTIC], ids=lambda measure: measure.nature)
def test_what_was_not_done_counts_whoever_reports_it(measure: Measure) -> None:
    assert reason(an_item(status=Status.ABSENT, by=OTHERS), measure) is None


def test_a_count_of_zero_counts_whoever_reports_it() -> None:
    assert reason(an_item(figure=0, by=OTHERS), STATISTIC) is None


def test_a_count_of_others_that_may_be_more_than_zero_is_credit() -> None:
    at_least_zero = an_item(figure=0, bound=Bound.AT_LEAST, status=Status.DONE, by=OTHERS)
    assert reason(at_least_zero, STATISTIC) is Reason.OTHER_ACTOR


@pytest.mark.parametrize("measure", [ACTIVITY, STANDING, STATISTIC], ids=lambda measure: measure.nature)
def test_a_promise_never_counts(measure: Measure) -> None:
    assert reason(an_item(status=Status.PLANNED), measure) is Reason.COMMITMENT


def test_a_figure_that_was_revised_does_not_count() -> None:
    selection = chosen(
        an_item("first", figure=3), an_item("second", figure=4, revises="first"), measure=STATISTIC
    )
    assert [found.item.id for found in selection.selected] == ["second"]
    assert selection.not_counted[0].reason is Reason.REVISED


def test_a_figure_revised_by_an_item_on_another_part_does_not_count() -> None:
    first, second = an_item("first", figure=3), an_item("second", figure=4, revises="first", scope="children")
    facts = facts_of(a_dossier(first, second), a_vocabulary())
    assert not facts.selection((first,), "arrests", YEAR, settings(), GOVERNMENT).selected


def test_an_unusable_item_never_counts_and_says_why() -> None:
    [note] = chosen(an_item(unusable="garbled in print")).not_counted
    assert (note.reason, note.detail) == (Reason.UNUSABLE, "garbled in print")


def test_an_unusable_silence_is_no_silence() -> None:
    assert not chosen(an_item(status=Status.NOT_REPORTED, unusable="garbled")).silent


def test_not_reported_settles_nothing_and_puts_silence_on_record() -> None:
    selection = chosen(an_item("quiet", status=Status.NOT_REPORTED))
    assert (selection.selected, selection.silent) == ((), ("quiet",))
    assert selection.not_counted[0].reason is Reason.SILENCE


@pytest.mark.parametrize("measure", [ACTIVITY, STANDING, STATISTIC], ids=lambda measure: measure.nature)
@pytest.mark.parametrize("when", ["report 2020", "2019", "2020-03-31"])
def test_silence_of_another_period_is_not_on_record_for_this_one(measure: Measure, when: str) -> None:
    selection = chosen(an_item("quiet", status=Status.NOT_REPORTED, when=when), measure=measure)
    assert selection.silent == ()
    assert selection.not_counted[0].reason is Reason.OUTSIDE_PERIOD


@pytest.mark.parametrize("when", ["report 2021", "2020", "2020-01-01/2020-12-31", "2020-04-01/2021-03-31"])
def test_a_figure_of_the_period_or_the_calendar_year_before_the_report_covers_the_whole(when: str) -> None:
    assert chosen(an_item(figure=3, when=when), measure=STATISTIC).selected[0].whole_period


@pytest.mark.parametrize("when", ["2020-06-01", "2020-04-01/2021-03-30", "2020-04-02/2021-03-31"])
def test_a_figure_of_a_part_of_the_period_counts_for_that_part(when: str) -> None:
    assert not chosen(an_item(figure=3, when=when), measure=STATISTIC).selected[0].whole_period


@pytest.mark.parametrize(
    "when",
    [
        "2018-01-01/2020-12-31",
        "2020-03-31/2021-03-31",
        "2020-04-01/2021-04-01",
        "2020-06-01/..",
        "2020-06-01/",
    ],
)
def test_a_count_of_another_span_says_nothing_of_the_period(when: str) -> None:
    assert reason(an_item(figure=3, when=when), STATISTIC) is Reason.PARTIAL_FIGURE


@pytest.mark.parametrize(
    "item", [an_item(figure=0, when="2020-06-01"), an_item(status=Status.ABSENT, when="2020-06-01")]
)
def test_none_in_a_part_of_the_period_says_nothing_of_the_rest(item: EvidenceItem) -> None:
    assert reason(item, STATISTIC) is Reason.PARTIAL_FIGURE


@pytest.mark.parametrize(
    ("when", "counts"),
    [
        ("2018-01-01/2021-12-31", True),
        ("2012-01-01/..", True),
        ("2019-01-01/2020-12-31", True),
        ("2020-01-02/2021-03-30", False),
        ("2012-01-01/", False),
    ],
)
def test_none_in_a_span_that_holds_the_whole_period_is_none_in_the_period(when: str, counts: bool) -> None:
    selection = chosen(an_item(status=Status.ABSENT, when=when), measure=STATISTIC)
    assert [found.whole_period for found in selection.selected] == ([True] if counts else [])


def test_each_item_is_either_selected_or_explained() -> None:
    items = (
        an_item("a"),
        an_item("b", by=OTHERS),
        an_item("c", when="2014"),
        an_item("d", status=Status.NOT_REPORTED),
    )
    selection = chosen(*items)
    assert [found.item.id for found in selection.selected] == ["a"]
    assert [note.item for note in selection.not_counted] == ["b", "c", "d"]


def test_the_reason_names_the_date_and_the_actor() -> None:
    late, others = chosen(an_item("late", when="2014")), chosen(an_item("others", by=OTHERS))
    assert late.not_counted[0].detail == "2014: outside the reporting period"
    assert (
        others.not_counted[0].detail
        == "done by international organization: no evidence of government action either way"
    )


def test_a_standing_figure_needs_no_span() -> None:
    terms = a_measure("longest-term", Nature.STANDING, unit="years")
    assert chosen(an_item(figure=Figure(ONE * 12, "years"), when="2015-01-01/.."), measure=terms).selected


def test_an_item_speaks_as_of_its_last_day_in_the_period() -> None:
    selection = chosen(an_item(when="2015-01-01/.."), measure=STANDING)
    assert selection.selected[0].as_of == ReportingPeriod(YEAR).end


@pytest.mark.parametrize(
    "when",
    [
        "report 2021",
        "2020",
        "2020-01-01/2020-12-31",
        "2020-03-31",
        "2020-04-01",
        "2019-06-01/2021-02-01",
        "2019-06-01/..",
        "2019-06-01/",
        "2020-04-01/2021-03-31",
    ],
)
def test_the_reports_that_an_item_speaks_for_are_those_in_whose_periods_it_was_made(when: str) -> None:
    item, sources = an_item(when=when), a_dossier(sources=[a_source(published="2021-06-01")]).sources
    years = [year for year in range(2001, 2031) if made_in(item, ReportingPeriod(year), sources)]
    assert list(reports_spoken_for(item, sources)) == years
    assert years


def test_why_an_item_of_another_time_does_not_count_is_said_and_costs_the_fact_nothing() -> None:
    facts = facts_of(a_dossier(an_item("late", when="report 2022"), an_item("now")), a_vocabulary())
    subject, by = Subject("arrests"), GOVERNMENT
    assert facts.fact(subject, YEAR, by, settings()).not_counted == ()
    [note] = facts.not_counted(subject, YEAR, by, settings())
    assert (note.item, note.reason) == ("late", Reason.NOT_YET)
