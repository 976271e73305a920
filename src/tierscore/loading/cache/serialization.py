"""
Models as plain data, and back: what the cache keeps.

Text, whole numbers, truth values and None stand for themselves; everything else is a list that begins with
the name of its type. Only the types named here are ever built, and only by their own constructors: such data
can be wrong, but never act.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib import import_module
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

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
    from collections.abc import Callable, Iterable
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
_MODEL = "tierscore.model"
_ELSEWHERE = {
    "Accepted": "check",
    "Answer": "decision",
    "CheckedPart": "check",
    "Code": "problem",
    "CountryAnswers": "country_answers",
    "JudgedCountry": "judged_year",
    "JudgedYear": "judged_year",
    "Place": "problem",
    "Problem": "problem",
    "Remark": "check",
    "YearAnswers": "country_answers",
}
"""Models that few commands keep, each with its module of ``model``, which is imported when one is met."""
_ATOMS = frozenset({str, int, bool, type(None)})


class NotOurDataError(ValueError):
    """Plain data that stand for no model, or a value that plain data cannot stand for."""


def plain(value: object) -> Any:
    """A model as plain data; a ``NotOurDataError`` where it holds a type that is not kept."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    parts = _PARTS.get(kind) or _parts_of_other(kind)
    if parts is None:
        raise NotOurDataError(f"a value of type {kind.__qualname__} is not kept")
    return [kind.__name__, *map(plain, parts(value))]


def as_bytes(value: object) -> bytes:
    """A model as bytes; a ``NotOurDataError`` where it holds what is not kept, or what JSON would change."""
    data = plain(value)
    entry = json.dumps(data, separators=(",", ":"), allow_nan=False).encode()
    if _read(entry) != data:
        raise NotOurDataError("JSON changes it")
    return entry


def from_bytes(entry: bytes) -> Any:
    """The model that bytes stand for; a ``ValueError`` where they stand for none."""
    return model(_read(entry))


def _read(entry: bytes) -> Any:
    return json.loads(entry, parse_float=_refuse, parse_constant=_refuse, object_pairs_hook=_refuse)


def _refuse(value: object) -> NoReturn:
    raise NotOurDataError(f"{type(value).__name__} is no data of ours")


def model(data: Any) -> Any:
    """The model that plain data stand for; a ``NotOurDataError`` where they stand for none."""
    try:
        return _built(data)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise NotOurDataError(str(error)) from error


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


def _parts_of_other(kind: type) -> Callable[[Any], Iterable[Any]] | None:
    """What gives the parts of a model of another module; None where it is none."""
    module = _ELSEWHERE.get(kind.__name__)
    if module is None or kind.__module__ != f"{_MODEL}.{module}":
        return None
    parts = _PARTS[kind] = _getter(kind)
    return parts


class _Builders(dict[str, "tuple[Callable[..., Any], int | None]"]):
    """What builds a model, and of how many parts, by the name of the model."""

    def __missing__(self, name: str) -> tuple[Callable[..., Any], int | None]:
        """Import the module of a model that few commands keep; a ``KeyError`` where there is no such model."""
        module = import_module(f"{_MODEL}.{_ELSEWHERE[name]}")
        builder = self[name] = _builder(getattr(module, name))
        return builder


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


def _getter(kind: type) -> Callable[[Any], Iterable[Any]]:
    """What gives the parts of a record or an enumeration, in the order in which its builder takes them."""
    if issubclass(kind, StrEnum):
        return lambda value: (value.value,)
    names = [name for fields_ in _fields_of(kind) for name in fields_]
    return attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]


_PARTS: dict[type, Callable[[Any], Iterable[Any]]] = {
    **{kind: _getter(kind) for kind in _models()},
    tuple: tuple,
    frozenset: lambda value: sorted(value, key=repr),
    dict: lambda value: chain.from_iterable(value.items()),
    Fraction: attrgetter("numerator", "denominator"),
    datetime.date: lambda value: (value.isoformat(),),
}
"""What gives the parts of a value, by the types that are kept."""
_BUILDERS = _Builders(
    {kind.__name__: _builder(kind) for kind in _models()}
    | {
        "tuple": (lambda *parts: parts, None),
        "frozenset": (lambda *parts: frozenset(parts), None),
        "dict": (_mapping, None),
        "Fraction": (_fraction, 2),
        "date": (cache(datetime.date.fromisoformat), 1),
    }
)
