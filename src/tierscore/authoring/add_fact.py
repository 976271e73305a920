"""One more evidence item in a country file: as text, checked as the whole file would be, before a byte is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from tierscore.authoring.atomic_write import nothing_written, write_files
from tierscore.authoring.yaml_edit import NewEntry, NoPlaceError, encoded, insert
from tierscore.errors import UsageError, safe
from tierscore.loading.country.reader import read_country
from tierscore.loading.files import read_file
from tierscore.loading.validation.source_file import Page
from tierscore.loading.yaml.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from tierscore.authoring.yaml_values import Value
    from tierscore.model.evidence import Dossier
    from tierscore.model.measure import Vocabulary
_LONGEST = 90
"""How much of a measure's id goes into the id of an item; an id has up to 100 letters."""


@dataclass(frozen=True)
class Draft:
    """A country file as it stands, before something is added to it."""

    path: Path
    data: bytes
    page: Page
    dossier: Dossier

    def free_id(self, measure: str, when: str) -> str:
        """An id for an item that no other item of the file has: the measure and the year."""
        year = re.search("[0-9]{4}", when)
        stem = re.sub("[^a-z0-9]+", "-", measure.lower()[:_LONGEST]).strip("-") or "item"
        stem = f"{stem}-{year[0]}" if year else stem
        taken = {item.id for item in self.dossier.items}
        return next(free for free in _numbered(stem) if free not in taken)


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


@nothing_written
def open_draft(path: Path, vocabulary: Vocabulary) -> Draft:
    """
    A country file to which something is to be added.

    Raises:
        UnreadableError: With every problem that it has already.

    """
    data = read_file(path)
    page = Page(data, str(path))
    return Draft(path, data, page, read_country(page, vocabulary))


@nothing_written
def add_to(draft: Draft, addition: Addition, vocabulary: Vocabulary) -> None:
    """
    Write the file anew with what is added; nothing else in it changes.

    Raises:
        UnreadableError: With every problem that the file would have.
        UsageError: If there is no place for it, or the file changed since it was read. In each case nothing is written.

    """
    text = decode(draft.data, str(draft.path))
    try:
        for key, entry in addition.entries:
            text = insert(text, key, entry)
    except NoPlaceError as error:
        raise _no_place(draft, addition) from error
    after = encoded(text, draft.data)
    page = Page(after, str(draft.path))
    read_country(page, vocabulary)
    if page.written.plain() != _expected(draft.page.written.plain(), addition):
        raise _no_place(draft, addition)
    write_files({draft.path: after}, before={draft.path: draft.data})


def _expected(plain: dict[str, Any], addition: Addition) -> dict[str, Any]:
    """What the file must say afterwards: all that it said before, and what is added."""
    more: dict[str, Any] = {"evidence": [*(plain["evidence"] or []), addition.item]}
    if addition.source is not None:
        more["sources"] = {**(plain["sources"] or {}), addition.source_id: addition.source}
    return plain | more


def _no_place(draft: Draft, addition: Addition) -> UsageError:
    lines = [line for key, entry in addition.entries for line in (f"{key}:", *entry.lines("  "))]
    message = "cannot be added to without changing what stands in it; write this into it by hand"
    return UsageError(f"{safe(str(draft.path))} {message}:\n" + "\n".join(map(safe, lines)))


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))
