"""Better evidence that leads to a worse tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.verification.budget import Verdict
from tierscore.analysis.verification.improvements import improvements
from tierscore.analysis.verification.polarity import Harm, harms, moves, ranks
from tierscore.analysis.verification.sensitivity import Comparison, criteria_reading
from tierscore.analysis.verification.universe import Universe, whole_file_test
from tierscore.engine.decision import search_order
from tierscore.engine.search import smallest_forcing, with_option
from tierscore.engine.unknowns import subject_name, suppositions
from tierscore.model.check import Remark, step
from tierscore.model.condition import TestReaches, plain_conditions
from tierscore.model.measure import Sense
from tierscore.model.outcome import ONE
from tierscore.model.problem import Code
from tierscore.model.test import Committed, Corroborated, Joint, Presence, leaves, subjects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.analysis.verification.budget import Effort
    from tierscore.analysis.verification.improvements import Better
    from tierscore.analysis.verification.law_scan import Law
    from tierscore.analysis.verification.rule_table import FreeRules
    from tierscore.analysis.verification.tiers import TierProofs
    from tierscore.engine.variables import Assignment
    from tierscore.model.test import Leaf, Subject, Test
MOST_TRIES = 3
"""After how many improvements of one fact that could not be decided it is left undecided."""


class Perversity:
    """
    Looks for a fact that becomes better while the tier becomes worse, in one law after another.

    Better means a better status or a higher figure of a measure that speaks for a government, with the same year before and all
    other facts the same; the other way round for one that speaks against it. Where the form of the rules lets no improvement of
    a fact do harm, that is proven; else an example is looked for, and every fact of it is one that a file can state.
    """

    def __init__(self, proofs: TierProofs, effort: Effort) -> None:
        self._proofs = proofs
        self._effort = effort
        self.verdicts: dict[Subject | Corroborated, Verdict] = {}
        """For each fact whether a better one ever does harm."""
        self.remarks: list[Remark] = []

    def look(self, law: Law) -> None:
        """Look into one law."""
        doubtful = set()
        harmful = harms(law, self._proofs.free(law))
        for fact, harm in _improving(law, harmful):
            self.verdicts.setdefault(fact, Verdict.NEVER)
            if harm and self.verdicts[fact] is not Verdict.FOUND:
                doubtful.add(fact)
        if doubtful:
            self._seek(law, doubtful)

    def _seek(self, law: Law, doubtful: set[Subject | Corroborated]) -> None:
        if self._effort.laws <= 0 or self._effort.looks <= 0:
            self.verdicts |= dict.fromkeys(doubtful, Verdict.OPEN)
            return
        self._effort.laws -= 1
        universe = Universe(
            law.rubric, law.vocabulary, law.moment.report_year, settled=True, remembered=law.remembered
        )
        tries = dict.fromkeys(doubtful, MOST_TRIES)
        for one in improvements(universe):
            fact = _fact(universe, one)
            if fact in tries and tries[fact] > 0:
                self._try(universe, law, one, tries)

    def _try(
        self, universe: Universe, law: Law, one: Better, tries: dict[Subject | Corroborated, int]
    ) -> None:
        free = self._proofs.free(law)
        possible = _worsening(universe, free, one)
        order = [number for number in search_order(universe) if number != one.variable]
        verdict, choice = self._effort.ever("yes", universe, order, possible)
        fact = _fact(universe, one)
        if verdict is Verdict.FOUND and choice is not None and _can_be_stated(universe, choice):
            tries[fact] = 0
            self.verdicts[fact] = Verdict.FOUND
            self.remarks.append(
                _remark(
                    universe,
                    law,
                    free,
                    one,
                    smallest_forcing(choice, universe.unassigned, "yes", possible),
                )
            )
        elif verdict is not Verdict.NEVER:
            tries[fact] -= 1
            self.verdicts[fact] = Verdict.OPEN


def _improving(law: Law, harmful: dict[Leaf, Harm]) -> Iterator[tuple[Subject | Corroborated, bool]]:
    """Each fact that a leaf reads and that has a better, with whether the leaf could do harm by it."""
    for leaf, harm in harmful.items():
        if isinstance(leaf, Corroborated):
            senses = {law.vocabulary.measures[measure].sense for measure in leaf.measures}
            if len(senses) == 1 and senses != {Sense.NEUTRAL}:
                yield leaf, harm.rising if senses == {Sense.FOR} else harm.falling
        for subject in subjects(leaf):
            sense = law.vocabulary.measures[subject.measure].sense
            moved = moves(leaf, subject, law.rubric.scale)
            moved = moved if sense is Sense.FOR else moved.turned
            if sense is not Sense.NEUTRAL:
                yield subject, (moved.rising and harm.rising) or (moved.falling and harm.falling)


def _fact(universe: Universe, one: Better) -> Subject | Corroborated:
    if one.subject is not None:
        return one.subject
    leaf = universe.places[universe.variables[one.variable].reads[0]].leaf
    assert isinstance(leaf, Corroborated)  # noqa: S101 - no other test of the whole file can become better
    return leaf


def _worsening(universe: Universe, free: FreeRules, one: Better) -> Callable[[Assignment], frozenset[str]]:
    rank = ranks(universe.rubric)
    reading, tests = criteria_reading(universe, one.variable), _tests_reading(universe, one)

    def possible(choice: Assignment) -> frozenset[str]:
        ways = [
            universe.known(with_option(choice, one.variable, option)) for option in (one.worse, one.better)
        ]
        if not Comparison(universe, ways, reading, tests).rule_told_apart(universe.rubric.rules):
            return frozenset({"no"})
        before, after = ([rank.get(rule.tier) for rule in free.possible(way)] for way in ways)
        worse = [low is not None and high is not None and low < high for low in before for high in after]
        return frozenset({"yes"} if all(worse) else {"no"} if not any(worse) else {"yes", "no"})

    return possible


def _tests_reading(universe: Universe, one: Better) -> frozenset[Test]:
    """The tests in conditions that read a variable."""
    read = {universe.places[place].leaf for place in universe.variables[one.variable].reads}
    conditions = [
        *(gate.condition for gate in universe.rubric.gates),
        *(rule.when for rule in universe.rubric.rules),
    ]
    tests = {
        plain.test
        for condition in conditions
        for plain in plain_conditions(condition)
        if isinstance(plain, TestReaches)
    }
    return frozenset(test for test in tests if read & set(leaves(test)))


def _can_be_stated(universe: Universe, choice: Assignment) -> bool:
    """Whether affirmative findings fit the facts beside them: found on some measure, and then something is so of it."""
    said: dict[str, set[bool]] = {}
    found: list[tuple[Corroborated, bool]] = []
    for variable, chosen in zip(universe.variables, choice, strict=True):
        for place, answer in zip(
            variable.reads, variable.options[chosen].answers if chosen is not None else (), strict=False
        ):
            leaf = universe.places[place].leaf
            if isinstance(leaf, Corroborated):
                found.append((leaf, answer == ONE))
            elif isinstance(leaf, Presence):
                said.setdefault(leaf.subject.measure, set()).add(answer > 0)
    return all(
        not so or any(True in said.get(measure, {True}) for measure in leaf.measures) for leaf, so in found
    )


def _remark(universe: Universe, law: Law, free: FreeRules, one: Better, choice: Assignment) -> Remark:
    before, after = (
        free.possible(universe.known(with_option(choice, one.variable, option)))[0]
        for option in (one.worse, one.better)
    )
    what = subject_name(universe, one.subject) if one.subject is not None else _name(universe, one.variable)
    others = _others(universe, one, choice)
    where = "".join(
        f", {name}={value}"
        for name, value in law.moment.choices.items()
        if law.rubric.choices.get(name) != value
    )
    message = (
        f"report {law.moment.report_year}{where}: {what} from {one.says[0]} to {one.says[1]} leads from {before.tier} to {after.tier}"
        f"{f', where {others}' if others else ''}"
    )
    address = ("tier_rules", step(after.id, after.validity))
    return Remark(
        address,
        Code.PERVERSE,
        message,
        "let no rule turn what is better against a government, or accept this with its reason",
    )


def _others(universe: Universe, one: Better, choice: Assignment) -> str:
    """The other facts of an example, in words."""
    told = [
        (number, supposed)
        for number, chosen in enumerate(choice)
        if chosen is not None and number != one.variable and universe.unassigned[number] is None
        for supposed in suppositions(universe, universe.variables[number], chosen)
    ]
    return "; ".join(
        f"{supposed.name or _name(universe, number)}: {supposed.says}" for number, supposed in told
    )


def _name(universe: Universe, number: int) -> str:
    variable = universe.variables[number]
    leaf = universe.places[variable.reads[0]].leaf if variable.reads else None
    return whole_file_test(leaf) if isinstance(leaf, Joint | Committed | Corroborated) else variable.name
