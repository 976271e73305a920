"""Where a rule comes from: the statute, the agency that applies it, or our own policy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Authority(StrEnum):
    """Who stands behind a rule."""

    STATUTE = "statute"
    """The words of the law."""
    AGENCY = "agency"
    """How the Department of State reads or applies it."""
    POLICY = "policy"
    """A choice of the rubric's authors, where law and agency leave one."""


@dataclass(frozen=True)
class Validity:
    """For which report years, and under which choices of the rubric's switches, a rule is in force."""

    since: int | None = None
    """The first report year; None for always."""
    until: int | None = None
    """The last report year; None for still."""
    act: str = ""
    """The Act that brought it, where it has not always been there."""
    where: tuple[tuple[str, str], ...] = ()
    """Switches and the value that each must have, sorted by switch."""

    def covers(self, report_year: int, choices: Mapping[str, str]) -> bool:
        """Whether the rule is in force in a report year under the given choices."""
        return self.in_years(report_year) and all(
            choices.get(switch) == value for switch, value in self.where
        )

    def in_years(self, report_year: int) -> bool:
        """Whether the rule is in force in a report year under some choices."""
        started = self.since is None or report_year >= self.since
        return started and (self.until is None or report_year <= self.until)

    def overlaps(self, other: Validity) -> bool:
        """Whether both can be in force at once."""
        apart = (self.until is not None and other.since is not None and self.until < other.since) or (
            other.until is not None and self.since is not None and other.until < self.since
        )
        mine = dict(self.where)
        return not apart and all(mine.get(switch, value) == value for switch, value in other.where)


ALWAYS = Validity()


@dataclass(frozen=True)
class Law:
    """A citation, and on whose authority the rule that carries it stands."""

    cite: str
    authority: Authority
    alias: str = ""
    """How the reports name it: ``4(2)``."""
    unverified: bool = False
    """True where nobody has read the source for this rule yet; shown wherever the rule is."""
    validity: Validity = ALWAYS


@dataclass(frozen=True)
class Indicium:
    """Something that the statute names, which some criterion or gate has to cover while it is law."""

    id: str
    """How the reports name it: ``4(2)``; the rules that cover it have it as the alias of a citation."""
    cite: str
    says: str
    """What it asks, in plain words."""
    validity: Validity = ALWAYS


@dataclass(frozen=True)
class Basis:
    """Why a value or rule is as it is: authority, citation where there is one, and the reason."""

    authority: Authority
    reason: str
    cite: str = ""
