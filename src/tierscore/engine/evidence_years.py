"""For which report years a country file holds evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.dossier_view import DossierView, all_leaves
from tierscore.engine.law import law_of
from tierscore.engine.selection import speaks_until
from tierscore.model.measure import Nature
from tierscore.model.test import Corroborated, subjects

if TYPE_CHECKING:
    from tierscore.model.evidence import Dossier, EvidenceItem
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric


def years_with_evidence(rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier) -> tuple[int, ...]:
    """The report years, oldest first, in which an item counts for some test that is no standing thing: laws alone make no year."""
    candidates = sorted(
        {year for item in dossier.items for year in _candidates(item, dossier) if year >= rubric.first_report}
    )
    return tuple(
        year
        for year in candidates
        if _any_counts(DossierView(dossier, vocabulary, law_of(rubric, year), year))
    )


def _candidates(item: EvidenceItem, dossier: Dossier) -> range:
    if item.when.report is not None:
        return range(item.when.report, item.when.report + 1)
    return range(item.when.start.year, speaks_until(item, dossier.sources).year + 2)


def _any_counts(view: DossierView) -> bool:
    read = {leaf: subjects(leaf) for leaf in all_leaves(view.rubric)}
    moving = (
        subject
        for group in read.values()
        for subject in group
        if view.measure(subject).nature is not Nature.STANDING
    )
    affirmed = (leaf.measures for leaf in read if isinstance(leaf, Corroborated))
    return any(view.fact(subject).evidence for subject in moving) or any(
        view.items_by_government(measures, view.report_year) for measures in affirmed
    )
