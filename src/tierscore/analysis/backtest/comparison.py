"""The engine's answers beside published placements, with baselines that read no evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from tierscore.analysis.backtest.agreement import RESAMPLES, agreement, places_on, scale_of
from tierscore.model.backtest import Backtest, BacktestRow, Baseline, Directions, Group, Pairing, RangeRecord
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.rubric import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from tierscore.model.evidence import Dossier
    from tierscore.model.judged_year import JudgedYear
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric, Tier
    from tierscore.model.version import VersionEntry
TUNED, UNTOUCHED, UNSEEN = PARTS = ("tuned on", "untouched", "not seen")
"""
What the makers of a rubric knew of a country: they looked at its answers; it was on file, and they left it
out; it is named in no version of the rubric, as one that was coded since is not.
"""
_INDEX_SUMS = range(3, 16)
_COVERAGE_BANDS = 5
"""Coverage is shown in bands of this many to the whole."""


def part_of(iso3: str, history: Iterable[VersionEntry]) -> str:
    """The part of a country by a rubric's own history: whoever looked at it once has seen it for good."""
    entries = tuple(history)
    if any(iso3 in entry.tuned_on for entry in entries):
        return TUNED
    return UNTOUCHED if any(iso3 in entry.held_out for entry in entries) else UNSEEN


def withheld_measures(vocabulary: Vocabulary) -> frozenset[str]:
    """The measures that give away the placement of their own year, such as waivers."""
    return frozenset(measure.id for measure in vocabulary.measures.values() if measure.tells_placement)


def without_hints(dossier: Dossier, withheld: frozenset[str]) -> Dossier | None:
    """A country file without the evidence on some measures; None where it has none."""
    items = tuple(item for item in dossier.items if item.measure not in withheld)
    return replace(dossier, items=items) if len(items) < len(dossier.items) else None


def backtest(  # noqa: PLR0913 - the answers, and what they are laid beside
    rubric: Rubric,
    judged: Mapping[str, Sequence[JudgedYear]],
    placements: Mapping[str, Placements],
    index: Mapping[tuple[str, int], int],
    *,
    seed: int,
    withheld: frozenset[str] = frozenset(),
) -> Backtest:
    """
    Lay the answers for every country-year with evidence beside the published tiers.

    Args:
        rubric: The judgement.
        judged: The answers by country code, each made without the placement of its own year.
        placements: The published placements by country code.
        index: The sums of the 3P index by country code and report year.
        seed: Decides which countries the resamples draw.
        withheld: The measures that were left out of the evidence.
    """
    tier_of = _index_tiers(scale_of(rubric.tiers), placements, index, judged.keys())
    tiers = frozenset(tier.id for tier in rubric.tiers)

    def row(year: JudgedYear) -> BacktestRow:
        """A country-year beside its published tier."""
        published = placements.get(year.iso3, NO_PLACEMENTS)
        return BacktestRow(
            judged=year,
            answer=year.indicated if year.indicated in tiers else None,
            published=published.tier(year.report_year) or "",
            last_year=published.tier(year.report_year - 1),
            index_tier=tier_of(index.get((year.iso3, year.report_year))),
            part=part_of(year.iso3, rubric.history),
        )

    every_row = [row(year) for iso3 in sorted(judged) for year in judged[iso3]]
    return _backtest(rubric, every_row, seed, withheld)


def _backtest(
    rubric: Rubric, every_row: Sequence[BacktestRow], seed: int, withheld: frozenset[str]
) -> Backtest:
    scale = scale_of(rubric.tiers)
    place = places_on(scale)
    rows = tuple(row for row in every_row if row.published in place)
    return Backtest(
        rubric=rubric,
        rows=rows,
        parts=PARTS,
        off_scale=len(every_row) - len(rows),
        groups=tuple(
            Group(
                name,
                agreement([_pairing(row, row.answer) for row in group], scale, seed),
                _ranges(group, place.keys()),
                _directions(rows, group, place),
            )
            for name, group in _groups(rows, scale)
        ),
        baselines=tuple(_baselines(rows, scale, seed)),
        seed=seed,
        resamples=RESAMPLES,
        withheld=withheld,
    )


def _groups(
    rows: Sequence[BacktestRow], scale: Iterable[Tier]
) -> Iterator[tuple[str, Sequence[BacktestRow]]]:
    """The rows in groups with names; bands of coverage and published tiers only where they have rows."""
    read = [row for row in rows if row.judged.report_read]
    yield "all rows", rows
    yield "report of the year read", read
    for part in PARTS:
        yield part, [row for row in rows if row.part == part]
        yield f"{part}, report of the year read", [row for row in read if row.part == part]
    for band in range(_COVERAGE_BANDS):
        if group := [row for row in rows if _band(row) == band]:
            yield (
                f"coverage {band * 100 // _COVERAGE_BANDS} to {(band + 1) * 100 // _COVERAGE_BANDS} %",
                group,
            )
    for tier in scale:
        if group := [row for row in rows if row.published == tier.id]:
            yield f"published {tier.name}", group


def _band(row: BacktestRow) -> int:
    return min(int(row.judged.coverage * _COVERAGE_BANDS), _COVERAGE_BANDS - 1)


def _directions(
    rows: Iterable[BacktestRow], group: Iterable[BacktestRow], place: Mapping[str, int]
) -> Directions:
    """Where our answer went when the published tier changed, for the rows of a group."""
    by_year = {(row.judged.iso3, row.judged.report_year): row for row in rows}
    movements: list[
        int | None
    ] = []  # theirs times ours: positive if they go the same way; None without an answer
    for row in group:
        before = by_year.get((row.judged.iso3, row.judged.report_year - 1))
        if before is not None and before.published != row.published:
            published = place[row.published] - place[before.published]
            answered = before.answer in place and row.answer in place
            ours = place[row.answer or ""] - place[before.answer or ""] if answered else None
            movements.append(None if ours is None else published * ours)
    return Directions(
        changes=len(movements),
        followed=sum(movement is not None and movement > 0 for movement in movements),
        opposed=sum(movement is not None and movement < 0 for movement in movements),
        stood=movements.count(0),
        unanswered=movements.count(None),
    )


def _pairing(row: BacktestRow, answer: str | None) -> Pairing:
    return Pairing(row.judged.iso3, row.judged.report_year, row.published, answer)


def _ranges(rows: Sequence[BacktestRow], scale: Iterable[str]) -> RangeRecord:
    whole = frozenset(scale)
    whole_scale = sum(whole <= set(row.judged.range) for row in rows)
    misses = sum(row.published not in row.judged.range for row in rows)
    return RangeRecord(
        rows=len(rows),
        holds=len(rows) - whole_scale - misses,
        whole_scale=whole_scale,
        misses=misses,
        tiers=sum(len(row.judged.range) for row in rows),
    )


def _baselines(rows: Sequence[BacktestRow], scale: Sequence[Tier], seed: int) -> Iterator[Baseline]:
    def baseline(name: str, says: str, answer: Callable[[BacktestRow], str | None]) -> Baseline:
        """One baseline beside our answers for the same country-years."""
        answered = [_pairing(row, row.answer) for row in rows if answer(row) is not None]
        theirs = [_pairing(row, answer(row)) for row in rows]
        return Baseline(name, says, agreement(theirs, scale, seed), agreement(answered, scale, seed))

    partial = next((tier for tier in scale if tier.role is Role.PARTIAL), None)
    if partial is not None:
        yield baseline(f"always {partial.name}", "the same answer for every row", lambda _: partial.id)
    yield baseline("last year", "the placement in the report before", lambda row: row.last_year)
    yield baseline(
        "3P index",
        "the 3P index of the year before, with the three cut-offs that fit best on all countries that are not"
        " judged here",
        lambda row: row.index_tier,
    )


def _index_tiers(
    scale: Sequence[Tier],
    placements: Mapping[str, Placements],
    index: Mapping[tuple[str, int], int],
    assessed: Collection[str],
) -> Callable[[int | None], str | None]:
    """From a sum of the index to a tier, by the cut-offs that fit most placements of all other countries."""
    place = places_on(scale)
    tiers = (
        (total, placements[iso3].tier(year))
        for (iso3, year), total in index.items()
        if iso3 in placements and iso3 not in assessed
    )
    counts = Counter((total, place[tier]) for total, tier in tiers if tier in place)
    best = max(
        combinations(_INDEX_SUMS, len(scale) - 1),
        key=lambda cuts: sum(count for (total, tier), count in counts.items() if _place(total, cuts) == tier),
        default=(),
    )
    return lambda total: scale[_place(total, best)].id if total is not None and counts else None


def _place(total: int, cuts: Sequence[int]) -> int:
    """How many cut-offs, the lowest first, lie above a sum: 0 is the best tier."""
    return sum(total < cut for cut in cuts)
