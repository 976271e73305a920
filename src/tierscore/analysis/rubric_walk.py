"""What of the vocabulary a rubric, or a part of one, reads."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, cast

from tierscore.engine.remembered import remembered
from tierscore.model.rubric import Presumption, Rubric, Settings
from tierscore.model.test import Corroborated, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def records_in(value: object) -> Iterator[object]:
    """Every record inside a value, however deep, and the value itself if it is one."""
    if isinstance(value, tuple | frozenset):
        for child in value:
            yield from records_in(child)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from records_in(getattr(value, field.name))


def all_records(rubric: Rubric) -> tuple[object, ...]:
    """Every record inside a rubric, walked through once."""
    kept = remembered(rubric)
    if "records" not in kept:
        kept["records"] = tuple(records_in(rubric))
    return cast("tuple[object, ...]", kept["records"])


def measures_read(value: object) -> frozenset[str]:
    """The measures that a rubric, or a part of one, names."""
    names: set[str] = set()
    for record in all_records(value) if isinstance(value, Rubric) else records_in(value):
        match record:
            case Subject(measure):
                names.add(measure)
            case Corroborated(measures) | Presumption(measures=measures) | Settings(taken_as_no=measures):
                names |= set(measures)
            case _:
                pass
    return frozenset(names)


def scopes_read(value: object) -> frozenset[str]:
    """The scopes that a rubric reads."""
    return frozenset(
        record.scope for record in records_in(value) if isinstance(record, Subject) and record.scope
    )
