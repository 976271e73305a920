"""Who acts: the word of facts, of tests, and of measures that imply it."""

from __future__ import annotations

from enum import StrEnum


class Actor(StrEnum):
    """Who acts."""

    GOVERNMENT = "government"
    INTERNATIONAL_ORGANIZATION = "international-organization"
    CIVIL_SOCIETY = "civil-society"
    PRIVATE_SECTOR = "private-sector"
    FOREIGN_GOVERNMENT = "foreign-government"
    OTHER = "other"
