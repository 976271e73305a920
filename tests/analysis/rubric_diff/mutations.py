"""Rubrics changed in one place, any place, without breaking what refers to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tierscore.model.law import Authority, Validity
from tierscore.model.outcome import Outcome
from tierscore.model.rubric import IfOpen, Rubric

Route = tuple[str | int, ...]
_IDS = frozenset(
    {
        "id",
        "sha256",
        "version",
        "history",
        "criterion",
        "gate",
        "tier",
        "pillar",
        "direction",
        "measure",
        "subject",
        "shown_settings",
    }
)
_FIXED = frozenset(
    {
        "tiers",
        "pillars",
        "settings",
        "scope",
        "series",
        "by",
        "partners",
        "measures",
        "other",
        "law_read_to",
        "first_report",
    }
)
_SHARES = tuple(Fraction(part, 6) for part in (1, 2, 3, 4, 5))
_ANSWERS = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)


def places(value: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Every value in a rubric that can be changed by itself, with the way to it."""
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Validity):
            yield route, value
            return
        for field in fields(value):
            if field.name not in _IDS | _FIXED:
                yield from places(getattr(value, field.name), (*route, field.name))
    elif isinstance(value, tuple):
        if len(value) > 1 and route[-1] != "rules":
            yield route, value
        for index, child in enumerate(value):
            yield from places(child, (*route, index))
    elif isinstance(value, str | bool | int | Fraction | frozenset):
        yield route, value


def others(value: Any, field: str) -> list[Any]:
    """What a value could be changed to."""
    match value:
        case Validity():
            return [Validity(act="An Act."), Validity(until=2030), Validity(since=2001)]
        case IfOpen():
            return [answer for answer in IfOpen if answer is not value]
        case Authority():
            return [authority for authority in Authority if authority is not value]
        case bool():
            return [not value]
        case Fraction():
            return (
                [share for share in _SHARES if share != value]
                if field != "met_from"
                else [Fraction(5, 6), Fraction(1)]
            )
        case int():
            return [value + 1] if field != "count" else []
        case frozenset() if value and all(isinstance(outcome, Outcome) for outcome in value):
            return [frozenset({answer}) for answer in _ANSWERS if frozenset({answer}) != value]
        case str():
            return [f"{value} Indeed."]
        case tuple():
            return (
                [value[::-1], value[1:]]
                if field in {"indicators", "tests", "conditions", "gains", "losses"}
                else [value[::-1]]
            )
        case _:
            return []


def changed(value: Any, route: Route, new: Any) -> Any:
    """A copy with another value at the end of a way."""
    if not route:
        return new
    step, rest = route[0], route[1:]
    if isinstance(value, tuple) and isinstance(step, int):
        return (*value[:step], changed(value[step], rest, new), *value[step + 1 :])
    return replace(value, **{str(step): changed(getattr(value, str(step)), rest, new)})


@st.composite
def mutants(draw: st.DrawFn, rubric: Rubric) -> Rubric:
    """The rubric with one value changed."""
    possible = [(route, value) for route, value in places(rubric) if others(value, _field(route))]
    route, value = draw(st.sampled_from(possible))
    mutant: Rubric = changed(rubric, route, draw(st.sampled_from(others(value, _field(route)))))
    counts_hold = all(
        getattr(part, "count", 1) <= len(_children(part)) for part in _records(mutant) if _children(part)
    )
    return mutant if counts_hold else rubric


def _field(route: Route) -> str:
    return next(str(step) for step in reversed(route) if isinstance(step, str))


def _children(part: Any) -> tuple[Any, ...]:
    return getattr(part, "tests", None) or getattr(part, "conditions", None) or ()


def _records(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for child in value:
            yield from _records(child)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from _records(getattr(value, field.name))
