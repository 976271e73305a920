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
    """
    The report years, oldest first, in which an item counts for some test.

    Standing things such as laws do not count here: by themselves they make no year one of evidence.
    """
    years = {year for item in dossier.items for year in _years_spoken_of(item, dossier)}
    return tuple(
        year
        for year in sorted(years)
        if year >= rubric.first_report and has_evidence(rubric, vocabulary, dossier, year)
    )


def has_evidence(rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier, year: int) -> bool:
    """Whether an item counts for some test that is no standing thing, in the law of a report year."""
    view = DossierView(dossier, vocabulary, law_of(rubric, year), year)
    leaves = set(all_leaves(view.rubric))
    changing = (
        subject
        for leaf in leaves
        for subject in subjects(leaf)
        if view.measure(subject).nature is not Nature.STANDING
    )
    return any(view.fact(subject).evidence for subject in changing) or any(
        view.items_by_government(leaf.measures, view.report_year)
        for leaf in leaves
        if isinstance(leaf, Corroborated)
    )


def _years_spoken_of(item: EvidenceItem, dossier: Dossier) -> range:
    if item.when.report is not None:
        return range(item.when.report, item.when.report + 1)
    return range(item.when.start.year, speaks_until(item, dossier.sources).year + 2)
