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
    return _kappa(*_sums(confusion, place))


def _sums(
    confusion: Mapping[tuple[str, str], int], place: Mapping[str, int]
) -> tuple[int, int, int, int, int]:
    """
    All that kappa depends on, in sums over the rows, so that those of two sets of rows add up.

    The number of rows, then of the places of published tier and answer the first ones, the second ones, the squares of
    both, and the square of how far they are apart.
    """
    rows = [(place[published], place[answer], count) for (published, answer), count in confusion.items()]
    return (
        sum(count for _, _, count in rows),
        sum(published * count for published, _, count in rows),
        sum(answer * count for _, answer, count in rows),
        sum((published**2 + answer**2) * count for published, answer, count in rows),
        sum((published - answer) ** 2 * count for published, answer, count in rows),
    )


def _kappa(rows: int, published: int, answers: int, squares: int, apart: int) -> Fraction | None:
    """Kappa from the sums over the rows: by chance every published tier stands beside every answer."""
    by_chance = rows * squares - 2 * published * answers
    return 1 - Fraction(apart * rows, by_chance) if by_chance else None


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
    sums = [*zip(*(_sums(confusion, place) for confusion in countries), strict=True)]
    resamples = _resamples(seed, len(countries))
    drawn = ([sum(map(of_country.__getitem__, resample)) for of_country in sums] for resample in resamples)
    kappas = [kappa for of_resample in drawn if (kappa := _kappa(*of_resample)) is not None]
    if len(kappas) * 2 < RESAMPLES:
        return None
    kappas.sort(
        key=lambda kappa: (float(kappa), kappa)
    )  # exact: fractions are compared where their floats are equal
    cut = int(len(kappas) * _CUT_OFF)
    return kappas[cut], kappas[-1 - cut]
