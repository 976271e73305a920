"""Rubrics that would take for ever: the answer is never too small, says so, and comes after a counted amount of work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import (
    ALWAYS,
    MET,
    YEAR,
    a_criterion,
    a_dossier,
    a_gate,
    a_measure,
    a_rubric,
    a_rule,
    a_vocabulary,
    presence,
)
from tierscore.engine.assess import assess
from tierscore.engine.law import plain_through_gates
from tierscore.model.condition import AnyOne, Condition, EveryOne, GateHolds, NotSo, OutcomeIn
from tierscore.model.measure import Nature
from tierscore.model.rubric import Rubric

MEASURES = a_vocabulary(*(a_measure(f"m{number}", Nature.ACTIVITY) for number in range(28)))


def odd(size: int, name: str) -> dict[str, Condition]:
    """Gates of which the last one holds where an odd number of criteria is met; each asks the one before twice."""
    gates: dict[str, Condition] = {}
    for number in range(size):
        met: Condition = OutcomeIn(f"c{number}", MET)
        if number:
            before = GateHolds(f"{name}{number - 1}")
            met = AnyOne((EveryOne((met, NotSo(before))), EveryOne((NotSo(met), before))))
        gates[f"{name}{number}"] = met
    return gates


def parity(size: int) -> Rubric:
    criteria = [a_criterion(f"c{number}", presence(f"m{number}")) for number in range(size)]
    gates = [a_gate(name, condition) for name, condition in odd(size, "g").items()]
    rules = [a_rule("odd", GateHolds(f"g{size - 1}"), "gold"), a_rule("else", ALWAYS, "rust")]
    return a_rubric(*criteria, gates=gates, rules=rules)


@pytest.mark.parametrize("size", [4, 28])
def test_whether_the_number_of_criteria_met_is_odd_is_open_and_exact(size: int) -> None:
    assessment = assess(parity(size), MEASURES, a_dossier(), YEAR)
    assert ({entry.tier for entry in assessment.range}, assessment.exact) == ({"gold", "rust"}, True)


@pytest.mark.parametrize(("size", "tiers", "exact"), [(4, {"rust"}, True), (28, {"gold", "rust"}, False)])
def test_what_only_every_combination_would_rule_out_is_at_most_so(
    size: int, tiers: set[str], exact: bool
) -> None:
    """A rule that asks for an odd number and for none, by gates of another name."""
    rubric = parity(size)
    twin = tuple(a_gate(name, condition) for name, condition in odd(size, "h").items())
    never = EveryOne((GateHolds(f"g{size - 1}"), NotSo(GateHolds(f"h{size - 1}"))))
    rules = (a_rule("never", never, "gold"), a_rule("else", ALWAYS, "rust"))
    assessment = assess(
        replace(rubric, gates=(*rubric.gates, *twin), rules=rules), MEASURES, a_dossier(), YEAR
    )
    assert ({entry.tier for entry in assessment.range}, assessment.exact) == (tiers, exact)


def test_a_gate_that_is_named_again_and_again_is_gone_through_once() -> None:
    law = parity(28)
    assert len(list(plain_through_gates(GateHolds("g27"), law))) < 200
