"""What is left out one at a time: the same as if the file had never held it, and assessed anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import (
    ALWAYS,
    MET,
    YEAR,
    a_criterion,
    a_dossier,
    a_gate,
    a_rubric,
    a_rule,
    a_source,
    a_switch,
    a_vocabulary,
    an_item,
    presence,
    reaches,
)
from law_strategies import dated_rubrics, disputed_dossiers
from shipped import shipped_session
from strategies import dossiers, rubrics
from thorough import examples
from tierscore.engine.assess import assess, judge
from tierscore.engine.leaving_out.bearing_facts import BearingFacts
from tierscore.engine.leaving_out.without import WithoutEach
from tierscore.model.condition import GateHolds, OutcomeIn
from tierscore.model.evidence import Dossier, EvidenceItem, SourceReference, Status
from tierscore.model.law import Validity
from tierscore.model.measure import Vocabulary
from tierscore.model.placement import NO_PLACEMENTS, Placements
from tierscore.model.rubric import IfOpen, Rubric
from tierscore.model.standing import LeftOutKind, TierStanding, WithoutOutcome
from tierscore.model.test import Corroborated

VOCABULARY = a_vocabulary()
Answer = tuple[str, tuple[str, ...], tuple[str, ...]]
few = settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def answer(rubric: Rubric, words: Vocabulary, file: Dossier, year: int, history: Placements) -> Answer:
    assessment = assess(rubric, words, file, year, history)
    assert assessment.standing is not None
    return (
        assessment.indicated,
        tuple(entry.tier for entry in assessment.range),
        assessment.standing.core_range,
    )


def lacking_facts(file: Dossier, ids: set[str]) -> Dossier:
    return replace(file, items=tuple(item for item in file.items if item.id not in ids))


def lacking_source(file: Dossier, source: str) -> Dossier:
    """The plain way: every reference to a source struck out, then every item that has none left."""
    items = [
        replace(item, sources=tuple(ref for ref in item.sources if ref.id != source)) for item in file.items
    ]
    return replace(
        file,
        items=tuple(item for item in items if item.sources),
        searched=frozenset(search for search in file.searched if search.source != source),
    )


def told(outcome: WithoutOutcome) -> Answer:
    return outcome.indicated, outcome.range, outcome.core_range


def check(
    rubric: Rubric, words: Vocabulary, file: Dossier, year: int, history: Placements, most: int
) -> None:
    """Every fact and source that is named gives its answer, and up to ``most`` that are not change nothing."""
    assessment = assess(rubric, words, file, year, history)
    own, standing = answer(rubric, words, file, year, history), assessment.standing
    assert standing is not None
    assert standing.tried_all
    given = {(outcome.kind, outcome.id): told(outcome) for outcome in standing.without}
    left = [(LeftOutKind.SOURCE, name, lacking_source(file, name)) for name in sorted(file.sources)]
    left += [(LeftOutKind.FACT, item.id, lacking_facts(file, {item.id})) for item in file.items]
    unnamed = 0
    for kind, name, rest in left:
        unnamed += (kind, name) not in given
        if (kind, name) in given or unnamed <= most:
            assert given.get((kind, name), own) == answer(rubric, words, rest, year, history), (kind, name)


def scattered(file: Dossier, sources: list[tuple[str, ...]]) -> Dossier:
    """The items resting on other sources, and some of them on two."""
    items = [
        replace(item, sources=tuple(map(SourceReference, chosen)))
        for item, chosen in zip(file.items, sources, strict=False)
    ]
    known = {name: a_source(name) for name in ("s", "t", "u")}
    return replace(file, items=(*items, *file.items[len(items) :]), sources=known)


references = st.lists(st.sampled_from((("s",), ("t",), ("u",), ("s", "t"), ("t", "u"))), max_size=8)


@pytest.mark.no_cover
@few
@given(rubrics(), dossiers(), references)
def test_what_is_left_out_is_as_if_it_had_never_been_on_file(
    rubric: Rubric, file: Dossier, sources: list[tuple[str, ...]]
) -> None:
    check(rubric, VOCABULARY, scattered(file, sources), YEAR, NO_PLACEMENTS, most=20)


@pytest.mark.no_cover
@few
@given(dated_rubrics(), disputed_dossiers(), references)
def test_it_is_so_where_sources_differ_and_silence_is_on_record(
    rubric: Rubric, file: Dossier, sources: list[tuple[str, ...]]
) -> None:
    check(rubric, VOCABULARY, scattered(file, sources), YEAR, NO_PLACEMENTS, most=20)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("country", "year"), [("cuba", 2023), ("argentina", 2025), ("panama", 2013), ("palau", 2020)]
)
def test_it_is_so_of_shipped_country_years(country: str, year: int) -> None:
    session = shipped_session()
    file = session.dossier(country)
    history = session.placements(file.iso3).before(year)
    check(session.rubric, session.vocabulary, file, year, history, most=6)


def standing(rubric: Rubric, *items: EvidenceItem) -> TierStanding:
    found = assess(rubric, VOCABULARY, a_dossier(*items, sources=[a_source("t")]), YEAR).standing
    assert found is not None
    return found


GATE = a_gate("g", OutcomeIn("a", MET), IfOpen.UNDETERMINED)
RUBRIC = a_rubric(
    a_criterion("a", presence("patrols")),
    gates=[GATE],
    rules=[a_rule("gold", GateHolds("g"), "gold"), a_rule("else", ALWAYS, "rust")],
)


def test_the_one_fact_on_which_a_tier_rests_is_named_with_its_source_and_finding() -> None:
    found = standing(RUBRIC, an_item("only", "patrols"))
    assert [(outcome.kind, outcome.id) for outcome in found.without] == [
        (LeftOutKind.SOURCE, "s"),
        (LeftOutKind.FACT, "only"),
        (LeftOutKind.FINDING, "a"),
    ]
    assert {told(outcome) for outcome in found.without} == {
        ("undetermined", ("gold", "rust"), ("gold", "rust"))
    }
    assert found.resting_on == {"s", "only"}
    assert found.on_few_facts


def test_a_fact_that_another_source_repeats_carries_nothing_by_itself() -> None:
    found = standing(RUBRIC, an_item("one", "patrols"), an_item("two", "patrols", sources=("t",)))
    assert [(outcome.kind, outcome.id) for outcome in found.without] == [(LeftOutKind.FINDING, "a")]
    assert not found.on_few_facts


def test_facts_of_one_source_that_repeat_one_another_rest_on_that_source() -> None:
    found = standing(RUBRIC, an_item("one", "patrols"), an_item("two", "patrols"))
    assert found.resting_on == {"s"}


def test_a_gate_that_reads_the_file_itself_is_left_out_too() -> None:
    rubric = a_rubric(
        gates=[a_gate("storms", reaches(Corroborated(("storms",), sources=1, years=1)))],
        rules=[a_rule("rust", GateHolds("storms"), "rust"), a_rule("else", ALWAYS, "gold")],
    )
    found = standing(rubric, an_item("storm", "storms"))
    assert {(outcome.kind, outcome.id, outcome.indicated) for outcome in found.without} == {
        (LeftOutKind.SOURCE, "s", "gold"),
        (LeftOutKind.FACT, "storm", "gold"),
        (LeftOutKind.GATE, "storms", "gold"),
    }


def test_a_fact_that_matters_on_another_core_reading_alone_is_named() -> None:
    rules = (
        replace(a_rule("gold", GateHolds("g"), "gold"), validity=Validity(where=(("s", "on"),))),
        a_rule("else", ALWAYS, "rust"),
    )
    rubric = replace(RUBRIC, rules=rules, switches=(a_switch("s"),))
    found = standing(rubric, an_item("only", "patrols", status=Status.ABSENT))
    assert found.core_range == ("rust",)
    assert [(outcome.kind, told(outcome)) for outcome in found.without] == [
        (LeftOutKind.SOURCE, ("rust", ("rust",), ("gold", "rust"))),
        (LeftOutKind.FACT, ("rust", ("rust",), ("gold", "rust"))),
    ]
    assert found.resting_on == {"s", "only"}


def test_past_the_limit_of_work_nothing_more_is_left_out_and_it_is_said() -> None:
    dossier = a_dossier(an_item("only", "patrols"), sources=[a_source()])
    judgement = judge(RUBRIC, VOCABULARY, dossier, YEAR, NO_PLACEMENTS)
    bearing = BearingFacts(judgement.evaluator)
    for limit, tried_all in ((0, False), (1_000, True)):
        each = WithoutEach(judgement, bearing, (), limit)
        assert bool(list(each.outcomes())) == each.tried_all == tried_all
