"""What moved between two assessments, in words: criteria, conditions and the three P's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assessment import UNDETERMINED
from tierscore.model.decision import Answer
from tierscore.model.outcome import Outcome
from tierscore.report.document.blocks import bullet, muted, strong, table
from tierscore.report.language.numbers import between, of_hundred
from tierscore.report.language.wording import (
    ANSWERS,
    join_words,
    outcome_words,
    short_cite,
    subject_words,
    tier_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.model.assessment import Assessment
    from tierscore.model.assessment_difference import (
        AssessmentDifference,
        FindingMove,
        IndicatorMove,
    )
    from tierscore.model.decision import GateResult
    from tierscore.model.finding import Finding, PillarScore, Reading
    from tierscore.report.document.blocks import Bullet, Inline, TableBlock
ARROW = " → "
_NOT_ASKED = "not asked"
_TAKEN = {Answer.HOLDS: "unknown, taken as yes", Answer.FAILS: "unknown, taken as no", Answer.OPEN: "unknown"}
_PARTS = "value {before}" + ARROW + "{after} of 100"
_NO_RULE = "no rule"
_NO_TIER = "no tier is indicated"


def tiers_in_words(assessment: Assessment, tiers: Iterable[str] | None = None) -> str:
    """The tiers that are possible, in words; ``tiers`` where others are meant."""
    listed = [entry.tier for entry in assessment.range] if tiers is None else list(tiers)
    names = [tier_name(assessment.rubric, tier) for tier in listed]
    return join_words(names, "or") if names else "none"


def indicated_in_words(assessment: Assessment) -> str:
    """The tier that is indicated, in words."""
    if assessment.indicated == UNDETERMINED:
        return _NO_TIER
    return tier_name(assessment.rubric, assessment.indicated)


def rule_in_words(assessment: Assessment) -> str:
    """The rule that decided, by its title; where no tier is indicated, why."""
    decision = assessment.decision
    if decision.undetermined_because:
        return decision.undetermined_because
    rules = [trial.rule for trial in decision.trials if trial.rule.id == decision.rule]
    return (rules[0].title or rules[0].says) if rules else _NO_RULE


def criteria_moved(difference: AssessmentDifference) -> Iterator[Bullet]:
    """A point for each criterion whose outcome moved, with the facts by which it did; else whose value did."""
    for move in difference.findings:
        before, after = _outcome(move.before), _outcome(move.after)
        shown = f"{before}{ARROW}{after}" if before != after else _values(move)
        cite = short_cite(move.finding.criterion.law)
        title = f"{move.finding.criterion.heading}, {cite}" if cite else move.finding.criterion.heading
        facts = (bullet(text) for part in move.indicators for text in _facts_moved(part, difference))
        yield bullet(strong(title), f": {shown}", below=dict.fromkeys(facts))


def _values(move: FindingMove) -> str:
    before, after = (
        between(side.value) if side is not None else _NOT_ASKED for side in (move.before, move.after)
    )
    return _PARTS.format(before=before, after=after)


def _outcome(finding: Finding | None) -> str:
    if finding is None or finding.outcome is Outcome.NOT_APPLICABLE:
        return _NOT_ASKED
    return outcome_words(finding.outcome, finding.possible)


def _facts_moved(move: IndicatorMove, difference: AssessmentDifference) -> Iterator[str]:
    """The facts of a test that stand otherwise, each as ``Convictions: not on file → 5``."""
    vocabulary = difference.after.vocabulary
    for earlier, later in readings_moved(move):
        name = subject_words(later.subject, vocabulary)
        yield f"{name}: {earlier.says}{ARROW}{later.says}"


def readings_moved(move: IndicatorMove) -> Iterator[tuple[Reading, Reading]]:
    """The facts of a test that both sides read and that stand otherwise on one of them."""
    if move.before is None or move.after is None:
        return
    years = [
        max((reading.report_year for reading in side.readings), default=0)
        for side in (move.before, move.after)
    ]
    earlier = {(reading.subject, years[0] - reading.report_year): reading for reading in move.before.readings}
    for reading in move.after.readings:
        before = earlier.get((reading.subject, years[1] - reading.report_year))
        if before is not None and before.says != reading.says:
            yield before, reading


def conditions_moved(difference: AssessmentDifference) -> Iterator[Bullet]:
    """A point for each condition of the tier rules whose answer moved, with the criteria by which it did."""
    titles = {
        finding.criterion.id: finding.criterion.heading
        for side in (difference.before, difference.after)
        for finding in side.findings
    }
    for move in difference.gates:
        because = join_words([titles[name].lower() for name in move.criteria if name in titles])
        yield bullet(
            strong(move.result.gate.heading),
            f": {gate_in_words(move.before)}{ARROW}{gate_in_words(move.after)}",
            muted(f" (by {because})" if because else ""),
        )


def gate_in_words(result: GateResult | None) -> str:
    """The answer of a condition, and the one that it takes while it is open."""
    if result is None:
        return _NOT_ASKED
    return _TAKEN[result.assumed] if result.answer is Answer.OPEN else ANSWERS[result.answer]


def score_in_words(score: PillarScore) -> str:
    """The score of a P, from its low to its high end."""
    low, high = of_hundred(score.low / 100), of_hundred(score.high / 100)
    return low if low == high else f"{low}-{high}"


def scores_moved(difference: AssessmentDifference, columns: tuple[str, str]) -> TableBlock:
    """The scores of the P's that moved, one side beside the other."""
    rows: list[list[Inline]] = [
        [
            move.after.name,
            *(score_in_words(score) for score in (move.before, move.after)),
        ]
        for move in difference.pillars
    ]
    return table(("of 100", *columns), rows)
