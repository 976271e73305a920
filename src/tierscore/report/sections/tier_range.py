"""Each tier that the evidence allows, with an example of what would lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.report.document.blocks import bullet, bullets, heading, paragraph, strong, unsure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.decision import RangeEntry
    from tierscore.report.document.blocks import Block, Bullet
    from tierscore.report.language.lookup import Lookup

_TAKEN_AS_ABSENT = "Grave findings taken as absent unless a source shows them: {names}."
_EXAMPLE = ", for example with these answers to what is unknown (an example, not advice):"
_ON_ANY_ANSWER = "on what is on file, whatever the answer to what is unknown."
_AS_IT_STANDS = "as the evidence stands."
_NO_EXAMPLE = "not ruled out; no example was found within the limit of work."


def tier_range(lookup: Lookup) -> Iterator[Block]:
    """Each tier of the range with an example of what would lead to it, and the measures taken as No."""
    assessment = lookup.assessment
    yield heading(2, "What else is possible")
    yield bullets((_tier(lookup, entry) for entry in assessment.range), spaced=True)
    if assessment.taken_as_no:
        names = "; ".join(lookup.names.get(measure, measure) for measure in assessment.taken_as_no)
        yield paragraph(_TAKEN_AS_ABSENT.format(names=names))


def _tier(lookup: Lookup, entry: RangeEntry) -> Bullet:
    indicated = " (indicated)" if entry.tier == lookup.assessment.indicated else ""
    name = f"{lookup.tier(entry.tier)}{indicated}"
    if not entry.witness:
        return bullet(strong(f"{name}: "), _without_example(lookup, entry))
    answers = (bullet(f"{supposition.name}: ", unsure(supposition.says)) for supposition in entry.witness)
    return bullet(strong(name), _EXAMPLE, below=answers)


def _without_example(lookup: Lookup, entry: RangeEntry) -> str:
    if len(lookup.assessment.range) == 1:
        return _ON_ANY_ANSWER
    if entry.tier == lookup.assessment.indicated or lookup.assessment.exact:
        return _AS_IT_STANDS
    return _NO_EXAMPLE
