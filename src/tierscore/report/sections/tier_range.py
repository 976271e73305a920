"""Each tier that the evidence allows, with an example of what would lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import bullet, bullets, heading, paragraph, strong, unsure
from tierscore.report.language.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.decision import RangeEntry
    from tierscore.report.document.blocks import Block, Bullet
    from tierscore.report.language.lookup import Lookup


def tier_range(lookup: Lookup) -> Iterator[Block]:
    """Each tier of the range with an example of what would lead to it, and the measures taken as No."""
    assessment = lookup.assessment
    yield heading(2, "What else is possible")
    yield bullets((_tier(lookup, entry) for entry in assessment.range), spaced=True)
    if assessment.taken_as_no:
        names = join_words([lookup.names.get(measure, measure) for measure in assessment.taken_as_no])
        reason = ", since each needs a finding of its own and the file holds none"
        yield paragraph(strong("Taken as No"), f"{reason}: {names}.")


def _tier(lookup: Lookup, entry: RangeEntry) -> Bullet:
    indicated = " (indicated)" if entry.tier == lookup.assessment.indicated else ""
    name = f"{lookup.tier(entry.tier)}{indicated}"
    if not entry.witness:
        return bullet(strong(f"{name}: "), _without_example(lookup, entry))
    return bullet(
        strong(name),
        " if all of these are so:" if len(entry.witness) > 1 else " if:",
        below=(bullet(f"{supposition.name}: ", unsure(supposition.says)) for supposition in entry.witness),
    )


def _without_example(lookup: Lookup, entry: RangeEntry) -> str:
    if len(lookup.assessment.range) == 1:
        return "on what is known, whatever the unknown turns out to be."
    if entry.tier == lookup.assessment.indicated or lookup.assessment.exact:
        return "as the evidence stands."
    return "not ruled out; no example was worked out within the limit of work."
