"""The one fact or source on which the answer rests: what would be answered if it had never been on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assessment import CONTRADICTION, UNDETERMINED
from tierscore.model.standing import LeftOutKind
from tierscore.report.document.blocks import key_value, plain
from tierscore.report.language.numbers import count_words
from tierscore.report.language.wording import join_words
from tierscore.report.one_page.three_ps import in_few_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tierscore.model.standing import TierStanding, WithoutOutcome
    from tierscore.report.document.blocks import KeyValue, Line
    from tierscore.report.one_page.page_lookup import PageLookup

_ONE_FACT = "Without one fact ("
_ONE_OF_THE_FACTS = "{count} facts each carry the answer. Without one of them ("
_ONE_SOURCE = "Without source "
_ONE_OF_THE_SOURCES = "{count} sources each carry the answer. Without source "
_OTHER_TIER = "the answer would be {tier}"
_NO_TIER = "no tier would be indicated"
_CONTRADICTION = "two findings would contradict each other"
_MORE_POSSIBLE = "{tiers} would be possible too"
_LESS_POSSIBLE = "{tiers} would be ruled out"


def resting_on(lookup: PageLookup) -> Iterator[KeyValue]:
    """A line on the fact, or else the source, that carries the answer by itself; nothing where none does."""
    standing = lookup.assessment.standing
    if standing is None:
        return
    for kind in (LeftOutKind.FACT, LeftOutKind.SOURCE):
        carrying = [outcome for outcome in standing.without if outcome.kind is kind]
        moving = [outcome for outcome in carrying if outcome.indicated != lookup.assessment.indicated]
        if moving:
            yield key_value("Rests on", *_line(lookup, moving, _answer(lookup, moving[0])))
            return
    carrying = [outcome for outcome in standing.without if outcome.id in standing.resting_on]
    facts = [outcome for outcome in carrying if outcome.kind is LeftOutKind.FACT]
    if chosen := facts or carrying:
        yield key_value("Rests on", *_line(lookup, chosen, _range(lookup, standing, chosen[0])))


def _line(lookup: PageLookup, outcomes: Sequence[WithoutOutcome], answer: str) -> Line:
    """The sentence on the first of several things that each carry the answer, with its source."""
    first, count = outcomes[0], count_words(len(outcomes)).capitalize()
    if first.kind is LeftOutKind.SOURCE:
        opening = _ONE_SOURCE if len(outcomes) == 1 else _ONE_OF_THE_SOURCES.format(count=count)
        return (plain(opening), lookup.cited_source(first.id), plain(f", {answer}."))
    opening = _ONE_FACT if len(outcomes) == 1 else _ONE_OF_THE_FACTS.format(count=count)
    words = in_few_words(lookup, lookup.items[first.id])
    return (plain(f"{opening}{words}"), *lookup.cited([first.id]), plain(f"), {answer}."))


def _answer(lookup: PageLookup, outcome: WithoutOutcome) -> str:
    if outcome.indicated == UNDETERMINED:
        return _NO_TIER
    return (
        _CONTRADICTION
        if outcome.indicated == CONTRADICTION
        else _OTHER_TIER.format(tier=lookup.tier(outcome.indicated))
    )


def _range(lookup: PageLookup, standing: TierStanding, outcome: WithoutOutcome) -> str:
    """What becomes possible over the core readings, or is no longer."""
    more = [lookup.tier(tier) for tier in outcome.core_range if tier not in standing.core_range]
    less = [lookup.tier(tier) for tier in standing.core_range if tier not in outcome.core_range]
    said = [_MORE_POSSIBLE.format(tiers=join_words(more))] if more else []
    said += [_LESS_POSSIBLE.format(tiers=join_words(less))] if less else []
    return join_words(said)
