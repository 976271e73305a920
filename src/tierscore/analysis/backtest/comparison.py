"""The engine's answers beside published placements, with baselines that read no evidence."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from tierscore.analysis.backtest.agreement import RESAMPLES, agreement, scale_of
from tierscore.analysis.batch.country_years import assess_years
from tierscore.model.backtest import Backtest, BacktestRow, Baseline, Directions, Group, Pairing, RangeRecord
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.rubric import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric, Tier
    from tierscore.model.version import VersionEntry
TUNED, UNTOUCHED, UNSEEN = PARTS = ("tuned on", "untouched", "not seen")
"""
What the makers of a rubric knew of a country: they looked at its answers; it was on file, and they left it out; it is named
in no version of the rubric, as one that was coded since is not.
"""
_INDEX_SUMS = range(3, 16)
_COVERAGE_BANDS = 5
"""Coverage is shown in bands of this many to the whole."""


def part_of(iso3: str, history: Iterable[VersionEntry]) -> str:
    """The part that a country belongs to by a rubric's own history. Whoever looked at it once has seen it for good."""
    entries = tuple(history)
    if any(iso3 in entry.tuned_on for entry in entries):
        return TUNED
    return UNTOUCHED if any(iso3 in entry.held_out for entry in entries) else UNSEEN


def backtest(  # noqa: PLR0913 - what is judged, by what, beside what
    rubric: Rubric,
    vocabulary: Vocabulary,
    dossiers: Iterable[Dossier],
    placements: Mapping[str, Placements],
    index: Mapping[tuple[str, int], int],
    *,
    seed: int,
) -> tuple[Backtest, Backtest]:
    """
    Judge every country-year with evidence and lay the answers beside the published tiers.

    The placement of a year is looked at only after that year has been judged.

    Args:
        rubric: The judgement.
        vocabulary: What the measures mean.
        dossiers: The country files.
        placements: The published placements by country code.
        index: The sums of the 3P index by country code and report year.
        seed: Decides which countries the resamples draw.

    Returns:
        The backtest with all the evidence, and that without evidence that gives away the placement of its own year, such as waivers.

    """
    telling = frozenset(measure.id for measure in vocabulary.measures.values() if measure.tells_placement)
    ordered = sorted(dossiers, key=lambda dossier: dossier.iso3)
    tier_of = _index_tiers(scale_of(rubric.tiers), placements, index, {dossier.iso3 for dossier in ordered})

    def rows(dossier: Dossier) -> list[BacktestRow]:
        published = placements.get(dossier.iso3, NO_PLACEMENTS)
        years = assess_years(rubric, vocabulary, dossier, published)
        return [
            _row(judged, published, tier_of(index.get((dossier.iso3, judged.report_year))))
            for judged in years
        ]

    found = {dossier.iso3: rows(dossier) for dossier in ordered}
    withheld = {
        dossier.iso3: rows(_without(dossier, telling)) for dossier in ordered if _told(dossier, telling)
    }
    return _held(rubric, found, seed, frozenset()), _held(rubric, found | withheld, seed, telling)


def _held(
    rubric: Rubric, judged: Mapping[str, Sequence[BacktestRow]], seed: int, withheld: frozenset[str]
) -> Backtest:
    scale = scale_of(rubric.tiers)
    known = {tier.id for tier in scale}
    rows = tuple(row for country in judged.values() for row in country if row.published in known)
    return Backtest(
        rubric=rubric,
        rows=rows,
        parts=PARTS,
        off_scale=sum(map(len, judged.values())) - len(rows),
        groups=tuple(
            _group(name, some, _changes(rows, some), scale, seed) for name, some in _groups(rows, scale)
        ),
        baselines=tuple(_baselines(rows, scale, seed)),
        seed=seed,
        resamples=RESAMPLES,
        withheld=withheld,
    )


def _told(dossier: Dossier, measures: frozenset[str]) -> bool:
    return any(item.measure in measures for item in dossier.items)


def _without(dossier: Dossier, measures: frozenset[str]) -> Dossier:
    return replace(dossier, items=tuple(item for item in dossier.items if item.measure not in measures))


def _row(judged: Assessment, placements: Placements, index_tier: str | None) -> BacktestRow:
    year, iso3 = judged.report_year, judged.dossier.iso3
    return BacktestRow(
        judged,
        placements.tier(year) or "",
        placements.tier(year - 1),
        index_tier,
        part_of(iso3, judged.rubric.history),
    )


def _groups(rows: Sequence[BacktestRow], scale: Sequence[Tier]) -> Iterator[tuple[str, list[BacktestRow]]]:
    read = [row for row in rows if row.read]
    yield "all rows", list(rows)
    yield "report of the year read", read
    for part in PARTS:
        yield part, [row for row in rows if row.part == part]
        yield f"{part}, report of the year read", [row for row in read if row.part == part]
    for band in range(_COVERAGE_BANDS):
        some = [row for row in rows if _band(row.assessment.coverage) == band]
        if some:
            yield f"coverage {band * 100 // _COVERAGE_BANDS} to {(band + 1) * 100 // _COVERAGE_BANDS} %", some
    for tier in scale:
        some = [row for row in rows if row.published == tier.id]
        if some:
            yield f"published {tier.name}", some


def _band(coverage: Fraction) -> int:
    return min(int(coverage * _COVERAGE_BANDS), _COVERAGE_BANDS - 1)


_Change = tuple[BacktestRow, BacktestRow]


def _group(
    name: str, rows: Sequence[BacktestRow], changes: Sequence[_Change], scale: Sequence[Tier], seed: int
) -> Group:
    paired = [_pairing(row, row.answer) for row in rows]
    return Group(name, agreement(paired, scale, seed), _ranges(rows, scale), _directions(changes, scale))


def _changes(rows: Iterable[BacktestRow], some: Iterable[BacktestRow]) -> list[_Change]:
    """Those of some rows whose published tier is not that of the row of the year before, with that row."""
    by_year = {(row.assessment.dossier.iso3, row.assessment.report_year): row for row in rows}
    pairs = (
        (by_year.get((row.assessment.dossier.iso3, row.assessment.report_year - 1)), row) for row in some
    )
    return [
        (before, row) for before, row in pairs if before is not None and before.published != row.published
    ]


def _directions(changes: Sequence[_Change], scale: Sequence[Tier]) -> Directions:
    place = {tier.id: number for number, tier in enumerate(scale)}
    ways: list[int | None] = []
    for before, row in changes:
        theirs = place[row.published] - place[before.published]
        answered = before.answer in place and row.answer in place
        ways.append(theirs * (place[row.answer or ""] - place[before.answer or ""]) if answered else None)
    return Directions(
        changes=len(changes),
        followed=sum(way is not None and way > 0 for way in ways),
        opposed=sum(way is not None and way < 0 for way in ways),
        stood=sum(way == 0 for way in ways),
        unanswered=sum(way is None for way in ways),
    )


def _pairing(row: BacktestRow, answer: str | None) -> Pairing:
    return Pairing(row.assessment.dossier.iso3, row.assessment.report_year, row.published, answer)


def _ranges(rows: Iterable[BacktestRow], scale: Sequence[Tier]) -> RangeRecord:
    rows, whole = list(rows), {tier.id for tier in scale}
    says_nothing = [row for row in rows if whole <= set(row.range)]
    holds = [row for row in rows if row.published in row.range and row not in says_nothing]
    misses = [row for row in rows if row.published not in row.range]
    return RangeRecord(
        len(rows), len(holds), len(says_nothing), len(misses), sum(len(row.range) for row in rows)
    )


def _baselines(rows: Sequence[BacktestRow], scale: Sequence[Tier], seed: int) -> Iterator[Baseline]:
    partial = next((tier for tier in scale if tier.role is Role.PARTIAL), None)
    if partial is not None:
        yield _baseline(
            f"always {partial.name}", "the same answer for every row", rows, lambda _: partial.id, scale, seed
        )
    yield _baseline(
        "last year", "the placement in the report before", rows, lambda row: row.last_year, scale, seed
    )
    says = "the 3P index of the year before, with the three cut-offs that fit best on all countries that are not judged here"
    yield _baseline("3P index", says, rows, lambda row: row.index_tier, scale, seed)


def _baseline(  # noqa: PLR0913 - a name, what it says, and what an agreement takes
    name: str,
    says: str,
    rows: Sequence[BacktestRow],
    answer: Callable[[BacktestRow], str | None],
    scale: Sequence[Tier],
    seed: int,
) -> Baseline:
    able = [row for row in rows if answer(row) is not None]
    ours = agreement([_pairing(row, row.answer) for row in able], scale, seed)
    return Baseline(name, says, agreement([_pairing(row, answer(row)) for row in rows], scale, seed), ours)


def _index_tiers(
    scale: Sequence[Tier],
    placements: Mapping[str, Placements],
    index: Mapping[tuple[str, int], int],
    judged: set[str],
) -> Callable[[int | None], str | None]:
    """From a sum of the index to a tier: the cut-offs that fit most placements of the countries that are not judged."""
    place = {tier.id: number for number, tier in enumerate(scale)}
    counts: dict[tuple[int, int], int] = {}
    for (iso3, year), total in index.items():
        tier = placements[iso3].tier(year) if iso3 in placements else None
        if iso3 not in judged and tier in place:
            counts[total, place[tier]] = counts.get((total, place[tier]), 0) + 1
    best = max(
        combinations(_INDEX_SUMS, len(scale) - 1),
        key=lambda cuts: sum(count for (total, tier), count in counts.items() if _place(total, cuts) == tier),
        default=(),
    )
    return lambda total: scale[_place(total, best)].id if total is not None and counts else None


def _place(total: int, cuts: Sequence[int]) -> int:
    """How many cut-offs, the lowest first, lie above a sum: 0 is the best tier."""
    return sum(total < cut for cut in cuts)
