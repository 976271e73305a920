"""From what is known to a tier: the answer of every gate, the tier rules in their order, and the range."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from tierscore.engine.compiled.plan import part_of
from tierscore.engine.evaluator import AnsweredGates
from tierscore.engine.findings import criterion_evidence, evidence_of, find, read_facts
from tierscore.engine.search import WORK_LIMIT
from tierscore.engine.tier_range import attainable_tiers, gates_of, ranked
from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.decision import Answer, Decision, GateResult, Trial
from tierscore.model.outcome import ONE
from tierscore.model.rubric import IfOpen
from tierscore.model.test import leaves

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from tierscore.engine.evaluator import Evaluator, KnownSoFar
    from tierscore.engine.search import Attainable
    from tierscore.model.finding import Finding
    from tierscore.model.rubric import Gate, TierRule
_ASSUMED = {IfOpen.HOLDS: Answer.HOLDS, IfOpen.FAILS: Answer.FAILS, IfOpen.UNDETERMINED: Answer.OPEN}


@dataclass(frozen=True)
class GateAnswer:
    """The answer of a gate, and the one that it takes while it is open."""

    gate: Gate
    answer: Answer
    """Open only if completions of the unknowns truly differ."""
    assumed: Answer
    """The answer used for the indicated tier; ``open`` where the rubric assumes none."""
    coverage: Fraction
    """1 for a settled gate, else the coverage of the least covered criterion that leaves it open."""
    summaries: tuple[str, ...]
    """The sources whose silence gave the assumed answer."""


def gate_answer(evaluator: Evaluator, gate: Gate) -> GateAnswer:
    """The answer of a gate."""
    reads = evaluator.gate_reads(gate.id)
    key, memo = part_of(reads.bearing)(evaluator.variables), evaluator.plan.gate_answers[gate.id]
    answers = evaluator.possible_answers(lambda known: known.gate(gate.id), reads.variables, memo, key)
    if len(answers) == 1:
        (settled,) = answers
        return GateAnswer(gate, settled, settled, ONE, ())
    open_criteria = [name for name in reads.criteria if len(evaluator.start.outcomes(name)) > 1]
    summaries = _silent_summaries(gate, open_criteria, evaluator)
    taken = gate.if_summary_silent if gate.if_summary_silent and summaries else gate.if_open
    coverages = (evaluator.coverage(name) for name in open_criteria)
    return GateAnswer(gate, Answer.OPEN, _ASSUMED[taken], min(coverages, default=ONE), summaries)


def _silent_summaries(gate: Gate, open_criteria: Sequence[str], evaluator: Evaluator) -> tuple[str, ...]:
    """The summaries, read in full, that leave a gate open; none where it is open since sources differ."""
    if gate.if_summary_silent is None or _sources_differ(gate, open_criteria, evaluator):
        return ()
    return evaluator.view.dossier.summaries(evaluator.view.report_year)


def _sources_differ(gate: Gate, open_criteria: Sequence[str], evaluator: Evaluator) -> bool:
    """
    Whether sources differ on what leaves a gate open.

    On any fact that an open criterion reads, even if that alone would not keep it open; or on a change, or on
    what a test of the gate itself reads, if that is open.
    """
    plan = evaluator.plan
    if any(_reads_contested_fact(name, evaluator) for name in open_criteria):
        return True
    reads = evaluator.gate_reads(gate.id)
    own = {leaf for test in reads.tests for leaf in leaves(test)}
    read = {place for name in open_criteria for place in plan.criteria[name].places}
    for number in reads.variables:
        variable = evaluator.variables[number]
        if variable.contested and any(
            low != high and (place in read or (not place.presumptions and place.leaf in own))
            for place, (low, high) in zip(variable.places, variable.open_spans, strict=True)
        ):
            return True
    return False


def _reads_contested_fact(criterion: str, evaluator: Evaluator) -> bool:
    """Whether sources differ on a fact that an indicator of a criterion reads."""
    view = evaluator.view
    for indicator in evaluator.criteria[criterion].criterion.indicators:
        for leaf in leaves(indicator.test):
            for subject, year in read_facts(leaf, view.report_year):
                if view.fact(subject, year).contested:
                    return True
    return False


@dataclass(frozen=True)
class _Trials:
    """The tier rules as they were tried, the last of them being the one that did not fail."""

    answers: tuple[tuple[TierRule, Answer], ...]
    because: str
    """Why no tier is indicated, in words; empty where one is."""

    @property
    def rule(self) -> TierRule | None:
        """The rule that held; None where an open gate without an assumed answer stopped the trial."""
        rule, answer = self.answers[-1]
        return rule if answer is Answer.HOLDS else None


class Judgement:
    """
    What the rules make of the evidence.

    The tier, its range and the answers of the gates take little work; the records of findings and of the
    decision, which say on what they rest, are made when they are asked for.
    """

    def __init__(
        self, evaluator: Evaluator, limit: int = WORK_LIMIT, *, few_suppositions: bool = False
    ) -> None:
        """Take the facts and the law; the limit and ``few_suppositions`` as in ``attainable_tiers``."""
        self.evaluator = evaluator
        self._limit = limit
        self._few_suppositions = few_suppositions
        self._gates: dict[str, GateAnswer] = {}

    def gate(self, gate: str) -> GateAnswer:
        """The answer of a gate, worked out when it is first asked for."""
        answer = self._gates.get(gate)
        if answer is None:
            answer = self._gates[gate] = gate_answer(self.evaluator, self.evaluator.plan.gates[gate])
        return answer

    @cached_property
    def answers(self) -> tuple[GateAnswer, ...]:
        """The answer of each gate, in the order of the rubric."""
        return tuple(map(self.gate, self.evaluator.plan.gates))

    @cached_property
    def attainable(self) -> Attainable[str]:
        """Every tier that some completion of the unknowns gives."""
        return attainable_tiers(self.evaluator, self._limit, few_suppositions=self._few_suppositions)

    @cached_property
    def examples(self) -> tuple[KnownSoFar, ...]:
        """What is known under a completion that gives each tier of the range, where one is known."""
        return tuple(map(self.evaluator.known, self.attainable.witnesses.values()))

    @cached_property
    def range(self) -> tuple[str, ...]:
        """The tiers that are possible, best first."""
        return ranked(self.evaluator, self.attainable.upper)

    @cached_property
    def indicated(self) -> str:
        """The tier that is indicated, ``undetermined``, or ``contradiction``."""
        rule = self._trials.rule
        if not self.range or (rule is not None and rule.tier == CONTRADICTION):
            return CONTRADICTION
        return UNDETERMINED if self._trials.because or rule is None else rule.tier

    @property
    def rule(self) -> str | None:
        """The id of the tier rule that held."""
        return self._trials.rule.id if self._trials.rule is not None else None

    @property
    def undetermined_because(self) -> str:
        """Why no tier is indicated, in words; empty where one is."""
        return self._trials.because

    @property
    def asked_last(self) -> tuple[GateAnswer, ...]:
        """The answers of the gates that the last rule to be tried asks about."""
        return self._asked(self._trials.answers[-1][0])

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The finding on each criterion, with its evidence."""
        return find(self.evaluator)

    @cached_property
    def decision(self) -> Decision:
        """The rules that were tried, and every gate with its evidence."""
        trials = self._trials
        return Decision(
            rule=self.rule,
            reached=trials.rule.tier if trials.rule is not None else None,
            trials=tuple(Trial(rule, answer, gates_of(rule.when)) for rule, answer in trials.answers),
            gates=tuple(_gate_result(answer, self.evaluator) for answer in self.answers),
            undetermined_because=trials.because,
        )

    @cached_property
    def _trials(self) -> _Trials:
        """
        The tier rules, tried in their order with the assumed answers of open gates.

        The tier so reached is indicated only if it lies in the range and every open gate that the deciding
        rule reads has the rubric's minimum coverage; otherwise the trial says why none is.
        """
        assumed = AnsweredGates(self.evaluator.start, lambda gate: self.gate(gate).assumed)
        in_turn = ((rule, question(assumed)) for rule, question in self.evaluator.plan.rules)
        tried = [next(in_turn)]
        while tried[-1][1] is Answer.FAILS:
            tried.append(next(in_turn))
        rule, answer = tried[-1]
        because = self._unanswered(rule) if answer is Answer.OPEN else self._too_thin(rule)
        return _Trials(tuple(tried), because)

    def _unanswered(self, rule: TierRule) -> str:
        return "The evidence does not answer: " + " ".join(
            answer.gate.question for answer in self._asked(rule) if answer.assumed is Answer.OPEN
        )

    def _too_thin(self, rule: TierRule) -> str:
        """Why the tier that a rule leads to is not indicated; empty where it is."""
        if rule.tier == CONTRADICTION:
            return ""
        if rule.tier not in self.attainable.upper:
            return "No completion of what is unknown gives the tier that the assumed answers lead to."
        least = self.evaluator.rubric.settings.minimum_coverage
        thin = [
            answer.gate.question
            for answer in self._asked(rule)
            if answer.answer is Answer.OPEN and answer.coverage < least and not answer.summaries
        ]
        return "Too little is known to answer: " + " ".join(thin) if thin else ""

    def _asked(self, rule: TierRule) -> tuple[GateAnswer, ...]:
        """The answers of the gates that a rule itself asks about, in the order of the rubric."""
        asked = gates_of(rule.when)
        return tuple(self.gate(gate) for gate in self.evaluator.plan.gates if gate in asked)


def _gate_result(answer: GateAnswer, evaluator: Evaluator) -> GateResult:
    """The record of a gate, with the evidence that it rests on."""
    reads = evaluator.gate_reads(answer.gate.id)
    return GateResult(
        gate=answer.gate,
        answer=answer.answer,
        assumed=answer.assumed,
        coverage=answer.coverage,
        criteria=tuple(dict.fromkeys((*reads.criteria, *reads.shown))),
        evidence=gate_evidence(answer.gate.id, evaluator),
        summaries=answer.summaries,
    )


def gate_evidence(gate: str, evaluator: Evaluator) -> tuple[str, ...]:
    """The items that count for what a gate reads."""
    reads = evaluator.gate_reads(gate)
    criteria = (criterion_evidence(name, evaluator) for name in (*reads.criteria, *reads.shown))
    tests = (evidence_of(test, evaluator) for test in reads.tests)
    return tuple(dict.fromkeys(chain.from_iterable((*criteria, *tests))))
