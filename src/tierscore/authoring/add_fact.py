"""One more fact for a country file: from options to text that is checked as the whole file would be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from tierscore.authoring.option_problems import at_options, name_taken, refuse_at_options, unwritable
from tierscore.authoring.yaml_edit import NewEntry, NoPlaceError, encoded, insert
from tierscore.errors import UsageError
from tierscore.loading.country.reader import read_country
from tierscore.loading.files import read_file
from tierscore.loading.validation.source_file import Page
from tierscore.loading.yaml.decoding import decode
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from tierscore.authoring.yaml_values import Value
    from tierscore.loading.files import SourceFiles
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
FactOptions = dict[str, str | list[str]]
"""What was given for each option, by its name without dashes; options that were not given are left out."""

SOURCE_OPTIONS = ("title", "publisher", "published", "kind")
"""What a new source must say; one that was ``read`` need not say when it was published."""
_FURTHER_SOURCE_OPTIONS = ("read", "url", "source-note")
_REQUIRED = ("measure", "when", "summary", "source")
_STATUS_OPTIONS = ("status", "figure", "versus-previous")
_LEADING_FIELDS = ("measure", "series", "scope", "status", "limit", "by", "with", "funded-by")
_LATER_FIELDS = ("versus-previous", "revises", "unusable", "note")
_LONGEST_STEM = 90
"""How much of a measure's id goes into the id of an item; an id has up to 100 letters."""


@dataclass(frozen=True)
class CountryFile:
    """A country file as it stands, before something is added to it."""

    path: Path
    data: bytes
    page: Page
    dossier: Dossier

    def unused_id(self, measure: str, when: str) -> str:
        """An id for an item that no other item of the file has: the measure and the year."""
        year = re.search("[0-9]{4}", when)
        stem = re.sub("[^a-z0-9]+", "-", measure.lower()[:_LONGEST_STEM]).strip("-") or "item"
        stem = f"{stem}-{year[0]}" if year else stem
        used = {item.id for item in self.dossier.items}
        if stem not in used:
            return stem
        return next(name for number in count(2) if (name := f"{stem}-{number}") not in used)


@dataclass(frozen=True)
class Addition:
    """What is to be added: an item, and the source that it is read in where the file does not list it yet."""

    item: dict[str, Value]
    source_id: str = ""
    source: dict[str, Value] | None = None

    @property
    def entries(self) -> list[tuple[str, NewEntry]]:
        """What is put in, with the key at the top of the file that it goes under."""
        source = [("sources", NewEntry(self.source, self.source_id))] if self.source is not None else []
        return [*source, ("evidence", NewEntry(self.item))]


def read_country_file(path: Path, vocabulary: Vocabulary, files: SourceFiles) -> CountryFile:
    """
    A country file to which something is to be added, as it stands now, whatever was read before.

    Raises:
        UnreadableError: With every problem that it has already, such as a link out of the workspace of ``files``.
    """
    files.refuse_link_out(path)
    data = read_file(path)
    page = Page(data, str(path))
    return CountryFile(path, data, page, read_country(page, vocabulary))


def with_addition(file: CountryFile, addition: Addition, vocabulary: Vocabulary) -> CountryFile:
    """
    A country file with what is added; nothing else in it changes.

    Raises:
        UnreadableError: With every problem that the file would have, each at the option that it comes from.
        UsageError: If there is no place for it.
    """
    is_taken = addition.source is not None and addition.source_id in file.dossier.sources
    taken = [name_taken(addition.source_id)] if is_taken else []
    refuse_at_options([*taken, *unwritable(addition.item, addition.source or {})])
    text = decode(file.data, str(file.path))
    try:
        for key, entry in addition.entries:
            text = insert(text, key, entry)
    except NoPlaceError as error:
        raise _no_place(file, addition) from error
    after = encoded(text, file.data)
    page = Page(after, str(file.path))
    try:
        dossier = read_country(page, vocabulary)
    except UnreadableError as error:
        refuse_at_options(at_options(error.problems, page, addition.source_id))
        raise
    if page.written.plain() != _expected(file.page.written.plain(), addition):
        raise _no_place(file, addition)
    return CountryFile(file.path, after, page, dossier)


def _expected(plain: dict[str, Any], addition: Addition) -> dict[str, Any]:
    """What the file must say afterwards: all that it said before, and what is added."""
    more: dict[str, Any] = {"evidence": [*(plain["evidence"] or []), addition.item]}
    if addition.source is not None:
        more["sources"] = {**(plain["sources"] or {}), addition.source_id: addition.source}
    return plain | more


def _no_place(file: CountryFile, addition: Addition) -> UsageError:
    lines = [line for key, entry in addition.entries for line in (f"{key}:", *entry.lines("  "))]
    message = "cannot be added to without changing what stands in it; write this into it by hand"
    return UsageError(f"{file.path} {message}:", *lines)


def missing_options(options: FactOptions) -> list[str]:
    """The options that are wanted besides; ``status`` where neither a figure nor a comparison says it."""
    missing = [name for name in _REQUIRED if name not in options]
    if not any(name in options for name in _STATUS_OPTIONS):
        missing.insert(missing.index("measure") + 1 if "measure" in missing else 0, "status")
    if "new-source" not in options:
        return missing
    dated = {"published"} if "read" in options else set()
    return missing + [name for name in SOURCE_OPTIONS if name not in options and name not in dated]


def check_together(options: FactOptions) -> None:
    """
    Refuse options that make no sense without another one.

    Raises:
        UsageError: If one does.
    """
    lost = [f"--{name}" for name in (*SOURCE_OPTIONS, *_FURTHER_SOURCE_OPTIONS) if name in options]
    if lost and "new-source" not in options:
        raise UsageError(f"{', '.join(lost)} say something of a new source; name it with --new-source ID")
    if "bound" in options and "figure" not in options:
        raise UsageError("--bound says something of a figure; give it with --figure")


def addition_from(options: FactOptions, file: CountryFile, vocabulary: Vocabulary) -> Addition:
    """What options say is to be added to a country file; nothing required is missing."""
    measure, when = _text(options, "measure"), _text(options, "when")
    item: dict[str, Value] = {"id": _text(options, "id") or file.unused_id(measure, when)}
    item |= _fields(options, _LEADING_FIELDS)
    item["when"] = _number_or_text(when)
    if "figure" in options:
        item["figure"] = _figure(options, vocabulary)
    item |= _fields(options, _LATER_FIELDS)
    item["summary"] = _text(options, "summary")
    item["sources"] = [_reference(text) for text in options["source"]]
    if "new-source" not in options:
        return Addition(item)
    source = _fields(options, (*SOURCE_OPTIONS, "read", "url"))
    source |= {"note": _text(options, "source-note")} if "source-note" in options else {}
    source |= {"published": _number_or_text(_text(options, "published"))} if "published" in options else {}
    return Addition(item, _text(options, "new-source"), source)


def _fields(options: FactOptions, names: Iterable[str]) -> dict[str, Value]:
    """The fields of some options, under the names that they have in a file."""
    fields: dict[str, Value] = {}
    for name in names:
        if name in options:
            value = options[name]
            fields[name.replace("-", "_")] = value if isinstance(value, str) else [*value]
    return fields


def _figure(options: FactOptions, vocabulary: Vocabulary) -> dict[str, Value]:
    number, _, unit = _text(options, "figure").strip().partition(" ")
    measure = vocabulary.measures.get(_text(options, "measure"))
    unit = unit.strip() or (measure.unit if measure is not None else None) or ""
    figure: dict[str, Value] = {"value": _number_or_text(number)}
    figure |= {"unit": unit} if unit else {}
    return figure | ({"bound": _text(options, "bound")} if "bound" in options else {})


def _reference(text: str) -> Value:
    source_id, _, place = text.partition(":")
    reference: dict[str, Value] = {"id": source_id.strip()}
    return reference | ({"place": place.strip()} if place.strip() else {})


def _text(options: FactOptions, name: str) -> str:
    value = options.get(name, "")
    return value if isinstance(value, str) else ", ".join(value)


def _number_or_text(text: str) -> Value:
    """A whole number that reads as it is written, else text."""
    is_number = text.isdecimal() and len(text) <= 18 and str(int(text)) == text
    return int(text) if is_number else text
