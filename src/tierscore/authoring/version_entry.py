"""The entry of a version written into ``rubric.yaml``: a few lines, and every other byte as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tierscore.authoring.yaml_edit import NewEntry, NoPlaceError, add_key, encoded, insert, set_key, set_word
from tierscore.authoring.yaml_values import Quoted, Rows
from tierscore.errors import UsageError
from tierscore.loading.files import MAIN_FILE, SourceFiles, read_file
from tierscore.loading.rubric.reader import load_rubric
from tierscore.loading.validation.source_file import Page
from tierscore.loading.yaml.decoding import decode
from tierscore.loading.yaml.tree import find
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.authoring.yaml_values import Value
    from tierscore.loading.yaml.tree import Node
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Rubric
    from tierscore.model.version import AcceptedMove, VersionEntry


def with_version_entry(folder: Path, entry: VersionEntry, vocabulary: Vocabulary) -> tuple[bytes, bytes]:
    """
    A rubric's main file as it is, and with its version raised to that of an entry, which its history holds.

    If the history has an entry of that version, only the level and the moves of that entry change.

    Raises:
        UsageError: If lines cannot be added to the file, or it would not say what was meant.
        UnreadableError: If the file has problems.
    """
    file = folder / MAIN_FILE
    data = read_file(file)
    page = Page(data, str(file))
    try:
        text = _with_entry(decode(data, str(file)), page.root.get("history"), entry)
        if find(page.root, ("rubric", "version")).content != entry.version:
            text = set_word(text, ("rubric", "version"), entry.version)
    except NoPlaceError as error:
        raise _refused(str(error)) from error
    after = encoded(text, data)
    _check(folder, after, entry, vocabulary)
    return data, after


def _with_entry(text: str, history: Node | None, entry: VersionEntry) -> str:
    """A text with an entry in its history."""
    if history is None:
        text = add_key(text, "history")
    entries = history.content if history is not None and isinstance(history.content, list) else []
    versions = [plain.get("version") for plain in (node.plain() for node in entries)]
    if entry.version not in versions:
        return insert(text, "history", NewEntry(_fields(entry)), first=True)
    path = ("history", versions.index(entry.version))
    text = set_key(text, path, "moves", _moves(entry) or None)
    return set_word(text, (*path, "level"), entry.level)


def _fields(entry: VersionEntry) -> dict[str, Value]:
    summary, moves = Quoted(entry.summary), {"moves": _moves(entry)} if entry.moves else {}
    return {
        "version": Quoted(entry.version),
        "date": entry.date,
        "level": entry.level,
        "summary": summary,
        **moves,
    }


def _moves(entry: VersionEntry) -> Rows:
    return Rows(map(_move_fields, entry.moves))


def _move_fields(move: AcceptedMove) -> dict[str, Value]:
    tiers = {"from": Quoted(move.before), "to": Quoted(move.after)}
    return {"country": move.country, "year": move.report_year, **tiers}


def _check(folder: Path, data: bytes, entry: VersionEntry, vocabulary: Vocabulary) -> None:
    """Read the result as it would be read from its place, before anything is written there."""
    before = load_rubric(folder, vocabulary)
    try:
        after = load_rubric(folder, vocabulary, SourceFiles({folder / MAIN_FILE: data}))
    except UnreadableError as error:
        raise _refused("the result could not be read again") from error

    def without_entry(rubric: Rubric) -> Rubric:
        """The rubric apart from its version and this entry."""
        history = tuple(other for other in rubric.history if other.version != entry.version)
        return replace(rubric, version="", sha256="", history=history)

    written = [(known.level, known.moves) for known in after.history if known.version == entry.version]
    as_meant = after.version == entry.version and written == [(entry.level, entry.moves)]
    if not as_meant or without_entry(after) != without_entry(before):
        raise _refused("the result would not say what was meant")


def _refused(reason: str) -> UsageError:
    return UsageError(
        f"nothing was written: {reason}; `tierscore diff` without --write shows what to add by hand"
    )
