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
    TestReaches,
)
from tierscore.model.outcome import ONE, Outcome
from tierscore.report.language.numbers import of_hundred
from tierscore.report.language.tests import test_words
from tierscore.report.language.wording import OUTCOMES, join_words, quantity

if TYPE_CHECKING:
    from tierscore.model.condition import OutcomeIn, PlacementCondition
    from tierscore.report.language.lookup import Lookup
SHOWN = "Only what a source shows counts here; what is unknown counts as no."
ALWAYS = "Applies in every case."


def group_words(condition: EveryOne | AnyOne | AtLeastSo) -> str:
    """How many of the parts of a condition are needed."""
    if isinstance(condition, EveryOne):
        return "All of these"
    if isinstance(condition, AnyOne):
        return "At least one of these"
    return f"At least {condition.count} of these {len(condition.conditions)}"


def required_outcomes(condition: OutcomeIn, *, wanted: bool = True) -> str:
    """The outcomes that a condition on a criterion accepts; those that it refuses unless it is ``wanted``."""
    judged = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)
    return join_words(
        [OUTCOMES[outcome] for outcome in judged if (outcome in condition.outcomes) is wanted], "or"
    )


def leaf_words(lookup: Lookup, condition: TestReaches | PlacementCondition) -> str:
    """What a condition without parts asks of the evidence, or of earlier reports."""
    match condition:
        case TestReaches(test, minimum):
            least = "" if minimum == ONE else f", at least {of_hundred(minimum)} of 100"
            return f"{test_words(lookup, test)}{least}"
        case PlacedInARow(tier, reports, since):
            placements = _in_a_row(lookup, tier, reports, since)
        case PlacedInSequence(steps):
            runs = [_in_a_row(lookup, step.tier, step.reports, step.since) for step in steps]
            placements = f"one after another {join_words(runs, 'then')}"
        case ListedInARow(_, reports, since):
            in_a_row = f"{quantity(reports, 'report')} in a row, counted from {since}"
            placements = f"the special watch list in {in_a_row}"
    return f"Placed on {placements}, up to the report before this one"


def _in_a_row(lookup: Lookup, tier: str, reports: int, since: int) -> str:
    in_a_row = " in a row" if reports > 1 else ""
    return f"{lookup.tier(tier)} in {quantity(reports, 'report')}{in_a_row} (counted from {since})"
