"""What one rubric says otherwise than another, as typed changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tierscore.analysis.rubric_diff.change_table import (
    FIELDS,
    INSIDE,
    TITLES,
    VOCABULARY,
    EntryKinds,
    Handling,
    key_field,
    key_of,
)
from tierscore.analysis.rubric_diff.matching import MatchedEntries, entry_step, match_entries
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
_KEYS_IN_FILE = {"rules": "tier_rules", "special_list": "special_watch_list"}
_UNWRITTEN = frozenset({"basis", "validity"})
"""Fields whose own fields stand in the file without a key above them."""
_IDENTITY = frozenset({"id", "name", "law_read_to", "law_source", "judges_as_of", "first_report"})


@dataclass(frozen=True)
class Edit:
    """A change, and where it is in the model."""

    change: RubricChange
    path: Address
    """Fields and steps from the rubric to what changed; empty for a change of an id."""


def edits(before: Rubric, after: Rubric) -> tuple[Edit, ...]:
    """Every difference between two rubrics, in the order of the new one; for new ids see ``renames``."""
    return tuple(_record_edits(before, after, ()))


def vocabulary_changes(rubric: Rubric, before: Vocabulary, after: Vocabulary) -> tuple[RubricChange, ...]:
    """What changed in the measures, units and scopes that a rubric reads."""
    changes = []
    measures = measures_read(rubric)
    for measure in sorted(measures & before.measures.keys() & after.measures.keys()):
        old, new = before.measures[measure], after.measures[measure]
        changes += [edit.change for edit in _record_edits(old, new, ("measures", measure))]
    units = {after.measures[measure].unit for measure in measures & after.measures.keys()}
    for field, names in (("units", units), ("scopes", scopes_read(rubric))):
        kind, old_words, new_words = VOCABULARY[field], getattr(before, field), getattr(after, field)
        for name in sorted(names & old_words.keys() & new_words.keys()):
            if old_words[name] != new_words[name] and isinstance(kind, ChangeKind):
                changes.append(make_change(kind, (field, name), old_words[name], new_words[name]))
    return tuple(changes)


def make_change(kind: ChangeKind, path: Address, before: object, after: object) -> RubricChange:
    """A change with its words and its fingerprint; None where there is nothing before, or after."""
    address = _address_in_file(path)
    identity = as_text([kind.value, list(address), canonical(before), canonical(after)])
    fingerprint = hashlib.sha256(identity.encode()).hexdigest()[:_FINGERPRINT]
    old, new = ("" if value is None else in_file_notation(value) for value in (before, after))
    return RubricChange(kind, address, old, new, fingerprint)


def _address_in_file(path: Address) -> Address:
    """Keys and ids as they are written, for fields and steps of the model."""
    if not path:
        return path
    top, *rest = path
    if top in _IDENTITY:
        return ("rubric", top)
    if top.startswith("explained_"):
        field = top.removeprefix("explained_")
        return ("explained_moves",) if field in {"moves", "basis"} else ("explained_moves", field)
    below = (name for place, name in enumerate(rest) if name not in _UNWRITTEN or place == 0)
    return (_KEYS_IN_FILE.get(top, top), *below)


def _record_edits(before: object, after: object, path: Address) -> Iterator[Edit]:
    for field, treatment in FIELDS[type(after)].items():
        old, new, field_path = getattr(before, field), getattr(after, field), (*path, field)
        match treatment:
            case Handling():
                if treatment is INSIDE and old is not None and new is not None:
                    yield from _record_edits(old, new, field_path)
            case EntryKinds():
                edits_of = _mapping_edits if isinstance(new, Mapping) else _entry_edits
                yield from edits_of(old, new, treatment, field_path)
            case kind if canonical_field(field, old) != canonical_field(field, new):
                only_titles = kind in TITLES and old == new
                yield _edit(TITLES[kind] if only_titles else kind, field_path, old, new)


def _edit(kind: ChangeKind, path: Address, before: object, after: object) -> Edit:
    return Edit(make_change(kind, path, before, after), path)


def _entry_edits(
    before: tuple[Any, ...], after: tuple[Any, ...], kinds: EntryKinds, path: Address
) -> Iterator[Edit]:
    matched = match_entries(before, after)
    for old, new in matched.both:
        address = new.address if isinstance(new, Setting) else (*path, entry_step(new))
        yield from _record_edits(old, new, address)
    for old, new in matched.renamed:
        address = (*path, entry_step(new), key_field(type(new)))
        yield Edit(make_change(ChangeKind.RENAMED, address, key_of(old), key_of(new)), ())
    if kinds.removed is not None:
        yield from (_edit(kinds.removed, (*path, entry_step(old)), old, None) for old in matched.removed)
    if kinds.added is not None:
        yield from (_edit(kinds.added, (*path, entry_step(new)), None, new) for new in matched.added)
    if kinds.reordered and _reordered(matched, before, after):
        yield _edit(kinds.reordered, path, tuple(map(entry_step, before)), tuple(map(entry_step, after)))


def _mapping_edits(
    before: Mapping[Any, Any], after: Mapping[Any, Any], kinds: EntryKinds, path: Address
) -> Iterator[Edit]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        kind = kinds.added if old is None else kinds.removed if new is None else kinds.changed
        if kind is not None and canonical(old) != canonical(new):
            yield _edit(kind, (*path, str(key)), old, new)


def _reordered(matched: MatchedEntries, before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    new_place = {id(new): place for place, new in enumerate(after)}
    places_by_old = {id(old): new_place[id(new)] for old, new in (*matched.both, *matched.renamed)}
    places = [places_by_old[id(old)] for old in before if id(old) in places_by_old]
    return places != sorted(places)
