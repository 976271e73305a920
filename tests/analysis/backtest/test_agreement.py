"""Agreement against definitions written out by hand, and against another way to compute the same figure."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import TIERS
from tierscore.analysis.backtest.agreement import agreement, draws, quadratic_kappa, scale_of
from tierscore.model.backtest import Pairing

SCALE = scale_of(TIERS)
BEST, *_, WORST = [tier.id for tier in SCALE]
PLACE = {tier.id: number for number, tier in enumerate(SCALE)}
tiers = st.sampled_from([tier.id for tier in SCALE])
pairings = st.lists(
    st.builds(
        Pairing, st.sampled_from(("AAA", "BBB", "CCC")), st.just(2021), tiers, st.one_of(tiers, st.none())
    ),
    min_size=1,
    max_size=12,
)


def kappa_by_pairs(rows: list[tuple[str, str]]) -> Fraction | None:
    """Every published tier beside every answer, one by one: what chance would give."""
    observed = sum((PLACE[one] - PLACE[other]) ** 2 for one, other in rows)
    chance = sum((PLACE[one] - PLACE[other]) ** 2 for one, _ in rows for _, other in rows)
    return 1 - Fraction(observed * len(rows), chance) if chance else None


@given(st.lists(st.tuples(tiers, tiers), max_size=12))
def test_kappa_is_that_of_every_pair_written_out(rows: list[tuple[str, str]]) -> None:
    assert quadratic_kappa(Counter(rows), PLACE) == kappa_by_pairs(rows)


def test_kappa_of_a_small_table_worked_out_by_hand() -> None:
    """
    Published 0, 1, 0 and answered 0, 1, 1 by place on the scale: one step off in three rows.

    Every published tier beside every answer is 0+1+1, 1+0+0 and 0+1+1 steps off.
    """
    second = SCALE[1].id
    rows = Counter([(BEST, BEST), (second, second), (BEST, second)])
    assert quadratic_kappa(rows, PLACE) == 1 - Fraction(1 * 3, 5)


def test_perfect_agreement_is_one_and_the_opposite_less_than_nothing() -> None:
    assert quadratic_kappa(Counter([(BEST, BEST), (WORST, WORST)]), PLACE) == 1
    assert quadratic_kappa(Counter([(BEST, WORST), (WORST, BEST)]), PLACE) == -1
    assert quadratic_kappa(Counter([(BEST, BEST)] * 3), PLACE) is None


@settings(deadline=None, max_examples=30)
@given(pairings)
def test_counts_are_those_of_a_plain_count(rows: list[Pairing]) -> None:
    result = agreement(rows, SCALE, seed=1)
    answered = [row for row in rows if row.answer is not None]
    assert (result.rows, result.answered) == (len(rows), len(answered))
    assert result.exact == sum(row.answer == row.published for row in rows)
    assert result.within_one == sum(
        abs(PLACE[row.published] - PLACE[str(row.answer)]) <= 1 for row in answered
    )
    assert result.exact == sum(again for again, _ in result.recall.values())
    assert len(rows) == sum(result.confusion.values()) == sum(count for _, count in result.recall.values())
    assert result.exact <= result.top_joined <= result.answered
    assert result.kappa == kappa_by_pairs([(row.published, str(row.answer)) for row in answered])


def test_no_answer_is_no_agreement() -> None:
    result = agreement([Pairing("AAA", 2021, BEST, None)], SCALE, seed=1)
    assert (result.rows, result.answered, result.exact, result.within_one, result.top_joined) == (
        1,
        0,
        0,
        0,
        0,
    )
    assert result.kappa is None
    assert result.kappa_interval is None


@settings(deadline=None, max_examples=20)
@given(pairings, st.integers(0, 5))
def test_the_interval_holds_order_and_depends_on_the_seed_alone(rows: list[Pairing], seed: int) -> None:
    result = agreement(rows, SCALE, seed)
    assert result == agreement(list(reversed(rows)), SCALE, seed)
    if result.kappa_interval is not None:
        low, high = result.kappa_interval
        assert -1 <= low <= high <= 1


def test_the_interval_draws_countries_and_not_rows() -> None:
    """One country alone is drawn every time, whatever its rows are: the interval is the figure itself."""
    rows = [
        Pairing("AAA", year, BEST if year % 2 else WORST, BEST if year % 3 else WORST)
        for year in range(2010, 2020)
    ]
    result = agreement(rows, SCALE, seed=3)
    assert result.kappa is not None
    assert result.kappa_interval == (result.kappa, result.kappa)


def test_what_is_drawn_is_the_same_everywhere() -> None:
    assert list(islice(draws(20, 10), 8)) == [3, 7, 0, 8, 1, 9, 3, 9]
    assert Counter(islice(draws(1, 4), 4000)).keys() == {0, 1, 2, 3}
