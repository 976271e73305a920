"""The way to the tier: every rule in the order in which it was tried, and why it held or did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    EveryOne,
    GateHolds,
    ListedInARow,
    NotSo,
    OutcomeIn,
    PlacedInARow,
    PlacedInSequence,
    Shown,
    TestReaches,
)
from tierscore.model.decision import Answer
from tierscore.model.outcome import ONE, Outcome
from tierscore.report.document.blocks import (
    Bullet,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Span,
    muted,
    plain,
    strong,
)
from tierscore.report.language.numbers import of_hundred, percent
from tierscore.report.language.tests import asked_words
from tierscore.report.language.wording import (
    ANSWER_STYLES,
    ANSWERS,
    OUTCOME_STYLES,
    OUTCOMES,
    by_law,
    capital,
    counted,
    sentence,
    series,
)
from tierscore.report.sections.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.condition import Condition, Plain
    from tierscore.model.decision import GateResult, Trial
    from tierscore.report.document.blocks import Block
    from tierscore.report.language.lookup import Lookup
_MANY = 3
_TALLY = {Answer.HOLDS: "So for", Answer.OPEN: "Open for", Answer.FAILS: "Not so for"}
_TRIED = {
    Answer.HOLDS: "it held and decided",
    Answer.FAILS: "it did not hold",
    Answer.OPEN: "open, and the trial stopped here",
}


def trail(lookup: Lookup) -> Iterator[Block]:
    """The section on how the tier was reached."""
    yield Heading(2, (plain("How the tier was reached"),))
    yield Paragraph(
        (
            plain(
                "The rules are tried in this order; the first that holds decides. Under each stand its conditions."
            ),
        )
    )
    told: set[str] = set()
    yield Bullets(
        tuple(
            _trial(lookup, trial, number, told)
            for number, trial in enumerate(lookup.assessment.decision.trials, 1)
        ),
        spaced=True,
    )
    untried = len(lookup.assessment.rubric.rules) - len(lookup.assessment.decision.trials)
    if untried:
        yield Paragraph((muted(f"{counted(untried, 'later rule')} of the rubric had no turn."),))


def answer_span(answer: Answer) -> Span:
    """An answer as a sentence and with its style."""
    return Span(sentence(ANSWERS[answer]), ANSWER_STYLES[answer])


def gate_entry(lookup: Lookup, result: GateResult, told: set[str]) -> Bullet:
    """One condition: its question and answer, what was assumed and why, and what it reads. What ``told`` names is not told again."""
    line: list[Span] = [plain(f"{result.gate.question} "), answer_span(result.answer)]
    if result.gate.id in told:
        return Bullet((*line, muted(" (see above)")))
    told.add(result.gate.id)
    line.append(muted(by_law(result.gate.law)))
    return Bullet(
        tuple(line),
        (*_assumed(result), *_condition(lookup, result.gate.condition, told), *_own_facts(lookup, result)),
    )


def _trial(lookup: Lookup, trial: Trial, number: int, told: set[str]) -> Bullet:
    line: Line = (
        strong(f"{capital(lookup.tier(trial.rule.tier))}: "),
        plain(f"{sentence(trial.rule.says)} "),
        Span(sentence(_TRIED[trial.answer]), ANSWER_STYLES[trial.answer]),
        muted(by_law(trial.rule.law)),
    )
    return Bullet(line, _condition(lookup, trial.rule.when, told), mark=muted(f"{number}."))


def _assumed(result: GateResult) -> tuple[Bullet, ...]:
    if result.answer is not Answer.OPEN:
        return ()
    silent = result.gate.if_summary_silent_basis if result.summaries else None
    basis = silent or result.gate.if_open_basis
    settled = f"The evidence settles {percent(result.coverage)} of what leaves it open."
    source = f", {basis.cite}" if basis.cite else ""
    read = (
        f"; the summary, read in full in {' and '.join(result.summaries)}, does not settle it"
        if silent
        else ""
    )
    if result.assumed is Answer.OPEN:
        words = f"Open{read}, and the rubric assumes no answer"
    else:
        words = f"Open{read}, so for the indicated tier it is taken that it {ANSWERS[result.assumed]}"
    return (
        Bullet(
            (
                Span(words, ANSWER_STYLES[Answer.OPEN]),
                plain(f" ({basis.authority}{source}): {sentence(basis.reason)} {settled}"),
            )
        ),
    )


def _own_facts(lookup: Lookup, result: GateResult) -> tuple[Bullet, ...]:
    told = {
        item
        for criterion in result.criteria
        if criterion in lookup.findings
        for item in lookup.findings[criterion].evidence
    }
    return facts(lookup, [item for item in result.evidence if item not in told])


def _condition(lookup: Lookup, condition: Condition, told: set[str]) -> tuple[Bullet, ...]:
    match condition:
        case EveryOne(parts):
            return _several(lookup, "All of these", parts, told)
        case AnyOne(parts):
            return _several(lookup, "At least one of these", parts, told)
        case AtLeastSo(count, parts, _):
            return _several(lookup, f"At least {count} of these", parts, told)
        case NotSo(part):
            return _negated(_condition(lookup, part, told))
        case Shown(part):
            return (
                Bullet(
                    (muted("Shown by the evidence; what is unknown counts as No:"),),
                    _condition(lookup, part, told),
                ),
            )
        case _:
            return (_plain_condition(lookup, condition, told),)


def _several(lookup: Lookup, words: str, parts: Sequence[Condition], told: set[str]) -> tuple[Bullet, ...]:
    alike = [part for part in parts if isinstance(part, OutcomeIn)]
    if len(alike) == len(parts) > _MANY and len({part.outcomes for part in alike}) == 1:
        return (_tally(lookup, words, alike),)
    entries = tuple(entry for part in parts for entry in _condition(lookup, part, told))
    return entries if len(parts) == 1 else (Bullet((muted(f"{words}:"),), entries),)


def _tally(lookup: Lookup, words: str, parts: Sequence[OutcomeIn]) -> Bullet:
    """Many criteria of which the same outcome is asked, sorted by whether they have it."""
    found: dict[Answer, list[str]] = {Answer.HOLDS: [], Answer.OPEN: [], Answer.FAILS: []}
    for part in parts:
        finding = lookup.findings.get(part.criterion)
        hits = [outcome in part.outcomes for outcome in finding.possible] if finding else []
        answer = Answer.OPEN if any(hits) and not all(hits) else Answer.HOLDS if any(hits) else Answer.FAILS
        found[answer].append(part.criterion)
    below = tuple(
        Bullet((Span(f"{_TALLY[answer]} {len(names)}: ", ANSWER_STYLES[answer]), plain(", ".join(names))))
        for answer, names in found.items()
        if names
    )
    return Bullet((muted(f"{words} {len(parts)} must be {_wanted(parts[0])}:"),), below)


def _negated(entries: tuple[Bullet, ...]) -> tuple[Bullet, ...]:
    if len(entries) != 1:
        return (Bullet((muted("Must not hold:"),), entries),)
    return (Bullet((muted("Must not hold: "), *entries[0].text), entries[0].below),)


def _plain_condition(lookup: Lookup, condition: Plain, told: set[str]) -> Bullet:
    match condition:
        case GateHolds(gate):
            return gate_entry(lookup, lookup.gates[gate], told)
        case OutcomeIn():
            return _outcome_in(lookup, condition)
        case TestReaches(test, minimum):
            least = "" if minimum == ONE else f" (at least {of_hundred(minimum)} of 100)"
            return Bullet((muted(f"Asked of the evidence{least}: "), plain(f"{asked_words(lookup, test)}.")))
        case PlacedInARow(tier, reports, since):
            return _asked_of_reports(_in_a_row(lookup, tier, reports, since))
        case PlacedInSequence(steps):
            told_steps = [_in_a_row(lookup, step.tier, step.reports, step.since) for step in steps]
            return _asked_of_reports(f"one after another {series(told_steps, 'then')}")
        case ListedInARow(_, reports, since):
            return _asked_of_reports(
                f"on the special watch list in {counted(reports, 'report')} in a row (counted from {since})"
            )
        case Always():
            return Bullet((muted("Holds in every other case."),))


def _asked_of_reports(words: str) -> Bullet:
    return Bullet((muted("Asked of earlier reports: "), plain(f"{words}, up to the report before this one.")))


def _in_a_row(lookup: Lookup, tier: str, reports: int, since: int) -> str:
    return f"{lookup.tier(tier)} in {counted(reports, 'report')}{' in a row' if reports > 1 else ''} (counted from {since})"


def _wanted(condition: OutcomeIn) -> str:
    return series([OUTCOMES[each] for each in Outcome if each in condition.outcomes], "or")


def _outcome_in(lookup: Lookup, condition: OutcomeIn) -> Bullet:
    finding = lookup.findings.get(condition.criterion)
    outcome = finding.outcome if finding else Outcome.NOT_APPLICABLE
    return Bullet(
        (
            plain(f"{condition.criterion}: "),
            Span(lookup.outcome(condition.criterion), OUTCOME_STYLES[outcome]),
            muted(f" (asked for: {_wanted(condition)})"),
        )
    )
