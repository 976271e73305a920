"""Tests and conditions in messages are written as the files write them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from fractions import Fraction
from string import Formatter

import pytest

from tierscore.model import condition, law, measure, rubric, test
from tierscore.model.actor import Actor
from tierscore.model.condition import (
    AtLeastSo,
    EveryOne,
    GateHolds,
    NotSo,
    OutcomeIn,
    PlacedInARow,
    PlacedInSequence,
    PlacementStep,
)
from tierscore.model.law import Authority, Basis, Law, Validity
from tierscore.model.notation import TEMPLATES, in_file_notation
from tierscore.model.outcome import Outcome
from tierscore.model.test import AtLeastFigure, Compared, Not, Outweighs, Presence, Subject

GOVERNMENT = frozenset({Actor.GOVERNMENT})
PATROLS = Subject("patrols", series="confirmed", scope="children")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "nothing"),
        ((), "nothing"),
        (True, "yes"),
        (Fraction(1, 2), "1/2"),
        ({"done": Fraction(1)}, "done 1"),
        ((frozenset({Outcome.MET, Outcome.NOT_MET}), "x"), "[met, not-met], x"),
        (
            Presence(PATROLS, GOVERNMENT),
            "{measure: patrols, series: confirmed, scope: children, by: [government]}",
        ),
        (AtLeastFigure(Subject("ships"), Fraction(10)), "{figure: ships, at_least: 10}"),
        (
            Not(Compared(Subject("a"), Subject("b"), Fraction(2))),
            "{not: {figure: a, at_least_that_of: b, ratio: 2}}",
        ),
        (
            Outweighs((Presence(Subject("a")), Presence(Subject("b"))), ()),
            "{gains: [{measure: a}, {measure: b}], losses: [nothing]}",
        ),
        (condition.TestReaches(Presence(Subject("a")), Fraction(1)), "{test: {measure: a}, reaches: 1}"),
        (
            EveryOne((GateHolds("x"), NotSo(OutcomeIn("law", frozenset({Outcome.MET}))))),
            "{all: [{gate: x}, {not: {criterion: law, in: [met]}}]}",
        ),
        (AtLeastSo(2, (GateHolds("x"),)), "{at_least: 2, of: [{gate: x}]}"),
        (AtLeastSo(0, (GateHolds("x"),), Fraction(3, 4)), "{share: 3/4, of: [{gate: x}]}"),
        (PlacedInARow("2WL", 2, 2009), "{placed: {tier: 2WL, in_a_row: 2, since: 2009}}"),
        (
            PlacedInSequence((PlacementStep("2WL", 2, 2009),)),
            "{placed_in_sequence: [{placed: {tier: 2WL, in_a_row: 2, since: 2009}}]}",
        ),
        (Law("An Act, 1", Authority.STATUTE), "An Act, 1, statute"),
        (
            Law("An Act, 1", Authority.STATUTE, "1(a)", unverified=True),
            "An Act, 1 (1(a)), statute, not verified",
        ),
        (Basis(Authority.POLICY, "It is so."), "policy: It is so."),
        (
            Validity(since=2009, act="An Act", where=(("increase", "any"),)),
            "2009 to now; An Act; increase=any",
        ),
    ],
)
def test_what_is_written(value: object, written: str) -> None:
    assert in_file_notation(value) == written


def test_every_template_names_fields_of_a_record() -> None:
    modules = (condition, law, measure, rubric, test)
    records = {
        name: value for module in modules for name, value in vars(module).items() if is_dataclass(value)
    }
    for name, template in TEMPLATES.items():
        named = {field for _, field, _, _ in Formatter().parse(template) if field}
        assert named <= {field.name for field in fields(records[name])}, name
    written_elsewhere = {"AtLeastSo", "Validity"}
    kinds = {kind.__name__ for kind in (*condition.Condition.__args__, *test.Test.__args__)}
    assert kinds <= TEMPLATES.keys() | written_elsewhere
