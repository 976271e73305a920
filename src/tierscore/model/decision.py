"""How the tier follows from the findings: every gate, every rule tried, and what could still change it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from tierscore.model.condition import Always, AnyOne, AtLeastSo, EveryOne, NotSo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from tierscore.model.condition import AskedCondition, Condition
    from tierscore.model.finding import Finding
    from tierscore.model.rubric import Gate, TierRule
    from tierscore.model.test import Subject
KnownT = TypeVar("KnownT")


class Answer(StrEnum):
    """Whether a condition holds."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"
    """Its completions differ."""

    @property
    def possible(self) -> frozenset[Answer]:
        """The answers that completions can give."""
        return frozenset({Answer.HOLDS, Answer.FAILS} if self is Answer.OPEN else {self})


_OPPOSITE = {Answer.HOLDS: Answer.FAILS, Answer.FAILS: Answer.HOLDS, Answer.OPEN: Answer.OPEN}


def combined(condition: Condition, given: Callable[[AskedCondition], Answer]) -> Answer:
    """The answer of a condition, given those of its parts; parts that can no longer matter are not asked."""

    def asking(part: AskedCondition) -> Callable[[None], Answer]:
        """The answer that a part has, whatever is known."""
        return lambda _: given(part)

    return compiled(condition, asking)(None)


def compiled(
    condition: Condition, asking: Callable[[AskedCondition], Callable[[KnownT], Answer]]
) -> Callable[[KnownT], Answer]:
    """
    A condition as a function of what is known: what its parts make of it, and when they need not be asked.

    Args:
        condition: The condition.
        asking: For a part that is answered from outside the condition, the function that answers it.
    """

    def answering(
        condition: Condition, parts: Iterator[Callable[[KnownT], Answer]]
    ) -> Callable[[KnownT], Answer]:
        """The function for a condition, given those for its parts."""
        match condition:
            case EveryOne() | AnyOne() | AtLeastSo():
                return _counting([*parts], condition.count)
            case NotSo():
                part = next(parts)
                return lambda known: _OPPOSITE[part(known)]
            case Always():
                return lambda _: Answer.HOLDS
            case _:
                return asking(condition)

    return condition.fold(answering)


def _counting(parts: Sequence[Callable[[KnownT], Answer]], wanted: int) -> Callable[[KnownT], Answer]:
    """Whether at least so many parts hold."""
    surplus = len(parts) - wanted

    def answering(known: KnownT) -> Answer:
        """Asks one part after another until the others no longer matter."""
        holding, spare = 0, surplus
        for part in parts:
            if holding >= wanted or spare < 0:
                break
            answer = part(known)
            if answer is Answer.HOLDS:
                holding += 1
            elif answer is Answer.FAILS:
                spare -= 1
        return Answer.HOLDS if holding >= wanted else Answer.FAILS if spare < 0 else Answer.OPEN

    return answering


def as_answer(*, holds: bool, fails: bool) -> Answer:
    """The answer of a condition that surely holds, surely fails, or neither."""
    if holds:
        return Answer.HOLDS
    return Answer.FAILS if fails else Answer.OPEN


@dataclass(frozen=True)
class ConditionResult:
    """What became of a condition: its own answer, and those of its parts."""

    condition: Condition
    answer: Answer
    parts: tuple[ConditionResult, ...] = ()
    evidence: tuple[str, ...] = ()
    """The facts that a test of the condition itself rests on."""
    finding: Finding | None = None
    """Of the criterion that the condition asks; None where there is none, or the law does not ask it."""
    gate: Gate | None = None
    """The gate that the condition asks about; what became of it stands once, in the decision."""

    def count(self, answer: Answer) -> int:
        """How many of its parts have an answer."""
        return sum(part.answer is answer for part in self.parts)


@dataclass(frozen=True)
class GateResult:
    """What became of a gate."""

    gate: Gate
    answer: Answer
    assumed: Answer
    """The answer used for the indicated tier; ``open`` where the rubric assumes none."""
    coverage: Fraction
    """1 for a settled gate, else the coverage of the least covered criterion that leaves it open."""
    criteria: tuple[str, ...]
    """The criteria that it reads, through other gates too."""
    evidence: tuple[str, ...]
    summaries: tuple[str, ...] = ()
    """The sources whose silence gave the assumed answer; empty where none was assumed on that ground."""
    tree: ConditionResult | None = None
    """Its condition with the answer of each part; None where nobody asked for it."""
    reached: bool = True
    """Whether a rule that was tried reads it; the answer of another gate led to nothing."""


@dataclass(frozen=True)
class Trial:
    """One tier rule as it was tried."""

    rule: TierRule
    answer: Answer
    """With the assumed answers of its gates."""
    gates: tuple[str, ...]
    tree: ConditionResult | None = None
    """Its condition with the assumed answer of each part; None where nobody asked for it."""


@dataclass(frozen=True)
class Decision:
    """The rule that held, and those tried before it."""

    rule: str | None
    """The rule that held; None where an open gate without an assumed answer stopped the trial."""
    reached: str | None
    """The tier of that rule, before the tests of range and coverage."""
    trials: tuple[Trial, ...]
    gates: tuple[GateResult, ...]
    """In the order of the rubric."""
    undetermined_because: str
    """Why no tier is indicated, in words; empty where one is."""
    later: tuple[Trial, ...] = ()
    """The rules after those tried, as they would have come out; none where nobody asked for them."""


@dataclass(frozen=True)
class Supposition:
    """One unknown, given one value."""

    subject: Subject | None
    """None for an unknown that is no single measure."""
    name: str
    says: str
    """The value in a few words."""


@dataclass(frozen=True)
class RangeEntry:
    """A tier that some completion of the unknowns gives, with few suppositions that force it."""

    tier: str
    witness: tuple[Supposition, ...]


@dataclass(frozen=True)
class Unknown:
    """Something that the evidence leaves open and some test reads."""

    subject: Subject | None
    name: str
    report_year: int
    contested: bool
    """True where sources disagree, False where there is no counted source."""
    criteria: tuple[str, ...]
    gates: tuple[str, ...]
    excludes: int
    """How many tiers of the range its values, one by one, could rule out."""
    weight: Fraction
    """The share of its pillars' points that it holds."""
