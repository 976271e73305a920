"""For which report years a country file holds evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from tierscore.engine.dossier_view import DossierView, all_leaves
from tierscore.engine.law import law_of
from tierscore.engine.remembered import remembered
from tierscore.engine.selection import speaks_until
from tierscore.model.measure import Nature
from tierscore.model.test import Corroborated, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.evidence import Dossier, EvidenceItem
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
    from tierscore.model.test import Subject


def years_with_evidence(rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier) -> tuple[int, ...]:
    """
    The report years, oldest first, in which an item counts for some test.

    Standing things such as laws do not count here: by themselves they make no year one of evidence.
    """
    return tuple(newest_years_with_evidence(rubric, vocabulary, dossier))[::-1]


def newest_years_with_evidence(rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier) -> Iterator[int]:
    """The same report years, the newest first, each looked for when it is asked for."""
    years = {year for item in dossier.items for year in _years_spoken_of(item, dossier)}
    for year in sorted(years, reverse=True):
        if year >= rubric.first_report and has_evidence(rubric, vocabulary, dossier, year):
            yield year


def has_evidence(rubric: Rubric, vocabulary: Vocabulary, dossier: Dossier, year: int) -> bool:
    """Whether an item counts for some test that is no standing thing, in the law of a report year."""
    view = DossierView(dossier, vocabulary, law_of(rubric, year), year)
    reads = _reads(view.rubric)
    return any(
        view.fact(subject).evidence
        for subject in reads.subjects
        if subject.measure in view.facts.measures and view.measure(subject).nature is not Nature.STANDING
    ) or any(view.items_by_government(leaf.measures, year) for leaf in reads.corroborated)


class _Reads(NamedTuple):
    """What the tests of a law read."""

    subjects: frozenset[Subject]
    corroborated: frozenset[Corroborated]


def _reads(law: Rubric) -> _Reads:
    kept = remembered(law)
    if "reads" not in kept:
        leaves = frozenset(all_leaves(law))
        kept["reads"] = _Reads(
            frozenset(subject for leaf in leaves for subject in subjects(leaf)),
            frozenset(leaf for leaf in leaves if isinstance(leaf, Corroborated)),
        )
    return cast("_Reads", kept["reads"])


def _years_spoken_of(item: EvidenceItem, dossier: Dossier) -> range:
    if item.when.report is not None:
        return range(item.when.report, item.when.report + 1)
    return range(item.when.start.year, speaks_until(item, dossier.sources).year + 2)
