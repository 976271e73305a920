"""For which report years a country file holds evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.engine.file_view import FileView, all_leaves
from tierscore.model.measure import Nature
from tierscore.model.test import subjects

if TYPE_CHECKING:
    from tierscore.model.evidence import Dossier, EvidenceItem
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
    from tierscore.model.test import Subject


def years_with_evidence(rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier) -> tuple[int, ...]:
    """The report years, oldest first, in which an item counts for some test that is no standing thing: laws alone make no year."""
    read = sorted({subject for leaf in all_leaves(rubric) for subject in subjects(leaf)}, key=repr)
    moving = [subject for subject in read if vocabulary.measures[subject.measure].nature is not Nature.STANDING]
    candidates = sorted({year for item in dossier.items for year in _candidates(item)})
    return tuple(
        year for year in candidates if year >= rubric.first_report and _any_counts(FileView(dossier, vocabulary, rubric, year), moving)
    )


def _candidates(item: EvidenceItem) -> range:
    if item.when.report is not None:
        return range(item.when.report, item.when.report + 1)
    return range(item.when.start.year, item.when.end.year + 2)


def _any_counts(view: FileView, read: list[Subject]) -> bool:
    return any(view.fact(subject).evidence for subject in read)
