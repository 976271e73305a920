"""Which conditions part our answer from State's, where the two differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.condition import GateHolds, NotSo, TestReaches
from tierscore.model.decision import Answer
from tierscore.model.test import Corroborated, leaves, subjects
from tierscore.report.document.blocks import key_value
from tierscore.report.language.wording import join_words, short_cite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.decision import ConditionResult, GateResult
    from tierscore.model.test import Leaf
    from tierscore.report.document.blocks import KeyValue
    from tierscore.report.one_page.page_lookup import PageLookup

_HERE = {Answer.HOLDS: "applies here", Answer.FAILS: "does not apply here", Answer.OPEN: "is open here"}
_MOST_NAMED = 2


def parting(lookup: PageLookup) -> Iterator[KeyValue]:
    """The line on where our answer and State's part; nothing where they agree, or one of them is missing."""
    placement, tier = lookup.assessment.official, lookup.tier_indicated
    if placement is None or tier is None or placement.tier == tier.id:
        return
    at_issue = gates_at_issue(lookup, placement.tier)[:_MOST_NAMED]
    if at_issue:
        verb = "One condition parts" if len(at_issue) == 1 else "Either of two conditions parts"
        yield key_value("At issue", f"{verb} the two: {join_words(list(map(_named, at_issue)), 'or')}.")


def _named(result: GateResult) -> str:
    cite = short_cite(result.gate.law)
    title = f'"{result.gate.heading}"'
    return (
        f"{title}, {cite}, which {_HERE[result.assumed]}"
        if cite
        else f"{title}, which {_HERE[result.assumed]}"
    )


def gates_at_issue(lookup: PageLookup, tier: str) -> list[GateResult]:
    """
    The conditions of which one at least would have to come out otherwise for another tier to be indicated.

    They are those of the first rule that leads to the tier; where that rule holds already and is only not
    reached, those of the rule that decided. A condition that is made of others stands for these. One that
    needs a finding of its own and has none is left out.
    """
    deciding = lookup.deciding
    for trial in lookup.rules_for(tier):
        if trial.answer is not Answer.HOLDS and trial.tree is not None:
            at_issue = dict.fromkeys(_at_issue(lookup, trial.tree, wanted=True))
        elif deciding is not None and deciding.tree is not None:
            at_issue = dict.fromkeys(_at_issue(lookup, deciding.tree, wanted=False))
        else:
            continue
        if at_issue:
            return [lookup.gates[gate] for gate in at_issue]
    return []


def _at_issue(lookup: PageLookup, result: ConditionResult, *, wanted: bool) -> Iterator[str]:
    """The ids of the gates by which a condition has not the answer that is wanted."""
    if result.answer is (Answer.HOLDS if wanted else Answer.FAILS):
        return
    if isinstance(result.condition, NotSo):
        yield from _at_issue(lookup, result.parts[0], wanted=not wanted)
    elif isinstance(result.condition, GateHolds):
        if _needs_a_finding(lookup, result):
            return
        below = list(_at_issue(lookup, lookup.expanded(result), wanted=wanted))
        yield from below or [result.condition.gate]
    else:
        for part in result.parts:
            yield from _at_issue(lookup, part, wanted=wanted)


def _needs_a_finding(lookup: PageLookup, result: ConditionResult) -> bool:
    """Whether the gate fails since nobody has shown what it asks for, which is taken as absent until then."""
    tree = lookup.expanded(result)
    return tree.answer is Answer.FAILS and any(
        measure in lookup.assessment.taken_as_no
        for part in (tree, *tree.parts)
        if isinstance(part.condition, TestReaches)
        for leaf in leaves(part.condition.test)
        for measure in measures_of(leaf)
    )


def measures_of(leaf: Leaf) -> tuple[str, ...]:
    """The measures that a leaf of a test reads."""
    if isinstance(leaf, Corroborated):
        return leaf.measures
    return tuple(subject.measure for subject in subjects(leaf))
