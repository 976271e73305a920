"""Why not the next tier up: what fails, what is presumed, what is unknown, by short title and statute."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tierscore.model.condition import AtLeastSo, GateHolds, NotSo, OutcomeIn
from tierscore.model.decision import Answer
from tierscore.model.outcome import Outcome
from tierscore.report.document.blocks import (
    KeyValues,
    Section,
    Span,
    Style,
    key_value,
    paragraph,
    plain,
    spans,
)
from tierscore.report.language.wording import join_words, sentence
from tierscore.report.one_page.page_lookup import cut_note, law_aside, short_cite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.decision import ConditionResult, Trial
    from tierscore.model.finding import Finding
    from tierscore.report.document.blocks import Block, Inline, KeyValue, Line
    from tierscore.report.one_page.page_lookup import PageLookup

OUTCOME_WORDS = {
    Outcome.MET: "met",
    Outcome.PARTLY_MET: "met in part",
    Outcome.NOT_MET: "not met",
    Outcome.UNKNOWN: "unknown",
    Outcome.NOT_APPLICABLE: "not asked",
}


@dataclass(frozen=True)
class Obstacles:
    """What keeps a condition from holding."""

    failing: tuple[Finding, ...]
    unknown: tuple[Finding, ...]
    counts: tuple[ConditionResult, ...]
    """Conditions that count their parts and do not hold."""
    gates: tuple[ConditionResult, ...]
    """Other gates that fail, or that hold and must not."""


def why_not_better(lookup: PageLookup) -> Iterator[Block]:
    """The section on the next better tier; nothing where there is none."""
    tier, trial = lookup.next_tier(better=True), next_better(lookup)
    if tier is None or trial is None:
        return
    obstacles = obstacles_shown(lookup)
    pairs = tuple(_pairs(lookup, obstacles))
    blocks: list[Block] = []
    if _decided_before(lookup, trial):
        best = lookup.scale()[0].name
        blocks.append(paragraph(f"The rule above is decided first. Beyond it, {best} is also out of reach:"))
    blocks += [KeyValues(pairs)] if pairs else []
    blocks += [paragraph(line) for line in _count_sentences(obstacles)]
    if blocks:
        yield Section(2, spans(f"WHY NOT {tier.name.upper()}"), law_aside(trial.rule), tuple(blocks))


def next_better(lookup: PageLookup) -> Trial | None:
    """The first rule that leads to the next better tier; None where there is none."""
    tier = lookup.next_tier(better=True)
    return next(iter(lookup.rules_for(tier.id)), None) if tier is not None else None


def obstacles_shown(lookup: PageLookup) -> Obstacles:
    """
    What keeps the next better tier away.

    Where a rule above it decided, what fails for the best tier is shown instead, which would be in the way
    all the same.
    """
    trial = next_better(lookup)
    if trial is None or trial.tree is None:
        return Obstacles((), (), (), ())
    obstacles = obstacles_of(lookup, trial.tree)
    best = next(iter(lookup.rules_for(lookup.scale()[0].id)), None)
    if _decided_before(lookup, trial) and best is not None and best.tree is not None:
        return replace(obstacles_of(lookup, best.tree), unknown=obstacles.unknown, counts=())
    return obstacles


def _decided_before(lookup: PageLookup, trial: Trial) -> bool:
    return trial in lookup.assessment.decision.later and lookup.deciding is not None


def obstacles_of(lookup: PageLookup, tree: ConditionResult) -> Obstacles:
    """What keeps a condition from holding, each finding once, in the order of the rubric."""
    failing: dict[str, Finding] = {}
    unknown: dict[str, Finding] = {}
    counts: list[ConditionResult] = []
    gates: list[ConditionResult] = []

    def walk(result: ConditionResult, *, wanted: bool = True) -> None:
        """Go down to what stands in the way."""
        if isinstance(result.condition, GateHolds) and not wanted and result.answer is Answer.HOLDS:
            gates.append(result)
            return
        result = lookup.expanded(result)
        if result.answer is (Answer.HOLDS if wanted else Answer.FAILS):
            return
        condition = result.condition
        if isinstance(condition, OutcomeIn) and result.finding is not None:
            target = unknown if result.answer is Answer.OPEN else failing
            target.setdefault(condition.criterion, result.finding)
        elif isinstance(condition, NotSo):
            walk(result.parts[0], wanted=not wanted)
        elif isinstance(condition, AtLeastSo):
            counts.append(result)
        else:
            for part in result.parts:
                walk(part, wanted=wanted)

    walk(tree)
    return Obstacles(
        tuple(failing.values()),
        tuple(finding for name, finding in unknown.items() if name not in failing),
        tuple(counts),
        tuple(gates),
    )


def _pairs(lookup: PageLookup, obstacles: Obstacles) -> Iterator[KeyValue]:
    kinds = (
        (Span("Fails", Style.STRONG), obstacles.failing, failing_line),
        (Span("Unknown", Style.UNSURE), obstacles.unknown, unknown_line),
    )
    for label, findings, line in kinds:
        shown = findings[: lookup.room.reasons]
        for index, finding in enumerate(shown):
            yield key_value(label if index == 0 else plain(""), *line(lookup, finding))
        if len(findings) > len(shown):
            yield key_value(plain("" if shown else label.text), cut_note(len(findings) - len(shown)))


def failing_line(lookup: PageLookup, finding: Finding) -> Line:
    """A criterion that fails: its title, the statute, its outcome, and the fact or presumption behind it."""
    parts: list[Inline] = [titled(finding), f"{presumed_words(finding)}{OUTCOME_WORDS[finding.outcome]}."]
    facts = adverse_facts(lookup, finding)[:1]
    if facts:
        parts += [" ", *lookup.fact(facts[0])]
    elif reason := presumption_reason(finding):
        parts += [f" {sentence(reason)}"]
    return spans(*parts)


def unknown_line(_: PageLookup, finding: Finding) -> Line:
    """A criterion that is unknown: its title, the statute, and what could still be found of it."""
    possible = [OUTCOME_WORDS[outcome] for outcome in finding.possible]
    if len(finding.possible) == len([*Outcome]) - 2:
        words = "nothing on file settles it." if not finding.evidence else "too little is on file."
    else:
        words = f"{join_words(possible, 'or')}."
    return spans(titled(finding), words)


def titled(finding: Finding) -> str:
    """The heading of a criterion with its statute: ``Finding victims, 7106(b)(2): ``."""
    cite = short_cite(finding.criterion.law)
    name = finding.criterion.title or finding.criterion.question
    return f"{name}, {cite}: " if cite else f"{name}: "


def presumed_words(finding: Finding) -> str:
    """``presumed `` where a presumption and no fact settles a criterion."""
    return "presumed " if any(part.presumed for part in finding.indicators) else ""


def presumption_reason(finding: Finding) -> str:
    """Why the rubric presumes what it presumes of a criterion; empty where it presumes nothing."""
    named = {part.presumed for part in finding.indicators if part.presumed}
    reasons = [rule.basis.reason for rule in finding.criterion.presumptions if rule.id in named]
    return reasons[0] if reasons else ""


def adverse_facts(lookup: PageLookup, finding: Finding) -> list[str]:
    """The facts behind the indicators that are not fully met and the caps that bite, those that say most first."""
    caps = [item for cap in finding.caps if cap.bites for item in cap.evidence]
    low = [item for part in finding.indicators if part.value.high < 1 for item in part.evidence]
    return lookup.chosen_facts([*caps, *low], len(caps) + len(low))


def _count_sentences(obstacles: Obstacles) -> Iterator[str]:
    for result in obstacles.counts:
        condition = result.condition
        if isinstance(condition, AtLeastSo):
            held, failed = result.count(Answer.HOLDS), result.count(Answer.FAILS)
            left = len(result.parts) - held - failed
            yield (
                f"This rubric asks for {condition.count} of {len(result.parts)} other questions: "
                f"{held} met, {failed} not met, {left} unknown."
            )
