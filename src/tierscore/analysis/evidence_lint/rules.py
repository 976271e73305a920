"""The table of all rules on evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tierscore.analysis.evidence_lint.credit import (
    items_by_others,
    nameless_items,
    uncounted_items,
    undated_items,
    unread_parts,
)
from tierscore.analysis.evidence_lint.figures import jumps, parts_beyond_wholes
from tierscore.analysis.evidence_lint.readership import stale_items, unread_items
from tierscore.analysis.evidence_lint.sources import facts_after_sources, places_missing, unused_sources
from tierscore.analysis.evidence_lint.texts import names_of_persons, verdicts
from tierscore.engine.dossier_facts import with_implied_actors
from tierscore.model.check import Remark
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.analysis.evidence_lint.lint_input import LintInput, Oddity


@dataclass(frozen=True)
class LintRule:
    """One rule."""

    code: Code
    look: Callable[[LintInput], Iterator[Oddity]]
    """Finds what the code means."""
    needs_rubrics: bool = False
    """Whether what it finds may be untrue unless every rubric is known."""


RULES = (
    LintRule(Code.UNREAD_ITEM, unread_items, needs_rubrics=True),
    LintRule(Code.UNUSED_SOURCE, unused_sources),
    LintRule(Code.NO_PLACE_IN_SOURCE, places_missing),
    LintRule(Code.AFTER_SOURCE, facts_after_sources),
    LintRule(Code.STALE, stale_items, needs_rubrics=True),
    LintRule(Code.JUMP, jumps),
    LintRule(Code.PERSON, names_of_persons),
    LintRule(Code.VERDICT, verdicts),
    LintRule(Code.MORE_THAN_WHOLE, parts_beyond_wholes),
    LintRule(Code.NO_ACTOR, nameless_items, needs_rubrics=True),
    LintRule(Code.UNREAD_DATE, undated_items, needs_rubrics=True),
    LintRule(Code.OTHER_ACTOR, items_by_others, needs_rubrics=True),
    LintRule(Code.UNREAD_PART, unread_parts, needs_rubrics=True),
    LintRule(Code.UNCOUNTED, uncounted_items, needs_rubrics=True),
)


def lint(material: LintInput) -> tuple[Remark, ...]:
    """Everything that stands out in a file, sorted; without rubrics, the rules that need them do not run."""
    material = replace(material, dossier=with_implied_actors(material.dossier, material.vocabulary))
    rules = [rule for rule in RULES if material.rubrics or not rule.needs_rubrics]
    oddities = ((rule.code, oddity) for rule in rules for oddity in rule.look(material))
    return tuple(
        sorted(Remark(oddity.address, code, oddity.message, oddity.hint) for code, oddity in oddities)
    )


def codes_looked_for(*, with_rubrics: bool) -> frozenset[Code]:
    """The codes that ``lint`` can find, with or without rubrics."""
    return frozenset(rule.code for rule in RULES if with_rubrics or not rule.needs_rubrics)
