"""What a check of files finds: problems, remarks that still lack a place, and accepted problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.model.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tierscore.model.law import Validity
    from tierscore.model.problem import Code, Problem
Address = tuple[str, ...]
"""
Keys and ids that lead from the top of a rubric or country to an entry, whatever file it stands in:
``("criteria", "prohibition", "indicators", "sex-trafficking", "points")``, ``("evidence", "hotline-2020")``.
An entry of a list is named by ``step``.
"""


def step(id: str, validity: Validity) -> str:
    """How an address names an entry of a list: by its id and, if it is dated, its first year and reading."""
    where = ",".join(f"{switch}={value}" for switch, value in validity.where)
    return id + (f"@{validity.since}" if validity.since is not None else "") + (f"[{where}]" if where else "")


@dataclass(frozen=True, order=True)
class Remark:
    """Something that was found in a model, not yet tied to the line where it is written."""

    address: Address
    code: Code
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Accepted:
    """A problem that the file itself accepts, and says why."""

    problem: Problem
    reason: str
    until: str | None
    """The last day on which it is accepted, as written; None for good."""


@dataclass(frozen=True)
class CheckedPart:
    """What a check of one file found, or the proofs of one rubric."""

    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...] = ()
    loads: bool = True
    """False for a file that cannot be read; then its faults are the problems."""
    tried: int = 0
    """How many items were looked at, worked cases tried, or questions decided."""
    undecided: int = 0
    """How many questions could not be decided."""
    iso3: str = ""
    """The country that a country file is about."""
    borrowed: tuple[str, ...] = ()
    """The country files whose evidence a worked case takes."""
    exercised: frozenset[tuple[Address, str]] = frozenset()
    """The entries of a rubric that a worked case exercises, each with what it shows of it."""


@dataclass(frozen=True)
class Check:
    """One run of every check over some files."""

    what: str
    """What was checked, in words."""
    files: tuple[str, ...]
    """The files that were read, sorted."""
    problems: tuple[Problem, ...]
    """Sorted by place; one may stand for many that are not listed."""
    accepted: tuple[Accepted, ...]
    """Problems that stand under an exception, sorted by place."""
    tallies: Mapping[str, int]
    """What was tried, by its name in words: proofs decided and not decided, cases run, countries compared."""
    compared_with: str = ""
    """The old side of changed rubrics in words; empty where nothing was compared."""

    @property
    def failed(self) -> bool:
        """Whether there is anything more serious than a notice."""
        return any(problem.code.severity is not Severity.NOTICE for problem in self.problems)

    def count(self, severity: Severity) -> int:
        """How many problems are of one severity; accepted ones are not counted."""
        return sum(problem.count for problem in self.problems if problem.code.severity is severity)


@dataclass(frozen=True)
class Example:
    """A piece of a file, as the page on messages shows it."""

    language: str
    """What it is written in: ``yaml``, ``csv`` or ``text``."""
    text: str
    frame: str = ""
    """What the piece belongs into; empty for text that is no piece of a file."""


@dataclass(frozen=True)
class Rule:
    """A code of a problem, explained."""

    code: Code
    meaning: str
    """One sentence."""
    more: tuple[str, ...]
    """Paragraphs that explain it further."""
    wrong: Example
    right: Example
