"""Models kept between runs, so that a file which has not changed is not read and validated again."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from tierscore.loading.cache.code_stamp import code_stamp
from tierscore.loading.cache.entry_folder import EntryFolder
from tierscore.loading.cache.serialization import NotOurDataError, as_bytes, from_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
T = TypeVar("T")
NamedData = tuple[str, bytes]
"""The name of a file without its folder, and what it holds."""


class Cache:
    """
    A folder of models by the content of the files that they were read from.

    An entry is only ever an answer that reading the same bytes with the same code would give again: its name
    is a hash of both. Nothing depends on it. Where it is missing, damaged or strange the files are read, and
    where it cannot be written nothing is kept.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder of the cache, which need not exist."""
        self._entries = EntryFolder(folder)

    def key(self, kind: str, files: Sequence[NamedData]) -> str:
        """The name of the entry for a kind of model read from files; empty where the code has no files."""
        stamp = code_stamp()
        if not stamp:
            return ""
        hashed = hashlib.sha256(stamp.encode("utf-8", "surrogateescape"))
        for name, data in ((kind, b""), *files):
            hashed.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            hashed.update(data)
        return hashed.hexdigest()

    def recall(self, key: str, kind: type[T]) -> T | None:
        """The model kept under a key; None where the key is empty, or there is no sound entry."""
        entry = self._entries.read(key) if key else None
        if entry is None:
            return None
        try:
            value = from_bytes(entry)
        except (RecursionError, ValueError):
            return None
        return value if isinstance(value, kind) else None

    def has(self, key: str) -> bool:
        """Whether something lies under a key; ``recall`` says whether it is a model."""
        return self._entries.has(key)

    def keep(self, key: str, value: object) -> None:
        """Keep a model under a key that is not empty, if it can be written and JSON does not change it."""
        if not key:
            return
        with suppress(NotOurDataError, RecursionError, UnicodeError):
            self._entries.write(key, as_bytes(value))
