"""From findings to a tier: every gate, every tier rule in its order, and the range."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from tierscore.engine.conditions import answer
from tierscore.engine.findings import evidence_of, find
from tierscore.engine.search import Attainable, Search
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.condition import GateHolds, plain_conditions
from tierscore.model.decision import Answer, Decision, GateResult, Trial
from tierscore.model.outcome import ONE, Outcome
from tierscore.model.rubric import IfOpen, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from tierscore.engine.evaluator import Evaluator
    from tierscore.engine.variables import Assignment
    from tierscore.model.condition import Condition, PlacementCondition
    from tierscore.model.finding import Finding
    from tierscore.model.outcome import Interval
    from tierscore.model.rubric import Gate, TierRule
    from tierscore.model.test import Test
_ASSUMED = {IfOpen.HOLDS: Answer.HOLDS, IfOpen.FAILS: Answer.FAILS, IfOpen.UNDETERMINED: Answer.OPEN}


def possible_tiers(evaluator: Evaluator, choice: Assignment) -> frozenset[str]:
    """The tiers, and ``contradiction``, that completions of a choice can give; exact for complete choices."""
    known = evaluator.known(choice)
    possible = set()
    for rule in evaluator.rubric.rules:
        answered = answer(rule.when, known)
        if answered is not Answer.FAILS:
            possible.add(rule.tier)
        if answered is Answer.HOLDS:
            break
    return frozenset(possible)


def attainable_tiers(evaluator: Evaluator, hints: Iterable[Assignment] = ()) -> Attainable[str]:
    """The exact range: every tier that some completion of the unknowns gives; ``hints`` are choices that may force one."""
    open_variables = search_order(evaluator)
    search = Search(evaluator.variables, open_variables, lambda choice: possible_tiers(evaluator, choice))
    return search.run(evaluator.unassigned, hints)


def search_order(evaluator: Evaluator) -> list[int]:
    """The unknowns in the order in which to try them: those that more conditions read come first, then as listed."""
    reads = [evaluator.gate_reads(gate.id).variables for gate in evaluator.rubric.gates]
    unsettled = [number for number, chosen in enumerate(evaluator.unassigned) if chosen is None]
    smallest = {
        number: min((len(read) for read in reads if number in read), default=0) for number in unsettled
    }
    return sorted(
        unsettled, key=lambda number: (-sum(number in read for read in reads), smallest[number], number)
    )


def answer_gates(
    evaluator: Evaluator, findings: Sequence[Finding], known: Mapping[str, GateResult] | None = None
) -> tuple[GateResult, ...]:
    """The answer of each gate, open only if its completions truly differ; ``known`` are answers that need not be found again."""
    by_id = {finding.criterion.id: finding for finding in findings}
    known = known or {}
    return tuple(
        known.get(gate.id) or _gate_result(gate, evaluator, by_id) for gate in evaluator.rubric.gates
    )


def _gate_result(gate: Gate, evaluator: Evaluator, findings: Mapping[str, Finding]) -> GateResult:
    reads = evaluator.gate_reads(gate.id)
    answered = _exact_answer(gate, evaluator, reads.variables)
    read = [findings[criterion] for criterion in reads.criteria]
    shown = [findings[criterion] for criterion in reads.shown]
    evidence = [
        *(finding.evidence for finding in (*read, *shown)),
        *(evidence_of(test, evaluator) for test in reads.tests),
    ]
    summaries = _silent_summaries(gate, read, evaluator) if answered is Answer.OPEN else ()
    taken = gate.if_summary_silent if gate.if_summary_silent and summaries else gate.if_open
    return GateResult(
        gate=gate,
        answer=answered,
        assumed=answered if answered is not Answer.OPEN else _ASSUMED[taken],
        coverage=_coverage(answered, read),
        criteria=tuple(dict.fromkeys((*reads.criteria, *reads.shown))),
        evidence=tuple(dict.fromkeys(chain.from_iterable(evidence))),
        summaries=summaries,
    )


def _silent_summaries(gate: Gate, read: Sequence[Finding], evaluator: Evaluator) -> tuple[str, ...]:
    """The summaries that were read in full and leave a gate open; none where it is open since sources differ."""
    if gate.if_summary_silent is None:
        return ()
    readings = (
        reading
        for finding in read
        if finding.outcome is Outcome.UNKNOWN
        for part in finding.indicators
        for reading in part.readings
    )
    contested = any(reading.contested for reading in readings)
    return () if contested else evaluator.view.dossier.summaries(evaluator.view.report_year)


def _coverage(answered: Answer, read: Sequence[Finding]) -> Fraction:
    """1 for a settled gate; for an open one the coverage of the least covered criterion that leaves it open."""
    open_ones = [finding.coverage for finding in read if finding.outcome is Outcome.UNKNOWN]
    return min(open_ones) if answered is Answer.OPEN and open_ones else ONE


def _exact_answer(gate: Gate, evaluator: Evaluator, variables: frozenset[int]) -> Answer:
    def possible(choice: Assignment) -> frozenset[Answer]:
        answered = evaluator.known(choice).gate(gate.id)
        return frozenset({Answer.HOLDS, Answer.FAILS} if answered is Answer.OPEN else {answered})

    order = [number for number in search_order(evaluator) if number in variables]
    answers = Search(evaluator.variables, order, possible).run(evaluator.unassigned).upper
    return next(iter(answers)) if len(answers) == 1 else Answer.OPEN


class _Assumed:
    """Gates with the answers that they take for the indicated tier; rules read gates, so nothing else is asked."""

    def __init__(self, evaluator: Evaluator, gates: Sequence[GateResult]) -> None:
        self._known = evaluator.known(evaluator.unassigned)
        self._answers = {result.gate.id: result.assumed for result in gates}

    def outcomes(self, criterion: str) -> frozenset[Outcome]:
        return self._known.outcomes(criterion)

    def value(self, test: Test) -> Interval:
        return self._known.value(test)

    def placed(self, condition: PlacementCondition) -> Answer:
        return self._known.placed(condition)

    def shown(self, condition: Condition) -> Answer:
        return self._known.shown(condition)

    def gate(self, gate: str) -> Answer:
        return self._answers[gate]


def decide(evaluator: Evaluator, gates: tuple[GateResult, ...], attainable: Attainable[str]) -> Decision:
    """
    Try the tier rules in their order with the assumed answers of open gates.

    The tier so reached is indicated only if it lies in the range and every open gate that the deciding rule
    reads has the rubric's minimum coverage; otherwise the decision says why none is.
    """
    assumed = _Assumed(evaluator, gates)
    trials = []
    for rule in evaluator.rubric.rules:
        answered = answer(rule.when, assumed)
        trials.append(Trial(rule, answered, _gates_of(rule.when)))
        if answered is not Answer.FAILS:
            break
    last = trials[-1]
    if last.answer is Answer.OPEN:
        return Decision(None, None, tuple(trials), gates, _open_gates_say(last, gates))
    because = _too_thin(last.rule, gates, evaluator, attainable)
    return Decision(last.rule.id, last.rule.tier, tuple(trials), gates, because)


def _gates_of(condition: Condition) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(plain.gate for plain in plain_conditions(condition) if isinstance(plain, GateHolds))
    )


def _open_gates_say(trial: Trial, gates: Sequence[GateResult]) -> str:
    undecided = [
        result.gate.question
        for result in gates
        if result.gate.id in trial.gates and result.assumed is Answer.OPEN
    ]
    return "The evidence does not answer: " + " ".join(undecided)


def _too_thin(
    rule: TierRule, gates: Sequence[GateResult], evaluator: Evaluator, attainable: Attainable[str]
) -> str:
    if rule.tier == CONTRADICTION:
        return ""
    if rule.tier not in attainable.upper:
        return "No completion of what is unknown gives the tier that the assumed answers lead to."
    least = evaluator.rubric.settings.minimum_coverage
    assumed = [
        result for result in gates if result.gate.id in _gates_of(rule.when) and result.answer is Answer.OPEN
    ]
    thin = [result for result in assumed if result.coverage < least and not result.summaries]
    return (
        "Too little is known to answer: " + " ".join(result.gate.question for result in thin) if thin else ""
    )


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
