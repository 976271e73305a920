"""What the placements of earlier reports settle, and what gaps in them leave open."""

from __future__ import annotations

import pytest

from builders import ALWAYS, YEAR, a_dossier, a_gate, a_history, a_rubric, a_rule, a_vocabulary
from tierscore.engine.assess import assess
from tierscore.engine.past_placements import histories, placement_conditions
from tierscore.model.condition import (
    EveryOne,
    GateHolds,
    Listed,
    ListedInARow,
    NotSo,
    PlacedInARow,
    PlacedInSequence,
    PlacementStep,
)
from tierscore.model.decision import Answer
from tierscore.model.placement import NO_PLACEMENTS, Placements

TWO = PlacedInARow("bronze", 2, 2015)
RETURN = PlacedInSequence(
    (PlacementStep("bronze", 2, 2010), PlacementStep("rust", 1, 2015), PlacementStep("bronze", 1, 2016))
)
LISTED = ListedInARow(
    (Listed(frozenset({"bronze"}), frozenset()), Listed(frozenset({"silver"}), frozenset({"rust"}))),
    reports=2,
    since=2015,
)
Condition = PlacedInARow | PlacedInSequence | ListedInARow


def answers(condition: Condition, placements: Placements, year: int = YEAR) -> set[bool]:
    return {holds for (holds,) in histories((condition,), placements, year)}


def since(first: int, tiers: str) -> Placements:
    """One letter a year: b(ronze), r(ust), s(ilver), g(old), and ``?`` for a gap."""
    names = {"b": "bronze", "r": "rust", "s": "silver", "g": "gold"}
    return a_history(
        **{f"y{first + place}": names[letter] for place, letter in enumerate(tiers) if letter != "?"}
    )


# --- reports in a row --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [("ssssbb", {True}), ("ssssbs", {False}), ("sssssb", {False}), ("sbbbbb", {True}), ("sssbbs", {False})],
)
def test_reports_in_a_row_are_the_last_ones_before_this(tiers: str, expected: set[bool]) -> None:
    assert answers(TWO, since(2015, tiers)) == expected


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [("ssss?b", {True, False}), ("ssssb?", {True, False}), ("ssss??", {True, False}), ("s?ssbs", {False})],
)
def test_a_gap_that_matters_leaves_it_open(tiers: str, expected: set[bool]) -> None:
    assert answers(TWO, since(2015, tiers)) == expected


@pytest.mark.parametrize(("first", "expected"), [(2019, {True}), (2020, {False})])
def test_reports_before_the_rule_do_not_count(first: int, expected: set[bool]) -> None:
    assert answers(PlacedInARow("bronze", 2, first), since(2015, "bbbbbb")) == expected


def test_a_run_that_is_longer_than_all_reports_under_the_rule_fails_without_any_placement() -> None:
    assert answers(PlacedInARow("bronze", 2, 2020), NO_PLACEMENTS) == {False}


@pytest.mark.parametrize("later", ["b", "r"])
def test_the_placement_of_the_year_itself_and_of_later_ones_is_not_looked_at(later: str) -> None:
    assert answers(TWO, since(2015, "ssssbb" + later * 3)) == {True}
    assert answers(TWO, since(2015, "ssssss" + later * 3)) == {False}


# --- sequences ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        ("bbrb", {True}),
        ("bbsrb", {True}),
        ("bbrsb", {True}),
        ("bbbrrb", {True}),
        ("bbrbs", {False}),
        ("bsbrb", {False}),
        ("brbb", {False}),
        ("rbb", {False}),
        ("bbb", {False}),
    ],
)
def test_a_sequence_may_be_spread_out_but_ends_with_the_last_report(tiers: str, expected: set[bool]) -> None:
    assert answers(RETURN, since(2010, tiers.rjust(YEAR - 2010, "s"))) == expected


@pytest.mark.parametrize(("tiers", "expected"), [("bbsssrssssb", {True}), ("bbssrsssssb", {False})])
def test_a_step_before_its_first_report_does_not_count(tiers: str, expected: set[bool]) -> None:
    """The second step counts from 2015; the letters begin in 2010."""
    assert answers(RETURN, since(2010, tiers)) == expected


def test_a_gap_that_no_filling_makes_matter_settles_nothing_away() -> None:
    assert answers(RETURN, since(2010, "??????????s")) == {False}
    assert answers(RETURN, since(2010, "??????????b")) == {True, False}


def test_any_number_of_gaps_is_exact() -> None:
    """Seven unknown years after the six known ones, and ten before them, on which the rule turns."""
    condition = PlacedInSequence(
        (PlacementStep("bronze", 2, 2001), PlacementStep("rust", 6, 2011), PlacementStep("bronze", 1, 2017))
    )
    assert answers(condition, since(2011, "rrrrrr???????b"), 2025) == {True, False}


def test_conditions_on_one_history_are_answered_together() -> None:
    """The last two reports cannot be bronze twice and rust at once."""
    found = set(histories((TWO, PlacedInARow("rust", 1, 2015)), NO_PLACEMENTS, YEAR))
    assert found == {(True, False), (False, True), (False, False)}


def test_a_history_is_told_for_each_set_of_answers() -> None:
    found = histories((TWO,), since(2015, "ssss?b"), YEAR)
    assert found[True,][2019] == "bronze"
    assert found[False,][2019] != "bronze"
    assert found[True,][2020] == "bronze"


# --- the special list --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        ("sssssbb", {True}),
        ("sssssrs", {False}),
        ("ssssrsb", {True}),
        ("sssrsss", {False}),
        ("sssssbs", {False}),
        ("sssss?b", {True, False}),
    ],
)
def test_a_list_may_be_reached_by_a_tier_or_by_a_change_of_tier(tiers: str, expected: set[bool]) -> None:
    assert answers(LISTED, since(2014, tiers)) == expected


def test_the_report_before_the_first_that_counts_bears_on_a_change() -> None:
    condition = ListedInARow((Listed(frozenset({"silver"}), frozenset({"rust"})),), reports=1, since=2020)
    assert answers(condition, since(2019, "rs")) == {True}
    assert answers(condition, since(2019, "ss")) == {False}


# --- in an assessment --------------------------------------------------------------------------------------


def test_conditions_on_placements_are_collected_once_each() -> None:
    gates = [a_gate("two", TWO), a_gate("both", EveryOne((TWO, NotSo(RETURN))))]
    assert placement_conditions(a_rubric(gates=gates, rules=[a_rule("r", ALWAYS, "gold")])) == (TWO, RETURN)


@pytest.mark.parametrize(
    ("tiers", "expected", "range_"),
    [
        ("ssssbb", Answer.HOLDS, ["rust"]),
        ("ssssss", Answer.FAILS, ["silver"]),
        ("ssss?b", Answer.OPEN, ["silver", "rust"]),
    ],
)
def test_where_history_is_unknown_both_branches_are_in_the_range(
    tiers: str, expected: Answer, range_: list[str]
) -> None:
    rubric = a_rubric(
        gates=[a_gate("two", TWO)],
        rules=[a_rule("r", GateHolds("two"), "rust"), a_rule("s", ALWAYS, "silver")],
    )
    found = assess(rubric, a_vocabulary(), a_dossier(), YEAR, since(2015, tiers))
    assert found.decision.gates[0].answer is expected
    assert [entry.tier for entry in found.range] == range_
    assert found.exact


def test_a_witness_tells_the_placements_that_would_have_to_be_so() -> None:
    rubric = a_rubric(
        gates=[a_gate("two", TWO)],
        rules=[a_rule("r", GateHolds("two"), "rust"), a_rule("s", ALWAYS, "silver")],
    )
    found = assess(rubric, a_vocabulary(), a_dossier(), YEAR, since(2015, "ssss?b"))
    [rust] = [entry for entry in found.range if entry.tier == "rust"]
    assert [(supposed.name, supposed.says) for supposed in rust.witness] == [
        ("placements in earlier reports", "2019: bronze")
    ]
