"""
Which entries of a rubric its worked cases exercise.

An entry counts by itself: a rule that stands in several dated or alternative versions has to be exercised in each. An
expectation exercises

- a tier rule, if it expects something of the tier and the rule decides the tier that is indicated;
- a gate, if it expects something of the tier: once where the gate holds, and once where it fails. A gate that asks nothing
  holds always, and needs no case in which it fails;
- an indicator, if its criterion bears on what is expected and the indicator has one value only;
- a cap, if its criterion bears on what is expected and the cap bites;
- a presumption, if its criterion bears on what is expected and it settled an indicator that the evidence leaves open;
- a ground of the special watch list, if it is among the grounds expected.

A criterion bears on what is expected where its outcome is expected, or where something of the tier is expected and the tier could
depend on it. Only expectations that come out count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.rubric_cases.reach import Decided
from tierscore.model.assessment import UNDETERMINED
from tierscore.model.case_results import Entry, EntryKind
from tierscore.model.check import Remark, step
from tierscore.model.condition import Always
from tierscore.model.decision import Answer
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.analysis.rubric_cases.runner import Trial
    from tierscore.analysis.verification.law_list import Identified
    from tierscore.model.check import Address
    from tierscore.model.finding import Finding
    from tierscore.model.rubric import Gate, Rubric
_Mark = tuple["Address", str]
"""An entry and what was shown of it."""
_SHOWN = ""
_HOLDING, _FAILING = "holding", "failing"


def exercised(rubric: Rubric, tried: Iterable[Trial]) -> tuple[Entry, ...]:
    """Every entry of a rubric that cases should exercise, in its order, with what no expectation shows of it."""
    marks = {mark for trial in tried if not any(trial.differences()) for mark in _marks(trial)}
    return tuple(
        Entry(kind, address, _missing(wanted, address, marks)) for kind, address, wanted in _entries(rubric)
    )


def remarks(entries: Iterable[Entry]) -> Iterator[Remark]:
    """A remark on each entry that no case exercises in full."""
    for entry in entries:
        if entry.missing:
            yield Remark(
                entry.address,
                Code.UNEXERCISED,
                f"`{entry.address[-1]}` {entry.missing}",
                "write a worked case that shows it",
            )


def _missing(wanted: tuple[tuple[str, str], ...], address: Address, marks: set[_Mark]) -> str:
    return " and ".join(words for shown, words in wanted if (address, shown) not in marks)


_Wanted = tuple["EntryKind", "Address", tuple[tuple[str, str], ...]]


def _entries(rubric: Rubric) -> Iterator[_Wanted]:
    for rule in rubric.rules:
        yield EntryKind.TIER_RULE, _at("tier_rules", rule), ((_SHOWN, "decides in no case"),)
    for gate in rubric.gates:
        yield EntryKind.GATE, _at("gates", gate), _of_gate(gate)
    for criterion in rubric.criteria:
        above = _at("criteria", criterion)
        for indicator in criterion.indicators:
            yield (
                EntryKind.INDICATOR,
                above + _at("indicators", indicator),
                ((_SHOWN, "is settled in no case that bears on it"),),
            )
        for cap in criterion.caps:
            yield EntryKind.CAP, above + _at("caps", cap), ((_SHOWN, "bites in no case that bears on it"),)
        for presumption in criterion.presumptions:
            yield (
                EntryKind.PRESUMPTION,
                above + _at("presumptions", presumption),
                ((_SHOWN, "settles nothing in any case"),),
            )
    for ground in rubric.special_list:
        yield EntryKind.GROUND, _at("special_watch_list", ground), ((_SHOWN, "is expected in no case"),)


def _of_gate(gate: Gate) -> tuple[tuple[str, str], ...]:
    holding, failing = (_HOLDING, "holds in no case"), (_FAILING, "fails in no case")
    return (holding,) if isinstance(gate.condition, Always) else (holding, failing)


def _at(key: str, entry: Identified) -> Address:
    return key, step(entry.id, entry.validity)


def _marks(trial: Trial) -> Iterator[_Mark]:
    """Everything that one expectation exercises."""
    if trial.expected.asks_decision:
        yield from _of_decision(trial)
    decided = Decided(trial)
    for finding in trial.findings:
        if _bears(finding.criterion.id, trial, decided):
            yield from _of_finding(finding)


def _bears(criterion: str, trial: Trial, decided: Decided) -> bool:
    expected = trial.expected
    return criterion in (expected.outcomes or ()) or (
        expected.asks_decision and decided.may_change(frozenset({criterion}))
    )


def _of_decision(trial: Trial) -> Iterator[_Mark]:
    decision = trial.judgement.decision
    deciding = next((rule for rule in trial.law.rules if rule.id == decision.rule), None)
    if deciding is not None and trial.judgement.indicated != UNDETERMINED:
        yield _at("tier_rules", deciding), _SHOWN
    for result in decision.gates:
        if result.answer is not Answer.OPEN:
            yield _at("gates", result.gate), _HOLDING if result.answer is Answer.HOLDS else _FAILING
    shown = set(trial.grounds) & set(trial.expected.special_list or ())
    for ground in trial.law.special_list:
        if ground.id in shown:
            yield _at("special_watch_list", ground), _SHOWN


def _of_finding(finding: Finding) -> Iterator[_Mark]:
    criterion = finding.criterion
    above = _at("criteria", criterion)
    presumptions = {presumption.id: presumption for presumption in criterion.presumptions}
    for result in finding.indicators:
        if result.value.settled:
            yield above + _at("indicators", result.indicator), _SHOWN
        if result.presumed is not None:
            yield above + _at("presumptions", presumptions[result.presumed]), _SHOWN
    for cap, found in zip(criterion.caps, finding.caps, strict=True):
        if found.bites:
            yield above + _at("caps", cap), _SHOWN
