"""Which entry of an old list is which of the new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tierscore.analysis.rubric_diff.change_table import key_field, key_of
from tierscore.model.canonical import as_text, canonical
from tierscore.model.check import step
from tierscore.model.law import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Pairing:
    """Entries of two lists, each in one place only."""

    both: tuple[tuple[Any, Any], ...]
    """Those with the same id, old and new, in the order of the new list."""
    renamed: tuple[tuple[Any, Any], ...]
    """Those that say the same under another id."""
    gone: tuple[Any, ...]
    come: tuple[Any, ...]


def entry_step(entry: object) -> str:
    """How an entry is named in a path: by its id and, where it is dated, from when and under which reading."""
    return step(key_of(entry), getattr(entry, "validity", ALWAYS))


def paired(before: Sequence[Any], after: Sequence[Any]) -> Pairing:
    """
    Pair entries by id; of several versions of one id first those that are in force from the same year, then by order.

    What is left over is the same under another id where old and new say the same otherwise, and just one of each does.
    """
    partner: dict[int, Any] = {}
    gone, come = list(before), list(after)
    for named in (entry_step, key_of):
        for new in tuple(come):
            old = next((old for old in gone if named(old) == named(new)), None)
            if old is not None:
                partner[id(new)] = old
                _drop(gone, old)
                _drop(come, new)
    both = tuple((partner[id(new)], new) for new in after if id(new) in partner)
    renamed = tuple(_same_otherwise(gone, come))
    for old, new in renamed:
        _drop(gone, old)
        _drop(come, new)
    return Pairing(both, renamed, tuple(gone), tuple(come))


def content(entry: object) -> str:
    """All that an entry says besides its id."""
    return as_text(canonical(entry, without=frozenset({key_field(type(entry))})))


def _same_otherwise(gone: Iterable[Any], come: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    old, new = _by_content(gone), _by_content(come)
    return [(old[says][0], new[says][0]) for says in new if len(new[says]) == len(old.get(says, ())) == 1]


def _by_content(entries: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for entry in entries:
        if key_field(type(entry)) == "id":  # a citation or setting under another name is another one
            found.setdefault(content(entry), []).append(entry)
    return found


def _drop(entries: list[Any], entry: object) -> None:
    entries[:] = [other for other in entries if other is not entry]
