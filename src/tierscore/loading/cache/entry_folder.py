"""A folder of entries that outlive a run; what lies there is taken only where this program has put it there."""

from __future__ import annotations

import hmac
import os
import re
import stat
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_ENTRIES = 4_000
"""How many entries a folder may hold."""
MOST_BYTES = 128 * 1024 * 1024
"""How many bytes all entries together may hold."""
LARGEST_ENTRY = 16 * 1024 * 1024
"""The most bytes of one entry, its sum included."""
KEY_FILE = "key"
"""The file with the secret by which entries are known as ours."""
_SECRET_SIZE = 32
_SUM_SIZE = 32
_UNFINISHED = "new-"
_ENTRY = re.compile(f"[0-9a-f]{{64}}|{_UNFINISHED}[0-9a-f]{{32}}")
_CLOSED_TO_OTHERS = 0o077
_MARKS_OF_A_WORK_TREE = (".git", os.path.join("rubrics", "measures.yaml"))  # noqa: PTH118 - joined to text
_IS_SUPPORTED = hasattr(os, "geteuid") and os.open in os.supports_dir_fd and os.scandir in os.supports_fd


class EntryFolder:
    """
    Entries by name, in a folder of the user.

    The folder must belong to the user, be writable by nobody else, and lie in no work tree: what a checkout
    brings along was not put there by this program. An entry must be a file of the user and carry the sum that
    only the secret of this folder gives, over its name and its content. Everything else is passed over in
    silence, and so is a folder in which nothing can be written.
    """

    def __init__(self, path: Path, most_entries: int = MOST_ENTRIES, most_bytes: int = MOST_BYTES) -> None:
        """Take the folder, which need not exist, and how much it may hold."""
        self._path = path
        self._most_entries, self._most_bytes = most_entries, most_bytes
        self._secret = b""
        self._count: int | None = None
        self._size = 0

    def read(self, name: str) -> bytes | None:
        """What was written under a name; None where there is no sound entry."""
        try:
            with self._opened() as folder:
                secret = self._known_secret(folder)
                entry = _content(folder, name, LARGEST_ENTRY)
        except OSError:
            return None
        content = entry[_SUM_SIZE:]
        return content if hmac.compare_digest(entry[:_SUM_SIZE], _sum(secret, name, content)) else None

    def has(self, name: str) -> bool:
        """Whether something lies under a name; only ``read`` says whether it is sound."""
        return self._may_be_used and os.path.lexists(self._path / name)

    def write(self, name: str, content: bytes) -> None:
        """Put an entry under a name, whole or not at all; the oldest entries go where there are too many."""
        if len(content) + _SUM_SIZE > LARGEST_ENTRY or not self._may_be_used:
            return
        with suppress(OSError):
            self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._opened() as folder:
                secret = self._made_secret(folder)
                with _new_file(folder, _sum(secret, name, content) + content) as new:
                    os.replace(new, name, src_dir_fd=folder, dst_dir_fd=folder)
                self._make_room(folder, len(content) + _SUM_SIZE)

    @cached_property
    def _may_be_used(self) -> bool:
        """Whether the system tells whose a file is, and the folder lies in no work tree."""
        if not _IS_SUPPORTED:
            return False
        place = os.path.realpath(self._path)
        while not any(os.path.lexists(os.path.join(place, mark)) for mark in _MARKS_OF_A_WORK_TREE):  # noqa: PTH118
            above = os.path.dirname(place)  # noqa: PTH120 - a path object for each folder is dear
            if above == place:
                return True
            place = above
        return False

    @contextmanager
    def _opened(self) -> Iterator[int]:
        """The folder, open; an ``OSError`` where nothing in it may be trusted."""
        if not self._may_be_used:
            raise PermissionError
        folder = os.open(self._path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            status = os.fstat(folder)
            if status.st_uid != os.geteuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                raise PermissionError
            yield folder
        finally:
            os.close(folder)

    def _known_secret(self, folder: int) -> bytes:
        """The secret of the folder; an ``OSError`` where there is none that this program made."""
        if not self._secret:
            secret = _content(folder, KEY_FILE, _SECRET_SIZE)
            if len(secret) != _SECRET_SIZE:
                raise PermissionError
            self._secret = secret
        return self._secret

    def _made_secret(self, folder: int) -> bytes:
        """
        The secret of the folder, made where there is none.

        Of several processes that make one at the same time the first one wins, and the others take its secret.
        """
        try:
            return self._known_secret(folder)
        except FileNotFoundError:
            pass
        except OSError:  # whatever lies there, it is none of ours
            with suppress(FileNotFoundError):
                os.unlink(KEY_FILE, dir_fd=folder)
        with _new_file(folder, os.urandom(_SECRET_SIZE)) as new, suppress(FileExistsError):
            os.link(new, KEY_FILE, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
        return self._known_secret(folder)

    def _make_room(self, folder: int, added: int) -> None:
        """Count a new entry, and let the oldest go until a quarter of the room is free where there are too many."""
        if self._count is not None:
            self._count, self._size = self._count + 1, self._size + added
            if self._count <= self._most_entries and self._size <= self._most_bytes:
                return
        entries = sorted(_entries(folder), reverse=True)
        count, size = len(entries), sum(bytes_ for _, bytes_, _ in entries)
        if count > self._most_entries or size > self._most_bytes:
            while entries and (count > self._most_entries * 3 // 4 or size > self._most_bytes * 3 // 4):
                _, bytes_, name = entries.pop()
                count, size = count - 1, size - bytes_
                with suppress(OSError):
                    os.unlink(name, dir_fd=folder)
        self._count, self._size = count, size


def _entries(folder: int) -> Iterator[tuple[int, int, str]]:
    """When each entry was written, how many bytes it has, and its name; what has another name is not ours."""
    with os.scandir(folder) as listed:
        for entry in listed:
            if _ENTRY.fullmatch(entry.name):
                with suppress(FileNotFoundError):  # another process makes room too
                    status = entry.stat(follow_symlinks=False)
                    yield status.st_mtime_ns, status.st_size, entry.name


def _content(folder: int, name: str, most: int) -> bytes:
    """What a file of the user holds; an ``OSError`` where it is none, or is open to others, or too large."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    descriptor = os.open(name, flags, dir_fd=folder)
    try:
        status = os.fstat(descriptor)
        is_ours = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()
        if not is_ours or status.st_mode & _CLOSED_TO_OTHERS or status.st_size > most:
            raise PermissionError
        return os.read(descriptor, status.st_size)
    finally:
        os.close(descriptor)


@contextmanager
def _new_file(folder: int, content: bytes) -> Iterator[str]:
    """The name of a new file with a content, which is gone afterwards unless it was given another name."""
    name = f"{_UNFINISHED}{os.urandom(16).hex()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(name, flags, 0o600, dir_fd=folder)
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - it is open already
            stream.write(content)
        yield name
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=folder)


def _sum(secret: bytes, name: str, content: bytes) -> bytes:
    return hmac.digest(secret, name.encode() + content, "sha256")
