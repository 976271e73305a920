"""How often answers agree with published tiers, and how sure that figure is."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from tierscore.model.backtest import Agreement
from tierscore.model.rubric import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tierscore.model.backtest import Pairing
    from tierscore.model.rubric import Tier
RESAMPLES = 1000
"""How often countries are drawn anew for an interval."""
_CUT_OFF = Fraction(1, 40)
"""The share of resamples cut off at each end: together one in twenty."""

_Confusion = Counter[tuple[str, str]]


def scale_of(tiers: Iterable[Tier]) -> tuple[Tier, ...]:
    """The tiers that stand on one scale, best first: all but those that are no placement."""
    return tuple(sorted((tier for tier in tiers if tier.role is not Role.NONE), key=lambda tier: tier.rank))


def places_on(scale: Iterable[Tier]) -> dict[str, int]:
    """The place of each tier on a scale; 0 is the best."""
    return {tier.id: number for number, tier in enumerate(scale)}


def agreement(pairings: Sequence[Pairing], scale: Sequence[Tier], seed: int) -> Agreement:
    """
    Compare answers with published tiers.

    Args:
        pairings: The rows; every published tier is one of the scale.
        scale: The tiers, best first.
        seed: Decides which countries the resamples draw.
    """
    place = places_on(scale)
    top = {tier.id for tier in scale if tier.role in (Role.FULL, Role.PARTIAL)}
    answered = [(pair.published, pair.answer) for pair in pairings if pair.answer is not None]
    on_scale = [pair for pair in answered if pair[1] in place]
    by_country: dict[str, _Confusion] = defaultdict(_Confusion)
    for pair in pairings:
        if pair.answer is not None and pair.answer in place:
            by_country[pair.iso3][pair.published, pair.answer] += 1
    published = Counter(pair.published for pair in pairings)
    exact = Counter(tier for tier, answer in answered if tier == answer)
    return Agreement(
        rows=len(pairings),
        answered=len(answered),
        exact=sum(exact.values()),
        within_one=sum(abs(place[tier] - place[answer]) <= 1 for tier, answer in on_scale),
        top_joined=sum(tier == answer or {tier, answer} <= top for tier, answer in answered),
        recall={tier: (exact[tier], published[tier]) for tier in place if published[tier]},
        confusion=Counter((pair.published, pair.answer) for pair in pairings),
        kappa=quadratic_kappa(Counter(on_scale), place),
        kappa_interval=_interval([by_country[iso3] for iso3 in sorted(by_country)], place, seed),
    )


def quadratic_kappa(confusion: Mapping[tuple[str, str], int], place: Mapping[str, int]) -> Fraction | None:
    """
    Cohen's kappa with quadratic weights, exactly.

    1 is agreement, 0 what chance gives with the same totals; a disagreement weighs as the square of its
    distance on the scale. None where chance leaves no disagreement to compare with.
    """
    rows, columns = Counter[str](), Counter[str]()
    for (published, answer), count in confusion.items():
        rows[published] += count
        columns[answer] += count
    observed = sum(count * (place[row] - place[column]) ** 2 for (row, column), count in confusion.items())
    by_chance = sum(
        rows[row] * columns[column] * (place[row] - place[column]) ** 2 for row in rows for column in columns
    )
    return 1 - Fraction(observed * sum(confusion.values()), by_chance) if by_chance else None


def draws(seed: int, size: int) -> Iterator[int]:
    """Numbers from 0 to ``size`` - 1, the same on every machine and for every version of Python."""
    counter = 0
    while True:
        digest = hashlib.sha256(f"{seed}:{counter}".encode()).digest()
        yield int.from_bytes(digest[:8], "big") % size
        counter += 1


@lru_cache(maxsize=64)
def _resamples(seed: int, size: int) -> tuple[tuple[int, ...], ...]:
    """Which countries, by their numbers, each resample draws."""
    drawn = draws(seed, size)
    return tuple(tuple(islice(drawn, size)) for _ in range(RESAMPLES))


def _interval(
    countries: Sequence[_Confusion], place: Mapping[str, int], seed: int
) -> tuple[Fraction, Fraction] | None:
    """The interval over resamples of countries; None where fewer than half of the resamples have a kappa."""
    if not countries:
        return None
    pairs = sorted({pair for confusion in countries for pair in confusion})
    counts = [[confusion[pair] for pair in pairs] for confusion in countries]
    kappas = []
    for resample in _resamples(seed, len(countries)):
        totals = map(sum, zip(*(counts[number] for number in resample), strict=True))
        kappa = quadratic_kappa(dict(zip(pairs, totals, strict=True)), place)
        if kappa is not None:
            kappas.append(kappa)
    if len(kappas) * 2 < RESAMPLES:
        return None
    kappas.sort()
    cut = int(len(kappas) * _CUT_OFF)
    return kappas[cut], kappas[-1 - cut]
