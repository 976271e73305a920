"""The law of a year, contested facts, the range and the indicated tier, held to plain twins on invented examples."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brute_force import NUMBERS, EveryWorld
from builders import YEAR, a_criterion, a_rubric, a_vocabulary, presence
from law_strategies import counts, dated_rubrics, disputed_dossiers
from plain_indication import Indication
from plain_law import plain_law, stated_numbers
from thorough import examples
from tierscore.engine.assess import assess
from tierscore.engine.dossier_view import DossierView
from tierscore.model.assessment import Depth
from tierscore.model.decision import Answer
from tierscore.model.evidence import Dossier
from tierscore.model.rubric import Rubric
from tierscore.model.test import Subject

pytestmark = pytest.mark.no_cover  # dear, and traced it would be dearer still

VOCABULARY = a_vocabulary()
ANSWERS = {(True,): Answer.HOLDS, (False,): Answer.FAILS, (False, True): Answer.OPEN}
COUNTED = a_rubric(
    a_criterion("a", presence("arrests"), presence("arrests", scope="children"), presence("rescues"))
)


@settings(max_examples=examples(80), deadline=None)
@given(disputed_dossiers(most=5), counts, st.sampled_from((YEAR, YEAR - 1)))
def test_a_contested_count_has_exactly_the_numbers_that_its_sources_state(
    dossier: Dossier, subject: Subject, report_year: int
) -> None:
    fact = DossierView(dossier, VOCABULARY, COUNTED, YEAR).fact(subject, report_year)
    numbers = {number for number in NUMBERS if any(state.includes(number) for state in fact.states)}
    assert numbers == stated_numbers(dossier, subject, report_year)


@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(dated_rubrics(), disputed_dossiers())
def test_range_gates_and_indicated_tier_are_those_of_trying_every_completion(
    rubric: Rubric, dossier: Dossier
) -> None:
    assessment = assess(rubric, VOCABULARY, dossier, YEAR, depth=Depth.TIERS)
    twin = Indication(EveryWorld(DossierView(dossier, VOCABULARY, plain_law(rubric, YEAR), YEAR)))
    assert {entry.tier for entry in assessment.range} == twin.tiers
    assert {result.gate.id: result.answer for result in assessment.decision.gates} == {
        gate: ANSWERS[tuple(sorted(answers))] for gate, answers in twin.gates.items()
    }
    assert {result.gate.id for result in assessment.decision.gates if result.summaries} == {
        gate.id for gate in twin.rubric.gates if twin.is_open(gate) and twin.is_silent(gate)
    }
    assert assessment.indicated == twin.tier
