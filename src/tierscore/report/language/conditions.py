"""Conditions of gates and tier rules in prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.condition import (
    Always,
    AtLeastSo,
    EveryOne,
    ListedInARow,
    PlacedInARow,
    PlacedInSequence,
    TestReaches,
)
from tierscore.model.outcome import ONE, Outcome
from tierscore.report.language.numbers import of_hundred
from tierscore.report.language.tests import test_words
from tierscore.report.language.wording import OUTCOMES, join_words, quantity

if TYPE_CHECKING:
    from tierscore.model.condition import AnyOne, OutcomeIn, PlacementCondition
    from tierscore.report.language.lookup import Lookup
SHOWN = "Shown by the evidence; what is unknown counts as No:"
NOT = "Must not hold:"


def group_words(condition: EveryOne | AnyOne | AtLeastSo) -> str:
    """How many of the parts of a condition must hold."""
    if isinstance(condition, AtLeastSo):
        return f"At least {condition.count} of these"
    return "All of these" if isinstance(condition, EveryOne) else "At least one of these"


def required_outcomes(condition: OutcomeIn) -> str:
    """The outcomes that a condition on a criterion accepts."""
    return join_words([OUTCOMES[outcome] for outcome in Outcome if outcome in condition.outcomes], "or")


def leaf_words(lookup: Lookup, condition: TestReaches | PlacementCondition | Always) -> tuple[str, str]:
    """What a condition without parts is about, the evidence or earlier reports, and what it asks of them."""
    match condition:
        case TestReaches(test, minimum):
            least = "" if minimum == ONE else f" (at least {of_hundred(minimum)} of 100)"
            return f"Asked of the evidence{least}: ", f"{test_words(lookup, test)}."
        case Always():
            return "Holds in every other case.", ""
        case PlacedInARow(tier, reports, since):
            placements = _in_a_row(lookup, tier, reports, since)
        case PlacedInSequence(steps):
            runs = [_in_a_row(lookup, step.tier, step.reports, step.since) for step in steps]
            placements = f"one after another {join_words(runs, 'then')}"
        case ListedInARow(_, reports, since):
            in_a_row = f"{quantity(reports, 'report')} in a row (counted from {since})"
            placements = f"on the special watch list in {in_a_row}"
    return "Asked of earlier reports: ", f"{placements}, up to the report before this one."


def _in_a_row(lookup: Lookup, tier: str, reports: int, since: int) -> str:
    in_a_row = " in a row" if reports > 1 else ""
    return f"{lookup.tier(tier)} in {quantity(reports, 'report')}{in_a_row} (counted from {since})"
