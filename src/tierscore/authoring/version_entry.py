"""The entry of a version written into ``rubric.yaml``: a few lines, and every other byte as it was."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tierscore.errors import UsageError
from tierscore.loading.files import MAIN_FILE, read_file, rubric_files
from tierscore.loading.rubric.reader import load_rubric
from tierscore.loading.validation.source_file import Page
from tierscore.loading.yaml.decoding import lines
from tierscore.loading.yaml.tree import Node, find
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from tierscore.model.measure import Vocabulary
    from tierscore.model.version import AcceptedMove, VersionEntry


def drafted(folder: Path, entry: VersionEntry, vocabulary: Vocabulary) -> tuple[bytes, bytes]:
    """
    A rubric's main file as it is, and with its version raised to that of an entry and the entry in its history.

    An entry of that version that is there already keeps its date and its summary; its level and its moves become those given.

    Raises:
        UsageError: If the file is written so that lines cannot be added to it, or would not say what was meant.
        UnreadableError: If the file has problems.

    """
    data = read_file(folder / MAIN_FILE)
    page = Page(data, str(folder / MAIN_FILE))
    text = _Text(data.decode())
    _write_history(text, page.root, entry)
    _write_version(text, find(page.root, ("rubric", "version")), entry.version)
    _check(folder, text.whole, entry, vocabulary)
    return data, text.whole.encode()


class _Text:
    """The lines of a file, changed from the end to the start so that earlier places stay true."""

    def __init__(self, whole: str) -> None:
        self.end = "\r\n" if "\r\n" in whole else "\n"
        self._rows = whole.splitlines(keepends=True) if lines(whole) else []

    @property
    def whole(self) -> str:
        """All of it."""
        return "".join(self._rows)

    def row(self, line: int) -> str:
        """A line, counted from 1."""
        return self._rows[line - 1]

    def put(self, first: int, last: int, rows: list[str]) -> None:
        """Put lines in the place of those from ``first`` to before ``last``; with both the same they are added there."""
        if (
            first > 1
            and self._rows
            and not self._rows[min(first, len(self._rows) + 1) - 2].endswith(("\n", "\r"))
        ):
            self._rows[first - 2] += self.end
        self._rows[first - 1 : last - 1] = [f"{row}{self.end}" for row in rows]

    def replace(self, node: Node, old: str, new: str) -> None:
        """Write a plain or quoted word anew where it stands."""
        row, start = self.row(node.line), node.column - 1
        mark = row[start] if node.quoted else ""
        written = f"{mark}{old}{mark}"
        if not row.startswith(written, start):
            raise _refused(f"line {node.line} is written in a way that cannot be changed safely")
        self._rows[node.line - 1] = f"{row[:start]}{mark}{new}{mark}{row[start + len(written) :]}"

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._rows)


def _write_version(text: _Text, node: Node, version: str) -> None:
    if node.content != version:
        text.replace(node, str(node.content), version)


def _write_history(text: _Text, root: Node, entry: VersionEntry) -> None:
    history = root.get("history")
    entries = history.content if history is not None and isinstance(history.content, list) else []
    if history is None:
        text.put(text.count + 1, text.count + 1, ["", "history:", *_entry(entry, "  ")])
    elif not entries:
        key = root.keys["history"][0]
        row = text.row(key)
        comment = f"  {row[row.index('#') :].rstrip()}" if "#" in row else ""
        text.put(key, key + 1, [f"history:{comment}", *_entry(entry, "  ")])
    elif (same := next((one for one in entries if _says(one, "version") == entry.version), None)) is not None:
        _mend(text, same, entry)
    else:
        first = entries[0]
        text.put(first.line, first.line, _entry(entry, _indent(text, first)))


def _mend(text: _Text, node: Node, entry: VersionEntry) -> None:
    """Give an entry that is there the moves and the level of another one."""
    indent = _indent(text, node) + "  "
    moves, level = node.get("moves"), node.get("level")
    rows = _moves(entry, indent)
    if moves is not None:
        first, last = node.keys["moves"][0], _last(moves)
        text.put(first, last + 1, rows)
    else:
        last = _last(node)
        text.put(last + 1, last + 1, rows)
    if level is not None and level.content != entry.level:
        text.replace(level, str(level.content), entry.level)


def _entry(entry: VersionEntry, indent: str) -> list[str]:
    head = [
        f'{indent}- version: "{entry.version}"',
        f"{indent}  date: {entry.date}",
        f"{indent}  level: {entry.level}",
        f"{indent}  summary: {_quoted(entry.summary)}",
    ]
    return head + _moves(entry, f"{indent}  ")


def _moves(entry: VersionEntry, indent: str) -> list[str]:
    return (
        [f"{indent}moves:", *(f"{indent}  - {move_line(move)}" for move in entry.moves)]
        if entry.moves
        else []
    )


def move_line(move: AcceptedMove) -> str:
    """A move as it is written in the history."""
    return f'{{country: {move.country}, year: {move.report_year}, from: "{move.before}", to: "{move.after}"}}'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _indent(text: _Text, node: Node) -> str:
    """What stands before the dash of an entry of a list that has a line to itself."""
    before = text.row(node.line)[: node.column - 1]
    if before.strip() != "-":
        raise _refused(
            "the entries of `history:` stand in brackets; write each on lines of its own, after a dash"
        )
    return before[: before.index("-")]


def _says(node: Node, key: str) -> object:
    found = node.get(key)
    return None if found is None else found.content


def _last(node: Node) -> int:
    """The last line on which a value begins; drafted values end on the line on which they begin."""
    children = (
        node.content.values()
        if isinstance(node.content, dict)
        else node.content
        if isinstance(node.content, list)
        else ()
    )
    return max([node.line, *map(_last, children)])


def _check(folder: Path, text: str, entry: VersionEntry, vocabulary: Vocabulary) -> None:
    """Read the result as it would be read from its place, before anything is written there."""
    with tempfile.TemporaryDirectory(prefix="tierscore-") as scratch:
        for path in rubric_files(folder):
            shutil.copyfile(path, Path(scratch, path.name))
        Path(scratch, MAIN_FILE).write_bytes(text.encode())
        before = load_rubric(folder, vocabulary)
        try:
            after = load_rubric(Path(scratch), vocabulary)
        except UnreadableError as error:
            raise _refused("the result could not be read again") from error
    found = next((one for one in after.history if one.version == entry.version), None)
    others = [one for one in after.history if one.version != entry.version]
    kept = others == [one for one in before.history if one.version != entry.version]
    same = replace(before, version=entry.version, sha256="", history=()) == replace(
        after, sha256="", history=()
    )
    if not (same and kept and found is not None and (found.level, found.moves) == (entry.level, entry.moves)):
        raise _refused("the result would not say what was meant")


def _refused(reason: str) -> UsageError:
    return UsageError(
        f"nothing was written: {reason}; `tierscore diff` without --write shows what to add by hand"
    )
