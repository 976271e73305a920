"""What a condition reads, through the criteria and gates that it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tierscore.model.condition import (
    GateHolds,
    ListedInARow,
    OutcomeIn,
    PlacedInARow,
    PlacedInSequence,
    Shown,
    TestReaches,
    plain_conditions,
    with_supposition,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tierscore.engine.compiled.criteria import PlannedTest
    from tierscore.model.condition import Condition
    from tierscore.model.test import Test


@dataclass(frozen=True)
class Reads:
    """What a condition reads."""

    criteria: tuple[str, ...]
    shown: tuple[str, ...]
    """Criteria of which only counts what is shown; they leave no gate open."""
    tests: tuple[Test, ...]
    """Those of its own, not those of its criteria."""
    variables: frozenset[int]
    """All that can leave it open, those of its criteria included."""
    bearing: frozenset[int]
    """All variables that its answer depends on, those of what must be shown included."""


class Numbering(Protocol):
    """What a law reads, by number."""

    @property
    def variables_read(self) -> Mapping[str, tuple[int, ...]]:
        """What each criterion that the law asks reads."""

    @property
    def history(self) -> int:
        """The placements of earlier reports."""

    @property
    def on_record(self) -> Mapping[Condition, int]:
        """Whether it is on record that a condition holds which must be shown."""

    def test(self, condition: TestReaches) -> PlannedTest:
        """The test that a condition names, and what it reads."""

    def gate_reads(self, gate: str) -> Reads:
        """What a gate reads."""


def reads_of(condition: Condition, numbering: Numbering, *, whatever_is_shown: bool) -> Reads:
    """
    What a condition reads.

    Args:
        condition: A condition of the law.
        numbering: The numbers of what the criteria, tests and gates of the law read.
        whatever_is_shown: Whether unknowns bear on what must be shown too, as they do where a file may say
            anything.
    """
    pairs = (
        [(plain, True) for plain in plain_conditions(condition)]
        if whatever_is_shown
        else with_supposition(condition)
    )
    criteria: dict[str, None] = {}
    shown: dict[str, None] = {}
    tests: dict[Test, None] = {}
    variables: set[int] = set()
    bearing: set[int] = set()
    for plain, supposed in pairs:
        numbers: set[int] = set()
        match plain:
            case OutcomeIn(criterion) if criterion in numbering.variables_read:
                (criteria if supposed else shown)[criterion] = None
                numbers.update(numbering.variables_read[criterion])
            case TestReaches(test):
                tests[test] = None
                numbers.update(number for number, _ in numbering.test(plain).slots)
            case GateHolds(gate):
                inner = numbering.gate_reads(gate)
                (criteria if supposed else shown).update(dict.fromkeys(inner.criteria))
                shown |= dict.fromkeys(inner.shown)
                tests |= dict.fromkeys(inner.tests)
                numbers.update(inner.variables)
                bearing.update(inner.bearing)
            case PlacedInARow() | PlacedInSequence() | ListedInARow():
                numbers.add(numbering.history)
            case _:
                pass
        bearing |= numbers
        if supposed:
            variables |= numbers
    on_record = {numbering.on_record[part] for part in to_be_shown(condition) if part in numbering.on_record}
    return Reads(
        tuple(criteria),
        tuple(shown),
        tuple(tests),
        frozenset(variables | on_record),
        frozenset(bearing | on_record),
    )


def to_be_shown(condition: Condition) -> Iterator[Condition]:
    """What has to be shown for a condition; parts of it within one another, too."""
    if isinstance(condition, Shown):
        yield condition.condition
    for part in condition.parts():
        yield from to_be_shown(part)
