"""What of the vocabulary a rubric, or a part of one, reads."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from tierscore.model.rubric import Presumption, Settings
from tierscore.model.test import Corroborated, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def parts(value: object) -> Iterator[object]:
    """A value, and every record inside it."""
    if isinstance(value, tuple | frozenset):
        for child in value:
            yield from parts(child)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from parts(getattr(value, field.name))


def measures_read(value: object) -> frozenset[str]:
    """The measures that a rubric, or a part of one, names."""
    found: set[str] = set()
    for part in parts(value):
        match part:
            case Subject(measure):
                found.add(measure)
            case Corroborated(measures) | Presumption(measures=measures) | Settings(taken_as_no=measures):
                found |= set(measures)
            case _:
                pass
    return frozenset(found)


def scopes_read(value: object) -> frozenset[str]:
    """The scopes that a rubric reads."""
    return frozenset(part.scope for part in parts(value) if isinstance(part, Subject) and part.scope)
