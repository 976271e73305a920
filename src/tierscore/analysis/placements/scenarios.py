"""Every way that the law leaves open once the history is given: the rules tried on all answers of all other conditions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from tierscore.engine.past_placements import histories, placement_conditions
from tierscore.model.condition import (
    Always,
    AnyOne,
    AtLeastSo,
    EveryOne,
    GateHolds,
    ListedInARow,
    NotSo,
    OutcomeIn,
    PlacedInARow,
    PlacedInSequence,
    Shown,
    TestReaches,
    plain_conditions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tierscore.model.condition import Condition, PlacementCondition
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric, TierRule
Answers = tuple[bool, ...]
"""Whether each condition on placements holds, in the order of ``Branches.on_history``."""


@dataclass(frozen=True)
class Case:
    """One combination of answers, and the rule that decides it."""

    rule: TierRule
    holding: frozenset[str]
    """The gates, other than those on history, that hold."""


class Branches:
    """
    The tier rules of one law, tried on every combination of answers.

    Gates that look at no placement are free: each may hold or fail. What a gate asks besides placements is free as well
    and goes by the gate's id. Conditions on placements are given.
    """

    def __init__(self, law: Rubric) -> None:
        self.law = law
        self.on_history: tuple[PlacementCondition, ...] = placement_conditions(law)
        self._conditions = {gate.id: gate.condition for gate in law.gates}
        self._free = tuple(
            dict.fromkeys(atom for rule in law.rules for atom in self._atoms(rule.when, rule.id))
        )
        self._cases: dict[Answers, tuple[Case, ...]] = {}

    def possible_answers(self, placements: Placements, report_year: int) -> tuple[Answers, ...]:
        """The answers that the known placements allow; more than one only where a gap makes a difference."""
        return tuple(histories(self.on_history, placements, report_year))

    @property
    def blank(self) -> Answers:
        """The answers of a country without any history."""
        return (False,) * len(self.on_history)

    def cases(self, answers: Answers) -> tuple[Case, ...]:
        """Every combination of the free answers with the rule that decides it; remembered."""
        if answers not in self._cases:
            self._cases[answers] = tuple(self._decided(answers))
        return self._cases[answers]

    def asks_history(self, rule: TierRule) -> bool:
        """Whether a rule looks at earlier placements, through its gates too."""
        return self._on_history(rule.when)

    def _decided(self, answers: Answers) -> Iterator[Case]:
        given = dict(zip(self.on_history, answers, strict=True))
        for values in product((True, False), repeat=len(self._free)):
            free = dict(zip(self._free, values, strict=True))
            rule = next(rule for rule in self.law.rules if self._holds(rule.when, rule.id, free, given))
            yield Case(rule, frozenset(atom for atom, value in free.items() if value))

    def _atoms(self, condition: Condition, owner: str) -> Iterator[str]:
        for plain in plain_conditions(condition):
            match plain:
                case GateHolds(gate) if self._on_history(self._conditions[gate]):
                    yield from self._atoms(self._conditions[gate], gate)
                case GateHolds(gate) if not self._fixed(self._conditions[gate]):
                    yield gate
                case OutcomeIn() | TestReaches():
                    yield owner
                case _:
                    pass

    def _holds(
        self,
        condition: Condition,
        owner: str,
        free: Mapping[str, bool],
        given: Mapping[PlacementCondition, bool],
    ) -> bool:
        match condition:
            case Always():
                return True
            case OutcomeIn() | TestReaches():
                return free[owner]
            case GateHolds(gate):
                open_gate = gate in free and not self._on_history(self._conditions[gate])
                return free[gate] if open_gate else self._holds(self._conditions[gate], gate, free, given)
            case PlacedInARow() | PlacedInSequence() | ListedInARow():
                return given[condition]
            case EveryOne(parts):
                return all(self._holds(part, owner, free, given) for part in parts)
            case AnyOne(parts):
                return any(self._holds(part, owner, free, given) for part in parts)
            case AtLeastSo(count, parts):
                return sum(self._holds(part, owner, free, given) for part in parts) >= count
            case NotSo(part):
                return not self._holds(part, owner, free, given)
            case Shown(part):
                return self._holds(part, owner, free, given)

    def _on_history(self, condition: Condition) -> bool:
        return any(
            self._on_history(self._conditions[plain.gate])
            if isinstance(plain, GateHolds)
            else plain in self.on_history
            for plain in plain_conditions(condition)
        )

    def _fixed(self, condition: Condition) -> bool:
        """Whether a gate holds in every case."""
        return all(isinstance(plain, Always) for plain in plain_conditions(condition))
