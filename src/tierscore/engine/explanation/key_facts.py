"""Which facts count most in each P: those without which the ends of its score would move furthest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.variables import LeafPlace, presumption_for, variables_of
from tierscore.model.finding import KeyFact
from tierscore.model.outcome import ZERO, Interval
from tierscore.model.test import leaves, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from tierscore.engine.combination import Fact
    from tierscore.engine.dossier_view import DossierView
    from tierscore.engine.evaluator import CompiledCriterion, Evaluator
    from tierscore.model.evidence import EvidenceItem
    from tierscore.model.finding import Finding
    from tierscore.model.test import Leaf


def key_facts(evaluator: Evaluator, findings: Sequence[Finding]) -> tuple[KeyFact, ...]:
    """
    Every fact that moves the score of a P, by P; in each those first that move an end furthest, then later
    ones, then by id.

    A fact is left out alone; what the others say of its measure stays.
    """
    values = {finding.criterion.id: finding.value for finding in findings}
    facts = [
        fact
        for item in evaluator.view.dossier.items
        if (fact := _key_fact(evaluator, item, values)) is not None
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


def _key_fact(evaluator: Evaluator, item: EvidenceItem, values: dict[str, Interval]) -> KeyFact | None:
    """What a fact moves in the P in which it moves most; None where it moves no end of any score."""
    without = evaluator.view.without(item)
    if not _tells_apart(evaluator, item, without):
        return None
    falls: dict[str, Fraction] = {}
    rises: dict[str, Fraction] = {}
    for compiled in _reading(evaluator, item.measure):
        pillar, weight = compiled.criterion.pillar, compiled.criterion.weight.value
        before, after = values[compiled.criterion.id], _value(compiled, evaluator, without)
        falls[pillar] = falls.get(pillar, ZERO) + weight * (before.low - after.low)
        rises[pillar] = rises.get(pillar, ZERO) + weight * (after.high - before.high)
    facts = [
        KeyFact(pillar, item.id, 100 * falls[pillar] / total, 100 * rises[pillar] / total)
        for pillar in falls
        if pillar in evaluator.rubric.pillars and (total := _weight_of(evaluator, pillar))
    ]
    moving = [fact for fact in facts if max(fact.fall, fact.rise) > 0]
    return max(moving, key=lambda fact: max(fact.fall, fact.rise), default=None)


def _tells_apart(evaluator: Evaluator, item: EvidenceItem, without: DossierView) -> bool:
    """Whether anything that tests read of the measure stands otherwise without the fact: most facts repeat."""
    view = evaluator.view
    read = {
        subject
        for place in evaluator.places
        for subject in subjects(place.leaf)
        if subject.measure == item.measure
    }
    return any(
        said_by(view.fact(subject, year)) != said_by(without.fact(subject, year))
        for subject in read
        for year in (view.report_year, view.report_year - 1)
    )


def said_by(fact: Fact) -> tuple[object, ...]:
    """What tests can see of a fact: how it stands, how it changed, and whether silence on it is on record."""
    return fact.states, frozenset(fact.comparisons), bool(fact.silent)


def _reading(evaluator: Evaluator, measure: str) -> Iterator[CompiledCriterion]:
    """The weighted criteria that read a measure."""
    for compiled in evaluator.criteria.values():
        if compiled.criterion.weight.value and any(
            subject.measure == measure
            for place in compiled.places
            for subject in subjects(evaluator.places[place].leaf)
        ):
            yield compiled


def _weight_of(evaluator: Evaluator, pillar: str) -> int:
    return sum(
        compiled.criterion.weight.value
        for compiled in evaluator.criteria.values()
        if compiled.criterion.pillar == pillar
    )


def _value(compiled: CompiledCriterion, evaluator: Evaluator, view: DossierView) -> Interval:
    """The value of a criterion on another view of the facts."""
    criterion = compiled.criterion
    tests = [*(indicator.test for indicator in criterion.indicators), *(cap.when for cap in criterion.caps)]
    read: Iterable[Leaf] = dict.fromkeys(leaf for test in tests for leaf in leaves(test))
    places = [LeafPlace(leaf, presumption_for(leaf, criterion.presumptions, view)) for leaf in read]
    spans: dict[Leaf, Interval] = {}
    for variable in variables_of(places, view):
        columns = zip(*(option.answers for option in variable.options), strict=True)
        for place, answers in zip(variable.reads, columns, strict=True):
            spans[places[place].leaf] = Interval(min(answers), max(answers))
    numbers = {place: evaluator.places[place].leaf for place in compiled.places}
    return compiled.value({number: spans[leaf] for number, leaf in numbers.items()})
