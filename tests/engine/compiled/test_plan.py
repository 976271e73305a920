"""A law compiled once: what its years, its readings and changed copies of a rubric share."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Any

import pytest

from builders import (
    MET,
    YEAR,
    a_criterion,
    a_dossier,
    a_gate,
    a_rubric,
    a_scale,
    a_vocabulary,
    presence,
    reaches,
)
from tierscore.engine.compiled.plan import Plan, plan_of
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.law import law_of
from tierscore.model.condition import EveryOne, OutcomeIn, Shown
from tierscore.model.evidence import Status
from tierscore.model.law import Validity
from tierscore.model.outcome import ONE
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.rubric import Rubric
from tierscore.model.test import Not

WORDS = a_vocabulary()
PATROLS, STORMS = presence("patrols"), presence("storms")
RUBRIC = a_rubric(a_criterion("a", PATROLS), a_criterion("b", STORMS))


def planned(rubric: Rubric, year: int = YEAR) -> Plan:
    return plan_of(law_of(rubric, year), year, WORDS)


def test_years_under_one_law_share_its_plan() -> None:
    assert planned(RUBRIC) is planned(RUBRIC, YEAR + 1)


def test_another_law_shares_what_is_the_same_in_both() -> None:
    later = dataclasses.replace(RUBRIC.criteria[1], validity=Validity(since=YEAR + 1))
    rubric = dataclasses.replace(RUBRIC, criteria=(RUBRIC.criteria[0], later))
    before, after = planned(rubric), planned(rubric, YEAR + 1)
    assert before is not after
    assert before.criteria["a"] is after.criteria["a"]
    assert before.groups[0] is after.groups[0]


def test_a_changed_copy_of_a_rubric_compiles_again_only_what_changed() -> None:
    changed = dataclasses.replace(RUBRIC, criteria=(a_criterion("a", Not(PATROLS)), RUBRIC.criteria[1]))
    before, after = planned(RUBRIC), planned(changed)
    assert before.criteria["a"] is not after.criteria["a"]
    assert before.criteria["b"] is after.criteria["b"]


def test_other_bands_part_criteria_and_no_facts() -> None:
    other = dataclasses.replace(RUBRIC, scale=a_scale(met_from=1))
    assert planned(RUBRIC).criteria["a"] is not planned(other).criteria["a"]
    assert planned(RUBRIC).groups[0] is planned(other).groups[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": {**a_scale().status, Status.LIMITED: Fraction(1, 4)}},
        {"least_change": Fraction(1, 10)},
        {"trends": {name: {**worth, "up": Fraction(1, 2)} for name, worth in a_scale().trends.items()}},
    ],
)
def test_another_worth_of_facts_shares_nothing(changes: dict[str, Any]) -> None:
    other = dataclasses.replace(RUBRIC, scale=a_scale(**changes))
    assert planned(RUBRIC).criteria["a"] is not planned(other).criteria["a"]
    assert planned(RUBRIC).groups[0] is not planned(other).groups[0]


def test_one_state_of_the_facts_is_one_variable_whatever_the_country() -> None:
    first, second = (
        Evaluator(DossierView(a_dossier(), WORDS, law_of(RUBRIC, YEAR), YEAR), NO_PLACEMENTS) for _ in "ab"
    )
    assert first.variables == second.variables


def test_what_must_be_shown_leaves_a_gate_open_only_in_every_file_that_there_could_be() -> None:
    gate = a_gate("g", EveryOne((Shown(OutcomeIn("a", MET)), reaches(STORMS, ONE))))
    law = law_of(dataclasses.replace(RUBRIC, gates=(gate,)), YEAR)
    of_a_file, of_every_file = plan_of(law, YEAR, WORDS), plan_of(law, YEAR, WORDS, every_file=True)
    reads = of_a_file.gate_reads("g")
    assert (reads.criteria, reads.shown, len(reads.variables), len(reads.bearing)) == ((), ("a",), 1, 2)
    reads = of_every_file.gate_reads("g")
    on_record = of_every_file.on_record[OutcomeIn("a", MET)]
    assert (reads.criteria, reads.shown) == (("a",), ())
    assert on_record in reads.variables
    assert len(reads.variables) == 3


def test_a_criterion_rises_with_some_leaves_and_falls_with_others() -> None:
    rubric = a_rubric(a_criterion("a", PATROLS, Not(STORMS)))
    assert planned(rubric).criteria["a"].leanings == (1, -1)
