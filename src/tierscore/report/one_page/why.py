"""Why this tier: the rule that decided, what it rests on, with figures and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.condition import AtLeastSo, NotSo, OutcomeIn, Shown, TestReaches
from tierscore.model.decision import Answer
from tierscore.report.document.blocks import Bullets, Section, bullet, paragraph, plain, spans, strong
from tierscore.report.language.wording import join_words, sentence
from tierscore.report.one_page.page_lookup import law_aside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.decision import ConditionResult
    from tierscore.report.document.blocks import Block, Bullet
    from tierscore.report.one_page.page_lookup import PageLookup


def why(lookup: PageLookup) -> Iterator[Block]:
    """The section on the rule that decided; where none did, on what is open."""
    trial, tier = lookup.deciding, lookup.tier_indicated
    if trial is None or trial.tree is None or tier is None:
        yield from _why_none(lookup)
        return
    blocks: list[Block] = [paragraph(sentence(trial.rule.says))]
    blocks += [paragraph(line) for line in counted_sentences(lookup, trial.tree)]
    points = tuple(_grounds(lookup, trial.tree))
    blocks += [Bullets(points)] if points else []
    yield Section(2, spans(f"WHY {tier.name.upper()}"), law_aside(trial.rule), tuple(blocks))


def _why_none(lookup: PageLookup) -> Iterator[Block]:
    """What the first open rule asks and the file does not answer."""
    trials = lookup.assessment.decision.trials
    if not trials:
        return
    last, tree = trials[-1], trials[-1].tree
    points = [*_grounds(lookup, tree), *_open_grounds(lookup, tree)] if tree is not None else []
    reason = lookup.assessment.decision.undetermined_because
    blocks: list[Block] = [paragraph(sentence(reason))] if reason else []
    blocks += [Bullets(tuple(points[: 2 * lookup.room.reasons]))] if points else []
    yield Section(2, spans("WHY NO TIER"), law_aside(last.rule), tuple(blocks))


def _grounds(lookup: PageLookup, tree: ConditionResult) -> Iterator[Bullet]:
    """A point for each finding or test that lets the condition hold, with the facts that say most."""
    seen: set[str] = set()
    shown = 0
    for result in _supporting(lookup, tree):
        name = result.finding.criterion.title or result.finding.criterion.question if result.finding else ""
        evidence = result.finding.evidence if result.finding else result.evidence
        facts = lookup.chosen_facts(evidence, lookup.room.facts if result.finding else lookup.room.reasons)
        if name in seen or not facts or shown >= lookup.room.reasons:
            continue
        seen.add(name)
        shown += 1
        if result.finding:
            lines = [part for fact in facts for part in (*lookup.fact(fact), plain(" "))]
            yield bullet(strong(f"{name}: "), *lines)
        else:
            for fact in facts:
                yield bullet(*lookup.fact(fact))


def _open_grounds(lookup: PageLookup, tree: ConditionResult) -> Iterator[Bullet]:
    seen: set[str] = set()
    for result in _leaves(lookup, tree):
        if result.answer is Answer.OPEN and result.finding is not None:
            name = result.finding.criterion.title or result.finding.criterion.question
            if name not in seen:
                seen.add(name)
                yield bullet(strong(f"{name}: "), "not on file.")


def _supporting(lookup: PageLookup, tree: ConditionResult) -> Iterator[ConditionResult]:
    """The findings and tests by which a condition holds; what is asked not to hold has no facts of its own."""
    tree = lookup.expanded(tree)
    if isinstance(tree.condition, NotSo):
        return
    if isinstance(tree.condition, OutcomeIn | TestReaches):
        if tree.answer is Answer.HOLDS:
            yield tree
        return
    for part in tree.parts:
        if lookup.expanded(part).answer is not Answer.FAILS:
            yield from _supporting(lookup, part)


def _leaves(lookup: PageLookup, tree: ConditionResult) -> Iterator[ConditionResult]:
    tree = lookup.expanded(tree)
    if not tree.parts:
        yield tree
    for part in tree.parts:
        yield from _leaves(lookup, part)


def counted_sentences(lookup: PageLookup, tree: ConditionResult) -> Iterator[str]:
    """For each list of named points that the condition counts: how many are shown, and how many would decide."""
    name = _gate_name(tree)
    tree = lookup.expanded(tree)
    if isinstance(tree.condition, Shown):
        inner = tree.parts[0]
        if isinstance(inner.condition, AtLeastSo) and all(part.condition.title for part in inner.parts):
            held = [part.condition.title for part in inner.parts if part.answer is Answer.HOLDS]
            listed = f" ({join_words(held)})" if held else ""
            number = f"{len(held)} of {len(inner.parts)}" if held else f"None of {len(inner.parts)}"
            yield (
                f"{name}: {number} points {'is' if len(held) <= 1 else 'are'} shown{listed}; "
                f"{inner.condition.count} would decide (this rubric's threshold)."
            )
        return
    for part in tree.parts:
        yield from counted_sentences(lookup, part)


def _gate_name(result: ConditionResult) -> str:
    return (result.gate.title or result.gate.question) if result.gate is not None else ""
