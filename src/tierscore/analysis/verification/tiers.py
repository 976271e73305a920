"""Which tiers, tier rules and conditions evidence and history can reach, and which criteria can change a tier."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tierscore.analysis.verification.budget import Verdict
from tierscore.analysis.verification.rule_table import FreeRules
from tierscore.analysis.verification.sensitivity import Comparison, WithOutcome
from tierscore.engine.conditions import answer
from tierscore.engine.decision import search_order
from tierscore.model.condition import GateHolds
from tierscore.model.decision import Answer
from tierscore.model.outcome import Outcome
from tierscore.model.rubric import IfOpen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tierscore.analysis.verification.budget import Effort
    from tierscore.analysis.verification.criteria import CriterionProofs
    from tierscore.analysis.verification.law_scan import Law
    from tierscore.analysis.verification.universe import Universe
    from tierscore.engine.variables import Assignment
    from tierscore.model.condition import Condition
    from tierscore.model.rubric import Criterion, TierRule
_YES, _NO, _BOTH = frozenset({"yes"}), frozenset({"no"}), frozenset({"yes", "no"})
_ASSUMED = {IfOpen.HOLDS: True, IfOpen.FAILS: False}


class TierProofs:
    """Answers, for one law at a time, whether something can ever be so."""

    def __init__(self, criteria: CriterionProofs, effort: Effort) -> None:
        self._criteria = criteria
        self._effort = effort
        self._free: dict[tuple[TierRule, ...], FreeRules] = {}
        self._decided: dict[tuple[int, str], Verdict] = {}
        self._examples: dict[int, dict[Assignment, None]] = {}
        """For each law the examples found so far: one question's example often answers the next one too."""

    def free(self, law: Law) -> FreeRules:
        """The tier rules of a law as a function of what they ask; worked out once."""
        rules = law.rubric.rules
        if rules not in self._free:
            self._free[rules] = FreeRules(rules)
        return self._free[rules]

    def outcome(self, law: Law, criterion: str, outcome: Outcome) -> Verdict:
        """Whether a criterion can have an outcome."""
        if criterion not in law.criteria:
            return Verdict.FOUND if outcome is Outcome.NOT_APPLICABLE else Verdict.NEVER
        return self._outcomes(law, criterion).get(outcome, Verdict.NEVER)

    def holds(self, law: Law, condition: Condition, *, so: bool) -> Verdict:
        """Whether a condition can hold, or with ``so`` false whether it can fail."""
        wanted = Answer.HOLDS if so else Answer.FAILS
        return self._ever(law, lambda universe: self._answers(universe, condition, wanted))

    def decides(self, law: Law, rule: TierRule) -> Verdict:
        """
        Whether a tier rule can decide.

        Never means: not on any evidence and history, nor where open gates take their assumed answers.
        """
        decided = self._decides_when_all_is_known(law, rule)
        if decided is not Verdict.NEVER:
            return decided
        return Verdict.OPEN if self._could_be_assumed(law, rule) else Verdict.NEVER

    def tier(self, law: Law, tier: str) -> Verdict:
        """Whether a tier can be reached; a tier that only assumed answers lead to is never indicated."""
        found = {self._decides_when_all_is_known(law, rule) for rule in law.rubric.rules if rule.tier == tier}
        return next((verdict for verdict in (Verdict.FOUND, Verdict.OPEN) if verdict in found), Verdict.NEVER)

    def moves(self, law: Law, criterion: Criterion) -> Verdict:
        """
        Whether another outcome of a criterion can ever lead to another tier.

        A criterion moves a tier if there is evidence and a history on which the rules give one tier with one of the outcomes that the
        criterion can have, and another tier with another, all other outcomes the same. What it reads may be read elsewhere
        too, so it is not asked that evidence could change it alone. Never means that it moves no gate that matters to the rules,
        whatever the answers of the other gates; that its unknowns may leave a gate open is not counted.
        """
        if criterion.id not in law.criteria_of_rules:
            return Verdict.NEVER
        free = self.free(law)
        if not free.complete:
            return Verdict.OPEN
        asking = [
            plain
            for number, plain in enumerate(free.questions)
            if criterion.id in law.criteria_asked(plain) and free.matters(number)
        ]
        outcomes = [
            one for one, found in self._outcomes(law, criterion.id).items() if found is not Verdict.NEVER
        ]
        if not asking or len(outcomes) < 2:
            return Verdict.NEVER
        return self._moves(law, criterion.id, outcomes, asking)

    def _moves(self, law: Law, criterion: str, outcomes: list[Outcome], asking: list[Condition]) -> Verdict:
        free = self.free(law)
        moved = self._ever(law, lambda universe: _moved(universe, free, criterion, outcomes))
        if moved is Verdict.FOUND:
            attained = [one for one in outcomes if self._outcomes(law, criterion)[one] is Verdict.FOUND]
            return moved if len(attained) == len(outcomes) else Verdict.OPEN
        told = {
            self._ever(law, partial(_told, criterion=criterion, outcomes=outcomes, question=question))
            for question in asking
        }
        return Verdict.NEVER if told == {Verdict.NEVER} else Verdict.OPEN

    def _outcomes(self, law: Law, criterion: str) -> dict[Outcome, Verdict]:
        return self._criteria.of(law.criteria[criterion], law.moment.report_year).outcomes

    def _ever(self, law: Law, asked: Callable[[Universe], Callable[[Assignment], frozenset[str]]]) -> Verdict:
        universe = law.universe
        if universe is None:
            return Verdict.OPEN
        known = self._examples.setdefault(id(law), {})
        verdict, example = self._effort.ever("yes", universe, search_order(universe), asked(universe), known)
        known |= {} if example is None else {example: None}
        return verdict

    def _answers(
        self, universe: Universe, condition: Condition, wanted: Answer
    ) -> Callable[[Assignment], frozenset[str]]:
        def possible(choice: Assignment) -> frozenset[str]:
            answered = answer(condition, universe.known(choice))
            return _BOTH if answered is Answer.OPEN else _YES if answered is wanted else _NO

        return possible

    def _decides_when_all_is_known(self, law: Law, rule: TierRule) -> Verdict:
        key = id(law), rule.id
        if key not in self._decided:
            self._decided[key] = self._ever(law, lambda universe: _deciding(universe, self.free(law), rule))
        return self._decided[key]

    def _could_be_assumed(self, law: Law, rule: TierRule) -> bool:
        """Whether open gates, each taking its assumed answer, might let a rule decide that no complete file comes to."""
        free = self.free(law)
        if not free.complete:
            return True
        return any(
            self._case_could_be(law, dict(zip(free.questions, case, strict=True)))
            for case in free.cases()
            if free.first(case) == rule
        )

    def _case_could_be(self, law: Law, case: dict[Condition, bool]) -> bool:
        """Whether some file settles what has no assumed answer as a case has it, and leaves each assumed answer possible."""
        assumed = [plain for plain, so in case.items() if so in self._assumed(law, plain)]
        settled = [(plain, so) for plain, so in case.items() if plain not in assumed]
        together = [[*settled, (plain, case[plain])] for plain in assumed] or [settled]
        return all(self._ever(law, partial(_all_so, wanted=group)) is not Verdict.NEVER for group in together)

    def _assumed(self, law: Law, plain: Condition) -> frozenset[bool]:
        taken = law.gates[plain.gate].assumable if isinstance(plain, GateHolds) else frozenset[IfOpen]()
        return frozenset(_ASSUMED[answer] for answer in taken if answer in _ASSUMED)


def _deciding(universe: Universe, free: FreeRules, rule: TierRule) -> Callable[[Assignment], frozenset[str]]:
    def possible(choice: Assignment) -> frozenset[str]:
        first = free.possible(universe.known(choice))
        return _NO if rule not in first else _YES if len(first) == 1 else _BOTH

    return possible


def _all_so(
    universe: Universe, wanted: Iterable[tuple[Condition, bool]]
) -> Callable[[Assignment], frozenset[str]]:
    def possible(choice: Assignment) -> frozenset[str]:
        known = universe.known(choice)
        answers = [(answer(plain, known), Answer.HOLDS if so else Answer.FAILS) for plain, so in wanted]
        if any(found not in (asked, Answer.OPEN) for found, asked in answers):
            return _NO
        return _YES if all(found is asked for found, asked in answers) else _BOTH

    return possible


def _moved(
    universe: Universe, free: FreeRules, criterion: str, outcomes: list[Outcome]
) -> Callable[[Assignment], frozenset[str]]:
    def possible(choice: Assignment) -> frozenset[str]:
        ways = [WithOutcome(universe, choice, criterion, outcome) for outcome in outcomes]
        if not Comparison(universe, ways, frozenset({criterion})).rule_told_apart(universe.rubric.rules):
            return _NO
        tiers = [{rule.tier for rule in free.possible(way)} for way in ways]
        if any(one.isdisjoint(other) for one in tiers for other in tiers):
            return _YES
        return _NO if len(set[str]().union(*tiers)) == 1 else _BOTH

    return possible


def _told(
    universe: Universe, criterion: str, outcomes: list[Outcome], question: Condition
) -> Callable[[Assignment], frozenset[str]]:
    def possible(choice: Assignment) -> frozenset[str]:
        ways = [WithOutcome(universe, choice, criterion, outcome) for outcome in outcomes]
        if not Comparison(universe, ways, frozenset({criterion})).told_apart(question):
            return _NO
        answers = {answer(question, way) for way in ways}
        return (
            _YES
            if {Answer.HOLDS, Answer.FAILS} <= answers
            else _NO
            if len(answers) == 1 and Answer.OPEN not in answers
            else _BOTH
        )

    return possible
