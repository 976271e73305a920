"""What follows from a choice of values, one choice after another, and for views of what is known."""

from __future__ import annotations

from builders import (
    MET,
    YEAR,
    a_criterion,
    a_dossier,
    a_gate,
    a_rubric,
    a_vocabulary,
    an_item,
    presence,
    reaches,
)
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator, KnownView
from tierscore.model.condition import AnyOne, OutcomeIn, PlacedInARow, Shown
from tierscore.model.decision import Answer
from tierscore.model.outcome import ONE, Outcome
from tierscore.model.placement import NO_PLACEMENTS

PATROLS, STORMS, LAW = presence("patrols"), presence("storms"), presence("harbour-law")
PLACED = PlacedInARow("rust", 2, since=2010)
REACHED = reaches(LAW, ONE)
GATES = (
    a_gate("outcomes", AnyOne((OutcomeIn("a", MET), OutcomeIn("b", MET)))),
    a_gate("rest", AnyOne((REACHED, PLACED, Shown(OutcomeIn("a", MET))))),
)
RUBRIC = a_rubric(a_criterion("a", PATROLS), a_criterion("b", STORMS), gates=GATES)


def evaluator() -> Evaluator:
    view = DossierView(a_dossier(an_item("x", "storms")), a_vocabulary(), RUBRIC, YEAR)
    return Evaluator(view, NO_PLACEMENTS)


def test_what_follows_from_one_choice_after_another_follows_from_all_at_once() -> None:
    facts = evaluator()
    for number, variable in enumerate(facts.variables):
        for option in range(len(variable.options)):
            step, at_once = facts.start, facts.known
            step.gate("outcomes"), step.gate("rest")
            chosen = step.with_option(number, option)
            anew = at_once(chosen.assignment)
            assert [chosen.gate(gate.id) for gate in GATES] == [anew.gate(gate.id) for gate in GATES]
            assert [chosen.outcomes(name) for name in "ab"] == [anew.outcomes(name) for name in "ab"]


def test_a_choice_that_is_opened_again_leaves_what_was_known_before() -> None:
    facts = evaluator()
    (number, *_) = facts.open_in_order()
    opened = facts.start.with_option(number, 0).with_option(number, None)
    assert opened.assignment == facts.unassigned
    assert opened.spans == facts.start.spans


def test_a_view_knows_what_it_does_not_change() -> None:
    known = evaluator().start
    view = KnownView(known)
    assert view.outcomes("b") == known.outcomes("b") == {*MET}
    assert view.gate("rest") is known.gate("rest") is Answer.OPEN
    assert view.reaches(REACHED) is known.reaches(REACHED) is Answer.OPEN
    assert view.placed(PLACED) is known.placed(PLACED)
    assert view.shown(OutcomeIn("a", MET)) is Answer.FAILS


def test_an_outcome_is_unknown_while_several_are_possible() -> None:
    facts = evaluator()
    assert facts.outcome("a") is Outcome.UNKNOWN
    assert facts.outcome("b") is Outcome.MET
    assert facts.outcome("no such criterion") is Outcome.NOT_APPLICABLE
