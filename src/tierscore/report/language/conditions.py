"""Conditions of gates and tier rules in prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.condition import (
    AnyOne,
    AtLeastSo,
    EveryOne,
    ListedInARow,
    PlacedInARow,
    PlacedInSequence,
)
from tierscore.model.outcome import ONE, Outcome
from tierscore.report.language.numbers import of_hundred
from tierscore.report.language.wording import OUTCOMES, join_words, quantity

if TYPE_CHECKING:
    from tierscore.model.condition import OutcomeIn, PlacementCondition, TestReaches
    from tierscore.report.language.lookup import Lookup
ALWAYS = "Holds in every other case."
SHOWN = "Shown by the evidence; what is unknown counts as No:"
NOT = "Must not hold:"


def group_words(condition: EveryOne | AnyOne | AtLeastSo) -> str:
    """How many of the parts of a condition must hold."""
    match condition:
        case EveryOne():
            return "All of these"
        case AnyOne():
            return "At least one of these"
        case AtLeastSo(count):
            return f"At least {count} of these"


def required_outcomes(condition: OutcomeIn) -> str:
    """The outcomes that a condition on a criterion accepts."""
    return join_words([OUTCOMES[outcome] for outcome in Outcome if outcome in condition.outcomes], "or")


def required_value(condition: TestReaches) -> str:
    """The value that a test must reach; empty where it must be shown in full."""
    return "" if condition.minimum == ONE else f" (at least {of_hundred(condition.minimum)} of 100)"


def earlier_reports(lookup: Lookup, condition: PlacementCondition) -> str:
    """What a condition asks of the placements in earlier reports."""
    match condition:
        case PlacedInARow(tier, reports, since):
            placements = _in_a_row(lookup, tier, reports, since)
        case PlacedInSequence(steps):
            runs = [_in_a_row(lookup, step.tier, step.reports, step.since) for step in steps]
            placements = f"one after another {join_words(runs, 'then')}"
        case ListedInARow(_, reports, since):
            placements = (
                f"on the special watch list in {quantity(reports, 'report')} in a row (counted from {since})"
            )
    return f"{placements}, up to the report before this one."


def _in_a_row(lookup: Lookup, tier: str, reports: int, since: int) -> str:
    in_a_row = " in a row" if reports > 1 else ""
    return f"{lookup.tier(tier)} in {quantity(reports, 'report')}{in_a_row} (counted from {since})"
