"""A title names a condition and asks nothing: two conditions that ask the same are the same."""

from __future__ import annotations

from tierscore.model.condition import AnyOne, GateHolds, NotSo


def test_a_title_makes_no_other_condition() -> None:
    assert GateHolds("g", title="a name") == GateHolds("g")
    assert hash(NotSo(GateHolds("g", title="a name"))) == hash(NotSo(GateHolds("g")))
    assert AnyOne((GateHolds("g"),), title="one") == AnyOne((GateHolds("g"),), title="two")
