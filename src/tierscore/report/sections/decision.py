"""The way to the tier: every rule in the order in which it was tried, and why it held or did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.condition import AnyOne, AtLeastSo, EveryOne, GateHolds, NotSo, OutcomeIn, Shown
from tierscore.model.decision import Answer, GateResult, Trial
from tierscore.model.outcome import Outcome
from tierscore.report.document.blocks import Span, bullet, bullets, heading, muted, paragraph, strong
from tierscore.report.language import conditions
from tierscore.report.language.numbers import percent
from tierscore.report.language.wording import (
    ANSWER_STYLES,
    ANSWERS,
    OUTCOME_STYLES,
    basis_words,
    law_sentence,
    quantity,
    sentence,
)
from tierscore.report.sections.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.condition import Condition, Plain
    from tierscore.report.document.blocks import Block, Bullet
    from tierscore.report.language.lookup import Lookup
_MANY = 3
"""More criteria than this that need the same outcome are sorted by their answers instead of listed."""
_TALLY = {Answer.HOLDS: "So for", Answer.OPEN: "Open for", Answer.FAILS: "Not so for"}
_TRIED = {
    Answer.HOLDS: "it held and decided",
    Answer.FAILS: "it did not hold",
    Answer.OPEN: "open, and the trial stopped here",
}


def decision(lookup: Lookup) -> Iterator[Block]:
    """The section on how the tier was reached."""
    trials = lookup.assessment.decision.trials
    yield heading(2, "How the tier was reached")
    yield paragraph(
        "The rules are tried in this order; the first that holds decides. Under each stand its conditions."
    )
    yield bullets((_trial(lookup, trial, number) for number, trial in enumerate(trials, 1)), spaced=True)
    untried = len(lookup.assessment.rubric.rules) - len(trials)
    if untried:
        yield paragraph(muted(f"{quantity(untried, 'later rule')} of the rubric had no turn."))


def answer_span(answer: Answer) -> Span:
    """An answer as a sentence and with its style."""
    return Span(sentence(ANSWERS[answer]), ANSWER_STYLES[answer])


def _trial(lookup: Lookup, trial: Trial, number: int) -> Bullet:
    return bullet(
        strong(f"{sentence(lookup.tier(trial.rule.tier) + ':')} "),
        f"{sentence(trial.rule.says)} ",
        Span(sentence(_TRIED[trial.answer]), ANSWER_STYLES[trial.answer]),
        muted(law_sentence(trial.rule.law)),
        below=_condition(lookup, trial.rule.when),
        mark=f"{number}.",
    )


def _gate(lookup: Lookup, result: GateResult) -> Bullet:
    """A gate with its question and answer; only the first time with what was assumed and what it reads."""
    gate = result.gate
    answer = (f"{gate.question} ", answer_span(result.answer))
    if gate.id in lookup.shown_gates:
        return bullet(*answer, muted(" (see above)"))
    lookup.shown_gates.add(gate.id)
    below = (*_assumed(result), *_condition(lookup, gate.condition), *_other_facts(lookup, result))
    return bullet(*answer, muted(law_sentence(gate.law)), below=below)


def _assumed(result: GateResult) -> tuple[Bullet, ...]:
    """What was taken as the answer of an open gate, on whose authority and why."""
    if result.answer is not Answer.OPEN:
        return ()
    silent = result.gate.if_summary_silent_basis if result.summaries else None
    basis = silent or result.gate.if_open_basis
    summaries = " and ".join(result.summaries)
    silence = f"; the summary, read in full in {summaries}, does not settle it" if silent else ""
    if result.assumed is Answer.OPEN:
        words = f"Open{silence}, and the rubric assumes no answer"
    else:
        words = f"Open{silence}, so for the indicated tier it is taken that it {ANSWERS[result.assumed]}"
    settled = f"The evidence settles {percent(result.coverage)} of what leaves it open."
    return (bullet(Span(words, ANSWER_STYLES[Answer.OPEN]), f" {basis_words(basis)} {settled}"),)


def _other_facts(lookup: Lookup, result: GateResult) -> tuple[Bullet, ...]:
    """The facts that a gate rests on, without those of its criteria, which stand under the findings."""
    findings = [lookup.findings[name] for name in result.criteria if name in lookup.findings]
    shown_there = {item for finding in findings for item in finding.evidence}
    return facts(lookup, [item for item in result.evidence if item not in shown_there])


def _condition(lookup: Lookup, condition: Condition) -> tuple[Bullet, ...]:
    match condition:
        case EveryOne(parts) | AnyOne(parts) | AtLeastSo(_, parts):
            return _group(lookup, conditions.group_words(condition), parts)
        case NotSo(part):
            return _negated(_condition(lookup, part))
        case Shown(part):
            return (bullet(muted(conditions.SHOWN), below=_condition(lookup, part)),)
        case _:
            return (_plain_condition(lookup, condition),)


def _group(lookup: Lookup, words: str, parts: Sequence[Condition]) -> tuple[Bullet, ...]:
    on_criteria = [part for part in parts if isinstance(part, OutcomeIn)]
    if len(on_criteria) == len(parts) > _MANY and len({part.outcomes for part in on_criteria}) == 1:
        return (_tally(lookup, words, on_criteria),)
    points = tuple(point for part in parts for point in _condition(lookup, part))
    return points if len(parts) == 1 else (bullet(muted(f"{words}:"), below=points),)


def _tally(lookup: Lookup, words: str, parts: Sequence[OutcomeIn]) -> Bullet:
    """Criteria that all need the same outcome, sorted by whether they have it."""
    criteria: dict[Answer, list[str]] = {Answer.HOLDS: [], Answer.OPEN: [], Answer.FAILS: []}
    for part in parts:
        finding = lookup.findings.get(part.criterion)
        accepted = {outcome in part.outcomes for outcome in finding.possible} if finding else set()
        answer = Answer.OPEN if len(accepted) == 2 else Answer.HOLDS if True in accepted else Answer.FAILS
        criteria[answer].append(part.criterion)
    return bullet(
        muted(f"{words} {len(parts)} must be {conditions.required_outcomes(parts[0])}:"),
        below=(
            bullet(Span(f"{_TALLY[answer]} {len(ids)}: ", ANSWER_STYLES[answer]), ", ".join(ids))
            for answer, ids in criteria.items()
            if ids
        ),
    )


def _negated(points: tuple[Bullet, ...]) -> tuple[Bullet, ...]:
    if len(points) != 1:
        return (bullet(muted(conditions.NOT), below=points),)
    return (bullet(muted(f"{conditions.NOT} "), *points[0].text, below=points[0].below),)


def _plain_condition(lookup: Lookup, condition: Plain) -> Bullet:
    match condition:
        case GateHolds(gate):
            return _gate(lookup, lookup.gates[gate])
        case OutcomeIn():
            return _outcome_in(lookup, condition)
        case _:
            subject, words = conditions.leaf_words(lookup, condition)
            return bullet(muted(subject), words)


def _outcome_in(lookup: Lookup, condition: OutcomeIn) -> Bullet:
    finding = lookup.findings.get(condition.criterion)
    outcome = finding.outcome if finding else Outcome.NOT_APPLICABLE
    return bullet(
        f"{condition.criterion}: ",
        Span(lookup.outcome(condition.criterion), OUTCOME_STYLES[outcome]),
        muted(f" (asked for: {conditions.required_outcomes(condition)})"),
    )
