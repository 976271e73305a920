"""Each part of a condition has its own answer, and a gate that no tried rule reads is not reached."""

from __future__ import annotations

from builders import (
    ALWAYS,
    MET,
    YEAR,
    a_criterion,
    a_dossier,
    a_gate,
    a_rubric,
    a_rule,
    a_vocabulary,
    an_item,
    presence,
    reaches,
)
from tierscore.engine.assess import assess
from tierscore.model.assessment import Depth
from tierscore.model.condition import AnyOne, AtLeastSo, EveryOne, GateHolds, NotSo, OutcomeIn
from tierscore.model.decision import Answer, Decision

PATROLS, STORMS = OutcomeIn("a", MET), reaches(presence("storms"))


def decision(depth: Depth = Depth.UNKNOWNS) -> Decision:
    rubric = a_rubric(
        a_criterion("a", presence("patrols")),
        a_criterion("b", presence("rescues")),
        gates=[
            a_gate("g", EveryOne((PATROLS, AnyOne((OutcomeIn("b", MET), STORMS))))),
            a_gate("count", AtLeastSo(2, (PATROLS, OutcomeIn("b", MET), STORMS))),
            a_gate("never", GateHolds("count")),
        ],
        rules=[
            a_rule("first", NotSo(GateHolds("g")), "gold"),
            a_rule("second", ALWAYS, "silver"),
            a_rule("third", GateHolds("never"), "rust"),
        ],
    )
    items = [an_item("patrol", "patrols"), an_item("storm", "storms")]
    return assess(rubric, a_vocabulary(), a_dossier(*items), YEAR, depth=depth).decision


def test_every_part_has_an_answer_and_the_facts_it_rests_on() -> None:
    tree = decision().gates[0].tree
    assert tree is not None
    assert tree.answer is Answer.HOLDS
    patrols, either = tree.parts
    assert patrols.finding is not None
    assert (patrols.answer, patrols.finding.evidence) == (Answer.HOLDS, ("patrol",))
    rescues, storms = either.parts
    assert (rescues.answer, storms.answer, storms.evidence) == (Answer.OPEN, Answer.HOLDS, ("storm",))


def test_parts_are_counted_by_their_answers() -> None:
    tree = decision().gates[1].tree
    assert tree is not None
    assert [tree.count(answer) for answer in Answer] == [2, 0, 1]


def test_only_gates_of_rules_that_were_tried_are_reached() -> None:
    assert {result.gate.id: result.reached for result in decision().gates} == {
        "g": True, "count": False, "never": False,
    }  # fmt: skip


def test_rules_after_the_deciding_one_are_told_as_they_would_have_come_out() -> None:
    found = decision()
    assert [trial.rule.id for trial in found.trials] == ["first", "second"]
    assert [(trial.rule.id, trial.answer) for trial in found.later] == [("third", Answer.HOLDS)]


def test_tiers_alone_carry_no_trees() -> None:
    assert all(result.tree is None for result in decision(Depth.TIERS).gates)
