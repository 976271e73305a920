"""The outcome of each criterion, with the evidence that decided and the evidence that did not count."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from tierscore.engine.compiled.criteria import LeafPlace
from tierscore.engine.compiled.tests import mean
from tierscore.model.evidence import Status, Versus
from tierscore.model.finding import (
    CapResult,
    Finding,
    IndicatorResult,
    NotCounted,
    PillarScore,
    Reading,
    Reason,
)
from tierscore.model.outcome import ONE, UNKNOWN, ZERO, Interval, Outcome
from tierscore.model.test import Committed, Corroborated, Joint, Trend, leaves, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tierscore.engine.combination import Fact
    from tierscore.engine.compiled.tests import ValueSpan
    from tierscore.engine.evaluator import Evaluator
    from tierscore.model.evidence import State
    from tierscore.model.measure import Unit
    from tierscore.model.rubric import Criterion, Indicator
    from tierscore.model.test import Leaf, Subject, Test


def find(evaluator: Evaluator) -> tuple[Finding, ...]:
    """One finding for each criterion of the rubric, in its order; those the law does not ask are not applicable."""
    return tuple(_finding(criterion, evaluator) for criterion in evaluator.rubric.criteria)


def score_pillars(evaluator: Evaluator) -> tuple[PillarScore, ...]:
    """The weighted mean of each pillar's criteria, 0 to 100."""
    criteria = [compiled.criterion for compiled in evaluator.criteria.values()]
    values = {criterion.id: evaluator.value(criterion.id) for criterion in criteria}
    scores = []
    for pillar, name in evaluator.rubric.pillars.items():
        in_pillar = [criterion for criterion in criteria if criterion.pillar == pillar]
        score = weighted_mean(in_pillar, values)
        scores.append(PillarScore(pillar, name, score.low, score.high, mean_coverage(evaluator, in_pillar)))
    return tuple(scores)


def weighted_mean(criteria: Sequence[Criterion], values: Mapping[str, Interval]) -> Interval:
    """The weighted mean of criteria with values from 0 to 1, from 0 to 100; all of it where none has a weight."""
    weights = [criterion.weight.value for criterion in criteria]
    if not any(weights):
        return Interval(ZERO, ONE * 100)
    low = mean([values[criterion.id].low for criterion in criteria], weights)
    high = mean([values[criterion.id].high for criterion in criteria], weights)
    return Interval(low * 100, high * 100)


def mean_coverage(evaluator: Evaluator, criteria: Sequence[Criterion] | None = None) -> Fraction:
    """
    The weighted mean coverage of some criteria, by default of all that apply.

    Criteria of weight 0 count only where there are no others.
    """
    if criteria is None:
        criteria = [compiled.criterion for compiled in evaluator.criteria.values()]
    if not criteria:
        return ZERO
    weights = [criterion.weight.value for criterion in criteria]
    coverages = [evaluator.coverage(criterion.id) for criterion in criteria]
    return mean(coverages, weights if any(weights) else [1] * len(weights))


class SettledParts(NamedTuple):
    """How far the parts of a criterion that the law asks are settled."""

    criterion: Criterion
    values: list[ValueSpan]
    """Of each indicator, in parts of 1 as in the plan."""
    presumed: list[str | None]
    """For each indicator the presumption that settles what evidence leaves open, by its id."""
    caps: list[bool | None]
    """Whether each cap bites; None where that is open."""


def settled_parts(criterion: str, evaluator: Evaluator) -> SettledParts:
    """How far the parts of a criterion that the law asks are settled."""
    compiled = evaluator.criteria[criterion]
    known, unpresumed = evaluator.start.leaves(criterion), evaluator.unpresumed(criterion)
    values = [value(known) for value in compiled.indicators]
    presumed = [
        _presumed(indicator, value, before(unpresumed), compiled.criterion, evaluator)
        for indicator, value, before in zip(
            compiled.criterion.indicators, values, compiled.indicators, strict=True
        )
    ]
    return SettledParts(
        compiled.criterion, values, presumed, [_bites(when(known), compiled.one) for when in compiled.caps]
    )


def _presumed(
    indicator: Indicator, value: ValueSpan, unpresumed: ValueSpan, criterion: Criterion, evaluator: Evaluator
) -> str | None:
    """The presumption that settles what evidence leaves open of an indicator, by its id; None where none does."""
    if not criterion.presumptions or value[1] - value[0] >= unpresumed[1] - unpresumed[0]:
        return None
    places = (LeafPlace(leaf, criterion.presumptions) for leaf in leaves(indicator.test))
    answering = (evaluator.view.presumption_for(place) for place in places)
    return next((presumption.id for presumption in answering if presumption is not None), None)


def _finding(criterion: Criterion, evaluator: Evaluator) -> Finding:
    compiled = evaluator.criteria.get(criterion.id)
    if compiled is None:
        return Finding(criterion, Outcome.NOT_APPLICABLE, (), UNKNOWN, ZERO, ZERO, (), (), (), ())
    parts = settled_parts(criterion.id, evaluator)
    indicators = tuple(
        _indicator_result(*of_indicator, evaluator)
        for of_indicator in zip(criterion.indicators, parts.values, parts.presumed, strict=True)
    )
    caps = tuple(
        CapResult(cap.id, bites, evidence_of(cap.when, evaluator))
        for cap, bites in zip(criterion.caps, parts.caps, strict=True)
    )
    results: list[IndicatorResult | CapResult] = [*indicators, *caps]
    evidence = dict.fromkeys(item for result in results for item in result.evidence)
    value = compiled.value(evaluator.start.leaves(criterion.id))
    coverage = evaluator.coverage(criterion.id)
    possible = compiled.possible(value)
    return Finding(
        criterion=criterion,
        outcome=possible[0] if len(possible) == 1 else Outcome.UNKNOWN,
        possible=possible,
        value=compiled.interval(value),
        coverage=coverage,
        presumed_coverage=compiled.settled_share(parts.values) - coverage,
        indicators=indicators,
        caps=caps,
        evidence=tuple(evidence),
        not_counted=_not_counted(criterion, evidence, evaluator),
    )


def _bites(when: ValueSpan, one: int) -> bool | None:
    low, high = when
    return low == one if low == high else None if high == one else False


def _indicator_result(
    indicator: Indicator, value: ValueSpan, presumed: str | None, evaluator: Evaluator
) -> IndicatorResult:
    readings = dict.fromkeys(
        reading for leaf in leaves(indicator.test) for reading in _readings(leaf, evaluator)
    )
    low, high = (Fraction(end, evaluator.plan.one) for end in value)
    return IndicatorResult(
        indicator, Interval(low, high), evidence_of(indicator.test, evaluator), presumed, tuple(readings)
    )


def read_facts(leaf: Leaf, report_year: int) -> list[tuple[Subject, int]]:
    """The subjects that a leaf reads, each with the report year of the period: of a trend both periods."""
    years = (report_year, report_year - 1) if isinstance(leaf, Trend) else (report_year,)
    return [(subject, year) for subject in subjects(leaf) for year in years]


def _readings(leaf: Leaf, evaluator: Evaluator) -> list[Reading]:
    facts = read_facts(leaf, evaluator.view.report_year)
    return [_reading(subject, year, evaluator) for subject, year in facts]


def _reading(subject: Subject, report_year: int, evaluator: Evaluator) -> Reading:
    key = subject, report_year
    reading = evaluator.readings.get(key)
    if reading is None:
        reading = evaluator.readings[key] = _made_reading(subject, report_year, evaluator)
    return reading


def _made_reading(subject: Subject, report_year: int, evaluator: Evaluator) -> Reading:
    fact = evaluator.view.fact(subject, report_year)
    return Reading(
        subject=subject,
        report_year=report_year,
        evidence=fact.evidence,
        silent=fact.silent,
        settled=len(fact.states) == 1,
        contested=fact.contested,
        says=_says(
            fact,
            evaluator.view.vocabulary.unit_of(subject.measure),
            numeric=evaluator.view.measure(subject).numeric,
            taken_as_no=subject.measure in evaluator.rubric.settings.taken_as_no,
        ),
    )


def _says(fact: Fact, unit: Unit | None, *, numeric: bool, taken_as_no: bool) -> str:
    if fact.states:
        return " or ".join(
            _number(state, unit) if numeric else _STATUS[state.status] for state in fact.states
        )
    compared = [_COMPARED[comparison] for comparison in fact.comparisons if comparison in _COMPARED]
    if compared:
        return f"{' and '.join(compared)}; no figure on file"
    if taken_as_no:
        return "taken as absent: no source shows it"
    return "none reported, by a source" if fact.silent else "not on file"


_STATUS = {Status.DONE: "yes", Status.LIMITED: "in part", Status.ABSENT: "no"}
_COMPARED = {
    Versus.MORE: "more than the year before",
    Versus.SAME: "as many as the year before",
    Versus.FEWER: "fewer than the year before",
}


def _number(state: State, unit: Unit | None) -> str:
    low = _value(state.low, unit)
    if state.exact:
        return low
    if state.high is not None:
        return f"between {low} and {_value(state.high, unit)}"
    if state.low > 1:
        return f"at least {low}"
    return "some; no figure on file" if state.low > 0 else "not known"


def _value(value: Fraction, unit: Unit | None) -> str:
    named = unit.ranked(value) if unit is not None else None
    if named is not None:
        return named.words
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def evidence_of(test: Test, evaluator: Evaluator) -> tuple[str, ...]:
    """The items that count for a test."""
    kept = evaluator.evidence.get(id(test))  # which holds the test: no other has its id
    if kept is None:
        items = dict.fromkeys(item for leaf in leaves(test) for item in _evidence_of_leaf(leaf, evaluator))
        kept = evaluator.evidence[id(test)] = test, tuple(items)
    return kept[1]


def _evidence_of_leaf(leaf: Leaf, evaluator: Evaluator) -> Iterable[str]:
    view = evaluator.view
    match leaf:
        case Joint(partners):
            return view.joint_items(partners)
        case Committed(by):
            return view.commitments(by)
        case Corroborated():
            return view.corroborating_items(leaf)
        case _:
            facts = (view.fact(subject, year) for subject, year in read_facts(leaf, view.report_year))
            return chain.from_iterable(fact.evidence for fact in facts)


def criterion_evidence(criterion: str, evaluator: Evaluator) -> tuple[str, ...]:
    """The items that count for a criterion; none where the law does not ask it."""
    compiled = evaluator.criteria.get(criterion)
    tests = compiled.criterion.tests if compiled is not None else ()
    return tuple(dict.fromkeys(item for test in tests for item in evidence_of(test, evaluator)))


def _not_counted(
    criterion: Criterion, evidence: Iterable[str], evaluator: Evaluator
) -> tuple[NotCounted, ...]:
    """Items on a measure that the criterion reads which did not count for it, and why."""
    view, counted = evaluator.view, set(evidence)
    ordered = evaluator.criteria[criterion.id].subjects
    notes = {note.item: note for subject in ordered for note in view.not_counted(subject)}
    detail = "no test of this criterion reads this series or scope"
    for measure in dict.fromkeys(subject.measure for subject in ordered):
        for item in view.items_on(measure):
            notes.setdefault(item.id, NotCounted(item.id, Reason.NOT_READ, detail))
    return tuple(notes[item] for item in sorted(notes) if item not in counted)
