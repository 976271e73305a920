"""Which entry of an old list is which of the new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from tierscore.analysis.rubric_diff.change_table import key_field, key_of
from tierscore.model.canonical import as_text, canonical
from tierscore.model.check import step
from tierscore.model.law import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
T = TypeVar("T")


@dataclass(frozen=True)
class MatchedEntries:
    """Entries of two lists, each in one place only."""

    both: tuple[tuple[Any, Any], ...]
    """Those with the same id, old and new, in the order of the new list."""
    renamed: tuple[tuple[Any, Any], ...]
    """Those that say the same under another id."""
    removed: tuple[Any, ...]
    added: tuple[Any, ...]


def entry_step(entry: object) -> str:
    """How an entry is named in a path: by its id and, where it is dated, by its first year and reading."""
    return step(key_of(entry), getattr(entry, "validity", ALWAYS))


def match_entries(before: Sequence[Any], after: Sequence[Any]) -> MatchedEntries:
    """
    Match entries by id; of several versions of one id first those that are in force from the same year, then
    by order.

    What is left over is the same under another id where old and new say the same otherwise, and just one of
    each does.
    """
    old_entry: dict[int, Any] = {}
    removed, added = list(before), list(after)
    for name in (entry_step, key_of):
        for new in tuple(added):
            old = next((old for old in removed if name(old) == name(new)), None)
            if old is not None:
                old_entry[id(new)] = old
                _drop(removed, old)
                _drop(added, new)
    both = tuple((old_entry[id(new)], new) for new in after if id(new) in old_entry)
    renamed = tuple(same_content(_contents(removed), _contents(added)))
    for old, new in renamed:
        _drop(removed, old)
        _drop(added, new)
    return MatchedEntries(both, renamed, tuple(removed), tuple(added))


def content(entry: object) -> str:
    """All that an entry says besides its id."""
    return as_text(canonical(entry, without=frozenset({key_field(type(entry))})))


def same_content(
    before: Iterable[tuple[T, Hashable]], after: Iterable[tuple[T, Hashable]]
) -> list[tuple[T, T]]:
    """The old and new things, given with their contents, that say the same, where just one of each does."""
    old, new = _by_content(before), _by_content(after)
    return [(old[key][0], new[key][0]) for key in new if len(new[key]) == len(old.get(key, ())) == 1]


def _by_content(things: Iterable[tuple[T, Hashable]]) -> dict[Hashable, list[T]]:
    groups: dict[Hashable, list[T]] = {}
    for thing, key in things:
        groups.setdefault(key, []).append(thing)
    return groups


def _contents(entries: Iterable[Any]) -> list[tuple[Any, str]]:
    """Entries with their contents; a citation or setting under another name is another one, and has none."""
    return [(entry, content(entry)) for entry in entries if key_field(type(entry)) == "id"]


def _drop(entries: list[Any], entry: object) -> None:
    entries[:] = [other for other in entries if other is not entry]
