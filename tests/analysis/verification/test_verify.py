"""What is proven of small rubrics made up at random, held against every file that there could be."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, reject, seed, settings
from hypothesis import strategies as st

import strategies
from analysis.verification.proof_twin import Twin, World
from builders import YEAR, a_dossier, a_vocabulary, criterion_of
from thorough import examples
from tierscore.analysis.verification import prove
from tierscore.analysis.verification.verify import Proofs
from tierscore.engine.assess import assess
from tierscore.model.canonical import digest
from tierscore.model.check import Remark
from tierscore.model.condition import OutcomeIn, plain_conditions
from tierscore.model.outcome import Outcome
from tierscore.model.problem import Code
from tierscore.model.rubric import Rubric

pytestmark = pytest.mark.no_cover  # dear, and traced it would be dearer still

MOST_WORLDS = 1_500
MOST_IMPROVEMENTS = 3_000
VOCABULARY = a_vocabulary()
QUIET = settings(
    max_examples=examples(16),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
SAME = seed(2021)
"""Lets each test draw the same rubrics."""


def remarked(remarks: tuple[Remark, ...], code: Code) -> set[tuple[str, ...]]:
    return {remark.address for remark in remarks if remark.code is code}


STUDIED: dict[str, tuple[Twin, Proofs, list[World]] | None] = {}
"""The rubrics studied so far by their digest, None for a large one; the tests draw the same, and proving is dear."""


def studied(rubric: Rubric) -> tuple[Twin, Proofs, list[World]]:
    """The twin of a small rubric, what is proven of it, and every world that there is."""
    key = digest(rubric)
    if key not in STUDIED:
        twin = Twin(rubric, VOCABULARY, YEAR)
        is_small = twin.size <= MOST_WORLDS
        STUDIED[key] = (twin, prove(rubric, VOCABULARY), list(twin.worlds())) if is_small else None
    return STUDIED[key] or reject()


@QUIET
@SAME
@given(strategies.rubrics())
def test_a_tier_or_rule_is_remarked_where_no_world_comes_to_it(rubric: Rubric) -> None:
    twin, proofs, worlds = studied(rubric)
    rules = {twin.rule(world) for world in worlds}
    tiers = {rule.tier for rule in rubric.rules if rule.id in rules}
    dead_tiers, dead_rules = (
        remarked(proofs.remarks, Code.UNREACHABLE_TIER),
        remarked(proofs.remarks, Code.SHADOWED_RULE),
    )
    assert dead_tiers == {("tiers", tier.id) for tier in rubric.tiers if tier.id not in tiers}
    never = {("tier_rules", rule.id) for rule in rubric.rules if rule.id not in rules}
    assert dead_rules <= never
    if proofs.undecided == 0:
        assert dead_rules == never


@QUIET
@SAME
@given(strategies.rubrics())
def test_a_criterion_is_dead_where_no_outcome_of_it_moves_a_tier(rubric: Rubric) -> None:
    twin, proofs, worlds = studied(rubric)
    dead = remarked(proofs.remarks, Code.DEAD_CRITERION)
    for criterion in rubric.criteria:
        attained = {twin.outcome(criterion, world) for world in worlds}
        moves = any(
            len({twin.tier(world, {criterion.id: outcome}) for outcome in attained}) > 1 for world in worlds
        )
        assert not (moves and ("criteria", criterion.id) in dead)
        assert moves or ("criteria", criterion.id) in dead or proofs.undecided


@QUIET
@SAME
@given(strategies.rubrics())
def test_parts_of_a_criterion_are_dead_where_they_change_no_outcome(rubric: Rubric) -> None:
    twin, proofs, worlds = studied(rubric)
    scale = rubric.scale
    for criterion in rubric.criteria:
        top = ("criteria", criterion.id)
        attained = {twin.outcome(criterion, world) for world in worlds}
        unmet = {
            remark.address
            for remark in proofs.remarks
            if remark.address == top and "never met" in remark.message
        }
        assert (top in unmet) == (Outcome.MET not in attained)
        for position, indicator in enumerate(criterion.indicators):
            values = {twin.indicator_value(criterion, position, world) for world in worlds}
            alive = any(
                len({scale.outcome(twin.value(criterion, world, (position, value), {})) for value in values})
                > 1
                for world in worlds
            )
            dead = (*top, "indicators", indicator.id) in remarked(proofs.remarks, Code.DEAD_INDICATOR)
            assert not (alive and dead)
            assert alive or dead or proofs.undecided
        for cap in criterion.caps:
            bites = any(twin.bites(criterion, cap, world) for world in worlds)
            matters = any(
                len({scale.outcome(twin.value(criterion, world, None, {cap.id: so})) for so in (False, True)})
                > 1
                for world in worlds
            )
            dead = (*top, "caps", cap.id) in remarked(proofs.remarks, Code.UNREACHABLE_THRESHOLD)
            assert not (bites and matters and dead)
            assert (bites and matters) or dead or proofs.undecided


@QUIET
@SAME
@given(strategies.rubrics())
def test_what_a_condition_asks_is_remarked_where_it_is_never_so(rubric: Rubric) -> None:
    twin, proofs, worlds = studied(rubric)
    messages = {
        (remark.address, remark.message)
        for remark in proofs.remarks
        if remark.code is Code.UNREACHABLE_OUTCOME
    }
    for gate in rubric.gates:
        named = {
            (plain.criterion, outcome)
            for plain in plain_conditions(gate.condition)
            if isinstance(plain, OutcomeIn)
            for outcome in plain.outcomes
        }
        for criterion, outcome in named:
            attained = any(
                twin.outcome(criterion_of(rubric, criterion), world) is outcome for world in worlds
            )
            message = f"`{gate.id}` asks whether `{criterion}` is {outcome}, which it never is"
            assert ((("gates", gate.id, "condition"), message) in messages) == (not attained)


@QUIET
@SAME
@given(strategies.rubrics())
def test_better_evidence_is_said_to_do_harm_only_where_it_does(rubric: Rubric) -> None:
    twin, proofs, _ = studied(rubric)
    assume(twin.improvements <= MOST_IMPROVEMENTS)
    rank = {tier.id: tier.rank for tier in rubric.tiers}
    ranks: dict[tuple[Fraction, ...], int | None] = {}

    def rank_in(world: World) -> int | None:
        """The rank of the tier in a world of a settled file; most worlds stand in several pairs."""
        answers = tuple(world.answers[leaf] for leaf in twin.leaves)
        if answers not in ranks:
            ranks[answers] = rank.get(twin.tier(world))
        return ranks[answers]

    remarked_as_harmful = any(remark.code is Code.PERVERSE for remark in proofs.remarks)
    harmful = False
    for before, after in twin.improved():
        low, high = rank_in(before), rank_in(after)
        harmful = harmful or (low is not None and high is not None and high > low)
    assert harmful or not remarked_as_harmful
    assert remarked_as_harmful or not harmful or proofs.undecided


@QUIET
@given(strategies.rubrics(), st.lists(strategies.dossiers(), min_size=1, max_size=3))
def test_no_file_does_what_is_said_to_be_impossible(rubric: Rubric, dossiers: list) -> None:  # type: ignore[type-arg]
    proofs = prove(rubric, VOCABULARY)
    tiers, rules = (
        remarked(proofs.remarks, Code.UNREACHABLE_TIER),
        remarked(proofs.remarks, Code.SHADOWED_RULE),
    )
    for dossier in [*dossiers, a_dossier()]:
        assessment = assess(rubric, VOCABULARY, dossier, YEAR)
        assert (
            not {("tiers", entry.tier) for entry in assessment.range if entry.witness or assessment.exact}
            & tiers
        )
        assert ("tiers", assessment.indicated) not in tiers
        assert ("tier_rules", assessment.decision.rule) not in rules
        for finding in assessment.findings:
            never = f"`{finding.criterion.id}` is never met"
            assert not (
                finding.outcome is Outcome.MET
                and any(remark.message.startswith(never) for remark in proofs.remarks)
            )
