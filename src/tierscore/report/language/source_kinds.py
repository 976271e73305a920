"""How many of the facts that counted rest on sources of one kind alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import SourceKind


def alone_by_kind(assessment: Assessment) -> Counter[SourceKind]:
    """The number of counted facts all of whose sources are of one kind, by that kind."""
    sources, counted = assessment.dossier.sources, set(assessment.counted)
    kinds = (
        {sources[reference.id].kind for reference in item.sources if reference.id in sources}
        for item in assessment.dossier.items
        if item.id in counted
    )
    return Counter(kind for found in kinds if len(found) == 1 for kind in found)
