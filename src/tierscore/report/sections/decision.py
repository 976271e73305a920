"""The way to the tier: every rule in the order in which it was tried, with the answer of each of its conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    EveryOne,
    GateHolds,
    NotSo,
    OutcomeIn,
    Shown,
    TestReaches,
)
from tierscore.model.decision import Answer, GateResult, Trial
from tierscore.model.outcome import Outcome
from tierscore.report.document.blocks import Span, bullet, bullets, heading, muted, paragraph, strong
from tierscore.report.language import conditions
from tierscore.report.language.numbers import percent
from tierscore.report.language.wording import (
    ANSWER_STYLES,
    ANSWERS,
    OUTCOME_STYLES,
    OUTCOMES,
    basis_words,
    counted,
    full_stopped,
    join_words,
    labelled,
    law_sentence,
    outcome_words,
    sentence,
)
from tierscore.report.sections.facts import leading_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.decision import ConditionResult
    from tierscore.report.document.blocks import Block, Bullet
    from tierscore.report.language.lookup import Lookup
_MANY = 3
"""More criteria than this that need the same outcome are sorted by their answers instead of listed."""
_INTRODUCTION = (
    "The rules are tried in this order; the first that applies decides. Each condition stands with the answer "
    "that the file gives it."
)
_TRIED = {
    Answer.HOLDS: "This rule decided.",
    Answer.FAILS: "This rule does not apply.",
    Answer.OPEN: "Whether it applies is unknown, and no later rule was tried.",
}
_TEST_ANSWERS = {Answer.HOLDS: "Yes.", Answer.FAILS: "Not so.", Answer.OPEN: "Unknown."}
_NO_SOURCE = "No source shows it."
_NOT_REACHED = "Not reached: {rules} ({titles})."
_SHORT_OF_IT = " Needed: {needed}."
_NO_ANSWER_ASSUMED = "Unknown: this rubric assumes no answer."
_ASSUMED = "Unknown: for the indicated tier the answer is taken to be {answer}."
_SILENT = "The summary of the report, read in full in {sources}, does not settle it."
_SETTLED = "The file answers {share} of what leaves it open."


def decision(lookup: Lookup) -> Iterator[Block]:
    """The section on how the tier was reached."""
    outcome = lookup.assessment.decision
    yield heading(2, "How the tier was reached")
    yield paragraph(_INTRODUCTION)
    yield bullets(
        (_trial(lookup, trial, number) for number, trial in enumerate(outcome.trials, 1)), spaced=True
    )
    untried = lookup.assessment.rubric.rules[len(outcome.trials) :]
    if untried:
        rules = counted(len(untried), "later rule")
        titles = dict.fromkeys(rule.title or lookup.tier(rule.tier) for rule in untried)
        yield paragraph(muted(_NOT_REACHED.format(rules=rules, titles="; ".join(titles))))


def answer_span(answer: Answer) -> Span:
    """An answer as a sentence and with its style."""
    return Span(sentence(ANSWERS[answer]), ANSWER_STYLES[answer])


def gate_point(lookup: Lookup, result: GateResult) -> Bullet:
    """A gate with its answer; the first time also with the law, what was assumed, and what it reads."""
    gate = result.gate
    answer = answer_span(result.answer)
    if gate.id in lookup.shown_gates:
        return bullet(labelled(gate.heading), answer, muted(" See above."))
    lookup.shown_gates.add(gate.id)
    below = (*_assumed(result), *(_parts(lookup, result.tree) if result.tree else ()))
    return bullet(f"{gate.question} ", answer, muted(law_sentence(gate.law)), below=below)


def _trial(lookup: Lookup, trial: Trial, number: int) -> Bullet:
    return bullet(
        strong(f"{sentence(lookup.tier(trial.rule.tier) + ':')} "),
        f"{sentence(trial.rule.says)} ",
        Span(_TRIED[trial.answer], ANSWER_STYLES[trial.answer]),
        muted(law_sentence(trial.rule.law)),
        below=_parts(lookup, trial.tree) if trial.tree is not None else (),
        mark=f"{number}.",
    )


def _assumed(result: GateResult) -> tuple[Bullet, ...]:
    """What was taken as the answer of an open gate, on whose authority and why."""
    if result.answer is not Answer.OPEN:
        return ()
    silent = result.gate.if_summary_silent_basis if result.summaries else None
    basis = silent or result.gate.if_open_basis
    settled = _SETTLED.format(share=percent(result.coverage))
    silence = f" {_SILENT.format(sources=join_words(result.summaries))}" if silent else ""
    assumed = _NO_ANSWER_ASSUMED
    if result.assumed is not Answer.OPEN:
        assumed = _ASSUMED.format(answer=ANSWERS[result.assumed])
    return (bullet(Span(assumed, ANSWER_STYLES[Answer.OPEN]), f"{silence} {basis_words(basis)} {settled}"),)


def _parts(lookup: Lookup, result: ConditionResult) -> tuple[Bullet, ...]:
    """The points under a rule or a gate: of a condition that needs all its parts the parts themselves."""
    if isinstance(result.condition, EveryOne) and not result.condition.title:
        return tuple(point for part in result.parts for point in _points(lookup, part))
    return _points(lookup, result)


def _points(lookup: Lookup, result: ConditionResult, *, wanted: bool = True) -> tuple[Bullet, ...]:
    condition = result.condition
    match condition:
        case EveryOne() | AnyOne() | AtLeastSo():
            return _group(lookup, condition, result, wanted=wanted)
        case NotSo():
            return _points(lookup, result.parts[0], wanted=not wanted)
        case Shown():
            return (bullet(muted(conditions.SHOWN), below=_points(lookup, result.parts[0], wanted=wanted)),)
        case OutcomeIn():
            return (_outcome_in(lookup, result, condition, wanted=wanted),)
        case GateHolds(gate):
            return (gate_point(lookup, lookup.gates[gate]),)
        case Always():
            return (bullet(muted(conditions.ALWAYS)),)
        case _:
            words = condition.title or conditions.leaf_words(lookup, condition)
            return (_asked(lookup, words, result),)


def _asked(lookup: Lookup, words: str, result: ConditionResult) -> Bullet:
    """A question to the evidence or to earlier reports, its answer, and the facts behind it."""
    evidence = _evidence(result)
    unshown = result.answer is Answer.FAILS and not evidence and isinstance(result.condition, TestReaches)
    answer = Span(_NO_SOURCE if unshown else _TEST_ANSWERS[result.answer], ANSWER_STYLES[result.answer])
    question = f"{words[:1].upper()}{words[1:]}"
    return bullet(f"{question}? ", answer, *leading_facts(lookup, evidence))


def _evidence(result: ConditionResult) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys([*result.evidence, *(item for part in result.parts for item in _evidence(part))])
    )


def _group(
    lookup: Lookup, condition: EveryOne | AnyOne | AtLeastSo, result: ConditionResult, *, wanted: bool
) -> tuple[Bullet, ...]:
    on_criteria = [part.condition for part in result.parts if isinstance(part.condition, OutcomeIn)]
    same = len({part.outcomes for part in on_criteria}) == 1
    if len(on_criteria) == len(result.parts) > _MANY and same:
        return (_tally(lookup, conditions.group_words(condition), result.parts, on_criteria[0]),)
    if condition.title:
        return (_asked(lookup, condition.title, result),)
    points = tuple(point for part in result.parts for point in _points(lookup, part, wanted=wanted))
    if len(result.parts) == 1:
        return points
    return (bullet(muted(f"{conditions.group_words(condition)}:"), below=points),)


def _tally(lookup: Lookup, words: str, parts: Sequence[ConditionResult], needed: OutcomeIn) -> Bullet:
    """Criteria that all need the same outcome, sorted by whether they have it."""
    criteria: dict[Answer, list[str]] = {Answer.HOLDS: [], Answer.FAILS: [], Answer.OPEN: []}
    for part in parts:
        if isinstance(part.condition, OutcomeIn):
            criteria[part.answer].append(lookup.titled(part.condition.criterion))
    outcomes = conditions.required_outcomes(needed)
    labels = {
        Answer.HOLDS: outcomes,
        Answer.FAILS: conditions.required_outcomes(needed, wanted=False),
        Answer.OPEN: OUTCOMES[Outcome.UNKNOWN],
    }
    return bullet(
        muted(f"{words}, each {outcomes}:"),
        below=(
            bullet(
                Span(f"{sentence(labels[answer])[:-1]}, {len(titles)}: ", ANSWER_STYLES[answer]),
                full_stopped("; ".join(titles)),
            )
            for answer, titles in criteria.items()
            if titles
        ),
    )


def _outcome_in(lookup: Lookup, result: ConditionResult, condition: OutcomeIn, *, wanted: bool) -> Bullet:
    """A criterion with its outcome; where it falls short, also the outcome that is needed."""
    finding = result.finding
    outcome = finding.outcome if finding else Outcome.NOT_APPLICABLE
    words = outcome_words(outcome, finding.possible if finding else ())
    satisfied = result.answer is (Answer.HOLDS if wanted else Answer.FAILS)
    needed = conditions.required_outcomes(condition, wanted=wanted)
    return bullet(
        labelled(lookup.cited_title(condition.criterion)),
        Span(f"{words}.", OUTCOME_STYLES[outcome]),
        "" if satisfied else _SHORT_OF_IT.format(needed=needed),
    )
