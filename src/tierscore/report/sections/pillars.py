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
    "Each bar runs from 0 to 100: first what the evidence shows, then what it leaves possible, then what it "
    "rules out. The tier never follows from these figures; it follows from the rules below."
)


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
        return "The rubric has no P."
    best = max(score.low for score in scores)
    names = [score.name for score in scores if score.low == best]
    shown = f"the evidence shows at least {of_hundred(best / _HUNDRED)} of 100"
    if len(names) == 1:
        return f"Strongest is {names[0]}: {shown} there, more than elsewhere."
    return f"None is strongest: {shown} alike in {join_words(names)}."


def _bar(score: PillarScore) -> Bar:
    value = Interval(score.low / _HUNDRED, score.high / _HUNDRED)
    figures = spans(between(value), muted(f" ({percent(score.coverage)} settled)"))
    return Bar(plain(score.name), value.low, value.high, figures)
