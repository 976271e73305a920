"""The facts that count most in a P are those without which an end of its score moves furthest."""

from __future__ import annotations

from fractions import Fraction

from builders import YEAR, a_criterion, a_dossier, a_rubric, a_vocabulary, an_item, presence
from tierscore.engine.assess import assess
from tierscore.engine.leaving_out.bearing_facts import MOST_ON_A_MEASURE
from tierscore.model.evidence import EvidenceItem, Status
from tierscore.model.finding import KeyFact
from tierscore.model.test import Not


def key_facts(*items: EvidenceItem) -> tuple[KeyFact, ...]:
    rubric = a_rubric(
        a_criterion("a", presence("patrols"), presence("arrests")),
        a_criterion("b", Not(presence("storms"))),
    )
    return assess(rubric, a_vocabulary(), a_dossier(*items), YEAR).key_facts


def test_a_fact_counts_by_the_fall_of_the_score_without_it() -> None:
    [fact] = key_facts(an_item("patrol", "patrols"))
    assert (fact.item, fact.pillar) == ("patrol", "sea")
    assert fact.fall == Fraction(100, 4)  # half of one criterion of two
    assert fact.rise == 0
    assert fact.counts_for


def test_a_fact_against_the_government_counts_by_the_rise_without_it() -> None:
    [fact] = key_facts(an_item("storm", "storms"))
    assert [fact.fall, fact.rise] == [0, 50]
    assert not fact.counts_for


def test_a_fact_that_another_one_repeats_moves_nothing() -> None:
    assert key_facts(an_item("one", "patrols"), an_item("two", "patrols")) == ()


def test_those_that_move_most_come_first_then_later_ones_then_by_id() -> None:
    facts = key_facts(
        an_item("patrol", "patrols", when="2020-06-01"),
        an_item("arrest", "arrests", when="2020-09-01"),
        an_item("storm", "storms", status=Status.DONE),
    )
    assert [fact.item for fact in facts] == ["storm", "arrest", "patrol"]


def test_of_very_many_facts_on_one_measure_none_carries_a_score_alone() -> None:
    """The last one alone shows a patrol; with so many on file each by itself is not left out to see."""
    absent = [
        an_item(f"absent-{number}", "patrols", status=Status.ABSENT, when="report 2015")
        for number in range(MOST_ON_A_MEASURE)
    ]
    storm = an_item("storm", "storms")
    few = key_facts(*absent[1:], an_item("patrol", "patrols"), storm)
    many = key_facts(*absent, an_item("patrol", "patrols"), storm)
    assert [fact.item for fact in few] == ["storm", "patrol"]
    assert [fact.item for fact in many] == ["storm"]
