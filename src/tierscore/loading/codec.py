"""
Models as plain data, and back: what the cache keeps.

Text, whole numbers, truth values and None stand for themselves; everything else is a list that begins with the name of its
type. Only the types named here are ever built, and only by their own constructors, so that data can do nothing but be wrong.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tierscore.model import condition, evidence, law, measure, outcome, period, placement, rubric, test

if TYPE_CHECKING:
    from collections.abc import Callable

_MODULES = (measure, rubric, law, condition, test, evidence, period, placement, outcome)
_PLAIN = (str, int, bool, type(None))


class NotOurDataError(ValueError):
    """Plain data that no model was ever written as, or a model of a type that is not kept."""


def _types() -> dict[str, type]:
    own = [(module.__name__, found) for module in _MODULES for found in vars(module).values() if isinstance(found, type)]
    return {found.__name__: found for module, found in own if found.__module__ == module}


TYPES = _types()
"""Every record and enumeration that can be kept, by its name."""


def plain(value: object) -> Any:
    """
    A model as plain data.

    Raises:
        NotOurDataError: If there is something in it that cannot be kept.

    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    match value:
        case Fraction():
            return ["Fraction", value.numerator, value.denominator]
        case datetime.date() if kind is datetime.date:
            return ["date", value.isoformat()]
        case tuple() | frozenset() if kind in {tuple, frozenset}:
            return [kind.__name__, *map(plain, value if kind is tuple else sorted(value, key=repr))]
        case dict():
            return ["dict", *(plain(part) for entry in value.items() for part in entry)]
        case StrEnum() if TYPES.get(kind.__name__) is kind:
            return [kind.__name__, value.value]
        case _ if TYPES.get(kind.__name__) is kind:
            return [kind.__name__, *(plain(getattr(value, name)) for name in _fields(kind))]
    raise NotOurDataError(f"{kind.__qualname__} is not kept")


def model(data: Any) -> Any:
    """
    The model that plain data stand for.

    Raises:
        NotOurDataError: If they stand for none.

    """
    try:
        return _built(data, {})
    except NotOurDataError:
        raise
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise NotOurDataError(str(error)) from error


def _built(data: Any, seen: dict[Any, Any]) -> Any:
    if data.__class__ is not list:
        return data
    name, *parts = data
    make = _MAKERS.get(name)
    if make is not None:
        return make(parts, seen)
    kind = TYPES[name]
    fields = [part if part.__class__ is not list else _built(part, seen) for part in parts]
    if len(fields) != len(_fields(kind)):
        raise NotOurDataError(f"{name} has other fields")
    return kind(*fields)
