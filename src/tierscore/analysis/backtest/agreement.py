"""How often answers agree with published tiers, and how sure that figure is."""

from __future__ import annotations

import hashlib
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.model.backtest import Agreement
from tierscore.model.rubric import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tierscore.model.backtest import Pairing
    from tierscore.model.rubric import Tier
RESAMPLES = 1000
"""How often countries are drawn anew for an interval."""
_OUTSIDE = Fraction(1, 40)
"""The share of resamples cut off at each end: together one in twenty."""

_Confusion = Counter[tuple[str, str]]


def scale_of(tiers: Iterable[Tier]) -> tuple[Tier, ...]:
    """The tiers that stand on one scale, best first: all but those that are no placement."""
    return tuple(sorted((tier for tier in tiers if tier.role is not Role.NONE), key=lambda tier: tier.rank))


def agreement(pairings: Sequence[Pairing], scale: Sequence[Tier], seed: int) -> Agreement:
    """
    Hold answers against published tiers.

    Args:
        pairings: The rows; every published tier is one of the scale.
        scale: The tiers, best first.
        seed: Decides which countries the resamples draw.

    """
    place = {tier.id: number for number, tier in enumerate(scale)}
    top = {tier.id for tier in scale if tier.role in (Role.FULL, Role.PARTIAL)}
    answered = [pair for pair in pairings if pair.answer is not None]
    on_scale = [(place[pair.published], place[pair.answer]) for pair in answered if pair.answer in place]
    by_country = _by_country(answered, place)
    return Agreement(
        rows=len(pairings),
        answered=len(answered),
        exact=sum(pair.published == pair.answer for pair in answered),
        within_one=sum(abs(published - given) <= 1 for published, given in on_scale),
        top_joined=sum(
            pair.published == pair.answer or {pair.published, pair.answer} <= top for pair in answered
        ),
        recall=_recall(pairings, scale),
        confusion=Counter((pair.published, pair.answer) for pair in pairings),
        kappa=quadratic_kappa(sum(by_country.values(), _Confusion()), place),
        kappa_interval=_interval(by_country, place, seed),
    )


def quadratic_kappa(confusion: Mapping[tuple[str, str], int], place: Mapping[str, int]) -> Fraction | None:
    """
    Cohen's kappa with quadratic weights, exactly.

    1 is agreement, 0 what chance gives with the same totals; a disagreement weighs as the square of its distance on the scale.
    None where chance leaves no disagreement to compare with.
    """
    total = sum(confusion.values())
    rows, columns = Counter[str](), Counter[str]()
    for (published, given), count in confusion.items():
        rows[published] += count
        columns[given] += count
    found = sum(
        count * (place[published] - place[given]) ** 2 for (published, given), count in confusion.items()
    )
    chance = sum(
        rows[one] * columns[other] * (place[one] - place[other]) ** 2 for one in rows for other in columns
    )
    return 1 - Fraction(found * total, chance) if chance else None


def draws(seed: int, size: int) -> Iterator[int]:
    """Numbers from 0 to ``size`` - 1, the same on every machine and for every version of Python."""
    counter = 0
    while True:
        digest = hashlib.sha256(f"{seed}:{counter}".encode()).digest()
        yield int.from_bytes(digest[:8], "big") % size
        counter += 1


def _recall(pairings: Iterable[Pairing], scale: Iterable[Tier]) -> dict[str, tuple[int, int]]:
    published = Counter(pair.published for pair in pairings)
    found = Counter(pair.published for pair in pairings if pair.published == pair.answer)
    return {tier.id: (found[tier.id], published[tier.id]) for tier in scale if published[tier.id]}


def _by_country(answered: Iterable[Pairing], place: Mapping[str, int]) -> dict[str, _Confusion]:
    found: dict[str, _Confusion] = {}
    for pair in answered:
        if pair.answer is not None and pair.answer in place:
            found.setdefault(pair.iso3, _Confusion())[pair.published, pair.answer] += 1
    return dict(sorted(found.items()))


def _interval(
    by_country: Mapping[str, _Confusion], place: Mapping[str, int], seed: int
) -> tuple[Fraction, Fraction] | None:
    """The interval over resamples of countries; None where fewer than half of the resamples have a kappa."""
    countries = list(by_country.values())
    if not countries:
        return None
    drawn = draws(seed, len(countries))
    kappas = []
    for _ in range(RESAMPLES):
        confusion = _Confusion()
        for _ in countries:
            confusion.update(countries[next(drawn)])
        kappa = quadratic_kappa(confusion, place)
        if kappa is not None:
            kappas.append(kappa)
    if len(kappas) * 2 < RESAMPLES:
        return None
    kappas.sort()
    cut = int(len(kappas) * _OUTSIDE)
    return kappas[cut], kappas[-1 - cut]
