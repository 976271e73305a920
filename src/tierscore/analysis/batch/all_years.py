"""Every report year of a country that its file has evidence for, judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.assess import assess, with_official
from tierscore.engine.evidence_years import years_with_evidence
from tierscore.model.assessment import Depth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.assessment import Assessment
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric


def survey(
    rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier, placements: Placements, only: int | None = None
) -> Iterator[Assessment]:
    """
    Judge each report year with evidence, the oldest first; each by the placements before it alone, and no deeper than its tiers.

    Args:
        rubric: The judgement.
        vocabulary: What the measures mean.
        dossier: The facts.
        placements: All placements of the country; that of the year itself is laid beside the answer, never read for it.
        only: The one report year that is wanted; None for all.

    """
    for year in years_with_evidence(rubric, vocabulary, dossier):
        if only in {None, year}:
            yield with_official(
                assess(rubric, vocabulary, dossier, year, placements.before(year), depth=Depth.TIERS),
                placements,
            )
