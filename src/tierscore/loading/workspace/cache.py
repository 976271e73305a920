"""Models kept between runs, so that a file which has not changed is not read and validated again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from tierscore.loading.files import PACKAGE
from tierscore.loading.workspace.serialization import NotOurDataError, model, plain
from tierscore.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
T = TypeVar("T")
NamedData = tuple[str, bytes]
"""The name of a file without its folder, and what it holds."""

MOST_ENTRIES = 500
"""How many entries are kept; the oldest go first."""
_LARGEST = 32 * 1024 * 1024
_NAME = re.compile(r"[0-9a-f]{64}\.json")


class Cache:
    """
    A folder of models by the content of the files that they were read from.

    An entry is only ever an answer that reading the same bytes with the same code would give again: its name
    is a hash of both. Nothing depends on it. Where it is missing, damaged or strange the files are read, and
    where it cannot be written nothing is kept.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder of the cache, which need not exist."""
        self._folder = folder
        self._code = _code()

    def key(self, kind: str, files: Sequence[NamedData]) -> str:
        """The name of the entry for a kind of model read from files; empty where the code has no files."""
        if not self._code:
            return ""
        hashed = hashlib.sha256(self._code.encode())
        for name, data in ((kind, b""), *files):
            hashed.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            hashed.update(data)
        return hashed.hexdigest()

    def recall(self, key: str, kind: type[T]) -> T | None:
        """The model kept under a key; None where the key is empty, or there is no sound entry."""
        if not key:
            return None
        try:
            with self._path(key).open("rb") as stream:
                value = model(_unwrapped(key, stream.read(_LARGEST)))
        except (OSError, RecursionError, ValueError):
            return None
        return value if isinstance(value, kind) else None

    def keep(self, key: str, value: object) -> None:
        """Keep a model under a key that is not empty, if it comes back as it was and can be written."""
        if not key:
            return
        with contextlib.suppress(OSError, NotOurDataError, RecursionError, UnicodeError):
            entry = _wrapped(key, plain(value))
            if model(_unwrapped(key, entry)) == value:
                self._write(self._path(key), entry)

    def _path(self, key: str) -> Path:
        return self._folder / __version__ / f"{key}.json"

    def _write(self, path: Path, entry: bytes) -> None:
        import tempfile  # only a first run writes

        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(entry)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        self._prune()

    def _prune(self) -> None:
        entries = [path for path in self._folder.glob("*/*.json") if _NAME.fullmatch(path.name)]
        if len(entries) > MOST_ENTRIES:
            for path in sorted(entries, key=lambda path: path.stat().st_mtime_ns)[:-MOST_ENTRIES]:
                path.unlink(missing_ok=True)


def _wrapped(key: str, data: Any) -> bytes:
    """Plain data as the bytes of an entry: a check sum, and the data."""
    body = json.dumps(data, separators=(",", ":"), allow_nan=False).encode()
    return _sum(key, body) + b"\n" + body


def _unwrapped(key: str, entry: bytes) -> Any:
    check, _, body = entry.partition(b"\n")
    if _sum(key, body) != check:
        raise NotOurDataError("the entry is damaged, or was written under another key")
    return json.loads(body, parse_float=_refuse, parse_constant=_refuse, object_pairs_hook=_refuse)


def _sum(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + body).hexdigest().encode()


def _refuse(value: object) -> NoReturn:
    raise NotOurDataError(f"{type(value).__name__} is no data of ours")


def _code() -> str:
    """What changes whenever the reading code, tierscore or Python does; empty if the code cannot be read."""
    try:
        sources = sorted(_sources(PACKAGE / "loading", PACKAGE / "model"))
    except OSError:
        return ""
    lines = (f"{path}:{size}:{changed}" for path, size, changed in sources)
    return "\n".join((__version__, sys.version, *lines))


def _sources(*folders: Path) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for directory, subfolders, files in os.walk(folder, onerror=_raise):
            subfolders[:] = [name for name in subfolders if name != "__pycache__"]
            for path in (Path(directory, name) for name in files if name.endswith(".py")):
                status = path.stat()
                yield str(path), status.st_size, status.st_mtime_ns


def _raise(failure: OSError) -> NoReturn:
    raise failure
