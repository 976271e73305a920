"""
What would change the answer: remedies of what fails, what to find out, and the reading or fact that it hangs
on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.condition import GateHolds
from tierscore.model.rubric import Role
from tierscore.report.document.blocks import KeyValues, Section, key_value, spans
from tierscore.report.language.wording import full_stopped
from tierscore.report.one_page.resting_on import resting_on
from tierscore.report.one_page.why_not import obstacles_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.finding import Finding
    from tierscore.report.document.blocks import Block
    from tierscore.report.one_page.page_lookup import PageLookup

_MOST_REMEDIES = 3


def what_would_change(lookup: PageLookup) -> Iterator[Block]:
    """The section on what would lead to another answer."""
    pairs = []
    remedies = list(dict.fromkeys(_remedies(lookup)))[:_MOST_REMEDIES]
    if remedies:
        numbered = " ".join(f"{number}. {full_stopped(text)}" for number, text in enumerate(remedies, 1))
        pairs.append(key_value("To do", numbered))
    unknowns = list(dict.fromkeys(unknown.name for unknown in lookup.assessment.unknowns))
    if unknowns:
        pairs.append(key_value("Find out", f"{'; '.join(unknowns[: lookup.room.unknowns])}."))
    pairs += resting_on(lookup)
    if pairs:
        yield Section(2, spans("WHAT WOULD CHANGE IT"), (), (KeyValues(tuple(pairs)),))


def _remedies(lookup: PageLookup) -> Iterator[str]:
    """What a government would do about what decided, and about each criterion that keeps the next tier away."""
    yield from _ground_of_the_tier(lookup)
    for finding in obstacles_shown(lookup).failing:
        yield _remedy(finding)


def _ground_of_the_tier(lookup: PageLookup) -> Iterator[str]:
    """Facts that by themselves decided the worst tier come first: nothing else would change the answer."""
    tier, trial = lookup.tier_indicated, lookup.deciding
    if tier is None or tier.role is not Role.FAILING or trial is None:
        return
    if isinstance(trial.rule.when, GateHolds) and lookup.gates[trial.rule.when.gate].evidence:
        yield f"End what decided this tier: {(trial.rule.title or trial.rule.id).lower()}"


def _remedy(finding: Finding) -> str:
    """The remedy of the first test that fails; where the rubric names none, what is to be met."""
    for part in finding.indicators:
        if part.value.high < 1 and part.indicator.remedy is not None:
            return part.indicator.remedy.do
    return f"Meet in full: {finding.criterion.heading.lower()}"
