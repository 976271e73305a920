"""What makes no difference leaves no trace in the hash of a model, and everything else does."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from builders import (
    ALWAYS,
    MET,
    a_cap,
    a_criterion,
    a_gate,
    a_presumption,
    a_rubric,
    a_rule,
    a_scale,
    a_switch,
    presence,
    trend,
)
from tierscore.model.canonical import as_text, canonical, digest
from tierscore.model.condition import AnyOne, GateHolds, OutcomeIn
from tierscore.model.rubric import Rubric
from tierscore.model.test import AllOf, AnyOf, Outweighs

A = a_criterion("a", AnyOf((presence("patrols"), trend())), caps=(a_cap(presence("storms")),))
B = a_criterion("b", presence("harbour-law"), presumptions=(a_presumption("patrols", "storms"),))
GATES = (a_gate("one", OutcomeIn("a", MET)), a_gate("two", AnyOne((GateHolds("one"), OutcomeIn("b", MET)))))
RULES = (a_rule("up", GateHolds("one"), "gold"), a_rule("down", ALWAYS, "rust"))
RUBRIC = a_rubric(A, B, gates=GATES, rules=RULES, switches=(a_switch("s"), a_switch("t")))


def without_parts_in(order: str) -> Rubric:
    """The rubric with one of its lists turned round."""
    turned: dict[str, Any] = {order: tuple(reversed(getattr(RUBRIC, order)))}
    return dataclasses.replace(RUBRIC, **turned)


@pytest.mark.parametrize("order", ["criteria", "gates", "switches", "tiers"])
def test_lists_that_have_no_order_hash_alike_in_any(order: str) -> None:
    assert digest(without_parts_in(order)) == digest(RUBRIC)


def test_rules_are_tried_in_order_so_that_their_order_is_hashed() -> None:
    assert digest(without_parts_in("rules")) != digest(RUBRIC)


@pytest.mark.parametrize("combine", [AllOf, AnyOf])
def test_the_parts_of_a_test_have_no_order(combine: Callable[..., object]) -> None:
    one, other = presence("patrols"), trend()
    assert digest(combine((one, other))) == digest(combine((other, one)))


def test_what_is_gained_is_not_what_is_lost() -> None:
    one, other = presence("patrols"), trend()
    assert digest(Outweighs((one,), (other,))) != digest(Outweighs((other,), (one,)))


def test_any_and_all_of_the_same_tests_differ() -> None:
    parts = (presence("patrols"), trend())
    assert digest(AllOf(parts)) != digest(AnyOf(parts))


@pytest.mark.parametrize("derived", [{"sha256": "f" * 64}, {"history": ()}])
def test_what_tells_of_a_rubric_is_not_in_its_hash(derived: dict[str, Any]) -> None:
    assert digest(dataclasses.replace(RUBRIC, **derived)) == digest(RUBRIC)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Another Act"},
        {"version": "1.0.1"},
        {"law_read_to": "2021-01-02"},
        {"first_report": 2002},
        {"criteria": (A,)},
        {"scale": a_scale(least_change=Fraction(1, 1000))},
        {"gates": GATES[:1]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_a_rubric_says_is_in_its_hash(change: dict[str, Any]) -> None:
    assert digest(dataclasses.replace(RUBRIC, **change)) != digest(RUBRIC)


def test_fractions_are_written_without_rounding() -> None:
    assert canonical((Fraction(1, 3), Fraction(2))) == ["1/3", "2"]


def test_sets_are_written_in_one_order() -> None:
    words = [f"word-{number}" for number in range(20)]
    assert canonical(frozenset(words)) == canonical(frozenset(reversed(words))) == sorted(words)


def test_the_text_is_ascii_on_one_line_with_keys_in_order() -> None:
    assert as_text({"b": "é\n", "a": 1}) == '{"a":1,"b":"\\u00e9\\n"}'


def test_a_field_may_be_left_out() -> None:
    whole, part = canonical(A), canonical(A, without=frozenset({"question"}))
    assert whole["question"] == A.question
    assert {**part, "question": A.question} == whole
