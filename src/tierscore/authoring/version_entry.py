"""The entry of a version written into ``rubric.yaml``: a few lines, and every other byte as it was."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tierscore.authoring.yaml_edit import NewEntry, NoPlaceError, add_key, encoded, insert, set_key, set_word
from tierscore.authoring.yaml_values import Quoted, Rows, emit_flow
from tierscore.errors import UsageError
from tierscore.loading.files import MAIN_FILE, read_file, rubric_files
from tierscore.loading.rubric.reader import load_rubric
from tierscore.loading.validation.source_file import Page
from tierscore.loading.yaml.decoding import decode
from tierscore.loading.yaml.tree import find
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from tierscore.authoring.yaml_values import Value
    from tierscore.loading.yaml.tree import Node
    from tierscore.model.measure import Vocabulary
    from tierscore.model.version import AcceptedMove, VersionEntry


def with_version_entry(folder: Path, entry: VersionEntry, vocabulary: Vocabulary) -> tuple[bytes, bytes]:
    """
    A rubric's main file as it is, and with its version raised to that of an entry and the entry in its history.

    An entry of that version that is there already keeps its date and its summary; its level and its moves become those given.

    Raises:
        UsageError: If the file is written so that lines cannot be added to it, or would not say what was meant.
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
    fields: dict[str, Value] = {
        "version": Quoted(entry.version),
        "date": entry.date,
        "level": entry.level,
        "summary": Quoted(entry.summary),
    }
    return fields | ({"moves": _moves(entry)} if entry.moves else {})


def _moves(entry: VersionEntry) -> Rows:
    return Rows(_move_fields(move) for move in entry.moves)


def _move_fields(move: AcceptedMove) -> dict[str, Value]:
    return {
        "country": move.country,
        "year": move.report_year,
        "from": Quoted(move.before),
        "to": Quoted(move.after),
    }


def move_line(move: AcceptedMove) -> str:
    """A move as it is written in the history."""
    return emit_flow(_move_fields(move))


def _check(folder: Path, data: bytes, entry: VersionEntry, vocabulary: Vocabulary) -> None:
    """Read the result as it would be read from its place, before anything is written there."""
    with tempfile.TemporaryDirectory(prefix="tierscore-") as scratch:
        for path in rubric_files(folder):
            shutil.copyfile(path, Path(scratch, path.name))
        Path(scratch, MAIN_FILE).write_bytes(data)
        before = load_rubric(folder, vocabulary)
        try:
            after = load_rubric(Path(scratch), vocabulary)
        except UnreadableError as error:
            raise _refused("the result could not be read again") from error
    written = [known for known in after.history if known.version == entry.version]
    others = [known for known in after.history if known.version != entry.version]
    same_history = others == [known for known in before.history if known.version != entry.version]
    same_rubric = replace(before, version=entry.version, sha256="", history=()) == replace(
        after, sha256="", history=()
    )
    as_meant = [(known.level, known.moves) for known in written] == [(entry.level, entry.moves)]
    if not (same_rubric and same_history and as_meant):
        raise _refused("the result would not say what was meant")


def _refused(reason: str) -> UsageError:
    return UsageError(
        f"nothing was written: {reason}; `tierscore diff` without --write shows what to add by hand"
    )
