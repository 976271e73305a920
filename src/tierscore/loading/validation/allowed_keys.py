"""Which keys a form has at a place, so that a misspelt one can be put right."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel


def keys_at(form: type[BaseModel], loc: Sequence[str | int]) -> tuple[str, ...]:
    """The keys that may stand in the mapping which one of pydantic's locations leads to; empty where that is not known."""
    current: Any = form
    for part in loc:
        current = _inside(current, part)
    return tuple(field.alias or name for name, field in _fields(_bare(current)).items())


def _inside(kind: Any, part: str | int) -> Any:
    kind = _bare(kind)
    if fields := _fields(kind):
        return next((field.annotation for name, field in fields.items() if part in {name, field.alias}), None)
    arguments = get_args(kind)
    if get_origin(kind) in {Union, UnionType}:
        tagged = (
            option
            for option in arguments
            if any(getattr(mark, "tag", None) == part for mark in _marks(option))
        )
        return next(tagged, None) or _inside(_without_none(arguments), part)
    return arguments[-1] if arguments else None


def _fields(kind: Any) -> dict[str, Any]:
    if hasattr(kind, "model_rebuild"):
        kind.model_rebuild()  # resolves names of forms that are defined further down
    found: dict[str, Any] = getattr(kind, "model_fields", {})
    return found


def _without_none(options: tuple[Any, ...]) -> Any:
    return next((option for option in options if option is not type(None)), None)


def _marks(kind: Any) -> tuple[Any, ...]:
    return get_args(kind)[1:] if get_origin(kind) is Annotated else ()


def _bare(kind: Any) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind
