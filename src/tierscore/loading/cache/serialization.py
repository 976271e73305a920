"""
Models as plain data, and back: what the cache keeps.

Text, whole numbers, truth values and None stand for themselves; everything else is a list that begins with
the name of its type. Only the types named here are ever built, and only by their own constructors: such data
can be wrong, but never act.
"""

from __future__ import annotations

import datetime
from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from tierscore.model import (
    actor,
    condition,
    evidence,
    law,
    measure,
    outcome,
    period,
    placement,
    rubric,
    standing,
    test,
    track_record,
    version,
)

if TYPE_CHECKING:
    from collections.abc import Callable
_MODULES = (
    actor,
    condition,
    evidence,
    law,
    measure,
    outcome,
    period,
    placement,
    rubric,
    standing,
    test,
    track_record,
    version,
)
_ATOMS = frozenset({str, int, bool, type(None)})


class NotOurDataError(ValueError):
    """Plain data that stand for no model, or a value that plain data cannot stand for."""


def plain(value: object) -> Any:
    """A model as plain data; a ``NotOurDataError`` where it holds a type that is not kept."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if _KINDS.get(kind.__name__) is not kind:
        raise NotOurDataError(f"a value of type {kind.__qualname__} is not kept")
    return [kind.__name__, *map(plain, _parts(value))]


def model(data: Any) -> Any:
    """The model that plain data stand for; a ``NotOurDataError`` where they stand for none."""
    try:
        return _built(data)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise NotOurDataError(str(error)) from error


def _parts(value: object) -> tuple[object, ...]:
    """What a value is made of, in the order in which its builder takes it."""
    match value:
        case StrEnum():
            return (value.value,)
        case Fraction():
            return (value.numerator, value.denominator)
        case datetime.date():
            return (value.isoformat(),)
        case tuple():
            return value
        case frozenset():
            return tuple(sorted(value, key=repr))
        case dict():
            return tuple(part for entry in value.items() for part in entry)
        case _:
            by_place, by_name = _FIELDS_OF[type(value)]
            return tuple(getattr(value, name) for name in (*by_place, *by_name))


def _built(data: Any) -> Any:
    if data.__class__ is not list:
        return data
    build, size = _BUILDERS[data[0]]
    parts = [part if part.__class__ is not list else _built(part) for part in data[1:]]
    if size is not None and len(parts) != size:
        raise NotOurDataError(f"a {data[0]} has {size} parts, not {len(parts)}")
    return build(*parts)


@cache
def _fraction(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)


def _mapping(*parts: Any) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _models() -> list[type]:
    """Every record and enumeration of the modules whose models are kept."""
    values = [(module.__name__, value) for module in _MODULES for value in vars(module).values()]
    return [value for module, value in values if isinstance(value, type) and value.__module__ == module]


def _builder(kind: type) -> tuple[Callable[..., Any], int | None]:
    if issubclass(kind, StrEnum):
        return cache(kind), 1
    by_place, by_name = _fields_of(kind)
    if not by_name:
        return kind, len(by_place)

    def build(*parts: Any) -> Any:
        """The record with these parts: those by place first, then those by name."""
        return kind(*parts[: len(by_place)], **dict(zip(by_name, parts[len(by_place) :], strict=True)))

    return build, len(by_place) + len(by_name)


def _fields_of(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields that the constructor of a record takes by place, and those that it takes by name only."""
    by_place: tuple[str, ...] = kind.__match_args__  # type: ignore[attr-defined] # a record has them
    return by_place, tuple(field.name for field in fields(kind) if field.kw_only) if is_dataclass(
        kind
    ) else ()


_FIELDS_OF = {kind: _fields_of(kind) for kind in _models() if not issubclass(kind, StrEnum)}
_ALL_KINDS = (tuple, frozenset, dict, Fraction, datetime.date, *_models())
_KINDS: dict[str, type] = {kind.__name__: kind for kind in _ALL_KINDS}
_BUILDERS: dict[str, tuple[Callable[..., Any], int | None]] = {
    kind.__name__: _builder(kind) for kind in _models()
} | {
    "tuple": (lambda *parts: parts, None),
    "frozenset": (lambda *parts: frozenset(parts), None),
    "dict": (_mapping, None),
    "Fraction": (_fraction, 2),
    "date": (cache(datetime.date.fromisoformat), 1),
}
