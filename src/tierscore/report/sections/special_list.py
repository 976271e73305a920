"""Why the law puts the country on the special watch list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import Block, bullet, muted, section
from tierscore.report.language.wording import law_sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.report.language.lookup import Lookup


def special_list(lookup: Lookup) -> Iterator[Block]:
    """The grounds on which the indicated tier puts the country on the list."""
    grounds = lookup.assessment.special_list
    return section(
        "Special watch list",
        (bullet(sentence(ground.says), muted(law_sentence(ground.law))) for ground in grounds),
    )
