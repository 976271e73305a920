"""The readings of the law that the rubric calls open, where another one would change the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.model.assessment import UNDETERMINED, Alternative
from tierscore.report.document.blocks import Block, Bullet, bullet, bullets, heading, muted, paragraph, strong
from tierscore.report.language.wording import basis_words, join_words, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.report.language.lookup import Lookup

_NOWHERE = "Nowhere: each other reading that this rubric names leads to the same tier and the same range."
_OTHERWISE = "{question} If read as {says}, the answer is {answer}, and {range} is possible."
_HERE = " Here it is read as {chosen}. {basis}"


def other_readings(lookup: Lookup) -> Iterator[Block]:
    """What other readings of the law would give, where that differs."""
    assessment = lookup.assessment
    if not assessment.rubric.switches:
        return
    yield heading(2, "Where another reading of the law would change this")
    if assessment.alternatives:
        yield bullets(_reading(lookup, alternative) for alternative in assessment.alternatives)
    else:
        yield paragraph(_NOWHERE)


def _reading(lookup: Lookup, alternative: Alternative) -> Bullet:
    """What another reading says, and what would follow."""
    switch = next(switch for switch in lookup.assessment.rubric.switches if switch.name == alternative.switch)
    tier = "no tier" if alternative.indicated == UNDETERMINED else lookup.tier(alternative.indicated)
    tiers = join_words([lookup.tier(tier) for tier in alternative.range], "or")
    return bullet(
        strong(f"{sentence(switch.title or switch.name)[:-1]}: "),
        _OTHERWISE.format(question=alternative.question, says=alternative.says, answer=tier, range=tiers),
        muted(_HERE.format(chosen=switch.options[alternative.chosen], basis=basis_words(switch.basis))),
    )
