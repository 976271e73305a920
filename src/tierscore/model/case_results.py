"""A rubric tried on its worked cases: what fails, what no case exercises, which changes none notices."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from tierscore.model.case import Case, Expectation
    from tierscore.model.check import Address
    from tierscore.model.rubric import Rubric


@dataclass(frozen=True)
class Difference:
    """Something that a case expects and the engine does not find, in words."""

    what: str
    expected: str
    found: str


@dataclass(frozen=True)
class ExpectationResult:
    """How one expectation came out."""

    expectation: Expectation
    differences: tuple[Difference, ...]
    """Empty where it comes out as it says."""


@dataclass(frozen=True)
class CaseResult:
    """How one case came out."""

    case: Case
    results: tuple[ExpectationResult, ...]

    @property
    def passed(self) -> bool:
        """Whether every expectation comes out as it says."""
        return not any(result.differences for result in self.results)


class EntryKind(StrEnum):
    """The kinds of entry of a rubric that cases should exercise."""

    TIER_RULE = "tier rules"
    GATE = "gates"
    INDICATOR = "indicators"
    CAP = "caps"
    PRESUMPTION = "presumptions"
    GROUND = "grounds of the special watch list"


@dataclass(frozen=True)
class RubricEntry:
    """An entry of a rubric that cases should exercise."""

    kind: EntryKind
    address: Address
    missing: str
    """What no case shows of it, in words; empty where cases exercise it."""


class MutationKind(StrEnum):
    """The kinds of small change that make a mutant of a rubric."""

    structural: bool
    """Whether it takes out or negates a part of the rubric, rather than a number or an operator."""

    def __new__(cls, words: str, structural: bool = True) -> Self:  # noqa: FBT001, FBT002 - a column of the table
        """Make a member, which is the kind in words."""
        member = str.__new__(cls, words)
        member._value_, member.structural = words, structural
        return member

    INDICATOR_DROPPED = "indicator dropped"
    INDICATOR_NEGATED = "indicator negated"
    CAP_DROPPED = "cap dropped"
    CAP_NEGATED = "cap negated"
    PRESUMPTION_DROPPED = "presumption dropped"
    PRESUMPTION_NEGATED = "presumption negated"
    GATE_HOLDING = "gate taken as holding"
    GATE_FAILING = "gate taken as failing"
    GATE_NEGATED = "gate negated"
    RULES_SWAPPED = "tier rules swapped"
    RULE_DROPPED = "tier rule dropped"
    WEIGHT = "weight", False
    POINTS = "points", False
    CUT_OFF = "cut-off", False
    OPERATOR = "operator", False
    WORTH = "worth of a status or a change", False
    IF_OPEN = "answer of an open gate", False
    YEARS = "first or last report year", False
    SETTING = "setting", False


@dataclass(frozen=True)
class Mutant:
    """A rubric that differs from another by one small change."""

    kind: MutationKind
    address: Address
    """What was changed."""
    says: str
    """How, in words."""
    rubric: Rubric


class Fate(StrEnum):
    """What becomes of a mutant."""

    NOTICED = "noticed"
    """A case fails."""
    SURVIVED = "survived"
    """Every case comes out as before, although it is not proven that no outcome changes."""
    EQUIVALENT = "equivalent"
    """Proven to change no outcome of a criterion and no tier, whatever the evidence and the history."""


@dataclass(frozen=True)
class MutantResult:
    """A mutant and its fate."""

    mutant: Mutant
    fate: Fate
    noticed_by: str = ""
    """The name of the first case that fails."""
    proof: str = ""
    """Why it changes nothing, for an equivalent one."""


@dataclass(frozen=True)
class Score:
    """How many mutants of some kinds have each fate."""

    noticed: int
    survived: int
    equivalent: int

    @property
    def counted(self) -> int:
        """The mutants that could be noticed, as far as is known: all but those proven to change nothing."""
        return self.noticed + self.survived

    @property
    def share(self) -> Fraction:
        """The share that is noticed, 0 to 1; 1 where there was nothing to notice."""
        return Fraction(self.noticed, self.counted) if self.counted else Fraction(1)


@dataclass(frozen=True)
class CaseSuiteResult:
    """A rubric tried on its worked cases."""

    rubric: Rubric
    cases: tuple[CaseResult, ...]
    entries: tuple[RubricEntry, ...]
    """All entries that cases should exercise, in the order of the rubric."""
    mutants: tuple[MutantResult, ...] | None = None
    """In the order of the rubric; None where none were tried."""

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that do not come out as they say."""
        return tuple(result for result in self.cases if not result.passed)

    @property
    def unexercised(self) -> tuple[RubricEntry, ...]:
        """The entries that no case exercises in full."""
        return tuple(entry for entry in self.entries if entry.missing)

    @property
    def survivors(self) -> tuple[MutantResult, ...]:
        """The mutants that no case notices."""
        return tuple(result for result in self.mutants or () if result.fate is Fate.SURVIVED)

    def score(self, *kinds: MutationKind) -> Score:
        """The score of some kinds of mutant."""
        fates = [result.fate for result in self.mutants or () if result.mutant.kind in kinds]
        return Score(*(fates.count(fate) for fate in (Fate.NOTICED, Fate.SURVIVED, Fate.EQUIVALENT)))

    @property
    def structure(self) -> Score:
        """The score of the structural kinds together."""
        return self.score(*(kind for kind in MutationKind if kind.structural))

    @property
    def fine(self) -> Score:
        """The score of weights, cut-offs and the like together."""
        return self.score(*(kind for kind in MutationKind if not kind.structural))
