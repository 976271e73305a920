"""How firm a tier is follows from ranges over the core readings, never from the tier that is indicated."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from builders import (
    ALWAYS,
    MET,
    YEAR,
    a_criterion,
    a_dossier,
    a_gate,
    a_rubric,
    a_rule,
    a_switch,
    a_vocabulary,
    an_item,
    presence,
    settings,
)
from tierscore.engine.assess import assess
from tierscore.engine.explanation.standing import core_readings
from tierscore.engine.law import with_choices
from tierscore.model.condition import GateHolds, OutcomeIn
from tierscore.model.law import Validity
from tierscore.model.rubric import IfOpen, Rubric, Switch, TierRule
from tierscore.model.standing import Firmness, TierStanding


def under(rule: TierRule, *where: tuple[str, str]) -> TierRule:
    return TierRule(rule.id, rule.when, rule.tier, rule.says, rule.law, Validity(where=where))


def standing(rubric: Rubric, *, done: bool) -> TierStanding:
    items = [an_item("x", "patrols")] if done else []
    found = assess(rubric, a_vocabulary(), a_dossier(*items), YEAR).standing
    assert found is not None
    return found


def a_switched_rubric(*switches: Switch, thin_below: Fraction = Fraction(0)) -> Rubric:
    """Met is gold; where switch s is on, silver; anything else rust."""
    return a_rubric(
        a_criterion("a", presence("patrols")),
        gates=[a_gate("g", OutcomeIn("a", MET), IfOpen.UNDETERMINED)],
        rules=[
            under(a_rule("gold", GateHolds("g"), "gold"), ("s", "off")),
            under(a_rule("silver", GateHolds("g"), "silver"), ("s", "on")),
            a_rule("else", ALWAYS, "rust"),
        ],
        switches=switches,
        settings=settings(thin_below=thin_below),
    )


def test_one_tier_over_all_core_readings_is_firm() -> None:
    found = standing(a_switched_rubric(a_switch("s", core=False)), done=True)
    assert (found.firmness, found.core_range, found.readings) == (Firmness.FIRM, ("gold",), ())


def test_a_tier_that_a_core_reading_moves_rests_on_a_reading() -> None:
    found = standing(a_switched_rubric(a_switch("s")), done=True)
    assert (found.firmness, found.core_range) == (Firmness.RESTS_ON_A_READING, ("gold", "silver"))
    assert [(dict(other.choices), other.indicated) for other in found.readings] == [({"s": "on"}, "silver")]


def test_several_tiers_on_every_reading_are_open() -> None:
    found = standing(a_switched_rubric(a_switch("s", core=False)), done=False)
    assert (found.firmness, found.core_range) == (Firmness.OPEN, ("gold", "rust"))


@pytest.mark.parametrize(("thin_below", "thin"), [(Fraction(0), False), (Fraction(1, 10), True)])
def test_no_tier_on_too_few_facts_is_thin(thin_below: Fraction, thin: bool) -> None:
    found = standing(a_switched_rubric(a_switch("s", core=False), thin_below=thin_below), done=False)
    assert (found.firmness is Firmness.THIN, found.on_few_facts) == (thin, thin)


def test_core_readings_are_single_switches_and_pairs_of_them() -> None:
    switches = (a_switch("s", options="off on other"), a_switch("t"), a_switch("u", core=False))
    readings = list(core_readings(a_switched_rubric(*switches)))
    assert readings == [
        {"s": "on"}, {"s": "other"}, {"t": "on"},
        {"s": "on", "t": "on"}, {"s": "other", "t": "on"},
    ]  # fmt: skip


@pytest.mark.parametrize("done", [True, False])
def test_the_core_range_is_the_union_over_every_core_reading(done: bool) -> None:
    rubric = a_switched_rubric(a_switch("s"), a_switch("t"))
    tiers: set[str] = set()
    for values in product(("off", "on"), repeat=2):
        chosen = with_choices(rubric, dict(zip(("s", "t"), values, strict=True)))
        items = [an_item("x", "patrols")] if done else []
        assessment = assess(chosen, a_vocabulary(), a_dossier(*items), YEAR)
        tiers |= {entry.tier for entry in assessment.range}
    assert set(standing(rubric, done=done).core_range) == tiers
