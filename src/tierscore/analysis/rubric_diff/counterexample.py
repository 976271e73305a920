"""A made-up country that a change would move, where it moves none on file: a bounded search."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tierscore.analysis.rubric_diff.impact import CountryFacts, both_answers, differences
from tierscore.analysis.rubric_diff.matching import entry_step
from tierscore.analysis.rubric_diff.sample_facts import EXTREMES, dossier_of, histories, samples
from tierscore.analysis.rubric_walk import measures_read, records_in
from tierscore.model.law import Validity
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.rubric_change import MoveKind, Witness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.analysis.rubric_diff.impact import Judge
    from tierscore.analysis.rubric_diff.sample_facts import Facts, Sample
    from tierscore.model.check import Address
    from tierscore.model.placement import Placements
    from tierscore.model.rubric_change import Move
MOST_TRIES = 60
"""The most made-up countries that are judged to find one that moves."""
MOST_SHRINKS = 60
"""The most that are judged to make it smaller."""
_WITHOUT_HISTORY = frozenset({"criteria", "scale", "settings", "pillars"})
"""Parts of a rubric that do not read earlier placements."""


@dataclass(frozen=True)
class _Attempt:
    items: Facts
    year: int
    history: Placements


def find_witness(fingerprint: str, path: Address, before: Judge, after: Judge) -> Witness:
    """
    Look for a country that the rubrics before and after a change judge differently, and make it small.

    The facts that the rubrics read at the ``path`` of the change are varied most.
    """
    # Without an outcome or score nothing else can move, and these take far less work.
    criteria_only = path[0] in {"criteria", "pillars"}

    def moves(attempt: _Attempt) -> tuple[Move, ...]:
        """What the change moves of a made-up country."""
        return _moves(attempt, before, after, criteria_only=criteria_only)

    for tries, attempt in enumerate(_attempts(path, before, after), start=1):
        if kind := _weightiest(moves(attempt)):
            small = _shrunk(attempt, lambda smaller: _weightiest(moves(smaller)) is kind)
            dossier = dossier_of(small.items)
            return Witness(fingerprint, tries, dossier, small.history, _moves(small, before, after))
    return Witness(fingerprint, MOST_TRIES)


def _moves(
    attempt: _Attempt, before: Judge, after: Judge, *, criteria_only: bool = False
) -> tuple[Move, ...]:
    country, year = CountryFacts(dossier_of(attempt.items), attempt.history), attempt.year
    old, new = both_answers(before, after, country, year, criteria_only=criteria_only)
    return tuple(differences(old, new, country.dossier, year))


def _shrunk(attempt: _Attempt, moves: Callable[[_Attempt], bool]) -> _Attempt:
    """The attempt without what it does not need to move, taken out in halves, quarters and so on."""
    chunk, shrinks = max(1, len(attempt.items) // 2), 0
    without_history = replace(attempt, history=NO_PLACEMENTS)
    if attempt.history.by_year and moves(without_history):
        attempt = without_history
    while shrinks < MOST_SHRINKS:
        start, dropped = 0, False
        while start < len(attempt.items) and shrinks < MOST_SHRINKS:
            smaller = replace(attempt, items=attempt.items[:start] + attempt.items[start + chunk :])
            shrinks += 1
            if moves(smaller):
                attempt, dropped = smaller, True
            else:
                start += chunk
        if chunk == 1 and not dropped:
            break
        chunk = max(1, chunk // 2)
    return attempt


def _weightiest(moves: tuple[Move, ...]) -> MoveKind | None:
    return next((kind for kind in MoveKind if any(move.kind is kind for move in moves)), None)


def _attempts(path: Address, before: Judge, after: Judge) -> Iterator[_Attempt]:
    varied, years = _measures_concerned(path, before, after), _years_concerned(path, before, after)
    for number in range(MOST_TRIES):
        year = years[number % len(years)]
        by_name = {
            sample.name: sample
            for judge in (before, after)
            for sample in samples(judge.rubric, judge.vocabulary, year)
        }
        items = tuple(item for sample in by_name.values() for item in _chosen(number, sample, varied))
        pasts = histories(after.rubric, year)
        past = 0 if path[0] in _WITHOUT_HISTORY else _hash(number, "history") % len(pasts)
        yield _Attempt(items, year, pasts[past])


def _chosen(number: int, sample: Sample, varied: frozenset[str]) -> Facts:
    """
    The facts on one subject that an attempt takes.

    The first attempts take the best, the worst, half and nothing throughout. Of the others every second
    varies what the change reads and takes one of these for the rest; the others take one of them for each
    criterion. Nothing on file is taken seldom, since much that is unknown is much work.
    """
    if number < EXTREMES:
        return sample.ways[number]
    if number % 2 and sample.measure in varied:
        return sample.ways[_hash(number, sample.name) % len(sample.ways)]
    if number % 2:
        return sample.ways[_hash(number, "the rest") % (EXTREMES - 1)]
    return sample.ways[
        _hash(number, sample.criterion or sample.name) % (EXTREMES if number % 8 == 0 else EXTREMES - 1)
    ]


def _hash(number: int, text: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{number} {text}".encode()).digest()[:4], "big")


def _measures_concerned(path: Address, before: Judge, after: Judge) -> frozenset[str]:
    """The measures that the changed part reads; all that the rubrics read where it is no single criterion."""
    criteria = _entries_at(path, before, after) if path[0] == "criteria" else ()
    return measures_read(criteria or (before.rubric, after.rubric))


def _years_concerned(path: Address, before: Judge, after: Judge) -> tuple[int, ...]:
    """The last year whose law was read, and those around the years in which a changed part begins or ends."""
    first_reports = {before.rubric.first_report, after.rubric.first_report}
    first, last = min(first_reports), after.rubric.last_report
    years = {last, *(first_reports if path == ("first_report",) else ())}
    for record in records_in(_entries_at(path, before, after)):
        if isinstance(record, Validity):
            years |= {record.since or last, record.until + 1 if record.until else last}
    within = {near for year in years for near in (year, year - 1) if first <= near <= last}
    return tuple(sorted(within or {last}, reverse=True))


def _entries_at(path: Address, before: Judge, after: Judge) -> tuple[object, ...]:
    """The entries of both rubrics that a path leads to or through; none where it leads to no list."""
    lists = [getattr(judge.rubric, path[0], ()) for judge in (before, after)]
    entries = (entry for held in lists if isinstance(held, tuple) for entry in held)
    return tuple(entry for entry in entries if len(path) == 1 or entry_step(entry) == path[1])
