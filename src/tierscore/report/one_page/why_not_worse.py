"""Why not the next tier down: what keeps it away, and what the history would make of a lower answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.condition import EveryOne, NotSo
from tierscore.model.decision import Answer
from tierscore.model.rubric import Role
from tierscore.report.document.blocks import Bullets, Paragraph, Section, paragraph, spans
from tierscore.report.language.wording import short_cite
from tierscore.report.one_page.counts_of_effort import counts_of_effort
from tierscore.report.one_page.page_lookup import law_aside
from tierscore.report.one_page.why import counted_sentences, grounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.decision import ConditionResult
    from tierscore.model.rubric import Gate, Tier
    from tierscore.report.document.blocks import Block, Line
    from tierscore.report.one_page.page_lookup import PageLookup


def why_not_worse(lookup: PageLookup) -> Iterator[Block]:
    """
    The section on the next worse tier, with the table of counts; the table alone where there is no worse
    tier.
    """
    current, tier = lookup.tier_indicated, lookup.next_tier(better=False)
    if tier is None or current is None:
        blocks = tuple(counts_of_effort(lookup))
        if blocks:
            yield Section(2, spans("WHAT ROSE AND WHAT FELL"), (), blocks)
        return
    if current.role is Role.WATCH:  # the counts decided, and stand above
        blocks = tuple(_what_keeps_away(lookup, tier))
    else:
        blocks = (*counts_of_effort(lookup), *map(Paragraph, _history(lookup)))
    official = lookup.assessment.official
    beside = ", AS STATE HAS IT" if official is not None and official.tier == tier.id else ""
    trials = lookup.rules_for(tier.id)
    if blocks:
        aside = law_aside(trials[0].rule) if trials else ()
        yield Section(2, spans(f"WHY NOT {tier.name.upper()}{beside}"), aside, blocks)


def _what_keeps_away(lookup: PageLookup, tier: Tier) -> Iterator[Block]:
    """What the rules that lead to a worse tier ask, and do not find: the points shown, and the facts."""
    for trial in lookup.assessment.decision.trials:
        if trial.rule.tier == tier.id and trial.tree is not None and isinstance(trial.rule.when, NotSo):
            inner = trial.tree.parts[0]
            yield from map(paragraph, counted_sentences(lookup, inner))
            points = tuple(grounds(lookup, inner))
            if points:
                yield Bullets(points)


def _history(lookup: PageLookup) -> Iterator[Line]:
    """
    What rules on the history would make of the next worse answer; they are told though none of them was
    reached.
    """
    tier = lookup.tier_indicated
    watch = next((other for other in lookup.scale() if other.role is Role.WATCH), None)
    if tier is None or tier.role is not Role.PARTIAL or watch is None:
        return
    for trial in lookup.assessment.decision.later:
        if trial.rule.tier == watch.id or trial.tree is None:
            continue
        met, exceptions = _met_but_for(trial.tree)
        if met and (trial.answer is Answer.HOLDS or exceptions):
            rule, tier_name = trial.rule, lookup.tier(trial.rule.tier)
            start = (
                f"A {watch.name} answer would lead to {tier_name} by the {(rule.title or rule.id).lower()}, "
            )
            but = (part for gate in exceptions for part in _exception(lookup, gate))
            yield spans(start, short_cite(rule.law), *but, ".")


def _met_but_for(tree: ConditionResult) -> tuple[bool, list[Gate]]:
    """Whether a condition holds, or would but for gates that hold and must not; and those gates."""
    parts = tree.parts if isinstance(tree.condition, EveryOne) else (tree,)
    exceptions = [
        inner.gate
        for part in parts
        if isinstance(part.condition, NotSo) and part.answer is Answer.FAILS
        for inner in part.parts
        if inner.gate is not None
    ]
    others = [part for part in parts if not isinstance(part.condition, NotSo)]
    return all(part.answer is Answer.HOLDS for part in others), exceptions


def _exception(lookup: PageLookup, gate: Gate) -> Line:
    return spans(
        f", were it not for the {gate.heading.lower()}",
        *lookup.cited(lookup.gates[gate.id].evidence),
    )
