"""From findings to a tier: the answer of every gate, the tier rules in their order, and the range."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from tierscore.engine.conditions import answer
from tierscore.engine.evaluator import KnownSoFar
from tierscore.engine.findings import evidence_of, find
from tierscore.engine.search import Attainable, Search
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.condition import GateHolds, plain_conditions
from tierscore.model.decision import Answer, Decision, GateResult, Trial
from tierscore.model.outcome import ONE, Outcome
from tierscore.model.rubric import IfOpen, Role
from tierscore.model.test import leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tierscore.engine.evaluator import Evaluator
    from tierscore.engine.variables import Assignment
    from tierscore.model.condition import Condition
    from tierscore.model.finding import Finding
    from tierscore.model.rubric import Gate, TierRule
_ASSUMED = {IfOpen.HOLDS: Answer.HOLDS, IfOpen.FAILS: Answer.FAILS, IfOpen.UNDETERMINED: Answer.OPEN}


def possible_tiers(evaluator: Evaluator, assignment: Assignment) -> frozenset[str]:
    """The tiers, or ``contradiction``, that completions of an assignment give; exact if it is complete."""
    known = evaluator.known(assignment)
    tiers = set()
    for rule in evaluator.rubric.rules:
        rule_answer = answer(rule.when, known)
        if rule_answer is not Answer.FAILS:
            tiers.add(rule.tier)
        if rule_answer is Answer.HOLDS:
            break
    return frozenset(tiers)


def attainable_tiers(evaluator: Evaluator, hints: Iterable[Assignment] = ()) -> Attainable[str]:
    """The exact range: every tier that some completion of the unknowns gives; ``hints`` may force one."""
    search = Search(
        evaluator.variables,
        search_order(evaluator),
        lambda assignment: possible_tiers(evaluator, assignment),
    )
    return search.run(evaluator.unassigned, hints)


def search_order(evaluator: Evaluator) -> list[int]:
    """The unknowns in the order in which to try them: first those that most gates read."""
    reads = [evaluator.gate_reads(gate.id).variables for gate in evaluator.rubric.gates]
    smallest: dict[int, tuple[int, int, int]] = {}
    for number, option in enumerate(evaluator.unassigned):
        if option is None:
            sizes = [len(read) for read in reads if number in read]
            smallest[number] = -len(sizes), min(sizes, default=0), number
    return sorted(smallest, key=lambda number: smallest[number])


def answer_gates(
    evaluator: Evaluator, findings: Sequence[Finding], known: Mapping[str, GateResult] | None = None
) -> tuple[GateResult, ...]:
    """
    The answer of each gate, open only if its completions truly differ.

    Gates whose result is ``known`` are not answered again.
    """
    by_id = {finding.criterion.id: finding for finding in findings}
    known = known or {}
    return tuple(
        known.get(gate.id) or _gate_result(gate, evaluator, by_id) for gate in evaluator.rubric.gates
    )


def _gate_result(gate: Gate, evaluator: Evaluator, findings: Mapping[str, Finding]) -> GateResult:
    reads = evaluator.gate_reads(gate.id)
    read = [findings[criterion] for criterion in reads.criteria]
    shown = [findings[criterion] for criterion in reads.shown]
    evidence = [
        *(finding.evidence for finding in (*read, *shown)),
        *(evidence_of(test, evaluator) for test in reads.tests),
    ]
    order = [number for number in search_order(evaluator) if number in reads.variables]
    answers = evaluator.possible_answers(lambda known: known.gate(gate.id), order)
    settled = next(iter(answers)) if len(answers) == 1 else None
    summaries = () if settled else _silent_summaries(gate, read, evaluator)
    taken = gate.if_summary_silent if gate.if_summary_silent and summaries else gate.if_open
    open_coverages = [finding.coverage for finding in read if finding.outcome is Outcome.UNKNOWN]
    return GateResult(
        gate=gate,
        answer=settled or Answer.OPEN,
        assumed=settled or _ASSUMED[taken],
        coverage=ONE if settled else min(open_coverages, default=ONE),
        criteria=tuple(dict.fromkeys((*reads.criteria, *reads.shown))),
        evidence=tuple(dict.fromkeys(chain.from_iterable(evidence))),
        summaries=summaries,
    )


def _silent_summaries(gate: Gate, read: Sequence[Finding], evaluator: Evaluator) -> tuple[str, ...]:
    """The summaries, read in full, that leave a gate open; none where it is open since sources differ."""
    if gate.if_summary_silent is None or _sources_differ(gate, read, evaluator):
        return ()
    return evaluator.view.dossier.summaries(evaluator.view.report_year)


def _sources_differ(gate: Gate, read: Sequence[Finding], evaluator: Evaluator) -> bool:
    """
    Whether sources differ on what leaves a gate open.

    On any fact that an open criterion reads, even if that alone would not keep it open; or on a change, or on
    what a test of the gate itself reads, if that is open.
    """
    reads, places = evaluator.gate_reads(gate.id), set[int]()
    for finding in read:
        if finding.outcome is Outcome.UNKNOWN:
            if any(reading.contested for result in finding.indicators for reading in result.readings):
                return True
            places |= evaluator.criteria[finding.criterion.id].places
    own = {leaf for test in reads.tests for leaf in leaves(test)}
    places |= {
        number for number, place in enumerate(evaluator.places) if not place.presumed and place.leaf in own
    }
    contested = {
        place
        for number in reads.variables
        if evaluator.variables[number].contested
        for place in evaluator.variables[number].reads
    }
    values = evaluator.leaf_values(evaluator.unassigned, places & contested)
    return not all(value.settled for value in values.values())


class AssumedGates(KnownSoFar):
    """What is known, save that gates have the answers that they take for the indicated tier."""

    def __init__(self, evaluator: Evaluator, gates: Sequence[GateResult]) -> None:
        super().__init__(evaluator, evaluator.unassigned)
        self._answers = {result.gate.id: result.assumed for result in gates}

    def gate(self, gate: str) -> Answer:
        """The assumed answer."""
        return self._answers[gate]


def decide(evaluator: Evaluator, gates: tuple[GateResult, ...], attainable: Attainable[str]) -> Decision:
    """
    Try the tier rules in their order with the assumed answers of open gates.

    The tier so reached is indicated only if it lies in the range and every open gate that the deciding rule
    reads has the rubric's minimum coverage; otherwise the decision says why none is.
    """
    assumed = AssumedGates(evaluator, gates)
    in_turn = (
        Trial(rule, answer(rule.when, assumed), gates_of(rule.when)) for rule in evaluator.rubric.rules
    )
    trials = [next(in_turn)]
    while trials[-1].answer is Answer.FAILS:
        trials.append(next(in_turn))
    last = trials[-1]
    if last.answer is Answer.OPEN:
        return Decision(None, None, tuple(trials), gates, _unanswered(last, gates))
    because = _too_thin(last.rule, gates, evaluator, attainable)
    return Decision(last.rule.id, last.rule.tier, tuple(trials), gates, because)


def gates_of(condition: Condition) -> tuple[str, ...]:
    """The gates that a condition itself asks about, in the order in which it does."""
    return tuple(
        dict.fromkeys(plain.gate for plain in plain_conditions(condition) if isinstance(plain, GateHolds))
    )


def _unanswered(trial: Trial, gates: Sequence[GateResult]) -> str:
    return "The evidence does not answer: " + " ".join(
        result.gate.question
        for result in gates
        if result.gate.id in trial.gates and result.assumed is Answer.OPEN
    )


def _too_thin(
    rule: TierRule, gates: Sequence[GateResult], evaluator: Evaluator, attainable: Attainable[str]
) -> str:
    """Why the tier that a rule leads to is not indicated; empty where it is."""
    if rule.tier == CONTRADICTION:
        return ""
    if rule.tier not in attainable.upper:
        return "No completion of what is unknown gives the tier that the assumed answers lead to."
    thin = [
        result.gate.question
        for result in gates
        if result.gate.id in gates_of(rule.when)
        and result.answer is Answer.OPEN
        and result.coverage < evaluator.rubric.settings.minimum_coverage
        and not result.summaries
    ]
    return "Too little is known to answer: " + " ".join(thin) if thin else ""


@dataclass(frozen=True)
class Judgement:
    """What the rules make of the evidence, without the words that explain it."""

    findings: tuple[Finding, ...]
    decision: Decision
    attainable: Attainable[str]
    indicated: str
    range: tuple[str, ...]
    """Best tier first."""


def judge(evaluator: Evaluator) -> Judgement:
    """Findings, decision, range and indicated tier."""
    findings = find(evaluator)
    return judgement(evaluator, findings, answer_gates(evaluator, findings), attainable_tiers(evaluator))


def judgement(
    evaluator: Evaluator,
    findings: tuple[Finding, ...],
    gates: tuple[GateResult, ...],
    attainable: Attainable[str],
) -> Judgement:
    """What follows from findings, gates and attainable tiers."""
    decision = decide(evaluator, gates, attainable)
    tiers = ranked(evaluator, attainable.upper)
    return Judgement(findings, decision, attainable, _indicated(decision, tiers), tiers)


def _indicated(decision: Decision, tiers: tuple[str, ...]) -> str:
    if decision.reached == CONTRADICTION or not tiers:
        return CONTRADICTION
    return UNDETERMINED if decision.undetermined_because or decision.reached is None else decision.reached


def ranked(evaluator: Evaluator, tiers: frozenset[str]) -> tuple[str, ...]:
    """Tiers from best to worst."""
    order = {tier.id: (tier.role is Role.NONE, tier.rank) for tier in evaluator.rubric.tiers}
    return tuple(sorted(tiers - {CONTRADICTION}, key=lambda tier: order[tier]))
