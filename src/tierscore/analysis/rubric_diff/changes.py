"""What one rubric says otherwise than another, as typed changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tierscore.analysis.rubric_diff.addresses import in_file
from tierscore.analysis.rubric_diff.change_table import (
    FIELDS,
    VOCABULARY,
    Entries,
    Inside,
    Whole,
    key_field,
    key_of,
)
from tierscore.analysis.rubric_diff.matching import Pairing, entry_step, paired
from tierscore.analysis.rubric_walk import measures_read, scopes_read
from tierscore.model.canonical import as_text, canonical, canonical_field
from tierscore.model.notation import in_file_notation
from tierscore.model.rubric import Setting
from tierscore.model.rubric_change import ChangeKind, RubricChange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.check import Address
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
_FINGERPRINT = 12


@dataclass(frozen=True)
class Edit:
    """A change, and where it is in the model."""

    change: RubricChange
    path: Address
    """Fields and steps that lead from the rubric to what changed; empty for a change of the vocabulary or of an id."""


def edits(before: Rubric, after: Rubric) -> tuple[Edit, ...]:
    """Everything that two rubrics say otherwise, in the order of the new one; ids that were changed throughout count as changed."""
    return tuple(_record(before, after, ()))


def vocabulary_changes(rubric: Rubric, before: Vocabulary, after: Vocabulary) -> tuple[RubricChange, ...]:
    """What changed in the measures, units and scopes that a rubric reads; a measure that it does not read is none of its business."""
    found = []
    for measure in sorted(measures_read(rubric)):
        if measure in before.measures and measure in after.measures:
            path = ("measures", measure)
            found += [
                edit.change for edit in _record(before.measures[measure], after.measures[measure], path)
            ]
    units = {after.measures[measure].unit for measure in measures_read(rubric) if measure in after.measures}
    for field, names in (("units", units), ("scopes", scopes_read(rubric))):
        how = VOCABULARY[field]
        old, new = getattr(before, field), getattr(after, field)
        for name in sorted(
            str(name) for name in names if name in old and name in new and old[name] != new[name]
        ):
            if isinstance(how, Whole):
                found.append(change(how.kind, (field, name), old[name], new[name]))
    return tuple(found)


def change(kind: ChangeKind, path: Address, before: object, after: object) -> RubricChange:
    """A change with its words and its fingerprint; None where there is nothing before, or after."""
    address = in_file(path)
    told = as_text([kind.value, list(address), canonical(before), canonical(after)])
    fingerprint = hashlib.sha256(told.encode()).hexdigest()[:_FINGERPRINT]
    return RubricChange(
        kind,
        address,
        "" if before is None else in_file_notation(before),
        "" if after is None else in_file_notation(after),
        fingerprint,
    )


def _record(before: object, after: object, path: Address) -> Iterator[Edit]:
    for field, how in FIELDS[type(after)].items():
        old, new = getattr(before, field), getattr(after, field)
        here = (*path, field)
        match how:
            case Inside() if old is not None and new is not None:
                yield from _record(old, new, here)
            case Entries():
                yield from _entries(old, new, how, here)
            case Whole(kind) if canonical_field(field, old) != canonical_field(field, new):
                yield Edit(change(kind, here, old, new), here)
            case _:
                pass


def _entries(before: Any, after: Any, how: Entries, path: Address) -> Iterator[Edit]:
    if isinstance(after, Mapping):
        yield from _mapping(before, after, how, path)
        return
    pairing = paired(before, after)
    for old, new in pairing.both:
        step = new.address if isinstance(new, Setting) else (*path, entry_step(new))
        yield from _record(old, new, step)
    for old, new in pairing.renamed:
        yield Edit(
            change(
                ChangeKind.RENAMED, (*path, entry_step(new), key_field(type(new))), key_of(old), key_of(new)
            ),
            (),
        )
    for old in pairing.gone:
        yield from _single(how.removed, (*path, entry_step(old)), old, None)
    for new in pairing.come:
        yield from _single(how.added, (*path, entry_step(new)), None, new)
    if how.reordered and _reordered(pairing, before, after):
        order = tuple(map(entry_step, before)), tuple(map(entry_step, after))
        yield Edit(change(how.reordered, path, *order), path)


def _single(kind: ChangeKind | None, path: Address, before: object, after: object) -> Iterator[Edit]:
    """An entry that came or went; its fingerprint is over all that it says."""
    if kind is not None:
        yield Edit(change(kind, path, before, after), path)


def _mapping(
    before: Mapping[Any, Any], after: Mapping[Any, Any], how: Entries, path: Address
) -> Iterator[Edit]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        kind = how.added if old is None else how.removed if new is None else how.changed
        if kind is not None and canonical(old) != canonical(new):
            here = (*path, str(key))
            yield Edit(change(kind, here, old, new), here)


def _reordered(pairing: Pairing, before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    new_place = {id(new): place for place, new in enumerate(after)}
    partner = {id(old): new_place[id(new)] for old, new in (*pairing.both, *pairing.renamed)}
    places = [partner[id(old)] for old in before if id(old) in partner]
    return places != sorted(places)
