"""The policy of change: what a changed rubric owes its readers before it is merged."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tierscore.model.check import Remark
from tierscore.model.problem import Code
from tierscore.model.version import Bump, read_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.rubric import Rubric
    from tierscore.model.rubric_change import Move, RubricDiff
    from tierscore.model.version import AcceptedMove, Version, VersionEntry
_VERSION = ("rubric", "version")
_DRAFT = "tierscore diff --against {} --write drafts it"


def remarks(diff: RubricDiff, against: str) -> tuple[Remark, ...]:
    """
    What a changed rubric breaks of the policy, by address in its ``rubric.yaml``.

    Args:
        diff: The comparison.
        against: The old side, as the user named it.

    """
    if diff.after is None:
        message = f"the rubric '{diff.id}' was deleted: nobody who relies on it can see what that changes"
        return (Remark((), Code.UNRECORDED, message, "put it back, or merge over this check knowingly"),)
    found = list(_order(diff.after))
    if diff.before is not None:
        found += _kept(diff.before, diff.after, against)
    if diff.changes or (diff.before and diff.before.version != diff.after.version):
        found += _changed(diff, diff.after, against)
    return tuple(found)


def enough(before: Version, after: Version, bump: Bump) -> bool:
    """Whether a version rises by at least what a change asks for; the same rule holds while the first number is 0."""
    parts = {Bump.MAJOR: 1, Bump.MINOR: 2, Bump.PATCH: 3}[bump]
    return after[:parts] > before[:parts]


def _changed(diff: RubricDiff, after: Rubric, against: str) -> Iterator[Remark]:
    yield from _raised(diff, after)
    index, entry = next(
        ((index, entry) for index, entry in enumerate(after.history) if entry.version == after.version),
        (0, None),
    )
    if entry is None:
        message = f"the history has no entry for version {after.version}"
        yield Remark(_VERSION, Code.UNRECORDED, message, f"add one to `history:`; {_DRAFT.format(against)}")
    elif diff.before is None:
        return
    elif after.version in _recorded(diff.before):
        yield from _moves_without_version(diff, against)
    else:
        yield from _level(diff, entry, index)
        yield from _moves(diff, entry, index, against)


def _recorded(before: Rubric) -> frozenset[str]:
    """The versions whose entries belong to the old side: what they accepted can no longer be changed."""
    return frozenset({before.version, *(entry.version for entry in before.history)})


def _moves_without_version(diff: RubricDiff, against: str) -> Iterator[Remark]:
    """Every move that the entry of the next version has to accept; the entries on file say nothing about them."""
    for move in diff.tier_moves:
        message = f"{_says(move)}{_because(diff, move)}, and its version has not been raised"
        hint = f"raise the version first; if the move is meant, its entry needs {line(move)} in `moves:`"
        yield Remark(_VERSION, Code.UNACCEPTED_MOVE, message, f"{hint}; {_DRAFT.format(against)}")


def _raised(diff: RubricDiff, after: Rubric) -> Iterator[Remark]:
    new = read_version(after.version)
    if new is None:
        yield Remark(
            _VERSION, Code.VERSION, f"`{after.version}` is no version", 'a version has three numbers: "1.4.0"'
        )
        return
    old = read_version(diff.before.version) if diff.before else None
    if old is None:
        return
    if diff.bump is not None and not enough(old, new, diff.bump):
        gravest = next(change for change in diff.changes if change.bump is diff.bump)
        place = " / ".join(gravest.address)
        message = f"the changes ask for a {diff.bump} version after {old}, and this is {new}: {gravest.kind} at {place}"
        yield Remark(_VERSION, Code.VERSION, message, f"raise it to {old.raised(diff.bump)} at least")
    elif new < old:
        yield Remark(
            _VERSION,
            Code.HISTORY,
            f"the version falls from {old} to {new}",
            f"it was {old} already; go on from there",
        )


def _level(diff: RubricDiff, entry: VersionEntry, index: int) -> Iterator[Remark]:
    if diff.level is not None and entry.level.rank < diff.level.rank:
        gravest = next(change for change in diff.changes if change.level is diff.level)
        message = f"the entry says {entry.level}, and a change is {diff.level}: {gravest.kind} at {' / '.join(gravest.address)}"
        yield Remark(("history", str(index), "level"), Code.HISTORY, message, f"write `level: {diff.level}`")


def _moves(diff: RubricDiff, entry: VersionEntry, index: int, against: str) -> Iterator[Remark]:
    named = {(move.country, move.report_year): (place, move) for place, move in enumerate(entry.moves)}
    for move in diff.tier_moves:
        if accepts(entry, move):
            continue
        hint = f"if it is meant, add {line(move)} to `moves:`; {_DRAFT.format(against)}"
        yield Remark(
            ("history", str(index)),
            Code.UNACCEPTED_MOVE,
            f"{_says(move)}{_because(diff, move)}, and the entry does not accept it",
            hint,
        )
    happening = {(move.country, move.report_year): move for move in diff.tier_moves}
    for key, (place, accepted) in named.items():
        if key not in happening:
            message = f"{accepted.country} {accepted.report_year} does not move from {accepted.before} to {accepted.after}"
            yield Remark(
                ("history", str(index), "moves", str(place)), Code.UNTRUE_MOVE, message, "delete the line"
            )


def accepts(entry: VersionEntry, move: Move) -> bool:
    """Whether an entry names a move of the indicated tier."""
    return any(_same(accepted, move) for accepted in entry.moves)


def _same(accepted: AcceptedMove, move: Move) -> bool:
    sides = (accepted.before,), (accepted.after,)
    return (accepted.country, accepted.report_year, *sides) == (
        move.country,
        move.report_year,
        move.before,
        move.after,
    )


def line(move: Move) -> str:
    """A move as the history names it."""
    return f'{{country: {move.country}, year: {move.report_year}, from: "{move.before[0]}", to: "{move.after[0]}"}}'


def _says(move: Move) -> str:
    return f"{move.name} ({move.country}) moves from {move.before[0]} to {move.after[0]} in the report of {move.report_year}"


def _because(diff: RubricDiff, move: Move) -> str:
    causes = [change for change in diff.changes if change.fingerprint in move.causes]
    told = "; ".join(f"{change.kind} at {' / '.join(change.address)}" for change in causes)
    return f" by {told}" if told else ""


def _order(rubric: Rubric) -> Iterator[Remark]:
    """Versions that do not fall from the newest to the oldest, or stand twice."""
    for index, (newer, older) in enumerate(pairwise(rubric.history)):
        first, second = read_version(newer.version), read_version(older.version)
        if newer.version == older.version:
            path = ("history", str(index + 1), "version")
            yield Remark(path, Code.HISTORY, f"version {older.version} has two entries", "keep one of them")
        elif first is not None and second is not None and first < second:
            message = f"version {older.version} stands below {newer.version}"
            yield Remark(
                ("history", str(index + 1), "version"),
                Code.HISTORY,
                message,
                "list versions from the newest to the oldest",
            )


def _kept(before: Rubric, after: Rubric, against: str) -> Iterator[Remark]:
    """Entries of versions that were there before, and are gone or say something else; the words of a summary may be mended."""
    now = {entry.version: (index, entry) for index, entry in enumerate(after.history)}
    for old in before.history:
        index, entry = now.get(old.version, (0, None))
        if entry is None:
            message = f"the entry of version {old.version} is gone"
            yield Remark(("history",), Code.HISTORY, message, f"put it back as it stands in {against}")
        elif (entry.date, entry.level, entry.moves) != (old.date, old.level, old.moves):
            message = f"the entry of version {old.version} was rewritten"
            yield Remark(
                ("history", str(index)),
                Code.HISTORY,
                message,
                "what a version accepted stays as it was; only its summary may be mended",
            )
