"""Why this tier: the rule that decided, what it rests on, with figures and sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tierscore.model.condition import AtLeastSo, GateHolds, NotSo, OutcomeIn, Shown, TestReaches
from tierscore.model.decision import Answer
from tierscore.model.outcome import Outcome
from tierscore.model.rubric import Role
from tierscore.report.document.blocks import (
    Bullets,
    Section,
    bullet,
    muted,
    paragraph,
    plain,
    spans,
    strong,
)
from tierscore.report.language.dates import when_words
from tierscore.report.language.numbers import count_words
from tierscore.report.language.wording import join_words, sentence, short_cite
from tierscore.report.one_page.counts_of_effort import counts_of_effort
from tierscore.report.one_page.page_lookup import law_aside, speaks_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tierscore.model.decision import ConditionResult
    from tierscore.model.rubric import Gate
    from tierscore.report.document.blocks import Block, Bullet, Line
    from tierscore.report.one_page.page_lookup import PageLookup


def why(lookup: PageLookup) -> Iterator[Block]:
    """The section on the rule that decided; where none did, on what is open."""
    trial, tier = lookup.deciding, lookup.tier_indicated
    if trial is None or trial.tree is None or tier is None:
        yield from _why_none(lookup)
        return
    sentences = [sentence(trial.rule.says), *counted_sentences(lookup, trial.tree)]
    blocks: list[Block] = [paragraph(" ".join(sentences))]
    points = tuple(grounds(lookup, trial.tree))
    blocks += [Bullets(points)] if points else []
    blocks += counts_of_effort(lookup) if tier.role is Role.WATCH else []
    yield Section(2, spans(f"WHY {tier.name.upper()}"), law_aside(trial.rule), tuple(blocks))


def _why_none(lookup: PageLookup) -> Iterator[Block]:
    """What the first open rule asks and the file does not answer."""
    trials = lookup.assessment.decision.trials
    if not trials:
        return
    last, tree = trials[-1], trials[-1].tree
    if tree is not None and isinstance(tree.condition, NotSo):
        tree = tree.parts[0]
    points = [*grounds(lookup, tree), *_open_grounds(lookup, tree)] if tree is not None else []
    reason = lookup.assessment.decision.undetermined_because
    blocks: list[Block] = [paragraph(sentence(reason))] if reason else []
    blocks += [Bullets(tuple(points[: 2 * lookup.room.grounds]))] if points else []
    yield Section(2, spans("WHY NO TIER"), law_aside(last.rule), tuple(blocks))


def grounds(lookup: PageLookup, tree: ConditionResult) -> Iterator[Bullet]:
    """A point for each finding, test or assumption that lets a condition hold, with the facts that say most."""
    seen: set[str] = set()
    for result in _supporting(lookup, tree):
        name = _title(result)
        if len(seen) == lookup.room.grounds:
            return
        points = tuple(_points(lookup, result, name)) if name not in seen else ()
        if points:
            seen.add(name)
            yield from points


def _points(lookup: PageLookup, result: ConditionResult, name: str) -> Iterator[Bullet]:
    room = lookup.room
    if result.gate is not None:
        yield bullet(strong(f"{name}, {short_cite(result.gate.law)}: "), *_assumed(lookup, result.gate))
    elif result.finding is None:
        facts = lookup.chosen_facts(result.evidence, room.grounds)
        yield from (bullet(*_before(lookup, fact), *lookup.fact(fact)) for fact in facts)
    elif result.finding.outcome is Outcome.NOT_MET:
        evidence = lookup.evidence_of_the_year(result.finding)
        facts = lookup.chosen_facts(evidence, room.facts, against=True)
        words = facts_in_a_row(lookup, facts) or (plain("nothing on file shows it."),)
        yield bullet(strong(f"{name}: "), "not met. ", *words)
    else:
        evidence = lookup.evidence_of_the_year(result.finding)
        supporting = [fact for fact in evidence if speaks_for(lookup.items[fact])]
        facts = lookup.chosen_facts(supporting or evidence, room.facts)
        if facts:
            yield bullet(strong(f"{name}: "), *facts_in_a_row(lookup, facts))


def _before(lookup: PageLookup, fact: str) -> Line:
    """When a fact was so, if it is of an earlier report year: two years make a pattern."""
    when = lookup.items[fact].when
    if when.ongoing or when.end >= lookup.assessment.period.start:
        return ()
    return spans(f"In the report of {when.report}: " if when.report else f"{when_words(when)}: ")


def _assumed(lookup: PageLookup, gate: Gate) -> Line:
    """Why an open gate is taken to hold."""
    summaries = lookup.gates[gate.id].summaries
    numbers = [muted(f" [{lookup.number(source, '')}]") for source in summaries]
    if numbers:
        start = "open on the counts; taken to apply, since State's summary of the year was read in full"
        return spans(start, *numbers, " and names none.")
    return spans("open, and taken to apply where nothing settles it (a choice of this rubric).")


def facts_in_a_row(lookup: PageLookup, facts: Iterable[str]) -> Line:
    """Facts as running text, each with the numbers of its sources."""
    parts = [part for fact in facts for part in (*lookup.fact(fact), plain(" "))]
    return tuple(parts[:-1])


def _title(result: ConditionResult) -> str:
    """The short name of the criterion or the gate that a condition asks about; empty for a test of its own."""
    if result.gate is not None:
        return result.gate.heading
    return result.finding.criterion.heading if result.finding else ""


def _open_grounds(lookup: PageLookup, tree: ConditionResult) -> Iterator[Bullet]:
    seen: set[str] = set()
    for result in _leaves(lookup, tree):
        name = _title(result)
        if result.answer is Answer.OPEN and name and name not in seen:
            seen.add(name)
            facts = lookup.chosen_facts(result.finding.evidence if result.finding else (), 1, against=True)
            words = facts_in_a_row(lookup, facts) or (plain("not on file."),)
            yield bullet(strong(f"{name}: "), *words)


def _supporting(lookup: PageLookup, tree: ConditionResult) -> Iterator[ConditionResult]:
    """
    The findings and tests by which a condition holds, and open gates that are taken to; what is asked not to
    hold has no facts of its own.
    """
    if isinstance(tree.condition, GateHolds) and tree.answer is Answer.HOLDS:
        inner = lookup.expanded(tree)
        if inner.answer is Answer.OPEN:
            parts = (_as_assumed(lookup, part) for part in inner.parts if part.answer is not Answer.FAILS)
            yield from [below for part in parts for below in _supporting(lookup, part)] or [tree]
            return
    tree = lookup.expanded(tree)
    if isinstance(tree.condition, NotSo | Shown):
        return
    if isinstance(tree.condition, OutcomeIn | TestReaches):
        if tree.answer is Answer.HOLDS:
            yield tree
        return
    for part in tree.parts:
        if lookup.expanded(part).answer is not Answer.FAILS:
            yield from _supporting(lookup, part)


def _as_assumed(lookup: PageLookup, result: ConditionResult) -> ConditionResult:
    """A part of an open gate; where it asks about another gate, with the answer that is taken for that one."""
    if isinstance(result.condition, GateHolds):
        return replace(result, answer=lookup.gates[result.condition.gate].assumed)
    return result


def _leaves(lookup: PageLookup, tree: ConditionResult) -> Iterator[ConditionResult]:
    """The parts of a condition that have no parts; of what has to be shown, silence opens nothing."""
    tree = lookup.expanded(tree)
    if isinstance(tree.condition, Shown):
        return
    if not tree.parts:
        yield tree
    for part in tree.parts:
        yield from _leaves(lookup, part)


def counted_sentences(
    lookup: PageLookup, tree: ConditionResult, gates: tuple[str, ...] = ()
) -> Iterator[str]:
    """
    For each list of named points that the condition counts: how many are shown, and what so many would mean.

    Args:
        lookup: The assessment.
        tree: What became of the condition.
        gates: The gates that it was reached through.
    """
    if tree.gate is not None:
        gates = (*gates, tree.gate.id)
    tree = lookup.expanded(tree)
    if isinstance(tree.condition, Shown):
        yield from _points_shown(lookup, tree.parts[0], gates)
        return
    for part in tree.parts:
        yield from counted_sentences(lookup, part, gates)


def _points_shown(lookup: PageLookup, counted: ConditionResult, gates: Iterable[str]) -> Iterator[str]:
    condition = counted.condition
    if not isinstance(condition, AtLeastSo) or not all(part.condition.title for part in counted.parts):
        return
    unmet = [part for part in counted.parts if part.answer is Answer.HOLDS]
    shown = [part.condition.title for part in unmet]
    listed = f" ({join_words(shown)})" if shown else ""
    presumed = [part for part in unmet if _rests_on_presumption(part)]
    how = "shown" if not presumed else "presumed" if len(presumed) == len(unmet) else "shown or presumed"
    verb = "is" if len(shown) <= 1 else "are"
    follows = next(
        (
            lookup.tier(trial.rule.tier)
            for trial in lookup.trials
            for gate in gates
            if trial.rule.when == NotSo(GateHolds(gate))
        ),
        "another answer",
    )
    would = "mean" if len(shown) >= condition.count else "would mean"
    yield (
        f"{count_words(len(shown)).capitalize()} of {count_words(len(counted.parts))} "
        f"{condition.title or 'points'} {verb} {how} to be unmet{listed}; "
        f"{count_words(condition.count)} {would} {follows} (this rubric's threshold)."
    )


def _rests_on_presumption(result: ConditionResult) -> bool:
    """Whether a criterion that a condition asks about is settled by a presumption."""
    own = result.finding is not None and any(part.presumed for part in result.finding.indicators)
    return own or any(map(_rests_on_presumption, result.parts))
