"""The policy of change: what a changed rubric owes its readers before it is merged."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tierscore.model.check import Remark
from tierscore.model.problem import Code
from tierscore.model.version import AcceptedMove, Bump, Level, VersionEntry, read_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.rubric import Rubric
    from tierscore.model.rubric_change import Move, RubricChange, RubricDiff
    from tierscore.model.version import Version
_VERSION = ("rubric", "version")
_PUT_BACK = "put it back, or merge over this check knowingly; an id can be changed in a step of its own that changes nothing else"
_DRAFT = "tierscore diff --against {} --write drafts it"


def remarks(diff: RubricDiff, against: str) -> tuple[Remark, ...]:
    """Every breach of the policy by a changed rubric, by address; ``against`` names the old side in words."""
    if diff.after is None:
        message = f"the rubric '{diff.id}' was deleted: nobody who relies on it can see what that changes"
        return (Remark((), Code.UNRECORDED, message, _PUT_BACK),)
    breaches = list(_order_of_versions(diff.after))
    if diff.before is not None:
        breaches += _rewritten_entries(diff.before, diff.after, against)
    if diff.changes or (diff.before and diff.before.version != diff.after.version):
        breaches += _new_version(diff, diff.before, diff.after, against)
    return tuple(breaches)


def raises_version(diff: RubricDiff) -> bool:
    """Whether a rubric has another version than before, or is new."""
    return diff.after is not None and (diff.before is None or diff.before.version != diff.after.version)


def taken_version(diff: RubricDiff, target: Rubric, name: str) -> tuple[Remark, ...]:
    """
    Whether the version of a changed rubric was given to something else in the meantime.

    Args:
        diff: The comparison, of a rubric whose version was raised.
        target: The same rubric where it is to be merged.
        name: What the revision of that rubric is called.
    """
    before, after = diff.before, diff.after
    if after is None or (before is not None and before.version == target.version):
        return ()
    if (target.version, target.sha256) == (after.version, after.sha256):
        return ()
    there, here = read_version(target.version), read_version(after.version)
    if there is None or here is None or there < here:
        return ()
    says = "has that version already" if there == here else f"is at version {there} already"
    message = f"the version was raised to {here}, and {name} {says}"
    hint = f"merge {name} first, and raise the version after {there}"
    return (Remark(_VERSION, Code.VERSION, message, hint),)


def entry_for(diff: RubricDiff, date: str, summary: str) -> VersionEntry:
    """
    The entry that the history of a changed rubric needs: for its version if that is raised enough, else for
    the next.

    Raises:
        ValueError: If a version is not of the form ``1.4.0``, or the rubric is gone.
    """
    new = read_version(diff.after.version) if diff.after else None
    old = read_version(diff.before.version) if diff.before else new
    if new is None or old is None:
        raise ValueError(diff.id)
    if diff.before is not None and diff.bump is not None and not _raised_enough(old, new, diff.bump):
        new = old.raised(diff.bump)
    moves = tuple(map(_accepting, diff.tier_moves))
    return VersionEntry(str(new), date, diff.level or Level.EDITORIAL, summary, moves)


def _raised_enough(before: Version, after: Version, bump: Bump) -> bool:
    """Whether a version rises by at least what a change asks for, also while the first number is 0."""
    parts = {Bump.MAJOR: 1, Bump.MINOR: 2, Bump.PATCH: 3}[bump]
    return after[:parts] > before[:parts]


def _accepting(move: Move) -> AcceptedMove:
    """The line of a history that accepts a move of the indicated tier."""
    return AcceptedMove(move.country, move.report_year, move.before[0], move.after[0])


def _new_version(diff: RubricDiff, before: Rubric | None, after: Rubric, against: str) -> Iterator[Remark]:
    yield from _version_raised(diff, before, after)
    entries = [(index, entry) for index, entry in enumerate(after.history) if entry.version == after.version]
    if not entries:
        message = f"the history has no entry for version {after.version}"
        yield Remark(_VERSION, Code.UNRECORDED, message, f"add one to `history:`; {_DRAFT.format(against)}")
    elif before is not None:
        if after.version in {before.version, *(entry.version for entry in before.history)}:
            # An entry of the old side accepts nothing more, and must not be changed.
            yield from _moves_without_version(diff, against)
        else:
            yield from _level(diff, *entries[0])
            yield from _moves(diff, *entries[0], against)


def _version_raised(diff: RubricDiff, before: Rubric | None, after: Rubric) -> Iterator[Remark]:
    new, old = read_version(after.version), read_version(before.version) if before else None
    if new is None:
        hint = 'a version has three numbers: "1.4.0"'
        yield Remark(_VERSION, Code.VERSION, f"`{after.version}` is no version", hint)
    elif old is None:
        return
    elif diff.bump is not None and not _raised_enough(old, new, diff.bump):
        gravest = next(change for change in diff.changes if change.bump is diff.bump)
        demand = f"the changes ask for a {diff.bump} version after {old}"
        hint = f"raise it to {old.raised(diff.bump)} at least"
        yield Remark(_VERSION, Code.VERSION, f"{demand}, and this is {new}: {_place(gravest)}", hint)
    elif new < old:
        message = f"the version falls from {old} to {new}"
        yield Remark(_VERSION, Code.HISTORY, message, f"it was {old} already; go on from there")


def _level(diff: RubricDiff, index: int, entry: VersionEntry) -> Iterator[Remark]:
    if diff.level is not None and entry.level.rank < diff.level.rank:
        gravest = next(change for change in diff.changes if change.level is diff.level)
        message = f"the entry says {entry.level}, and a change is {diff.level}: {_place(gravest)}"
        yield Remark(("history", str(index), "level"), Code.HISTORY, message, f"write `level: {diff.level}`")


def _moves(diff: RubricDiff, index: int, entry: VersionEntry, against: str) -> Iterator[Remark]:
    address = ("history", str(index))
    for move in diff.tier_moves:
        if _accepting(move) not in entry.moves:
            hint = f"if it is meant, add {_accepting(move)} to `moves:`; {_DRAFT.format(against)}"
            message = f"{_move_text(diff, move)}, and the entry does not accept it"
            yield Remark(address, Code.UNACCEPTED_MOVE, message, hint)
    moving = {(move.country, move.report_year) for move in diff.tier_moves}
    for place, accepted in enumerate(entry.moves):
        if (accepted.country, accepted.report_year) not in moving:
            country_year = f"{accepted.country} {accepted.report_year}"
            message = f"{country_year} does not move from {accepted.before} to {accepted.after}"
            yield Remark((*address, "moves", str(place)), Code.UNTRUE_MOVE, message, "delete the line")


def _moves_without_version(diff: RubricDiff, against: str) -> Iterator[Remark]:
    """Every move that the entry of the next version has to accept."""
    for move in diff.tier_moves:
        message = f"{_move_text(diff, move)}, and the version was not raised to accept it"
        hint = (
            f"raise the version first; if the move is meant, its entry needs {_accepting(move)} in `moves:`"
        )
        yield Remark(_VERSION, Code.UNACCEPTED_MOVE, message, f"{hint}; {_DRAFT.format(against)}")


def _move_text(diff: RubricDiff, move: Move) -> str:
    causes = "; ".join(_place(change) for change in diff.changes if change.fingerprint in move.causes)
    tiers = f"from {move.before[0]} to {move.after[0]}"
    because = f" by {causes}" if causes else ""
    return f"{move.name} ({move.country}) moves {tiers} in the report of {move.report_year}{because}"


def _place(change: RubricChange) -> str:
    return f"{change.kind} at {' / '.join(change.address)}"


def _order_of_versions(rubric: Rubric) -> Iterator[Remark]:
    """Versions that do not fall from the newest to the oldest, or stand twice."""
    for index, (newer, older) in enumerate(pairwise(rubric.history), start=1):
        address = ("history", str(index), "version")
        first, second = read_version(newer.version), read_version(older.version)
        if newer.version == older.version:
            message, hint = f"version {older.version} has two entries", "keep one of them"
            yield Remark(address, Code.HISTORY, message, hint)
        elif first is not None and second is not None and first < second:
            message = f"version {older.version} stands below {newer.version}"
            yield Remark(address, Code.HISTORY, message, "list versions from the newest to the oldest")


def _rewritten_entries(before: Rubric, after: Rubric, against: str) -> Iterator[Remark]:
    """Entries of the old side that are gone or say something else; the words of a summary may be mended."""
    entries = {entry.version: (index, entry) for index, entry in enumerate(after.history)}
    for old in before.history:
        index, entry = entries.get(old.version, (0, None))
        if entry is None:
            hint = f"put it back as it stands in {against}"
            yield Remark(("history",), Code.HISTORY, f"the entry of version {old.version} is gone", hint)
        elif (entry.date, entry.level, entry.moves) != (old.date, old.level, old.moves):
            message = f"the entry of version {old.version} was rewritten"
            hint = "what a version accepted stays as it was; only its summary may be mended"
            yield Remark(("history", str(index)), Code.HISTORY, message, hint)
