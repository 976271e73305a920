"""Two versions of a rubric compared: what changed, whom it moves, and whom it would move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.analysis.rubric_diff.changes import change, edits, vocabulary_changes
from tierscore.analysis.rubric_diff.counterexample import witness
from tierscore.analysis.rubric_diff.impact import Judge, caused, differences, understood, years_judged
from tierscore.analysis.rubric_diff.renames import translated
from tierscore.analysis.rubric_diff.single_change import patched
from tierscore.analysis.rubric_diff.version_policy import enough
from tierscore.model.canonical import canonical
from tierscore.model.rubric_change import ChangeKind, MoveKind, RubricDiff
from tierscore.model.version import AcceptedMove, Level, VersionEntry, read_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.analysis.rubric_diff.changes import Edit
    from tierscore.analysis.rubric_diff.impact import Answers, Country
    from tierscore.model.check import Address
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
    from tierscore.model.rubric_change import Move, RubricChange, Witness
TRIALS = 120
"""The most assessments by which moves are put down to single changes."""
WITNESSES = 4
"""The most changes for which a made-up country is looked for."""


@dataclass(frozen=True)
class _Variant:
    """One substantive change, and the old rubric with nothing but it."""

    change: RubricChange
    path: Address
    judge: Judge | None
    """None where the change cannot stand by itself."""


def compare(
    before: Rubric, words: Vocabulary, after: Rubric, new_words: Vocabulary, countries: Sequence[Country]
) -> RubricDiff:
    """
    Compare two versions of a rubric, on the facts of the new side.

    Args:
        before: The old rubric.
        words: The vocabulary of the old side.
        after: The new rubric.
        new_words: The vocabulary of the new side, in which the facts are written.
        countries: The facts.

    """
    old = translated(before, words, after, new_words)
    found = edits(old.rubric, after)
    of_words = vocabulary_changes(after, old.vocabulary, new_words)
    changes = (*old.changes, *(edit.change for edit in found), *of_words)
    if not any(one.level is Level.SUBSTANTIVE for one in changes):
        return RubricDiff(before.id, before, after, changes)
    first = Judge(old.rubric, understood(old.rubric, old.vocabulary, new_words))
    second = Judge(after, new_words)
    judged = years_judged(first, second, countries)
    variants = [*_of_rubric(first, second, found), *_of_words(first, second, of_words)]
    blame = _Blame(first, variants)
    moves = blame.told(
        [
            (country, year, first.answers(country, year), second.answers(country, year))
            for country, year in judged
        ]
    )
    witnesses = tuple(
        _witnesses(first, second, [one for one in variants if one.change.fingerprint not in blame.moving])
    )
    return RubricDiff(before.id, before, after, changes, len(judged), moves, witnesses)


def added(rubric: Rubric) -> RubricDiff:
    """The comparison of a rubric with nothing."""
    return RubricDiff(rubric.id, None, rubric, (change(ChangeKind.RUBRIC_ADDED, (), None, rubric.name),))


def removed(rubric: Rubric) -> RubricDiff:
    """The comparison of nothing with a rubric."""
    return RubricDiff(rubric.id, rubric, None, (change(ChangeKind.RUBRIC_REMOVED, (), rubric.name, None),))


def _of_rubric(first: Judge, second: Judge, found: Sequence[Edit]) -> list[_Variant]:
    substantive = [edit for edit in found if edit.change.level is Level.SUBSTANTIVE]
    variants = []
    for edit in substantive:
        alone = second.rubric if len(substantive) == 1 else patched(first.rubric, second.rubric, edit.path)
        variants.append(
            _Variant(edit.change, edit.path, None if alone is None else Judge(alone, second.vocabulary))
        )
    return variants


def _of_words(first: Judge, second: Judge, found: Sequence[RubricChange]) -> list[_Variant]:
    judge = Judge(first.rubric, second.vocabulary)
    return [_Variant(one, one.address, judge) for one in found if one.level is Level.SUBSTANTIVE]


class _Blame:
    """Puts moves down to single changes, as far as that can be told within a limit of work."""

    def __init__(self, first: Judge, variants: Sequence[_Variant]) -> None:
        self.moving: set[str] = set()
        """The fingerprints of the changes that move somebody by themselves."""
        self._first = first
        self._variants = variants
        self._left = TRIALS

    def told(self, judged: Sequence[tuple[Country, int, Answers, Answers]]) -> tuple[Move, ...]:
        """Every move with its causes, by country and year; tiers are looked at first, while there is work left."""
        found: dict[int, tuple[Move, ...]] = {}
        order = sorted(
            range(len(judged)), key=lambda place: _tier(judged[place][2]) == _tier(judged[place][3])
        )
        for place in order:
            country, year, before, after = judged[place]
            moves = tuple(differences(before, after, country.dossier, year))
            found[place] = self._told(country, year, before, moves) if moves else ()
        return tuple(move for place in range(len(judged)) for move in found[place])

    def _told(
        self, country: Country, year: int, before: Answers, moves: tuple[Move, ...]
    ) -> tuple[Move, ...]:
        causes: dict[Move, list[str]] = {move: [] for move in moves}
        tiers_move = any(move.kind is MoveKind.INDICATED for move in moves)
        for variant in self._variants:
            name = variant.change.fingerprint
            if variant.judge is None or not (tiers_move or name not in self.moving):
                continue
            for move in self._alone(variant, country, year, before):
                self.moving.add(name)
                for asked, known in causes.items():
                    if (asked.kind, asked.what, asked.after) == (move.kind, move.what, move.after):
                        known.append(name)
        return tuple(caused(move, known) for move, known in causes.items())

    def _alone(self, variant: _Variant, country: Country, year: int, before: Answers) -> tuple[Move, ...]:
        """What a change moves by itself."""
        if variant.judge is None or self._left <= 0:
            return ()
        self._left -= 1
        return tuple(differences(before, variant.judge.answers(country, year), country.dossier, year))


def _tier(found: Answers) -> tuple[str, ...]:
    return found.get((MoveKind.INDICATED, ""), ())


def _witnesses(first: Judge, second: Judge, still: Sequence[_Variant]) -> list[Witness]:
    return [
        witness(one.change.fingerprint, one.path, first, one.judge or second) for one in still[:WITNESSES]
    ]


def same_but_for_identity(before: Rubric, after: Rubric) -> bool:
    """Whether two rubrics say the same under another id, name or version."""
    identity = frozenset({"id", "name", "version"})
    return bool(canonical(before, without=identity) == canonical(after, without=identity))


def entry_for(diff: RubricDiff, date: str, summary: str) -> VersionEntry:
    """
    The entry that the history of a changed rubric needs: for the version it has if that is raised enough, else for the next.

    Raises:
        ValueError: If a version is not of the form ``1.4.0``, or the rubric is gone.

    """
    new = read_version(diff.after.version) if diff.after else None
    old = read_version(diff.before.version) if diff.before else new
    if new is None or old is None or diff.after is None:
        raise ValueError(diff.id)
    raised = (
        new
        if diff.before is None or diff.bump is None or enough(old, new, diff.bump)
        else old.raised(diff.bump)
    )
    moves = [
        AcceptedMove(move.country, move.report_year, move.before[0], move.after[0])
        for move in diff.tier_moves
    ]
    return VersionEntry(str(raised), date, diff.level or Level.EDITORIAL, summary, tuple(moves))
