"""Answers of the command as they were given, for as long as everything that they were made of stays the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tierscore.errors import TierscoreError
from tierscore.loading.cache.code_stamp import code_stamp
from tierscore.loading.cache.entry_folder import EntryFolder
from tierscore.loading.workspace.discovery import find_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tierscore.loading.workspace.discovery import Workspace
OutputPart = tuple[str, bytes]
"""A piece of output: the name of where it goes, and what is written there."""


class FinishedAnswer(NamedTuple):
    """What a call of the command wrote, in order, and its exit code."""

    parts: tuple[OutputPart, ...]
    code: int


class OpenedFolder(NamedTuple):
    """The workspace that a call opened, and how it was chosen."""

    workspace: Workspace
    chosen: str | None
    """The folder that was named by hand; None takes the nearest one."""
    bundled: bool


class FinishedAnswers:
    """
    A folder of answers by how the command was called.

    An answer is given again only where the same call would find the same workspace, with the same names of files in
    it, and each file that was read holds the same bytes; a call has its stamp of the code. So it is what working
    everything out anew would give.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder of the cache, which need not exist."""
        self._entries = EntryFolder(folder)

    def recall(self, call: Sequence[str]) -> FinishedAnswer | None:
        """The answer of an earlier run to a call; None where there is none that still holds."""
        entry = self._entries.read(_key(call))
        if entry is None:
            return None
        head, _, body = entry.partition(b"\n")
        kept = json.loads(head)
        try:
            if not _holds(kept):
                return None
        except (OSError, TierscoreError):
            return None
        parts, start = [], 0
        for name, size in kept["parts"]:
            parts.append((name, body[start : start + size]))
            start += size
        return FinishedAnswer(tuple(parts), kept["code"])

    def keep(
        self, call: Sequence[str], opened: OpenedFolder, layout: Sequence[str], answer: FinishedAnswer
    ) -> None:
        """
        Keep the answer to a call, unless a file could not be read.

        Args:
            call: Everything but files that decides the answer.
            opened: The workspace that it opened, which knows what was read.
            layout: Which files there were before anything was read.
            answer: What was answered.
        """
        contents = opened.workspace.files.contents()
        if contents is None or not code_stamp():
            return
        head = {
            "chosen": opened.chosen,
            "bundled": opened.bundled,
            "root": str(opened.workspace.root),
            "layout": _digest(layout),
            "files": [(str(path), _hash(data)) for path, data in contents.items()],
            "parts": [(name, len(data)) for name, data in answer.parts],
            "code": answer.code,
        }
        body = b"".join(data for _, data in answer.parts)
        self._entries.write(_key(call), json.dumps(head).encode() + b"\n" + body)


def _holds(kept: dict[str, Any]) -> bool:
    """Whether what an answer was made of is still the same."""
    chosen = Path(kept["chosen"]) if kept["chosen"] is not None else None
    workspace = find_workspace(Path(), chosen=chosen, bundled=kept["bundled"])
    if str(workspace.root) != kept["root"] or _digest(workspace.layout()) != kept["layout"]:
        return False
    return all(_hash(workspace.files.data(Path(path))) == digest for path, digest in kept["files"])


def _key(call: Sequence[str]) -> str:
    return _digest(("answer", code_stamp(), *call))


def _digest(texts: Iterable[str]) -> str:
    return _hash(json.dumps(list(texts)).encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
