"""Changes and moves held to brute force, on invented rubrics and dossiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.rubric_diff.mutations import mutants
from builders import LAW, YEAR, a_criterion, a_gate, a_vocabulary, presence
from strategies import dossiers, rubrics
from thorough import examples
from tierscore.analysis.rubric_diff.change_table import DERIVED, FIELDS, VOCABULARY
from tierscore.analysis.rubric_diff.changes import edits
from tierscore.analysis.rubric_diff.compare import compare
from tierscore.analysis.rubric_diff.impact import CountryFacts, Judge, differences
from tierscore.analysis.rubric_diff.renames import substituted
from tierscore.engine.assess import assess
from tierscore.model import actor, check, condition, evidence, law, measure, outcome, rubric, test, version
from tierscore.model.assessment import Depth
from tierscore.model.canonical import canonical, digest
from tierscore.model.condition import Always, OutcomeIn
from tierscore.model.evidence import Dossier
from tierscore.model.law import Authority, Validity
from tierscore.model.measure import Vocabulary
from tierscore.model.outcome import Outcome
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.rubric import Criterion, IfOpen, Rubric
from tierscore.model.rubric_change import ChangeKind, MoveKind
from tierscore.model.version import Level

pytestmark = pytest.mark.no_cover  # dear, and traced it would be dearer still

WORDS = a_vocabulary()
SLOW = settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def kinds(before: Rubric, after: Rubric) -> list[ChangeKind]:
    return [change.kind for change in compare(before, WORDS, after, WORDS, ()).changes]


def answers(judge: Rubric, dossier: Dossier, year: int) -> object:
    assessment = assess(judge, WORDS, dossier, year, depth=Depth.TIERS)
    return (
        assessment.indicated,
        [entry.tier for entry in assessment.range],
        [ground.id for ground in assessment.special_list],
        {finding.criterion.id: (finding.outcome, finding.value) for finding in assessment.findings},
        [(score.pillar, score.low, score.high) for score in assessment.pillars],
    )


@SLOW
@given(rubrics())
def test_a_rubric_compared_with_itself_reports_nothing(same: Rubric) -> None:
    assert compare(same, WORDS, same, WORDS, ()).changes == ()


@settings(SLOW, max_examples=examples(60))
@given(st.data())
def test_without_a_substantive_change_no_assessment_differs(data: st.DataObject) -> None:
    before = data.draw(rubrics())
    after = data.draw(mutants(before))
    changes = [edit.change for edit in edits(before, after)]
    assert bool(changes) == (canonical(before) != canonical(after)) == (digest(before) != digest(after))
    if all(change.level is not Level.SUBSTANTIVE for change in changes):
        dossier = data.draw(dossiers())
        assert answers(before, dossier, YEAR) == answers(after, dossier, YEAR)


@SLOW
@given(st.data())
def test_moves_are_those_of_judging_both_by_hand(data: st.DataObject) -> None:
    before, dossier = data.draw(rubrics()), data.draw(dossiers())
    after = data.draw(mutants(before))
    diff = compare(before, WORDS, after, WORDS, (CountryFacts(dossier, NO_PLACEMENTS),))
    judged = [
        (
            year,
            assess(before, WORDS, dossier, year, depth=Depth.TIERS),
            assess(after, WORDS, dossier, year, depth=Depth.TIERS),
        )
        for year in sorted({*Judge(before, WORDS).years(dossier), *Judge(after, WORDS).years(dossier)})
    ]
    if not any(change.level is Level.SUBSTANTIVE for change in diff.changes):
        judged = []
    expected = {
        (year, old.indicated, new.indicated) for year, old, new in judged if old.indicated != new.indicated
    }
    assert {(move.report_year, move.before[0], move.after[0]) for move in diff.tier_moves} == expected
    outcomes = {
        (year, first.criterion.id, first.outcome.value, second.outcome.value)
        for year, old, new in judged
        for first in old.findings
        for second in new.findings
        if first.criterion.id == second.criterion.id and first.outcome is not second.outcome
    }
    assert {
        (move.report_year, move.what, move.before[0], move.after[0])
        for move in diff.moves
        if move.kind is MoveKind.OUTCOME
    } == outcomes


@settings(SLOW, max_examples=12)
@given(st.data())
def test_a_witness_moves(data: st.DataObject) -> None:
    before = data.draw(rubrics())
    after = data.draw(mutants(before))
    diff = compare(before, WORDS, after, WORDS, ())
    for witness in diff.witnesses:
        if witness.dossier is not None:
            country = CountryFacts(witness.dossier, witness.history or NO_PLACEMENTS)
            year = witness.moves[0].report_year
            old, new = (Judge(side, WORDS).answers(country, year) for side in (before, after))
            assert tuple(differences(old, new, witness.dossier, year)) == witness.moves != ()


def first(changes: Callable[[Criterion], Criterion]) -> Callable[[Rubric], Rubric]:
    """An edit of the first criterion."""
    return lambda old: replace(old, criteria=(changes(old.criteria[0]), *old.criteria[1:]))


def indicator(**changes: Any) -> Callable[[Rubric], Rubric]:
    """An edit of the first indicator."""
    return first(
        lambda criterion: replace(
            criterion, indicators=(replace(criterion.indicators[0], **changes), *criterion.indicators[1:])
        )
    )


def gate(**changes: Any) -> Callable[[Rubric], Rubric]:
    """An edit of the first gate."""
    return lambda old: replace(old, gates=(replace(old.gates[0], **changes), *old.gates[1:]))


NEW = a_criterion("new", presence("patrols"))
EDITS: dict[ChangeKind, Callable[[Rubric], Rubric]] = {
    ChangeKind.CRITERION_REWORDED: first(lambda criterion: replace(criterion, question="Otherwise?")),
    ChangeKind.INDICATOR_REWORDED: indicator(question="Otherwise?"),
    ChangeKind.REASON_REWORDED: indicator(why="Otherwise."),
    ChangeKind.POINTS_CHANGED: indicator(points=17),
    ChangeKind.TEST_CHANGED: indicator(test=presence("harbour-law", scope="children")),
    ChangeKind.DATES_CHANGED: indicator(validity=Validity(until=2030)),
    ChangeKind.ACT_CHANGED: indicator(validity=Validity(act="An Act")),
    ChangeKind.WEIGHT_CHANGED: first(
        lambda criterion: replace(criterion, weight=replace(criterion.weight, value=9))
    ),
    ChangeKind.AUTHORITY_CHANGED: first(
        lambda criterion: replace(criterion, law=(replace(criterion.law[0], authority=Authority.AGENCY),))
    ),
    ChangeKind.CITATION_CHANGED: first(
        lambda criterion: replace(criterion, law=(replace(criterion.law[0], unverified=True),))
    ),
    ChangeKind.CITATION_ADDED: first(
        lambda criterion: replace(criterion, law=(*LAW, replace(LAW[0], cite="Another Act")))
    ),
    ChangeKind.COMBINATION_CHANGED: first(
        lambda criterion: replace(criterion, all_required=not criterion.all_required)
    ),
    ChangeKind.INDICATOR_ADDED: first(
        lambda criterion: replace(criterion, indicators=(*criterion.indicators, NEW.indicators[0]))
    ),
    ChangeKind.CRITERION_ADDED: lambda old: replace(old, criteria=(*old.criteria, NEW)),
    ChangeKind.PILLAR_CHANGED: first(
        lambda criterion: replace(criterion, pillar="land" if criterion.pillar == "sea" else "sea")
    ),
    ChangeKind.CUT_OFF_CHANGED: lambda old: replace(old, scale=replace(old.scale, met_from=Fraction(4, 5))),
    ChangeKind.SETTING_CHANGED: lambda old: replace(old, settings=replace(old.settings, standing_lapse=3)),
    ChangeKind.GATE_ADDED: lambda old: replace(old, gates=(*old.gates, a_gate("new", Always()))),
    ChangeKind.GATE_CHANGED: gate(condition=OutcomeIn("b", frozenset({Outcome.MET, Outcome.NOT_MET}))),
    ChangeKind.GATE_REWORDED: gate(question="Otherwise?"),
    ChangeKind.TIER_RULES_REORDERED: lambda old: replace(
        old, rules=(old.rules[1], old.rules[0], *old.rules[2:])
    ),
    ChangeKind.TIER_RULE_REMOVED: lambda old: replace(old, rules=old.rules[1:]),
    ChangeKind.TIER_RULE_REWORDED: lambda old: replace(
        old, rules=(replace(old.rules[0], says="Otherwise."), *old.rules[1:])
    ),
    ChangeKind.LAW_READ_CHANGED: lambda old: replace(old, law_read_to="2022-02-02"),
    ChangeKind.IF_OPEN_CHANGED: lambda rubric: gate(
        if_open=next(answer for answer in IfOpen if answer is not rubric.gates[0].if_open)
    )(rubric),
}


@pytest.mark.parametrize("kind", EDITS, ids=str)
@settings(SLOW, max_examples=5)
@given(before=rubrics())
def test_one_edit_is_one_change_of_its_kind(kind: ChangeKind, before: Rubric) -> None:
    after = EDITS[kind](before)
    expected = [] if canonical(before) == canonical(after) else [kind]
    assert [edit.change.kind for edit in edits(before, after)] == expected
    assert len({edit.change.fingerprint for edit in edits(before, after)}) == len(expected)


@SLOW
@given(rubrics())
def test_ids_changed_throughout_are_renamed(before: Rubric) -> None:
    after = substituted(substituted(before, "criteria", {"a": "alpha"}), "gates", {"x": "chi", "z": "zeta"})
    changes = compare(before, WORDS, after, WORDS, ()).changes
    assert {(change.kind, change.before, change.after) for change in changes} == {
        (ChangeKind.RENAMED, "a", "alpha"),
        (ChangeKind.RENAMED, "x", "chi"),
        (ChangeKind.RENAMED, "z", "zeta"),
    }


MODULES = (actor, check, condition, evidence, law, measure, outcome, rubric, test, version)
NAMES: dict[str, Any] = {"Fraction": Fraction, "Mapping": Mapping} | {
    name: value for module in MODULES for name, value in vars(module).items()
}


def records_in(hint: Any) -> Iterable[type]:
    """The records that a type names."""
    if get_origin(hint) in {Union, UnionType, tuple, frozenset} or get_args(hint):
        for part in get_args(hint):
            yield from records_in(part)
    elif is_dataclass(hint) and isinstance(hint, type):
        yield hint


def test_every_field_of_every_record_of_a_rubric_is_classified() -> None:
    reached: set[type] = set()
    remaining: list[type] = [Rubric, measure.Measure]
    while remaining:
        kind = remaining.pop()
        reached.add(kind)
        assert set(FIELDS[kind]) == {field.name for field in fields(kind)}, kind
        hints = get_type_hints(kind, globalns=NAMES)
        for name, treatment in FIELDS[kind].items():
            if not isinstance(treatment, ChangeKind) and treatment is not DERIVED:
                remaining += [record for record in records_in(hints[name]) if record not in reached]
    assert reached == set(FIELDS)
    assert set(VOCABULARY) == {field.name for field in fields(Vocabulary)}


def test_every_kind_of_change_has_a_level_and_a_bump() -> None:
    assert {kind.level for kind in ChangeKind} == set(Level)
    editorial = [kind for kind in ChangeKind if kind.level is Level.EDITORIAL]
    assert all(kind.bump == "patch" for kind in editorial)
    assert ChangeKind.WEIGHT_CHANGED.bump == ChangeKind.CRITERION_ADDED.bump == "minor"
    assert (
        ChangeKind.CUT_OFF_CHANGED.bump
        == ChangeKind.GATE_CHANGED.bump
        == ChangeKind.DATES_CHANGED.bump
        == "major"
    )
