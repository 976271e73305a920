"""Small changes of a record: other numbers in one of its fields, or a small change of something inside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from tierscore.model.check import step
from tierscore.model.outcome import ONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tierscore.model.case_results import MutationKind
    from tierscore.model.check import Address
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
TWELFTH = Fraction(1, 12)
"""One step of a share: halves, thirds and quarters are whole numbers of it."""


@dataclass(frozen=True)
class SmallChange(Generic[T_co]):
    """A record changed a little."""

    kind: MutationKind
    where: Address
    """Which part was changed, from the record as a whole."""
    says: str
    """How, in words."""
    changed: T_co


def whole_numbers_near(value: int, least: int, most: int | None = None) -> list[int]:
    """One less and one more, as far as that is allowed."""
    return [near for near in (value - 1, value + 1) if near >= least and (most is None or near <= most)]


def shares_near(value: Fraction, *, above: Fraction = -ONE) -> list[Fraction]:
    """A twelfth less and a twelfth more, as far as a share can be that."""
    return [near for near in (value - TWELFTH, value + TWELFTH) if 0 <= near <= 1 and near > above]


def in_words(name: str, before: object, after: object) -> str:
    """How a value was changed, in words."""
    return f"{name} {before} becomes {after}"


def other_values(  # noqa: PLR0913 - what is changed, and what it is called
    record: T,
    field: str,
    kind: MutationKind,
    values: Iterable[object],
    *,
    where: Address | None = None,
    name: str = "",
) -> Iterator[SmallChange[T]]:
    """The record with each of some values in a field; ``where`` and ``name`` say what the field is called, if not as in the model."""
    where = (field,) if where is None else where
    name = name or (where[-1] if where else field).replace("_", " ")
    for value in values:
        changed = _with(record, field, value)
        yield SmallChange(kind, where, in_words(name, getattr(record, field), value), changed)


def inside(
    record: T,
    field: str,
    changes: Callable[[Any], Iterator[SmallChange[Any]]],
    *,
    where: Address | None = None,
) -> Iterator[SmallChange[T]]:
    """The record with each small change of what a field holds."""
    for change in changes(getattr(record, field)):
        path = (*((field,) if where is None else where), *change.where)
        yield SmallChange(change.kind, path, change.says, _with(record, field, change.changed))


def inside_entries(
    record: T, field: str, changes: Callable[[Any], Iterator[SmallChange[Any]]], key: str = ""
) -> Iterator[SmallChange[T]]:
    """The record with each small change of each entry with an id that a field holds; ``key`` is what the files call the field."""
    entries = getattr(record, field)
    for place, entry in enumerate(entries):
        for change in changes(entry):
            path = (key or field, step(entry.id, entry.validity), *change.where)
            changed = (*entries[:place], change.changed, *entries[place + 1 :])
            yield SmallChange(change.kind, path, change.says, _with(record, field, changed))


def without_entries(record: T, field: str, kind: MutationKind, key: str = "") -> Iterator[SmallChange[T]]:
    """The record without each of the entries that a field holds."""
    entries = getattr(record, field)
    for place, entry in enumerate(entries):
        path = (key or field, step(entry.id, entry.validity))
        remaining = (*entries[:place], *entries[place + 1 :])
        yield SmallChange(kind, path, "dropped", _with(record, field, remaining))


def _with(record: Any, field: str, value: object) -> Any:
    return replace(record, **{field: value})
