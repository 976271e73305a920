"""The outcome of each criterion, with the evidence that decided and the evidence that did not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.compiled_tests import mean
from tierscore.engine.evaluator import possible_outcomes
from tierscore.engine.variables import corroborating_items, presumption_for, subject_key
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
from tierscore.model.outcome import ONE, UNKNOWN, ZERO, Interval, Outcome, exactly
from tierscore.model.test import Committed, Corroborated, Joint, Trend, leaves, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from tierscore.engine.combination import Fact
    from tierscore.engine.compiled_tests import Leaves
    from tierscore.engine.evaluator import CompiledCriterion, Evaluator
    from tierscore.model.evidence import State
    from tierscore.model.measure import Unit
    from tierscore.model.rubric import Criterion, Indicator
    from tierscore.model.test import Leaf, Subject, Test


def find(evaluator: Evaluator, known: Mapping[str, Finding] | None = None) -> tuple[Finding, ...]:
    """
    One finding for each criterion of the rubric, in its order; those the law does not ask are not applicable.

    Findings that are ``known``, by criterion, are not made again.
    """
    known = known or {}
    return tuple(
        known.get(criterion.id) or _finding(criterion, evaluator) for criterion in evaluator.rubric.criteria
    )


def score_pillars(findings: Sequence[Finding], evaluator: Evaluator) -> tuple[PillarScore, ...]:
    """The weighted mean of each pillar's findings, 0 to 100."""
    scores = []
    for pillar, name in evaluator.rubric.pillars.items():
        in_pillar = [finding for finding in _applying(findings) if finding.criterion.pillar == pillar]
        weights = [finding.criterion.weight.value for finding in in_pillar]
        value = mean([finding.value for finding in in_pillar], weights) if any(weights) else UNKNOWN
        scores.append(PillarScore(pillar, name, value.low * 100, value.high * 100, mean_coverage(in_pillar)))
    return tuple(scores)


def mean_coverage(findings: Sequence[Finding]) -> Fraction:
    """The weighted mean coverage of findings; criteria of weight 0 count only where there are no others."""
    applying = _applying(findings)
    weights = [finding.criterion.weight.value for finding in applying]
    if not applying:
        return ZERO
    coverages = [exactly(finding.coverage) for finding in applying]
    return mean(coverages, weights if any(weights) else [1] * len(applying)).low


def _applying(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.outcome is not Outcome.NOT_APPLICABLE]


def _finding(criterion: Criterion, evaluator: Evaluator) -> Finding:
    compiled = evaluator.criteria.get(criterion.id)
    if compiled is None:
        return Finding(criterion, Outcome.NOT_APPLICABLE, (), UNKNOWN, ZERO, ZERO, (), (), (), ())
    leaf_values = evaluator.leaf_values(evaluator.unassigned, compiled.places)
    values = [indicator(leaf_values) for indicator in compiled.indicators]
    presumed = {place: UNKNOWN for place in compiled.places if evaluator.places[place].presumed}
    unpresumed_leaves = leaf_values | presumed
    unpresumed = [indicator(unpresumed_leaves) for indicator in compiled.indicators]
    indicators = tuple(
        _indicator_result(*triple, criterion, evaluator)
        for triple in zip(criterion.indicators, values, unpresumed, strict=True)
    )
    caps = _cap_results(compiled, leaf_values, evaluator)
    results: list[IndicatorResult | CapResult] = [*indicators, *caps]
    evidence = dict.fromkeys(item for result in results for item in result.evidence)
    value, coverage = compiled.value(leaf_values), _settled(criterion, unpresumed)
    possible = possible_outcomes(value, evaluator.rubric.scale)
    return Finding(
        criterion=criterion,
        outcome=possible[0] if len(possible) == 1 else Outcome.UNKNOWN,
        possible=possible,
        value=value,
        coverage=coverage,
        presumed_coverage=_settled(criterion, values) - coverage,
        indicators=indicators,
        caps=caps,
        evidence=tuple(evidence),
        not_counted=_not_counted(criterion, evidence, evaluator),
    )


def _cap_results(
    compiled: CompiledCriterion, leaf_values: Leaves, evaluator: Evaluator
) -> tuple[CapResult, ...]:
    return tuple(
        CapResult(cap.id, _bites(when(leaf_values)), evidence_of(cap.when, evaluator))
        for cap, when in zip(compiled.criterion.caps, compiled.caps, strict=True)
    )


def _bites(when: Interval) -> bool | None:
    return when.low == ONE if when.settled else None if when.high == ONE else False


def _settled(criterion: Criterion, values: Iterable[Interval]) -> Fraction:
    """The points-weighted share of its indicators that is settled."""
    return mean([exactly(ONE - value.width) for value in values], criterion.points).low


def _indicator_result(
    indicator: Indicator, value: Interval, unpresumed: Interval, criterion: Criterion, evaluator: Evaluator
) -> IndicatorResult:
    """One result; a presumption is named only where it settles what evidence leaves open."""
    presumed = None
    readings: dict[Reading, None] = {}
    for leaf in leaves(indicator.test):
        if presumed is None and value.width < unpresumed.width:
            presumed = presumption_for(leaf, criterion.presumptions, evaluator.view)
        readings |= dict.fromkeys(_readings(leaf, evaluator))
    evidence = evidence_of(indicator.test, evaluator)
    return IndicatorResult(indicator, value, evidence, presumed.id if presumed else None, tuple(readings))


def _readings(leaf: Leaf, evaluator: Evaluator) -> list[Reading]:
    year = evaluator.view.report_year
    years = (year, year - 1) if isinstance(leaf, Trend) else (year,)
    return [_reading(subject, year, evaluator) for subject in subjects(leaf) for year in years]


def _reading(subject: Subject, report_year: int, evaluator: Evaluator) -> Reading:
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
    view = evaluator.view
    items: dict[str, None] = {}
    for leaf in leaves(test):
        match leaf:
            case Joint(partners):
                items |= dict.fromkeys(view.joint_items(partners))
            case Committed(by):
                items |= dict.fromkeys(view.commitments(by))
            case Corroborated():
                items |= dict.fromkeys(corroborating_items(leaf, view))
            case _:
                for reading in _readings(leaf, evaluator):
                    items |= dict.fromkeys(reading.evidence)
    return tuple(items)


def _not_counted(
    criterion: Criterion, evidence: Iterable[str], evaluator: Evaluator
) -> tuple[NotCounted, ...]:
    """Items on a measure that the criterion reads which did not count for it, and why."""
    view, counted = evaluator.view, set(evidence)
    read = {subject for test in criterion.tests for leaf in leaves(test) for subject in subjects(leaf)}
    ordered = sorted(read, key=subject_key)
    notes = {note.item: note for subject in ordered for note in view.fact(subject).not_counted}
    detail = "no test of this criterion reads this series or scope"
    for measure in dict.fromkeys(subject.measure for subject in ordered):
        for item in view.items_on(measure):
            notes.setdefault(item.id, NotCounted(item.id, Reason.NOT_READ, detail))
    return tuple(notes[item] for item in sorted(notes) if item not in counted)
