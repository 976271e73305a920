"""A country year by year: what was published beside what the evidence says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.analysis.placements.outlook import watch_run
from tierscore.engine.assess import assess, with_official
from tierscore.engine.evidence_years import years_with_evidence
from tierscore.model.assessment import Depth
from tierscore.model.placement_history import ChronicleYear

if TYPE_CHECKING:
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
    from tierscore.model.placement import Placements
    from tierscore.model.rubric import Rubric


def chronicle(
    rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier, placements: Placements
) -> tuple[ChronicleYear, ...]:
    """Every report year with a placement or with evidence, oldest first; each is judged by the placements before it alone."""
    with_evidence = years_with_evidence(rubric, vocabulary, dossier)
    found = []
    for year in sorted({*with_evidence, *placements.by_year}):
        judged = None
        if year in with_evidence:
            judged = with_official(
                assess(rubric, vocabulary, dossier, year, placements.before(year), depth=Depth.TIERS),
                placements,
            )
        found.append(
            ChronicleYear(
                year,
                placements.by_year.get(year),
                judged,
                rubric.ruleset(year),
                watch_run(rubric, placements, year),
            )
        )
    return tuple(found)
