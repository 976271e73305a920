"""The three P's as bars, and which of them is strongest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.outcome import Interval
from tierscore.report.document.blocks import Bar, Bars, Block, heading, muted, paragraph, plain, spans
from tierscore.report.language.numbers import between, of_hundred, percent
from tierscore.report.language.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.finding import PillarScore
    from tierscore.report.language.lookup import Lookup
_HUNDRED = 100
_KEY = (
    "Each bar runs from 0 to 100: first what is shown, then what is possible, then what is ruled out. The scores "
    "decide no tier; the rules below do."
)
_NO_PILLAR = "The rubric has no P."
_STRONGEST = "{name} is strongest: at least {low} of 100 is shown."
_NONE_STRONGEST = "{names} are alike: at least {low} of 100 is shown in each."


def pillars(lookup: Lookup) -> Iterator[Block]:
    """The section on the three P's."""
    yield heading(2, "The three P's")
    yield pillar_bars(lookup)
    yield paragraph(f"{_strongest(lookup)} ", muted(_KEY))


def pillar_bars(lookup: Lookup) -> Bars:
    """A bar for each P."""
    return Bars(tuple(_bar(score) for score in lookup.assessment.pillars))


def _strongest(lookup: Lookup) -> str:
    """The P with the highest low end, or all that share it."""
    scores = lookup.assessment.pillars
    if not scores:
        return _NO_PILLAR
    best = max(score.low for score in scores)
    names = [score.name for score in scores if score.low == best]
    low = of_hundred(best / _HUNDRED)
    if len(names) == 1:
        return _STRONGEST.format(name=names[0], low=low)
    return _NONE_STRONGEST.format(names=join_words(names), low=low)


def _bar(score: PillarScore) -> Bar:
    value = Interval(score.low / _HUNDRED, score.high / _HUNDRED)
    figures = spans(between(value), muted(f" ({percent(score.coverage)} settled)"))
    return Bar(plain(score.name), value.low, value.high, figures)
