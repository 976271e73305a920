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
from tierscore.report.language.numbers import count_words
from tierscore.report.language.wording import join_words, sentence, short_cite
from tierscore.report.one_page.page_lookup import cut_note, law_aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_BOUNDS = {
    (Outcome.MET, Outcome.PARTLY_MET): "at least met in part",
    (Outcome.PARTLY_MET, Outcome.NOT_MET): "met in part at most",
}
"""Two outcomes that are both possible, in the words of what is certain."""


@dataclass(frozen=True)
class Obstacles:
    """What keeps a condition from holding."""

    failing: tuple[Finding, ...]
    unknown: tuple[Finding, ...]
    counts: tuple[ConditionResult, ...]
    """Conditions that count their parts and do not hold."""
    gates: tuple[ConditionResult, ...]
    """Other gates that fail, or that hold and must not."""
    met: tuple[Finding, ...] = ()
    """Criteria that the condition asks for and that are met."""


def why_not_better(lookup: PageLookup) -> Iterator[Block]:
    """The section on the next better tier; nothing where there is none."""
    tier, trial = lookup.next_tier(better=True), next_better(lookup)
    if tier is None or trial is None:
        return
    obstacles = obstacles_shown(lookup)
    pairs = tuple(_pairs(lookup, obstacles))
    blocks: list[Block] = []
    best = lookup.scale()[0].name
    if _decided_before(lookup, trial) and pairs:
        blocks.append(paragraph(f"The rule above shuts this tier out. {best} is out of reach besides:"))
    elif obstacles.gates:
        named = join_words([f'"{gate_title(result)}"' for result in obstacles.gates])
        beyond = f" Beyond it, {best} asks:" if pairs else ""
        blocks.append(paragraph(f"{named} applies: see above.{beyond}"))
    blocks += [KeyValues(pairs)] if pairs else []
    for result in obstacles.counts:
        blocks += _counted_blocks(lookup, result)
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
    if best is None or best.tree is None:
        return obstacles
    if _decided_before(lookup, trial):
        return replace(obstacles_of(lookup, best.tree), unknown=obstacles.unknown, counts=())
    if obstacles.gates:
        return replace(obstacles_of(lookup, best.tree), counts=(), gates=obstacles.gates)
    return obstacles


def gate_title(result: ConditionResult) -> str:
    """The short name of the gate that a condition asks about."""
    return result.gate.heading if result.gate is not None else ""


def _decided_before(lookup: PageLookup, trial: Trial) -> bool:
    return trial in lookup.assessment.decision.later and lookup.deciding is not None


def obstacles_of(lookup: PageLookup, tree: ConditionResult) -> Obstacles:
    """What keeps a condition from holding, each finding once, in the order of the rubric."""
    failing: dict[str, Finding] = {}
    unknown: dict[str, Finding] = {}
    counts: list[ConditionResult] = []
    gates: list[ConditionResult] = []
    met: dict[str, Finding] = {}

    def walk(result: ConditionResult, *, wanted: bool = True) -> None:
        """Go down to what stands in the way."""
        if isinstance(result.condition, GateHolds) and not wanted and result.answer is Answer.HOLDS:
            gates.append(result)
            return
        result = lookup.expanded(result)
        if result.answer is (Answer.HOLDS if wanted else Answer.FAILS):
            if wanted and result.finding is not None:
                met.setdefault(result.finding.criterion.id, result.finding)
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
        tuple(met.values()),
    )


def _pairs(lookup: PageLookup, obstacles: Obstacles) -> Iterator[KeyValue]:
    shown = obstacles.failing[: lookup.room.reasons]
    for index, finding in enumerate(shown):
        yield key_value(
            Span("Fails", Style.STRONG) if index == 0 else plain(""), *failing_line(lookup, finding)
        )
    if len(obstacles.failing) > len(shown):
        yield key_value(plain(""), cut_note(len(obstacles.failing) - len(shown)))
    if obstacles.unknown:
        yield key_value(Span("Unknown", Style.UNSURE), unknown_words(obstacles.unknown))
    if obstacles.met and lookup.room.standards_met:
        titles = [titled(finding).removesuffix(": ") for finding in obstacles.met]
        yield key_value(Span("Met", Style.GOOD), f"{'; '.join(titles)}.")


def failing_line(lookup: PageLookup, finding: Finding) -> Line:
    """A criterion that fails: its title, the statute, its outcome, and the fact or presumption behind it."""
    parts: list[Inline] = [titled(finding), f"{presumed_words(finding)}{_outcome_words(finding)}."]
    facts = [*adverse_facts(lookup, finding)[:1], *silent_facts(lookup, finding)[:1]]
    for fact in facts:
        parts += [" ", *lookup.fact(fact)]
    if not facts and (reason := presumption_reason(finding)):
        parts += [f" {sentence(reason)}"]
    return spans(*parts)


def _outcome_words(finding: Finding) -> str:
    """An outcome; of one that is unknown what it still can be."""
    if finding.possible in _BOUNDS:
        return _BOUNDS[finding.possible]
    possible = [OUTCOME_WORDS[outcome] for outcome in finding.possible]
    return join_words(possible, "or") if possible else OUTCOME_WORDS[finding.outcome]


def unknown_words(findings: Iterable[Finding]) -> str:
    """Criteria that are unknown, by what could still be found of them: titles and statute."""
    by_state: dict[str, list[str]] = {}
    for finding in findings:
        by_state.setdefault(_still_possible(finding), []).append(titled(finding).removesuffix(": "))
    return " ".join(sentence(f"{state}: {'; '.join(names)}") for state, names in by_state.items())


def _still_possible(finding: Finding) -> str:
    if len(finding.possible) == len([*Outcome]) - 2:
        return "too little on file" if finding.evidence else "not on file"
    return _outcome_words(finding)


def titled(finding: Finding) -> str:
    """The heading of a criterion with its statute: ``Finding victims, 7106(b)(2): ``."""
    cite = short_cite(finding.criterion.law)
    name = finding.criterion.heading
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
    return lookup.chosen_facts([*caps, *low], len(caps) + len(low), against=True)


def silent_facts(lookup: PageLookup, finding: Finding) -> list[str]:
    """The facts that put on record the silence from which a criterion is presumed."""
    return [
        name
        for part in finding.indicators
        if part.presumed
        for reading in part.readings
        for name in reading.silent
        if name in lookup.items
    ]


def _counted_blocks(lookup: PageLookup, result: ConditionResult) -> Iterator[Block]:
    """How many of several questions are met, of those that the condition counts, and which."""
    condition = result.condition
    if not isinstance(condition, AtLeastSo):
        return
    met = [part.finding for part in result.parts if part.answer is Answer.HOLDS and part.finding is not None]
    met.sort(key=lambda finding: not _has_figure(lookup, finding))
    failed = result.count(Answer.FAILS)
    states = [
        f"{count_words(number)} {words}"
        for number, words in (
            (len(met), "met"),
            (failed, "not met"),
            (len(result.parts) - len(met) - failed, "unknown"),
        )
        if number
    ]
    asked = f"Of {count_words(len(result.parts))} other questions {count_words(condition.count)} must be met"
    parts: list[Inline] = [f"{asked} (this rubric): {join_words(states)}."]
    for place, finding in enumerate(met):
        parts += [
            " Met: " if place == 0 else "; ",
            *_met(lookup, finding, told=place < lookup.room.met_facts),
        ]
    yield paragraph(*parts, "." if met else "")


def _has_figure(lookup: PageLookup, finding: Finding) -> bool:
    """Whether the fact that says most of a criterion, and is not told yet, gives a figure."""
    untold = [fact for fact in lookup.evidence_of_the_year(finding) if fact not in lookup.shown_items]
    return any(lookup.items[fact].figure for fact in lookup.chosen_facts(untold, 1))


def _met(lookup: PageLookup, finding: Finding, *, told: bool) -> Line:
    """A criterion that is met, by its title; where it is to be told, with the fact that says most."""
    untold = [fact for fact in lookup.evidence_of_the_year(finding) if fact not in lookup.shown_items]
    facts = lookup.chosen_facts(untold, 1) if told else []
    title = finding.criterion.heading
    if not facts:
        return spans(title)
    fact = lookup.items[facts[0]].summary.strip().removesuffix(".")
    return spans(f"{title} ({fact[:1].lower()}{fact[1:]}", *lookup.cited(facts), ")")
