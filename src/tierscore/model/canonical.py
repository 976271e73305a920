"""One way to write what a model says: what makes no difference leaves no trace."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

FREE_ORDER = frozenset(
    {
        "criteria",
        "indicators",
        "caps",
        "presumptions",
        "gates",
        "special_list",
        "switches",
        "rulesets",
        "indicia",
        "shown_settings",
        "tiers",
    }
    | {"law", "explained_moves", "tests", "conditions", "gains", "losses", "measures", "ways", "series"}
)
"""Fields whose entries may stand in any order; tier rules, steps of a sequence and Acts may not."""
DERIVED = frozenset(
    {
        "Rubric.sha256",
        "Rubric.history",
        "Switch.default",
        "Setting.value",
        "Setting.address",
        "ListedInARow.ways",
    }
)
"""Fields that follow from others, or tell of the rubric rather than in it."""


def canonical(value: object, *, without: frozenset[str] = frozenset()) -> Any:
    """A model as plain data that are equal where models say the same, ``without`` some fields of the top."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {str(canonical(key)): canonical(child) for key, child in value.items()}
    if isinstance(value, frozenset):
        return _sorted(value)
    if isinstance(value, tuple):
        return [canonical(child) for child in value]
    return _record(value, without) if is_dataclass(value) else value


def _record(value: Any, without: frozenset[str]) -> dict[str, Any]:
    kind = type(value).__name__
    names = (field.name for field in fields(value) if f"{kind}.{field.name}" not in DERIVED)
    return {"is": kind} | {
        name: canonical_field(name, getattr(value, name)) for name in names if name not in without
    }


def canonical_field(name: str, value: object) -> Any:
    """What a field says, as canonical data: in one order where the order makes no difference."""
    return _sorted(value) if name in FREE_ORDER and isinstance(value, tuple) else canonical(value)


def _sorted(parts: Any) -> list[Any]:
    return sorted((canonical(part) for part in parts), key=as_text)


def as_text(plain: object) -> str:
    """Canonical data as one line of ASCII."""
    return json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def digest(value: object) -> str:
    """The SHA-256 of what a model says, in hexadecimal digits."""
    return hashlib.sha256(as_text(canonical(value)).encode()).hexdigest()
