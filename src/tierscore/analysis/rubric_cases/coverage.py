"""
Which entries of a rubric its worked cases exercise.

An entry counts by itself: a rule that stands in several dated or alternative versions has to be exercised in
each. An expectation exercises

- a tier rule, if it expects something of the tier and the rule decides the tier that is indicated;
- a gate, if it expects something of the tier: once where the gate holds, and once where it fails. A gate that
  asks nothing holds always, and needs no case in which it fails;
- an indicator, if its criterion bears on what is expected and the indicator has one value only;
- a cap, if its criterion bears on what is expected and the cap bites;
- a presumption, if its criterion bears on what is expected and it settled an indicator that the evidence
  leaves open;
- a ground of the special watch list, if it is among the grounds expected.

A criterion bears on what is expected where its outcome is expected, or where something of the tier is
expected and the tier could depend on it. Only expectations that come out count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.rubric_cases.reach import TierInfluence
from tierscore.engine.findings import settled_parts
from tierscore.model.assessment import UNDETERMINED
from tierscore.model.case_results import EntryKind, RubricEntry
from tierscore.model.check import Remark, step
from tierscore.model.condition import Always
from tierscore.model.decision import Answer
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.analysis.rubric_cases.runner import ExpectationTrial
    from tierscore.engine.findings import SettledParts
    from tierscore.model.check import Address
    from tierscore.model.moments import Identified
    from tierscore.model.rubric import Rubric
Mark = tuple["Address", str]
"""An entry and what was shown of it: of a gate that it holds, or fails; of others there is one thing."""
_MISSING: dict[EntryKind, dict[str, str]] = {
    EntryKind.TIER_RULE: {"": "decides in no case"},
    EntryKind.GATE: {Answer.HOLDS: "holds in no case", Answer.FAILS: "fails in no case"},
    EntryKind.INDICATOR: {"": "is settled in no case that bears on it"},
    EntryKind.CAP: {"": "bites in no case that bears on it"},
    EntryKind.PRESUMPTION: {"": "settles nothing in any case"},
    EntryKind.GROUND: {"": "is expected in no case"},
}
"""What cases should show of each kind of entry, and what is said where none does."""


def marks_of(case_trials: Iterable[ExpectationTrial]) -> frozenset[Mark]:
    """What expectations show of the entries of a rubric."""
    return frozenset(mark for trial in case_trials if not any(trial.differences()) for mark in _marks(trial))


def exercised(rubric: Rubric, shown: Iterable[Mark]) -> tuple[RubricEntry, ...]:
    """Every entry that cases should exercise, in the rubric's order, with what they do not show of it."""
    marks = set(shown)
    for gate in rubric.gates:
        if isinstance(gate.condition, Always):
            marks.add((_address("gates", gate), Answer.FAILS))  # it cannot, and needs no case
    return tuple(
        RubricEntry(
            kind,
            address,
            " and ".join(words for aspect, words in _MISSING[kind].items() if (address, aspect) not in marks),
        )
        for kind, address in _entries(rubric)
    )


def remarks(entries: Iterable[RubricEntry]) -> Iterator[Remark]:
    """A remark on each entry that no case exercises in full."""
    for entry in entries:
        if entry.missing:
            message = f"`{entry.address[-1]}` {entry.missing}"
            yield Remark(entry.address, Code.UNEXERCISED, message, "write a worked case that shows it")


def _entries(rubric: Rubric) -> Iterator[tuple[EntryKind, Address]]:
    yield from ((EntryKind.TIER_RULE, _address("tier_rules", rule)) for rule in rubric.rules)
    yield from ((EntryKind.GATE, _address("gates", gate)) for gate in rubric.gates)
    for criterion in rubric.criteria:
        above = _address("criteria", criterion)
        for kind, key, parts in (
            (EntryKind.INDICATOR, "indicators", criterion.indicators),
            (EntryKind.CAP, "caps", criterion.caps),
            (EntryKind.PRESUMPTION, "presumptions", criterion.presumptions),
        ):
            yield from ((kind, above + _address(key, part)) for part in parts)
    yield from ((EntryKind.GROUND, _address("special_watch_list", ground)) for ground in rubric.special_list)


def _address(key: str, entry: Identified) -> Address:
    return key, step(entry.id, entry.validity)


def _marks(trial: ExpectationTrial) -> Iterator[Mark]:
    """Everything that one expectation exercises."""
    expected, influence = trial.expected, TierInfluence(trial)
    if expected.asks_decision:
        yield from _marks_of_decision(trial)
    for criterion in trial.evaluator.criteria:
        if criterion in (expected.outcomes or ()) or (
            expected.asks_decision and influence.may_change(frozenset({criterion}))
        ):
            yield from _marks_of_criterion(settled_parts(criterion, trial.evaluator))


def _marks_of_decision(trial: ExpectationTrial) -> Iterator[Mark]:
    decision = trial.judgement.decision
    deciding = next((rule for rule in trial.law.rules if rule.id == decision.rule), None)
    if deciding is not None and trial.judgement.indicated != UNDETERMINED:
        yield _address("tier_rules", deciding), ""
    yield from ((_address("gates", result.gate), result.answer) for result in decision.gates)
    shown = set(trial.grounds) & set(trial.expected.special_list or ())
    for ground in trial.law.special_list:
        if ground.id in shown:
            yield _address("special_watch_list", ground), ""


def _marks_of_criterion(parts: SettledParts) -> Iterator[Mark]:
    criterion = parts.criterion
    above = _address("criteria", criterion)
    presumptions = {presumption.id: presumption for presumption in criterion.presumptions}
    for indicator, value, presumed in zip(criterion.indicators, parts.values, parts.presumed, strict=True):
        if value[0] == value[1]:
            yield above + _address("indicators", indicator), ""
        if presumed is not None:
            yield above + _address("presumptions", presumptions[presumed]), ""
    for cap, bites in zip(criterion.caps, parts.caps, strict=True):
        if bites:
            yield above + _address("caps", cap), ""
