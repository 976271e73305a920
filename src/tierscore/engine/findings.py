"""Findings: the outcome of each criterion, with the evidence that decided and the evidence that did not count."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tierscore.engine.compiled_tests import mean
from tierscore.engine.evaluator import possible_outcomes
from tierscore.engine.variables import corroborating_items, presumption_for, subject_key
from tierscore.model.evidence import Status
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
    from tierscore.engine.evaluator import CompiledCriterion, Evaluator
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
        known.get(criterion.id) or _found(criterion, evaluator) for criterion in evaluator.rubric.criteria
    )


def _found(criterion: Criterion, evaluator: Evaluator) -> Finding:
    applies = criterion.id in evaluator.criteria
    return _finding(evaluator.criteria[criterion.id], evaluator) if applies else _not_applicable(criterion)


def score_pillars(findings: Sequence[Finding], evaluator: Evaluator) -> tuple[PillarScore, ...]:
    """The weighted mean of each pillar's findings, 0 to 100."""
    scores = []
    for pillar, name in evaluator.rubric.pillars.items():
        asked = [finding for finding in _asked(findings) if finding.criterion.pillar == pillar]
        weights = [finding.criterion.weight.value for finding in asked]
        value = mean([finding.value for finding in asked], weights) if any(weights) else UNKNOWN
        scores.append(PillarScore(pillar, name, value.low * 100, value.high * 100, mean_coverage(asked)))
    return tuple(scores)


def mean_coverage(findings: Sequence[Finding]) -> Fraction:
    """The weighted mean coverage of findings; criteria that only serve the tier rules weigh nothing unless all do."""
    asked = _asked(findings)
    weights = [finding.criterion.weight.value for finding in asked]
    if not asked:
        return ZERO
    if not any(weights):
        weights = [1] * len(asked)
    return mean([exactly(finding.coverage) for finding in asked], weights).low


def _asked(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.outcome is not Outcome.NOT_APPLICABLE]


def _not_applicable(criterion: Criterion) -> Finding:
    return Finding(criterion, Outcome.NOT_APPLICABLE, (), UNKNOWN, ZERO, ZERO, (), (), (), ())


def _finding(compiled: CompiledCriterion, evaluator: Evaluator) -> Finding:
    criterion = compiled.criterion
    leaf_values = evaluator.leaf_values(evaluator.unassigned, compiled.places)
    values = [indicator(leaf_values) for indicator in compiled.indicators]
    value = evaluator.criterion_value(criterion.id, evaluator.unassigned)
    possible = possible_outcomes(value, evaluator.rubric.scale)
    unpresumed = leaf_values | {
        place: UNKNOWN for place in compiled.places if evaluator.places[place].presumed
    }
    without = [indicator(unpresumed) for indicator in compiled.indicators]
    triples = zip(criterion.indicators, values, without, strict=True)
    indicators = tuple(
        _indicator(indicator, found, alone, criterion, evaluator) for indicator, found, alone in triples
    )
    caps = tuple(
        CapResult(cap.id, _bites(when(leaf_values)), evidence_of(cap.when, evaluator))
        for cap, when in zip(criterion.caps, compiled.caps, strict=True)
    )
    evidence = dict.fromkeys(
        chain.from_iterable([*(part.evidence for part in indicators), *(part.evidence for part in caps)])
    )
    return Finding(
        criterion=criterion,
        outcome=possible[0] if len(possible) == 1 else Outcome.UNKNOWN,
        possible=possible,
        value=value,
        coverage=_settled(criterion, without),
        presumed_coverage=_settled(criterion, values) - _settled(criterion, without),
        indicators=indicators,
        caps=caps,
        evidence=tuple(evidence),
        not_counted=_not_counted(criterion, evidence, evaluator),
    )


def _bites(when: Interval) -> bool | None:
    return when.low == ONE if when.settled else None if when.high == ONE else False


def _settled(criterion: Criterion, values: Iterable[Interval]) -> Fraction:
    """The points-weighted share of its indicators that is settled."""
    points = [indicator.points for indicator in criterion.indicators]
    return mean([exactly(ONE - value.width) for value in values], points).low


def _indicator(
    indicator: Indicator, value: Interval, unpresumed: Interval, criterion: Criterion, evaluator: Evaluator
) -> IndicatorResult:
    """One result; a presumption is named only where it settles what evidence leaves open."""
    presumed = [
        presumption_for(leaf, criterion.presumptions, evaluator.view) for leaf in leaves(indicator.test)
    ]
    settling = presumed if value.width < unpresumed.width else []
    readings = dict.fromkeys(
        reading for leaf in leaves(indicator.test) for reading in _readings(leaf, evaluator)
    )
    return IndicatorResult(
        indicator=indicator,
        value=value,
        evidence=evidence_of(indicator.test, evaluator),
        presumed=next((presumption.id for presumption in settling if presumption), None),
        readings=tuple(readings),
    )


def _readings(leaf: Leaf, evaluator: Evaluator) -> list[Reading]:
    year = evaluator.view.report_year
    years = (year, year - 1) if isinstance(leaf, Trend) else (year,)
    return [_reading(subject, at, evaluator) for subject in subjects(leaf) for at in years]


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
    if not fact.states:
        compared = " and ".join(
            f"{comparison.value.replace('-', ' ')} than before"
            for comparison in fact.comparisons
            if comparison != "none-before"
        )
        silence = "nothing reported, on record" if fact.silent else "no counted source"
        return compared or ("taken as No: nothing found" if taken_as_no else silence)
    words = []
    for state in fact.states:
        if numeric and state.exact:
            words.append(_value(state.low, unit))
        elif numeric and state.high is not None:
            words.append(f"between {_value(state.low, unit)} and {_value(state.high, unit)}")
        elif numeric:
            words.append(_at_least(state.low, unit))
        else:
            words.append(
                {Status.DONE: "so", Status.LIMITED: "limited", Status.ABSENT: "not so"}.get(
                    state.status, state.status.value
                )
            )
    return " or ".join(words)


def _at_least(low: Fraction, unit: Unit | None) -> str:
    if low > 1:
        return f"at least {_value(low, unit)}"
    return "some, number not known" if low > 0 else "not known"


def _value(value: Fraction, unit: Unit | None) -> str:
    named = unit.ranked(value) if unit is not None else None
    if named is not None:
        return named.words
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def evidence_of(test: Test, evaluator: Evaluator) -> tuple[str, ...]:
    """The items that count for a test."""
    found: dict[str, None] = {}
    for leaf in leaves(test):
        if isinstance(leaf, Joint):
            found |= dict.fromkeys(evaluator.view.joint_items(leaf.partners))
        elif isinstance(leaf, Committed):
            found |= dict.fromkeys(evaluator.view.commitments(leaf.by))
        elif isinstance(leaf, Corroborated):
            found |= dict.fromkeys(corroborating_items(leaf, evaluator.view))
        for reading in _readings(leaf, evaluator):
            found |= dict.fromkeys(reading.evidence)
    return tuple(found)


def _not_counted(
    criterion: Criterion, evidence: Iterable[str], evaluator: Evaluator
) -> tuple[NotCounted, ...]:
    """Items on a measure that the criterion reads which did not count for it, and why."""
    view, counted = evaluator.view, set(evidence)
    tests = [*(indicator.test for indicator in criterion.indicators), *(cap.when for cap in criterion.caps)]
    read = sorted(
        {subject for test in tests for leaf in leaves(test) for subject in subjects(leaf)}, key=subject_key
    )
    notes = {note.item: note for subject in read for note in view.fact(subject).not_counted}
    for measure in dict.fromkeys(subject.measure for subject in read):
        for item in view.items_on(measure):
            notes.setdefault(
                item.id,
                NotCounted(item.id, Reason.NOT_READ, "no test of this criterion reads this series or scope"),
            )
    return tuple(notes[item] for item in sorted(notes) if item not in counted)
