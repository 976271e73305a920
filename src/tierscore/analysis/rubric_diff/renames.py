"""Ids that were changed throughout: the old rubric in the words of the new one."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from tierscore.analysis.rubric_diff.change_table import key_of
from tierscore.analysis.rubric_diff.changes import change
from tierscore.analysis.rubric_diff.matching import content
from tierscore.analysis.rubric_walk import measures_read
from tierscore.model.rubric_change import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
    from tierscore.model.rubric_change import RubricChange
T = TypeVar("T")

_REFERENCES: dict[str, frozenset[str]] = {
    "measures": frozenset(
        {
            "Subject.measure",
            "Corroborated.measures",
            "Presumption.measures",
            "Settings.taken_as_no",
            "Measure.id",
        }
    ),
    "tiers": frozenset(
        {"Tier.id", "TierRule.tier", "PlacedInARow.tier", "PlacementStep.tier", "Rubric.explained_moves"}
        | {"Listed.now", "Listed.before", "SpecialListGround.now", "SpecialListGround.before"}
    ),
    "criteria": frozenset({"Criterion.id", "OutcomeIn.criterion"}),
    "gates": frozenset({"Gate.id", "GateHolds.gate"}),
}
"""For each kind of thing that others refer to by id, the fields that hold its ids."""
_KINDS = {"measures": ChangeKind.MEASURE_RENAMED, "tiers": ChangeKind.TIER_RENAMED}


@dataclass(frozen=True)
class Translated:
    """The old rubric and its vocabulary with the ids of the new ones, and what was renamed for that."""

    rubric: Rubric
    vocabulary: Vocabulary
    changes: tuple[RubricChange, ...]


def translated(before: Rubric, words: Vocabulary, after: Rubric, new_words: Vocabulary) -> Translated:
    """Give everything in the old rubric that the new one has under another id that id, wherever it is named."""
    found: list[RubricChange] = []
    read = measures_read(before)
    gone = [
        measure
        for measure in words.measures.values()
        if measure.id in read and measure.id not in new_words.measures
    ]
    come = [measure for measure in new_words.measures.values() if measure.id not in words.measures]
    names = _renamed(gone, come)
    before, words = substituted(before, "measures", names), _translated_words(words, names)
    found += _told("measures", names)
    for kind in (
        "tiers",
        "criteria",
        "gates",
        "gates",
    ):  # gates name one another, so a second look finds more
        names = _renamed(*_left_over(getattr(before, kind), getattr(after, kind)))
        before = substituted(before, kind, names)
        found += _told(kind, names)
    return Translated(before, words, tuple(found))


def substituted(value: T, kind: str, names: Mapping[str, str]) -> T:
    """A copy in which every id of a kind has its new name."""
    return _with(value, _REFERENCES[kind], names) if names else value


def _with(value: Any, references: frozenset[str], names: Mapping[str, str]) -> Any:
    if isinstance(value, tuple | frozenset):
        return type(value)(_with(child, references, names) for child in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    kind = type(value).__name__
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    renamed = {
        name: _named(part, names) if f"{kind}.{name}" in references else _with(part, references, names)
        for name, part in parts.items()
    }
    return replace(value, **renamed)


def _named(value: Any, names: Mapping[str, str]) -> Any:
    """Ids, or lists of ids, under their new names."""
    if isinstance(value, tuple | frozenset):
        return type(value)(_named(child, names) for child in value)
    return names.get(value, value)


def _translated_words(words: Vocabulary, names: Mapping[str, str]) -> Vocabulary:
    measures = {
        names.get(one, one): substituted(measure, "measures", names)
        for one, measure in words.measures.items()
    }
    return replace(words, measures=measures)


def _left_over(before: Iterable[Any], after: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    old, new = {key_of(entry) for entry in before}, {key_of(entry) for entry in after}
    return [entry for entry in before if key_of(entry) not in new], [
        entry for entry in after if key_of(entry) not in old
    ]


def _renamed(gone: Iterable[Any], come: Iterable[Any]) -> dict[str, str]:
    """New ids by old ones: of things that say the same in all their versions, where just one old and one new does."""
    old, new = _ids_by_content(gone), _ids_by_content(come)
    return {old[says][0]: new[says][0] for says in old if len(old[says]) == len(new.get(says, ())) == 1}


def _ids_by_content(entries: Iterable[Any]) -> dict[tuple[str, ...], list[str]]:
    versions: dict[str, list[str]] = {}
    for entry in entries:
        versions.setdefault(key_of(entry), []).append(content(entry))
    found: dict[tuple[str, ...], list[str]] = {}
    for one, says in versions.items():
        found.setdefault(tuple(sorted(says)), []).append(one)
    return found


def _told(kind: str, names: Mapping[str, str]) -> list[RubricChange]:
    return [
        change(_KINDS.get(kind, ChangeKind.RENAMED), (kind, new, "id"), old, new)
        for old, new in sorted(names.items())
    ]
