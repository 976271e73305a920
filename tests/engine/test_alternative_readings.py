"""What another reading of the law would give."""

from __future__ import annotations

import dataclasses

import pytest

from builders import (
    ALWAYS,
    BASIS,
    MET,
    YEAR,
    a_criterion,
    a_dossier,
    a_gate,
    a_rubric,
    a_rule,
    a_vocabulary,
    an_indicator,
    an_item,
    presence,
)
from tierscore.engine.assess import assess
from tierscore.engine.law import with_choices
from tierscore.model.actor import Actor
from tierscore.model.assessment import Alternative
from tierscore.model.condition import GateHolds, OutcomeIn
from tierscore.model.law import Validity
from tierscore.model.rubric import Rubric, Switch, TierRule

SWITCH = Switch(
    name="s",
    question="Which?",
    value="off",
    default="off",
    options={"off": "As it is.", "on": "Otherwise."},
    basis=BASIS,
)
ON = Validity(where=(("s", "on"),))
OFF = Validity(where=(("s", "off"),))
YES, LAST = a_rule("yes", GateHolds("g"), "gold"), a_rule("last", ALWAYS, "rust")
NEW = dataclasses.replace(a_rule("new", ALWAYS, "bronze"), validity=ON)


def switched(*rules: TierRule) -> Rubric:
    return a_rubric(
        a_criterion("a", presence("patrols")),
        gates=[a_gate("g", OutcomeIn("a", MET))],
        rules=rules,
        switches=(SWITCH,),
    )


def alternatives(rubric: Rubric, *, done: bool = True) -> tuple[Alternative, ...]:
    dossier = a_dossier(*([an_item("x", "patrols")] if done else []))
    return assess(rubric, a_vocabulary(), dossier, YEAR).alternatives


@pytest.mark.parametrize(
    ("rules", "indicated"),
    [
        ((NEW, YES, LAST), ["bronze"]),
        ((YES, NEW, LAST), []),
        ((dataclasses.replace(YES, validity=OFF), LAST), ["rust"]),
        ((YES, dataclasses.replace(LAST, validity=OFF), NEW), []),
    ],
    ids=[
        "a new first rule",
        "a new rule after the one that holds",
        "a rule that falls away",
        "a later rule exchanged",
    ],
)
def test_a_reading_is_told_if_it_changes_the_tier(rules: tuple[TierRule, ...], indicated: list[str]) -> None:
    assert [other.indicated for other in alternatives(switched(*rules))] == indicated


def test_a_reading_is_told_if_it_changes_the_range_only() -> None:
    """Rust is indicated under both readings; only the other one could give bronze instead of gold."""
    better = dataclasses.replace(a_rule("better", GateHolds("g"), "bronze"), validity=ON)
    rubric = switched(dataclasses.replace(YES, validity=OFF), better, LAST)
    found = assess(rubric, a_vocabulary(), a_dossier(), YEAR)
    [other] = found.alternatives
    assert (found.indicated, [entry.tier for entry in found.range]) == (other.indicated, ["gold", "rust"])
    assert other.range == ("bronze", "rust")


def test_a_reading_says_which_switch_and_what_it_means() -> None:
    [other] = alternatives(switched(NEW, YES, LAST))
    assert (other.switch, other.value, other.says) == ("s", "on", "Otherwise.")


def test_a_reading_gives_what_the_rubric_so_set_gives() -> None:
    rubric = switched(NEW, YES, LAST)
    [other] = alternatives(rubric)
    so_set = assess(
        with_choices(rubric, {"s": "on"}), a_vocabulary(), a_dossier(an_item("x", "patrols")), YEAR
    )
    assert (other.indicated, other.range) == (so_set.indicated, tuple(entry.tier for entry in so_set.range))


def test_a_rubric_without_switches_has_one_reading() -> None:
    assert alternatives(dataclasses.replace(switched(YES, LAST), switches=())) == ()


def test_a_reading_that_asks_for_other_actors_reads_the_file_anew() -> None:
    anybody = dataclasses.replace(an_indicator(presence("patrols", by=frozenset()), "any"), validity=ON)
    government = dataclasses.replace(an_indicator(presence("patrols"), "government"), validity=OFF)
    rubric = dataclasses.replace(
        switched(YES, LAST), criteria=(a_criterion("a", indicators=(anybody, government)),)
    )
    by_others = an_item("x", "patrols", by=frozenset({Actor.CIVIL_SOCIETY}))
    found = assess(rubric, a_vocabulary(), a_dossier(by_others), YEAR)
    assert (found.indicated, [other.indicated for other in found.alternatives]) == ("rust", ["gold"])
