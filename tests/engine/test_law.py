"""The law of one report year: what of a rubric is in force then, under the readings it chooses."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest

from builders import (
    ALWAYS,
    BASIS,
    MET,
    YEAR,
    a_cap,
    a_criterion,
    a_gate,
    a_presumption,
    a_rubric,
    a_rule,
    an_indicator,
    presence,
)
from tierscore.engine.law import distinct_laws, law_of, plain_through_gates, with_choices, with_parts_in_force
from tierscore.model.condition import AtLeastSo, GateHolds, NotSo, OutcomeIn, PlacedInARow
from tierscore.model.law import Authority, Law, Validity
from tierscore.model.moments import Moment
from tierscore.model.rubric import Rubric, Ruleset, SpecialListGround, Switch

LATER, EARLIER = Validity(since=YEAR + 1), Validity(until=YEAR - 1)
NOW = Validity(since=YEAR, until=YEAR)
PATROLS = presence("patrols")


def dated(validity: Validity) -> Rubric:
    """A rubric in which one of everything is dated, beside one that is not."""
    indicators = (
        an_indicator(PATROLS, "always"),
        dataclasses.replace(an_indicator(PATROLS, "dated"), validity=validity),
    )
    criterion = a_criterion(
        "a",
        indicators=indicators,
        caps=(dataclasses.replace(a_cap(PATROLS), validity=validity),),
        presumptions=(dataclasses.replace(a_presumption("arrests"), validity=validity),),
    )
    gates = [a_gate("always", ALWAYS), dataclasses.replace(a_gate("dated", ALWAYS), validity=validity)]
    rules = [
        dataclasses.replace(a_rule("dated", ALWAYS, "gold"), validity=validity),
        a_rule("always", ALWAYS, "rust"),
    ]
    ground = SpecialListGround("dated", frozenset({"gold"}), frozenset(), "", (), validity)
    return a_rubric(criterion, gates=gates, rules=rules, special_list=(ground,))


def names(rubric: Rubric) -> list[str]:
    """The ids of everything that may be dated."""
    [criterion] = rubric.criteria
    listed = (
        criterion.indicators,
        criterion.caps,
        criterion.presumptions,
        rubric.gates,
        rubric.rules,
        rubric.special_list,
    )
    return [rule.id for rules in listed for rule in rules]


@pytest.mark.parametrize("validity", [LATER, EARLIER])
def test_what_is_not_in_force_is_left_out(validity: Validity) -> None:
    assert names(law_of(dated(validity), YEAR)) == ["always"] * 3


@pytest.mark.parametrize("validity", [NOW, Validity()])
def test_what_is_in_force_stays(validity: Validity) -> None:
    assert names(law_of(dated(validity), YEAR)) == names(dated(validity))


@pytest.mark.parametrize(("year", "weight"), [(YEAR - 1, 1), (YEAR, 2), (YEAR + 1, 2)])
def test_of_several_versions_of_a_criterion_the_one_in_force_is_asked(year: int, weight: int) -> None:
    versions = (
        a_criterion("a", *[PATROLS] * 1, validity=Validity(until=YEAR - 1)),
        a_criterion("a", *[PATROLS] * 2, validity=Validity(since=YEAR)),
    )
    [found] = law_of(a_rubric(*versions), year).criteria
    assert len(found.indicators) == weight


def test_a_criterion_out_of_force_stays_to_be_found_not_applicable() -> None:
    [found] = law_of(a_rubric(a_criterion("a", PATROLS, validity=LATER)), YEAR).criteria
    assert found.id == "a"


def test_only_the_law_in_force_is_cited_unless_none_is() -> None:
    old, new = Law("old", Authority.STATUTE, validity=EARLIER), Law("new", Authority.STATUTE)
    [found] = law_of(a_rubric(a_criterion("a", PATROLS, law=(old, new))), YEAR).criteria
    [alone] = law_of(a_rubric(a_criterion("a", PATROLS, law=(old,))), YEAR).criteria
    assert (found.law, alone.law) == ((new,), (old,))


@pytest.mark.parametrize(
    ("share", "count"), [(Fraction(1, 2), 2), (Fraction(2, 3), 2), (Fraction(1), 3), (Fraction(1, 3), 1)]
)
def test_a_share_counts_the_criteria_in_force_rounded_up(share: Fraction, count: int) -> None:
    criteria = [a_criterion(name, PATROLS) for name in "abc"] + [a_criterion("d", PATROLS, validity=LATER)]
    condition = NotSo(AtLeastSo(0, tuple(OutcomeIn(criterion.id, MET) for criterion in criteria), share))
    [gate] = law_of(a_rubric(*criteria, gates=[a_gate("g", condition)]), YEAR).gates
    assert gate.condition == NotSo(AtLeastSo(count, tuple(OutcomeIn(name, MET) for name in "abc")))


def switched(value: str) -> Rubric:
    switch = Switch(
        name="reading",
        question="Which?",
        value=value,
        default="strict",
        options={"strict": "strictly", "plain": "plainly"},
        basis=BASIS,
    )
    return dataclasses.replace(dated(Validity(where=(("reading", "strict"),))), switches=(switch,))


@pytest.mark.parametrize(("value", "count"), [("strict", 9), ("plain", 3)])
def test_what_is_in_force_under_one_reading_depends_on_the_switch(value: str, count: int) -> None:
    assert len(names(law_of(switched(value), YEAR))) == count


def test_a_switch_can_be_set_otherwise() -> None:
    rubric = with_choices(switched("plain"), {"reading": "strict"})
    assert rubric.choices == {"reading": "strict"}
    assert with_choices(rubric, {}) == rubric


@pytest.mark.parametrize(
    ("year", "says"), [(2000, "the law as made up"), (2005, "first"), (2010, "second"), (2021, "second")]
)
def test_the_newest_ruleset_of_the_year_says_which_law_it_is(year: int, says: str) -> None:
    rubric = a_rubric(
        a_criterion("a", PATROLS),
        rulesets=(Ruleset("r1", 2005, (), "first"), Ruleset("r2", 2010, (), "second")),
    )
    assert law_of(rubric, year).judges_as_of == says


# --- every law there is ------------------------------------------------------------------------------------


def law_moments(rubric: Rubric) -> list[int]:
    laws, complete = distinct_laws(rubric)
    assert complete
    assert all(
        law == law_of(with_choices(rubric, moment.choices), moment.report_year) for moment, law in laws
    )
    return [moment.report_year for moment, _ in laws]


def test_a_rubric_without_dates_holds_one_law() -> None:
    assert law_moments(a_rubric(a_criterion("a", PATROLS))) == [2001]


def test_a_law_begins_and_ends_with_each_of_its_parts_the_newest_first() -> None:
    assert law_moments(dated(Validity(since=2010, until=2014))) == [2015, 2010]


def test_a_law_is_another_once_earlier_placements_can_decide() -> None:
    gate = a_gate("again", PlacedInARow("rust", 2, since=2010))
    assert law_moments(a_rubric(a_criterion("a", PATROLS), gates=[gate])) == [2014, 2011]


def test_a_law_is_made_once() -> None:
    rubric = dated(LATER)
    first = LATER.since or 0
    assert law_of(rubric, first) is law_of(rubric, first + 1)
    assert law_of(rubric, first) != law_of(rubric, first - 1)


def test_the_own_readings_of_a_rubric_are_the_rubric_and_others_are_made_once() -> None:
    switch = Switch("which", "Which?", "new", {"old": "as before", "new": "as now"}, BASIS, "new")
    rubric = a_rubric(a_criterion("a", PATROLS), switches=(switch,))
    assert with_choices(rubric, {"which": "new"}) is rubric
    assert with_choices(rubric, {"which": "old"}) is with_choices(rubric, {"which": "old"})
    assert with_choices(rubric, {"which": "old"}).choices == {"which": "old"}


def test_a_law_that_two_readings_share_is_counted_once() -> None:
    switch = Switch("which", "Which?", "new", {"old": "as before", "new": "as now"}, BASIS, "new")
    gates = [
        a_gate("always", ALWAYS),
        dataclasses.replace(a_gate("new", ALWAYS), validity=Validity(where=(("which", "new"),))),
    ]
    assert law_moments(a_rubric(a_criterion("a", PATROLS), gates=gates, switches=(switch,))) == [2001, 2001]
    assert law_moments(a_rubric(a_criterion("a", PATROLS), gates=gates[:1], switches=(switch,))) == [2001]


def test_conditions_are_found_through_gates() -> None:
    gates = [a_gate("outer", NotSo(GateHolds("inner"))), a_gate("inner", OutcomeIn("a", MET))]
    law = a_rubric(a_criterion("a", PATROLS), gates=gates)
    assert set(plain_through_gates(GateHolds("outer"), law)) == {
        GateHolds("outer"),
        GateHolds("inner"),
        OutcomeIn("a", MET),
    }


def test_years_with_the_same_parts_of_a_criterion_share_it() -> None:
    ended = dataclasses.replace(
        a_criterion("a", PATROLS, PATROLS).indicators[1], validity=Validity(until=2010)
    )
    whole = a_criterion("a", PATROLS)
    criterion = dataclasses.replace(whole, indicators=(*whole.indicators, ended))
    first, second = (with_parts_in_force(criterion, Moment(year, {})) for year in (2015, 2020))
    assert first is second
    assert first.indicators == whole.indicators
    assert with_parts_in_force(criterion, Moment(2010, {})) is criterion
