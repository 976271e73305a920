"""Ids that were changed throughout: the old rubric with the ids of the new one."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from tierscore.analysis.rubric_diff.change_table import key_of
from tierscore.analysis.rubric_diff.changes import make_change
from tierscore.analysis.rubric_diff.matching import content, same_content
from tierscore.analysis.rubric_walk import measures_read
from tierscore.model.rubric_change import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

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
class RenamedRubric:
    """The old rubric and its vocabulary with the ids of the new ones, and what was renamed for that."""

    rubric: Rubric
    vocabulary: Vocabulary
    changes: tuple[RubricChange, ...]


def with_new_ids(
    before: Rubric, old_words: Vocabulary, after: Rubric, new_words: Vocabulary
) -> RenamedRubric:
    """Give everything in the old rubric the id that the new one has for it, wherever it is named."""
    read = measures_read(before)
    old_measures = [measure for measure in old_words.measures.values() if measure.id in read]
    names = _renamed(old_measures, new_words.measures.values(), old_words.measures, new_words.measures)
    before = substituted(before, "measures", names)
    measures = {
        names.get(name, name): substituted(measure, "measures", names)
        for name, measure in old_words.measures.items()
    }
    changes = _changes("measures", names)
    for field in ("tiers", "criteria", "gates", "gates"):  # gates name one another: a second look finds more
        old, new = getattr(before, field), getattr(after, field)
        names = _renamed(old, new, set(map(key_of, old)), set(map(key_of, new)))
        before = substituted(before, field, names)
        changes += _changes(field, names)
    return RenamedRubric(before, replace(old_words, measures=measures), tuple(changes))


def substituted(value: T, kind: str, names: Mapping[str, str]) -> T:
    """A copy in which every id of a kind has its new name."""
    return _substituted(value, _REFERENCES[kind], names) if names else value


def _substituted(value: Any, references: frozenset[str], names: Mapping[str, str]) -> Any:
    if isinstance(value, tuple | frozenset):
        return type(value)(_substituted(child, references, names) for child in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if f"{type(value).__name__}.{field.name}" in references:
            changes[field.name] = _new_ids(held, names)
        else:
            changes[field.name] = _substituted(held, references, names)
    return replace(value, **changes)


def _new_ids(ids: Any, names: Mapping[str, str]) -> Any:
    """An id, or lists of ids, under the new names."""
    if isinstance(ids, tuple | frozenset):
        return type(ids)(_new_ids(child, names) for child in ids)
    return names.get(ids, ids)


def _renamed(
    before: Iterable[Any], after: Iterable[Any], old_ids: Container[str], new_ids: Container[str]
) -> dict[str, str]:
    """
    New ids by old ones, of entries whose id the other side does not have.

    They say the same in all their versions, and just one of each side does.
    """
    removed = [entry for entry in before if key_of(entry) not in new_ids]
    added = [entry for entry in after if key_of(entry) not in old_ids]
    return dict(same_content(_contents_by_id(removed), _contents_by_id(added)))


def _contents_by_id(entries: Iterable[Any]) -> list[tuple[str, tuple[str, ...]]]:
    versions: dict[str, list[str]] = {}
    for entry in entries:
        versions.setdefault(key_of(entry), []).append(content(entry))
    return [(name, tuple(sorted(contents))) for name, contents in versions.items()]


def _changes(field: str, names: Mapping[str, str]) -> list[RubricChange]:
    kind = _KINDS.get(field, ChangeKind.RENAMED)
    return [make_change(kind, (field, new, "id"), old, new) for old, new in sorted(names.items())]
