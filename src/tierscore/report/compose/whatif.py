"""What would be if some facts stood otherwise, or the law were read otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assumption import AssumedDossier
from tierscore.report.compose.difference import (
    ARROW,
    conditions_moved,
    criteria_moved,
    indicated_in_words,
    rule_in_words,
    scores_moved,
    tiers_in_words,
)
from tierscore.report.document.blocks import (
    document,
    heading,
    key_value,
    key_values,
    muted,
    paragraph,
    section,
    strong,
)
from tierscore.report.language.assumptions import assumption_words
from tierscore.report.language.wording import INDEPENDENT, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.assessment_difference import AssessmentDifference
    from tierscore.report.document.blocks import Block, Document, KeyValue, KeyValues
_TITLE = "{country}, {year} report: what would be"
_BASIS = "Assumed for this answer, by the government and for the whole reporting period; no file was changed."
_NOTHING = "Nothing moves: on this evidence what is assumed changes no criterion, no condition and no tier."
_AS_BEFORE = "{same}, as on file"


def compose_whatif(difference: AssessmentDifference) -> Document:
    """Compose what moves where something is assumed, and why."""
    after = difference.after
    blocks: list[Block] = [
        heading(1, _TITLE.format(country=after.dossier.name, year=after.report_year)),
        paragraph(strong(INDEPENDENT)),
        paragraph(_BASIS),
        _answers(difference),
    ]
    if not (difference.findings or difference.gates or difference.moves_tier):
        blocks.append(paragraph(_NOTHING))
    blocks += section("Criteria that move", criteria_moved(difference))
    blocks += section("Conditions of the tier rules that move", conditions_moved(difference))
    if difference.pillars:
        blocks += [
            heading(2, "The three P's"),
            scores_moved(difference, ("on file", "as assumed")),
            paragraph(muted("They inform and decide no tier.")),
        ]
    return document(*blocks)


def _answers(difference: AssessmentDifference) -> KeyValues:
    before, after = difference.before, difference.after
    pairs = [*_assumed(difference)]
    for name, earlier, later in (
        ("Tier", indicated_in_words(before), indicated_in_words(after)),
        ("Possible", tiers_in_words(before), tiers_in_words(after)),
        ("Because", rule_in_words(before), rule_in_words(after)),
    ):
        same = earlier == later
        words = _AS_BEFORE.format(same=later.removesuffix(".")) if same else f"{earlier}{ARROW}{later}"
        pairs.append(key_value(name, sentence(words)))
    return key_values(*pairs)


def _assumed(difference: AssessmentDifference) -> Iterator[KeyValue]:
    after = difference.after
    if isinstance(after.dossier, AssumedDossier):
        for assumption in after.dossier.assumptions:
            yield key_value("Assumed", sentence(assumption_words(assumption, after.vocabulary)))
    own = {switch.name: switch.value for switch in difference.before.rubric.switches}
    for switch in after.rubric.switches:
        if switch.value != own.get(switch.name):
            words = f"{switch.title or switch.question.removesuffix('?')}: {switch.options[switch.value]}"
            yield key_value("Read as", sentence(words))
