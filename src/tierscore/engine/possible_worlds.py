"""
Every way in which the unknown and contested facts could stand.

Only worlds that some test can tell apart matter, so numbers are tried at, between and beyond the places where
an answer changes; that is exact.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from tierscore.engine.combination import NOTHING
from tierscore.model.evidence import State, Status, Versus
from tierscore.model.outcome import ONE, ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from tierscore.engine.combination import Fact


class TrendAnswer(StrEnum):
    """A change against the year before. From nothing to nothing is none, not same."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True)
class World:
    """One way in which a subject could stand in a period, and how it changed."""

    status: Status
    number: Fraction
    """The figure; for measures without numbers 1 if there is anything, else 0."""
    change: TrendAnswer


_TREND_OF = {
    Versus.MORE: TrendAnswer.UP,
    Versus.NONE_BEFORE: TrendAnswer.UP,
    Versus.SAME: TrendAnswer.SAME,
    Versus.FEWER: TrendAnswer.DOWN,
}
_RANK = {Status.ABSENT: 0, Status.LIMITED: 1, Status.DONE: 2}
_ANY_AMOUNT = (NOTHING, State(Status.DONE, ONE))
_ANY_STATUS = (NOTHING, State(Status.LIMITED, ONE), State(Status.DONE, ONE))

_Point = tuple[Status, "Fraction"]


@dataclass(frozen=True)
class NumberLine:
    """Where numbers matter to the tests that read a subject, and whether it counts whole things."""

    cuts: frozenset[Fraction]
    whole: bool
    words: frozenset[Fraction] = frozenset()
    """The ranks of its figures in words; from the lowest on there are no numbers."""

    def candidates(self, least_change: Fraction) -> tuple[Fraction, ...]:
        """Numbers at, around, between and beyond the cuts, and all words: they give every set of answers."""
        numbers = self._numbers(least_change)
        if not self.words:
            return numbers
        lowest_word = min(self.words)
        return tuple(sorted({number for number in numbers if number < lowest_word} | self.words))

    def _numbers(self, least_change: Fraction) -> tuple[Fraction, ...]:
        scaled = {
            cut * factor
            for cut in self.cuts | self.words
            for factor in (ONE, 1 + least_change, max(ZERO, 1 - least_change))
        }
        points = {ZERO, ONE} | (self._around(scaled) if self.whole else _between(scaled | {ZERO, ONE}))
        top = math.ceil(max(points)) + 1
        step = math.ceil(1 + least_change) + 1
        return tuple(sorted(points | {ONE * top, ONE * (top * step + 1), ONE * (top * step * step + 7)}))

    @staticmethod
    def _around(cuts: set[Fraction]) -> set[Fraction]:
        return {
            ONE * number for cut in cuts for number in range(max(0, math.floor(cut) - 2), math.ceil(cut) + 3)
        }


def _between(cuts: set[Fraction]) -> set[Fraction]:
    gaps = pairwise(sorted(cuts))
    return cuts | {low + (high - low) * quarter / 4 for low, high in gaps for quarter in range(5)}


def worlds(  # noqa: PLR0913 - the two facts, and what is fixed about their measure
    now: Fact,
    before: Fact | None,
    *,
    line: NumberLine,
    numeric: bool,
    least_change: Fraction,
    taken_as_no: bool,
) -> tuple[World, ...]:
    """
    Every world of a subject with these facts in the period and in the period before.

    There is none ``before`` where no test asks for a change. What is taken as No is so until found.
    """
    candidates = line.candidates(least_change) if numeric else (ZERO, ONE)
    unknown = _ANY_AMOUNT if numeric else _ANY_STATUS
    states = now.states or ((NOTHING,) if taken_as_no else unknown)
    points = tuple(_points(states, candidates, numeric=numeric))
    if before is None:
        return tuple(World(status, number, TrendAnswer.NONE) for status, number in points)
    earlier = tuple(_points(before.states or unknown, candidates, numeric=numeric))
    pairs = list(_pairs(points, earlier, least_change if numeric else None))
    known = _known(now, numeric=numeric) and _known(before, numeric=numeric)
    return tuple(dict.fromkeys(_changes(pairs, now.comparisons, numeric=numeric, known=known)))


def sources_differ(now: Fact, before: Fact | None, found: Iterable[World], *, numeric: bool) -> bool:
    """Whether worlds differ because sources do, and not only because something is unknown."""
    if before is None or len(now.states) > 1:
        return len(now.states) > 1
    known = _known(now, numeric=numeric) and _known(before, numeric=numeric)
    several_changes = len({world.change for world in found}) > 1
    return now.contested or len(before.states) > 1 or (known and several_changes)


def _points(states: Iterable[State], candidates: Iterable[Fraction], *, numeric: bool) -> Iterator[_Point]:
    for state in states:
        if not numeric:
            yield state.status, ONE if state.status is not Status.ABSENT else ZERO
            continue
        some = Status.DONE if state.status is Status.ABSENT else state.status
        for number in {*candidates, state.low, *([state.high] if state.high is not None else [])}:
            if state.includes(number):
                yield (some if number > 0 else Status.ABSENT), number


def _known(fact: Fact, *, numeric: bool) -> bool:
    return bool(fact.states) and (not numeric or all(state.exact for state in fact.states))


def _changes(
    pairs: list[tuple[_Point, TrendAnswer]], comparisons: tuple[Versus, ...], *, numeric: bool, known: bool
) -> Iterator[World]:
    """
    The worlds of ``pairs``, which hold a value of the period and how it changed.

    Figures decide a change; where they do not, what a source states does; where both speak and differ, the
    fact is contested. A status that is the same in both years decides nothing where a source compares, since
    what was done in both can have grown.
    """
    if comparisons and not known:
        agreeing = [pair for pair in pairs if numeric and pair[1] in _stated(comparisons, pair[0])]
        pairs = agreeing or [
            (point, change) for point, _ in pairs for change in sorted(_stated(comparisons, point))
        ]
        comparisons = ()
    for point, change in pairs:
        stated = _stated(comparisons, point)
        undecided = change is TrendAnswer.SAME and not numeric
        for answer in sorted(stated if stated and undecided else stated | {change}):
            yield World(*point, answer)


def _stated(comparisons: Iterable[Versus], point: _Point) -> frozenset[TrendAnswer]:
    """What sources state of the change to a value; nothing that is new, or as before, is none in both."""
    nothing = {Versus.SAME, Versus.NONE_BEFORE} if point[1] == 0 else set[Versus]()
    return frozenset(
        TrendAnswer.NONE if comparison in nothing else _TREND_OF[comparison] for comparison in comparisons
    )


def change_between(now: _Point, before: _Point, *, numeric: bool, least_change: Fraction) -> TrendAnswer:
    """How a value changed: numbers by more than ``least_change`` of the earlier, others by their status."""
    ((_, change),) = _pairs((now,), (before,), least_change if numeric else None)
    return change


def _pairs(
    points: Sequence[_Point], earlier: Sequence[_Point], least_change: Fraction | None
) -> Iterator[tuple[_Point, TrendAnswer]]:
    """
    Every point with every way in which it can differ from an earlier one, each once.

    There can be hundreds of either, so numbers are compared as whole numbers over one denominator. Without a
    least change statuses are compared.
    """
    if least_change is None:
        now, before = [_RANK[status] for status, _ in points], [_RANK[status] for status, _ in earlier]
        least_change = ZERO
    else:
        one = math.lcm(*(number.denominator for _, number in (*points, *earlier)))
        now = [number.numerator * (one // number.denominator) for _, number in points]
        before = [number.numerator * (one // number.denominator) for _, number in earlier]
    before = list(dict.fromkeys(before))
    share, of = least_change.numerator, least_change.denominator
    for point, later in zip(points, now, strict=True):
        for change in dict.fromkeys(_change(later, number, share, of) for number in before):
            yield point, change


def _change(later: int, earlier: int, share: int, of: int) -> TrendAnswer:
    """How a whole number changed: by more than ``share`` parts of ``of`` of the earlier one, or not."""
    if later == earlier == 0:
        return TrendAnswer.NONE
    if abs(later - earlier) * of <= earlier * share:
        return TrendAnswer.SAME
    return TrendAnswer.UP if later > earlier else TrendAnswer.DOWN
