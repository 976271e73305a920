"""Which facts count most in each P: those without which the ends of its score would move furthest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.finding import KeyFact
from tierscore.model.outcome import ZERO
from tierscore.model.test import subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from tierscore.engine.compiled.criteria import CompiledCriterion
    from tierscore.engine.compiled.variables import Variable
    from tierscore.engine.evaluator import Evaluator
    from tierscore.engine.leaving_out.bearing_facts import BearingFacts
    from tierscore.engine.leaving_out.remainder import Remainder
    from tierscore.model.evidence import EvidenceItem
    from tierscore.model.finding import Finding
    from tierscore.model.outcome import Interval


def key_facts(
    evaluator: Evaluator, bearing: BearingFacts, findings: Sequence[Finding]
) -> tuple[KeyFact, ...]:
    """
    Every fact that moves the score of a P, by P; in each those first that move an end furthest, then later
    ones, then by id.

    A fact is left out alone; what the others say of its measure stays.
    """
    values = {finding.criterion.id: finding.value for finding in findings}
    facts = [
        fact
        for item in evaluator.view.dossier.items
        if item.id in bearing.ids and bearing.few_on((item.measure,))
        if (fact := _key_fact(evaluator, item, bearing.without(item), values)) is not None
    ]
    dates = {item.id: item.when.end for item in evaluator.view.dossier.items}
    pillars = list(evaluator.rubric.pillars)

    def order(fact: KeyFact) -> tuple[int, Fraction, int, str]:
        """By pillar; then the furthest move, the latest date and the id."""
        return (
            pillars.index(fact.pillar),
            -max(fact.fall, fact.rise),
            -dates[fact.item].toordinal(),
            fact.item,
        )

    return tuple(sorted(facts, key=order))


def _key_fact(
    evaluator: Evaluator, item: EvidenceItem, left: Remainder, values: dict[str, Interval]
) -> KeyFact | None:
    """What a fact moves in the P in which it moves most; None where it moves no end of any score."""
    variables = _variables_moved(evaluator, item, left)
    if not variables:
        return None
    falls: dict[str, Fraction] = {}
    rises: dict[str, Fraction] = {}
    for compiled in _reading(evaluator, item.measure):
        pillar, weight = compiled.criterion.pillar, compiled.criterion.weight.value
        before, after = values[compiled.criterion.id], _value(compiled, evaluator, variables)
        falls[pillar] = falls.get(pillar, ZERO) + weight * (before.low - after.low)
        rises[pillar] = rises.get(pillar, ZERO) + weight * (after.high - before.high)
    facts = [
        KeyFact(pillar, item.id, 100 * falls[pillar] / total, 100 * rises[pillar] / total)
        for pillar in falls
        if pillar in evaluator.rubric.pillars and (total := _weight_of(evaluator, pillar))
    ]
    moving = [fact for fact in facts if max(fact.fall, fact.rise) > 0]
    return max(moving, key=lambda fact: max(fact.fall, fact.rise), default=None)


def _variables_moved(evaluator: Evaluator, item: EvidenceItem, left: Remainder) -> dict[int, Variable]:
    """
    The variables on the measure of a fact that stand otherwise without it: most facts repeat.

    A fact bears on its own subject, and through it on parts of it; one that revises another bears on that too.
    """
    numbers = evaluator.plan.variables_on(item.measure)
    if not numbers or not left.differences:
        return {}
    now = {number: left.variable(evaluator.plan.group(number)) for number in numbers}
    return {
        number: variable for number, variable in now.items() if variable is not evaluator.variables[number]
    }


def _reading(evaluator: Evaluator, measure: str) -> Iterator[CompiledCriterion]:
    """The weighted criteria that read a measure."""
    for compiled in evaluator.criteria.values():
        if compiled.criterion.weight.value and any(
            subject.measure == measure for place in compiled.places for subject in subjects(place.leaf)
        ):
            yield compiled


def _weight_of(evaluator: Evaluator, pillar: str) -> int:
    return sum(
        compiled.criterion.weight.value
        for compiled in evaluator.criteria.values()
        if compiled.criterion.pillar == pillar
    )


def _value(compiled: CompiledCriterion, evaluator: Evaluator, variables: Mapping[int, Variable]) -> Interval:
    """The value of a criterion if some variables were others."""
    leaves = [
        variables[number].open_spans[position]
        if number in variables
        else evaluator.start.spans[number][position]
        for number, position in evaluator.plan.slots[compiled.criterion.id]
    ]
    return compiled.interval(compiled.value(leaves))
