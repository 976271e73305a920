"""Which tiers, rules and conditions evidence and history can reach, and which criteria can change a tier."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, cast

from tierscore.analysis.rule_table import RuleTable
from tierscore.analysis.verification.budget import Verdict, ever
from tierscore.analysis.verification.sensitivity import KnownWithOutcome, StateComparison
from tierscore.model.condition import GateHolds
from tierscore.model.decision import Answer, as_answer
from tierscore.model.outcome import Outcome
from tierscore.model.rubric import IfOpen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tierscore.analysis.verification.budget import WorkBudget
    from tierscore.analysis.verification.criteria import CriterionProofs
    from tierscore.analysis.verification.universe import ExaminedLaw, KnownOfEveryFile
    from tierscore.engine.compiled.variables import Assignment
    from tierscore.engine.evaluator import KnownSoFar
    from tierscore.model.condition import Condition
    from tierscore.model.rubric import Criterion, TierRule


class TierProofs:
    """Answers, for one law at a time, whether something can ever be true."""

    def __init__(self, criteria: CriterionProofs, budget: WorkBudget) -> None:
        self._criteria = criteria
        self._budget = budget
        self._tables: dict[tuple[TierRule, ...], RuleTable] = {}
        self._deciding: dict[tuple[int, str], Verdict] = {}
        self._examples: dict[int, dict[Assignment, None]] = {}
        """For each law the examples so far: the example of one question often answers the next one too."""

    def table(self, law: ExaminedLaw) -> RuleTable:
        """The tier rules of a law as a function of what they ask; worked out once."""
        rules = law.rubric.rules
        if rules not in self._tables:
            self._tables[rules] = RuleTable(rules)
        return self._tables[rules]

    def outcome(self, law: ExaminedLaw, criterion: str, outcome: Outcome) -> Verdict:
        """Whether a criterion can have an outcome."""
        if criterion not in law.criteria:
            return Verdict.FOUND if outcome is Outcome.NOT_APPLICABLE else Verdict.NEVER
        return self._outcomes(law, criterion).get(outcome, Verdict.NEVER)

    def answers(self, law: ExaminedLaw, condition: Condition, wanted: Answer) -> Verdict:
        """Whether a condition can hold, or whether it can fail."""
        return self._ever(law, partial(_all_answered, wanted={condition: wanted}))

    def decides(self, law: ExaminedLaw, rule: TierRule) -> Verdict:
        """
        Whether a tier rule can decide.

        Never means: not on any evidence and history, nor where open gates take their assumed answers.
        """
        verdict = self._decides_when_all_is_known(law, rule)
        if verdict is not Verdict.NEVER:
            return verdict
        return Verdict.OPEN if self._could_be_assumed(law, rule) else Verdict.NEVER

    def tier(self, law: ExaminedLaw, tier: str) -> Verdict:
        """Whether a tier can be reached; a tier that only assumed answers lead to is never indicated."""
        leading = (rule for rule in law.rubric.rules if rule.tier == tier)
        return ever(self._decides_when_all_is_known(law, rule) for rule in leading)

    def moves(self, law: ExaminedLaw, criterion: Criterion) -> Verdict:
        """
        Whether another outcome of a criterion can ever lead to another tier.

        A criterion moves a tier if there is evidence and a history on which the rules give one tier with one
        of the outcomes that the criterion can have, and another tier with another, all other outcomes the
        same. What it reads may be read elsewhere too, so it is not asked that evidence could change it alone.
        Never means that it moves no gate that matters to the rules, whatever the answers of the other gates;
        that its unknowns may leave a gate open is not counted.
        """
        if criterion.id not in law.criteria_of_rules:
            return Verdict.NEVER
        table = self.table(law)
        if not table.complete:
            return Verdict.OPEN
        asking = [
            question
            for number, question in enumerate(table.questions)
            if criterion.id in law.criteria_asked(question) and table.matters(number)
        ]
        verdicts = self._outcomes(law, criterion.id)
        outcomes = [outcome for outcome, verdict in verdicts.items() if verdict is not Verdict.NEVER]
        if not asking or len(outcomes) < 2:
            return Verdict.NEVER
        verdict = self._ever(law, partial(_moves, table=table, criterion=criterion.id, outcomes=outcomes))
        if verdict is Verdict.FOUND:
            return (
                verdict if all(verdicts[outcome] is Verdict.FOUND for outcome in outcomes) else Verdict.OPEN
            )
        sensitive = ever(
            self._ever(
                law, partial(_distinguishes, criterion=criterion.id, outcomes=outcomes, question=question)
            )
            for question in asking
        )
        return Verdict.NEVER if sensitive is Verdict.NEVER else Verdict.OPEN

    def _outcomes(self, law: ExaminedLaw, criterion: str) -> Mapping[Outcome, Verdict]:
        return self._criteria.proven(law.criteria[criterion], law.moment.report_year).outcomes

    def _ever(self, law: ExaminedLaw, question: Callable[[KnownOfEveryFile], Answer]) -> Verdict:
        universe = law.universe
        if universe is None:
            return Verdict.OPEN
        hints = self._examples.setdefault(id(law), {})
        asking = cast("Callable[[KnownSoFar], Answer]", question)  # the universe knows of every file
        verdict, example = self._budget.ever(universe, universe.open_in_order(), asking, hints)
        hints |= {} if example is None else {example: None}
        return verdict

    def _decides_when_all_is_known(self, law: ExaminedLaw, rule: TierRule) -> Verdict:
        key = id(law), rule.id
        if key not in self._deciding:
            self._deciding[key] = self._ever(law, partial(_decides, table=self.table(law), rule=rule))
        return self._deciding[key]

    def _could_be_assumed(self, law: ExaminedLaw, rule: TierRule) -> bool:
        """Whether open gates, taking assumed answers, might let a rule decide that no complete file does."""
        table = self.table(law)
        if not table.complete:
            return True
        cases = (case for case in table.cases() if table.first(case) == rule)
        return any(self._case_could_be(law, dict(zip(table.questions, case, strict=True))) for case in cases)

    def _case_could_be(self, law: ExaminedLaw, case: Mapping[Condition, Answer]) -> bool:
        """Whether some file settles a case but for assumed answers, and leaves each of these possible."""
        assumed = [
            plain
            for plain, given in case.items()
            if isinstance(plain, GateHolds) and IfOpen(given.value) in law.gates[plain.gate].assumable
        ]
        settled = {plain: given for plain, given in case.items() if plain not in assumed}
        groups = [settled | {plain: case[plain]} for plain in assumed] or [settled]
        return all(
            self._ever(law, partial(_all_answered, wanted=group)) is not Verdict.NEVER for group in groups
        )


def _decides(known: KnownOfEveryFile, *, table: RuleTable, rule: TierRule) -> Answer:
    """Whether a rule decides."""
    possible = table.possible(known)
    return as_answer(holds=possible == (rule,), fails=rule not in possible)


def _all_answered(known: KnownOfEveryFile, *, wanted: Mapping[Condition, Answer]) -> Answer:
    """Whether every condition has the wanted answer."""
    answers = [(known.plan.question(plain)(known), settled) for plain, settled in wanted.items()]
    return as_answer(
        holds=all(given is settled for given, settled in answers),
        fails=any(given not in (settled, Answer.OPEN) for given, settled in answers),
    )


def _moves(
    known: KnownOfEveryFile, *, table: RuleTable, criterion: str, outcomes: Sequence[Outcome]
) -> Answer:
    """Whether two outcomes of a criterion lead to different tiers."""
    comparison = _comparison(known, criterion, outcomes)
    if not comparison.can_change_rule(known.plan.law.rules):
        return Answer.FAILS
    tiers = [{rule.tier for rule in table.possible(state)} for state in comparison.states]
    return as_answer(
        holds=any(some.isdisjoint(others) for some, others in combinations(tiers, 2)),
        fails=len(set[str]().union(*tiers)) == 1,
    )


def _distinguishes(
    known: KnownOfEveryFile, *, criterion: str, outcomes: Sequence[Outcome], question: Condition
) -> Answer:
    """Whether a condition holds with one outcome of a criterion and fails with another."""
    comparison = _comparison(known, criterion, outcomes)
    if not comparison.can_change(question):
        return Answer.FAILS
    answers = {known.plan.question(question)(state) for state in comparison.states}
    return as_answer(
        holds={Answer.HOLDS, Answer.FAILS} <= answers, fails=len(answers) == 1 and Answer.OPEN not in answers
    )


def _comparison(known: KnownOfEveryFile, criterion: str, outcomes: Sequence[Outcome]) -> StateComparison:
    states = [KnownWithOutcome(known, criterion, outcome) for outcome in outcomes]
    return StateComparison(known.universe, states, frozenset({criterion}))
