"""Where a rule comes from: the statute, the agency that applies it, or our own policy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Authority(StrEnum):
    """Who stands behind a rule."""

    STATUTE = "statute"
    """The words of the law."""
    AGENCY = "agency"
    """How the Department of State reads or applies it."""
    POLICY = "policy"
    """A choice of the rubric's authors, where law and agency leave one."""


@dataclass(frozen=True, slots=True)
class Law:
    """A citation, and on whose authority the rule that carries it stands."""

    cite: str
    authority: Authority
    alias: str = ""
    """How the reports name it: ``4(2)``."""
    unverified: bool = False
    """True where nobody has read the source for this rule yet; shown wherever the rule is."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a value or rule is as it is: authority, citation where there is one, and the reason."""

    authority: Authority
    reason: str
    cite: str = ""
