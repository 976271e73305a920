"""From the path of a change in the model to its address in the words of the files."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from tierscore.model.rubric import Rubric

if TYPE_CHECKING:
    from tierscore.model.check import Address
_KEYS = {"rules": "tier_rules", "special_list": "special_watch_list"}
_UNWRITTEN = frozenset({"basis", "validity"})
_IDENTITY = frozenset({"name", "law_read_to", "law_source", "judges_as_of", "first_report"})
_FIELDS = frozenset(field.name for field in fields(Rubric))


def in_file(path: Address) -> Address:
    """Keys and ids as they are written, for fields and steps of the model."""
    if not path:
        return path
    top, *rest = path
    below = tuple(part for place, part in enumerate(rest) if part not in _UNWRITTEN or place == 0)
    if top in _IDENTITY:
        return ("rubric", top)
    if top.startswith("explained_") and top in _FIELDS:
        part = top.removeprefix("explained_")
        return ("explained_moves",) if part in {"moves", "basis"} else ("explained_moves", part)
    return (_KEYS.get(top, top), *below)
