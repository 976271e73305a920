"""Better evidence that leads to a worse tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.verification.budget import Verdict
from tierscore.analysis.verification.improvements import improvements, sense_of
from tierscore.analysis.verification.polarity import harmful_movements, movement, ranks
from tierscore.analysis.verification.sensitivity import StateComparison, criteria_reading
from tierscore.engine.search import smallest_forcing
from tierscore.engine.unknowns import subject_name, suppositions
from tierscore.model.check import Remark, step
from tierscore.model.condition import TestReaches, plain_conditions
from tierscore.model.decision import Answer, as_answer
from tierscore.model.measure import Sense
from tierscore.model.outcome import ONE
from tierscore.model.problem import Code
from tierscore.model.test import Corroborated, Presence, leaves, subjects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tierscore.analysis.rule_table import RuleTable
    from tierscore.analysis.verification.budget import WorkBudget
    from tierscore.analysis.verification.improvements import Improvement
    from tierscore.analysis.verification.polarity import Movement
    from tierscore.analysis.verification.tiers import TierProofs
    from tierscore.analysis.verification.universe import ExaminedLaw, Universe
    from tierscore.engine.compiled.variables import Assignment
    from tierscore.engine.evaluator import KnownSoFar
    from tierscore.model.test import Leaf, Subject, Test

    _Fact = Subject | Corroborated
MOST_TRIES = 3
"""After how many improvements of one fact that could not be decided it is left undecided."""


class MonotonicityProofs:
    """
    Looks for a fact that becomes better while the tier becomes worse, in one law after another.

    Better means a better status or a higher figure of a measure that speaks for a government, with the same
    year before and all other facts the same; the other way round for one that speaks against it. Where the
    form of the rules lets no improvement of a fact do harm, that is proven; else an example is searched, and
    every fact of it is one that a file can state.
    """

    def __init__(self, proofs: TierProofs, budget: WorkBudget) -> None:
        self._proofs = proofs
        self._budget = budget
        self.verdicts: dict[_Fact, Verdict] = {}
        """For each fact whether a better one ever does harm."""
        self.remarks: list[Remark] = []

    def examine(self, law: ExaminedLaw) -> None:
        """Look for harm in one law."""
        doubtful = set()
        for fact, can_harm in _improvable(law, harmful_movements(law, self._proofs.table(law))):
            self.verdicts.setdefault(fact, Verdict.NEVER)
            if can_harm and self.verdicts[fact] is not Verdict.FOUND:
                doubtful.add(fact)
        if not doubtful:
            return
        universe = law.new_universe(settled=True)
        if universe is None:
            self.verdicts |= dict.fromkeys(doubtful, Verdict.OPEN)
            return
        tries_left = dict.fromkeys(doubtful, MOST_TRIES)
        for improvement in improvements(universe):
            if tries_left.get(improvement.fact, 0) > 0:
                self._try(universe, law, improvement, tries_left)

    def _try(
        self, universe: Universe, law: ExaminedLaw, improvement: Improvement, tries_left: dict[_Fact, int]
    ) -> None:
        table = self._proofs.table(law)
        question = _worsens(universe, table, improvement)
        order = [number for number in universe.open_in_order() if number != improvement.variable]
        verdict, assignment = self._budget.ever(universe, order, question)
        if assignment is not None and _can_be_stated(universe, assignment):
            tries_left[improvement.fact] = 0
            self.verdicts[improvement.fact] = verdict
            least = smallest_forcing(
                universe.known(assignment),
                universe.unassigned,
                Answer.HOLDS,
                lambda fewer: question(fewer).possible,
            )
            self.remarks.append(_remark(universe, law, table, improvement, least))
        elif verdict is not Verdict.NEVER:
            tries_left[improvement.fact] -= 1
            self.verdicts[improvement.fact] = Verdict.OPEN


def _improvable(law: ExaminedLaw, harmful: Mapping[Leaf, Movement]) -> Iterator[tuple[_Fact, bool]]:
    """Each fact that a leaf reads and that can become better, with whether the leaf could do harm by it."""
    for leaf, harm in harmful.items():
        for fact in (leaf,) if isinstance(leaf, Corroborated) else subjects(leaf):
            sense = sense_of(fact, law.vocabulary)
            if sense is not Sense.NEUTRAL:
                rising = movement(leaf, fact, law.rubric.scale)
                better = rising if sense is Sense.FOR else rising.turned
                yield fact, (better.rising and harm.rising) or (better.falling and harm.falling)


def _worsens(
    universe: Universe, table: RuleTable, improvement: Improvement
) -> Callable[[KnownSoFar], Answer]:
    """The question whether the tier becomes worse by an improvement, all else being as chosen."""
    rank = ranks(universe.rubric)
    criteria = criteria_reading(universe, improvement.variable)
    tests = _tests_reading(universe, improvement)

    def question(known: KnownSoFar) -> Answer:
        """Whether every possible tier is worse after the improvement than before it."""
        states = [
            known.with_option(improvement.variable, option)
            for option in (improvement.worse, improvement.better)
        ]
        if not StateComparison(universe, states, criteria, tests).can_change_rule(universe.rubric.rules):
            return Answer.FAILS
        before, after = ([rank.get(rule.tier) for rule in table.possible(state)] for state in states)
        worse = [low is not None and high is not None and low < high for low in before for high in after]
        return as_answer(holds=all(worse), fails=not any(worse))

    return question


def _tests_reading(universe: Universe, improvement: Improvement) -> frozenset[Test]:
    """The tests in conditions that read the variable that becomes better."""
    read = {place.leaf for place in universe.variables[improvement.variable].places}
    plain = (plain for condition in universe.rubric.conditions for plain in plain_conditions(condition))
    tests = {condition.test for condition in plain if isinstance(condition, TestReaches)}
    return frozenset(test for test in tests if read & set(leaves(test)))


def _can_be_stated(universe: Universe, assignment: Assignment) -> bool:
    """Whether affirmative findings fit the facts beside them: some measure of each must be present."""
    present: dict[str, bool] = {}
    findings: list[Corroborated] = []
    for variable, option in zip(universe.variables, assignment, strict=True):
        if option is None or not variable.places:
            continue
        for place, value in zip(variable.places, variable.options[option].answers, strict=True):
            leaf = place.leaf
            if isinstance(leaf, Corroborated) and value == ONE:
                findings.append(leaf)
            elif isinstance(leaf, Presence):
                measure = leaf.subject.measure
                present[measure] = present.get(measure, False) or value > 0
    return all(any(present.get(measure, True) for measure in leaf.measures) for leaf in findings)


def _remark(
    universe: Universe, law: ExaminedLaw, table: RuleTable, improvement: Improvement, least: KnownSoFar
) -> Remark:
    before, after = (
        table.possible(least.with_option(improvement.variable, option))[0]
        for option in (improvement.worse, improvement.better)
    )
    own = law.rubric.choices
    reading = "".join(f", {name}={value}" for name, value in law.moment.choices.items() if own[name] != value)
    fact, variable = improvement.fact, universe.variables[improvement.variable]
    name = variable.name if isinstance(fact, Corroborated) else subject_name(universe, fact)
    others = "; ".join(
        f"{supposition.name or universe.variables[number].name}: {supposition.says}"
        for number, option in enumerate(least.assignment)
        if option is not None and number != improvement.variable and universe.unassigned[number] is None
        for supposition in suppositions(universe, universe.variables[number], option)
    )
    worse, better = improvement.in_words
    message = (
        f"report {law.moment.report_year}{reading}: {name} from {worse} to {better}"
        f" leads from {before.tier} to {after.tier}{f', where {others}' if others else ''}"
    )
    hint = "let no rule turn what is better against a government, or accept this with its reason"
    return Remark(("tier_rules", step(after.id, after.validity)), Code.PERVERSE, message, hint)
