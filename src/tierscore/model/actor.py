"""Who acts: the word of facts, of tests, and of measures that imply it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Actor(StrEnum):
    """Who acts."""

    GOVERNMENT = "government"
    INTERNATIONAL_ORGANIZATION = "international-organization"
    CIVIL_SOCIETY = "civil-society"
    PRIVATE_SECTOR = "private-sector"
    FOREIGN_GOVERNMENT = "foreign-government"
    OTHER = "other"


def in_words(actors: Iterable[Actor], between: str = " or ") -> str:
    """Actors as a sentence names them, in the order of their words."""
    return between.join(sorted(actor.value.replace("-", " ") for actor in actors))
