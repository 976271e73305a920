"""A made-up country that a change would move, where it moves none on file: a bounded search that always takes the same way."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tierscore.analysis.rubric_diff.impact import Country, differences
from tierscore.analysis.rubric_diff.matching import entry_step
from tierscore.analysis.rubric_diff.sample_facts import BASES, Choice, choices, dossier_of, histories
from tierscore.analysis.rubric_walk import measures_read, parts
from tierscore.model.law import Validity
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.rubric_change import MoveKind, Witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.analysis.rubric_diff.impact import Judge
    from tierscore.analysis.rubric_diff.sample_facts import Facts
    from tierscore.model.check import Address
    from tierscore.model.placement import Placements
    from tierscore.model.rubric_change import Move
TRIES = 60
"""The most made-up countries that are judged to find one that moves."""
SHRINKS = 60
"""The most that are judged to make it smaller."""
_WITHOUT_HISTORY = frozenset({"criteria", "scale", "settings", "pillars"})


@dataclass(frozen=True)
class _Try:
    items: Facts
    year: int
    history: Placements


def witness(change: str, path: Address, before: Judge, after: Judge) -> Witness:
    """
    Look for a country that two rubrics judge differently, and make it small.

    Args:
        change: The fingerprint of the change that tells the two apart.
        path: Where the change is; the facts that this part of the rubrics reads are varied most.
        before: The rubric without the change.
        after: The rubric with it.

    """
    search = _Search(before, after, outcomes_only=path[0] in {"criteria", "pillars"})
    for tried, attempt in enumerate(_attempts(path, before, after), start=1):
        if moved := search.moves(attempt):
            small = _shrunk(search, attempt, moved)
            return Witness(
                change, tried, dossier_of(small.items), small.history, _Search(before, after).moves(small)
            )
    return Witness(change, TRIES)


class _Search:
    """Judges attempts by both rubrics."""

    def __init__(self, before: Judge, after: Judge, *, outcomes_only: bool = False) -> None:
        self._before = before
        self._after = after
        self._outcomes_only = outcomes_only
        """Whether a change of criteria is looked for where it shows first; nothing else can move without their outcomes or scores."""

    def moves(self, attempt: _Try) -> tuple[Move, ...]:
        """What moves between the two."""
        country = Country(dossier_of(attempt.items), attempt.history)
        before, after = (
            (judge.outcomes if self._outcomes_only else judge.answers)(country, attempt.year)
            for judge in (self._before, self._after)
        )
        return tuple(differences(before, after, country.dossier, attempt.year))


def _shrunk(search: _Search, attempt: _Try, moved: tuple[Move, ...]) -> _Try:
    """The attempt without what the weightiest of its moves does not need, taken out in halves, quarters and so on."""
    kind, chunk, tries = _weightiest(moved), max(1, len(attempt.items) // 2), 0
    forgotten = replace(attempt, history=NO_PLACEMENTS)
    if attempt.history.by_year and _weightiest(search.moves(forgotten)) is kind:
        attempt = forgotten
    while tries < SHRINKS:
        start, dropped = 0, False
        while start < len(attempt.items) and tries < SHRINKS:
            smaller = replace(attempt, items=attempt.items[:start] + attempt.items[start + chunk :])
            tries += 1
            if _weightiest(search.moves(smaller)) is kind:
                attempt, dropped = smaller, True
            else:
                start += chunk
        if chunk == 1 and not dropped:
            break
        chunk = max(1, chunk // 2)
    return attempt


def _weightiest(moved: tuple[Move, ...]) -> MoveKind | None:
    return next((kind for kind in MoveKind if any(move.kind is kind for move in moved)), None)


def _attempts(path: Address, before: Judge, after: Judge) -> Iterator[_Try]:
    near, years = _near(path, before, after), _years(path, before, after)
    for number in range(TRIES):
        year = years[number % len(years)]
        known = {
            choice.name: choice
            for judge in (before, after)
            for choice in choices(judge.rubric, judge.vocabulary, year)
        }
        items = tuple(item for choice in known.values() for item in _picked(number, choice, near))
        past = histories(after.rubric, year)
        history = past[0] if path[0] in _WITHOUT_HISTORY else past[_hash(number, "history") % len(past)]
        yield _Try(items, year, history)


def _picked(number: int, choice: Choice, near: frozenset[str]) -> Facts:
    """
    The facts that one attempt takes for one choice.

    The first attempts take the best, the worst, half and nothing throughout. Of the others every second varies what the change
    reads and takes one of these for the rest; the others take one of them for each criterion. Nothing on file is taken seldom, since
    much that is unknown is much work.
    """
    if number < BASES:
        return choice.ways[number]
    if number % 2:
        base = _hash(number, "the rest") % (BASES - 1)
        return (
            choice.ways[_hash(number, choice.name) % len(choice.ways)]
            if choice.measure in near
            else choice.ways[base]
        )
    return choice.ways[_hash(number, choice.owner or choice.name) % (BASES if number % 8 == 0 else BASES - 1)]


def _hash(number: int, text: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{number} {text}".encode()).digest()[:4], "big")


def _near(path: Address, before: Judge, after: Judge) -> frozenset[str]:
    """The measures that the changed part reads; all that the rubrics read where it is no single criterion."""
    entries = [
        one
        for judge in (before, after)
        for one in judge.rubric.criteria
        if path[0] == "criteria" and entry_step(one) == path[1]
    ]
    return measures_read(tuple(entries) or (before.rubric, after.rubric))


def _years(path: Address, before: Judge, after: Judge) -> tuple[int, ...]:
    """The last year whose law was read, and the years around those in which something in the changed part begins or ends."""
    last, first = after.rubric.last_report, min(before.rubric.first_report, after.rubric.first_report)
    tops = [getattr(judge.rubric, path[0], ()) for judge in (before, after)]
    entries = [
        entry
        for top in tops
        if isinstance(top, tuple)
        for entry in top
        if len(path) == 1 or entry_step(entry) == path[1]
    ]
    found = {
        last,
        *({before.rubric.first_report, after.rubric.first_report} if path == ("first_report",) else ()),
    }
    for part in parts(tuple(entries)):
        if isinstance(part, Validity):
            found |= {year for year in (part.since, part.until and part.until + 1) if year}
    within = {near for year in found for near in (year, year - 1) if first <= near <= last}
    return tuple(sorted(within or {last}, reverse=True))
