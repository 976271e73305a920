"""The three P's as bars, each with the facts that count most in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.evidence import Status
from tierscore.model.outcome import Interval
from tierscore.report.document.blocks import Bar, Bars, Section, muted, plain, spans
from tierscore.report.language.numbers import of_hundred
from tierscore.report.language.wording import LIMITS, figure_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.evidence import EvidenceItem
    from tierscore.model.finding import KeyFact, PillarScore
    from tierscore.report.document.blocks import Block, Line
    from tierscore.report.one_page.page_lookup import PageLookup
_HUNDRED = 100
_FEW_WORDS = 66
"""The longest sentence of a fact that stands beside a bar, in characters."""
_KEY = "of 100: █ shown  ▒ possible  · ruled out. They decide no tier."


def three_ps(lookup: PageLookup) -> Iterator[Block]:
    """The section on the scores of the P's."""
    bars = tuple(_bar(lookup, score) for score in lookup.assessment.pillars)
    if bars:
        yield Section(2, spans("THE THREE P'S"), (muted(_KEY),), (Bars(bars),))


def _bar(lookup: PageLookup, score: PillarScore) -> Bar:
    value = Interval(score.low / _HUNDRED, score.high / _HUNDRED)
    low, high = of_hundred(value.low), of_hundred(value.high)
    figures = spans(low if low == high else f"{low}-{high}")
    shown = _weightiest(lookup, score.pillar)[: lookup.room.facts_of_a_pillar]
    return Bar(
        plain(score.name), value.low, value.high, figures, tuple(_note(lookup, fact) for fact in shown)
    )


def _weightiest(lookup: PageLookup, pillar: str) -> list[KeyFact]:
    """The fact that counts most in a P, then the one that counts most the other way, or else the next one."""
    facts = [fact for fact in lookup.assessment.key_facts if fact.pillar == pillar]
    if not facts:
        return []
    other_way = [fact for fact in facts if fact.counts_for is not facts[0].counts_for]
    return list(dict.fromkeys([facts[0], *other_way[:1], *facts]))


def _note(lookup: PageLookup, fact: KeyFact) -> Line:
    sign = "+" if fact.counts_for else "-"
    item = lookup.items[fact.item]
    return (muted(f"{sign} "), plain(in_few_words(lookup, item)), *lookup.cited([fact.item]))


def in_few_words(lookup: PageLookup, item: EvidenceItem) -> str:
    """A fact in a few words: its own where they are few, else its measure, and its figure or how far it goes."""
    if len(item.summary) <= _FEW_WORDS:
        return item.summary.rstrip(".")
    name = lookup.names.get(item.measure, item.measure)
    scope = lookup.assessment.vocabulary.scopes.get(item.scope or "", "")
    name = f"{name} ({scope})" if scope else name
    if item.figure is not None and item.figure.value != 1:
        return f"{name}: {figure_words(item.figure)}"
    match item.status:
        case Status.ABSENT:
            return f"{name}: none"
        case Status.LIMITED if item.limit:
            return f"{name}, {LIMITS[item.limit]}"
        case _:
            return name
