"""What somebody who adds a fact to a file should be asked about before it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tierscore.analysis.evidence_lint.credit import obstacles
from tierscore.analysis.evidence_lint.figures import jumps, parts_beyond_wholes
from tierscore.analysis.evidence_lint.readership import unread_items
from tierscore.analysis.evidence_lint.sources import facts_after_sources, places_missing
from tierscore.analysis.evidence_lint.texts import names_of_persons, verdicts
from tierscore.engine.dossier_facts import with_implied_actors
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.analysis.evidence_lint.lint_input import LintInput
    from tierscore.model.evidence import EvidenceItem
_RULES = (places_missing, facts_after_sources, jumps, names_of_persons, verdicts, parts_beyond_wholes)
"""Those of the rules on evidence that look at single items, whatever a rubric reads."""
_FIELDS_TO_MEND = {
    Code.NO_ACTOR: "by",
    Code.OTHER_ACTOR: "by",
    Code.UNREAD_DATE: "when",
    Code.UNCOUNTED: "figure",
}


class Doubt(NamedTuple):
    """Why a new fact may not be what was meant; the file would be sound with it."""

    field: str
    """The field of the item to look at."""
    message: str
    hint: str


def doubts_about(material: LintInput, id: str) -> tuple[Doubt, ...]:
    """
    Everything that is odd about one item of a file, each thing once.

    Args:
        material: The file with the item in it; without rubrics nothing is said of what they read.
        id: The item, the last of the file.
    """
    material = replace(
        material, dossier=with_implied_actors(material.dossier, material.vocabulary), remembered={}
    )
    [item] = (item for item in material.dossier.items if item.id == id)
    doubts = [*_repetitions(material, item)]
    if material.rubrics:
        doubts += _obstacles(material, item)
    doubts += (
        Doubt(oddity.address[2] if len(oddity.address) > 2 else "figure", oddity.message, oddity.hint)
        for rule in _RULES
        for oddity in rule(material)
        if oddity.address[:2] == ("evidence", id)
    )
    return tuple(dict.fromkeys(doubts))


def _obstacles(material: LintInput, item: EvidenceItem) -> Iterator[Doubt]:
    """Why no rubric can ever credit the item."""
    for oddity in unread_items(material):
        if oddity.address == ("evidence", item.id):
            yield Doubt("measure", oddity.message, oddity.hint)
    for other, obstacle in obstacles(material):
        if other is item:
            part = "scope" if item.scope else "series"
            yield Doubt(_FIELDS_TO_MEND.get(obstacle.code, part), obstacle.message, obstacle.hint)


def _repetitions(material: LintInput, item: EvidenceItem) -> Iterator[Doubt]:
    """Items that say of the same thing and time what the item says, by their source or their figure."""
    revised = {other.revises for other in material.dossier.items}
    for other in material.dossier.items:
        if other.id in {item.id, *revised} or _subject(other) != _subject(item):
            continue
        shared = {reference.id for reference in other.sources} & {ref.id for ref in item.sources}
        same_figure = item.figure is not None and item.figure == other.figure
        if shared or same_figure:
            what = "the same figure" if same_figure else f"something from `{min(shared)}`"
            message = f"`{other.id}` gives {what} on `{item.measure}` for {item.when.text}: {other.summary}"
            hint = f"if this replaces it, --revises {other.id}; if it is the same fact, leave it out"
            yield Doubt("measure", message, hint)


def _subject(item: EvidenceItem) -> tuple[object, ...]:
    when = item.when
    return item.measure, item.series, item.scope, when.start, when.end, when.ongoing, when.end_unknown
