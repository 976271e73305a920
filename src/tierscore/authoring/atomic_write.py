"""The one writer of files: each whole or not at all, several all or none, never over others' work."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING

from tierscore.errors import UsageError, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Content = bytes | Mapping[str, bytes]
"""What a file is to hold; or the files of a new folder, by their paths in it."""
_WHATEVER: Mapping[Path, bytes | None] = MappingProxyType({})
_MOST_LINKS = 40


def write_files(files: Mapping[Path, Content], before: Mapping[Path, bytes | None] = _WHATEVER) -> None:
    """
    Write files: all of them, or none.

    A link stays a link, and an existing file keeps its mode and its owner. What is no regular file, such as a
    device, a pipe or ``/dev/stdout``, is written into and never replaced. Other names of the same file (hard links)
    keep the old content: to change it under all of them it would have to be written in place, and a file that is
    written in place can be left half written.

    Args:
        files: What is to be written, by path.
        before: What a file must still hold, so that nobody else's work is lost; None where nothing may be
            there yet, and then the folders that lead to it are made. Files not named here are overwritten.

    Raises:
        UsageError: If a file holds something else, or cannot be written; every file is then as it was.
    """
    with ExitStack() as workbenches:
        streams = [path for path in files if _is_stream(path)]
        changes = [
            _prepared(path, content, workbenches, fresh=path in before and before[path] is None)
            for path, content in files.items()
            if path not in streams
        ]
        guarded = [change for change in changes if before.get(change.path) is not None]
        with _locked({change.target.parent for change in guarded}), ExitStack() as undo:
            for change in guarded:
                _check_unchanged(change, before[change.path])
            for change in changes:
                undo.callback(change.put_back)
                change.put()
            for path in streams:
                _write_into(path, files[path])
            undo.pop_all()


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """
    Write files into a folder, which is made if it is not there: all of them, or none. Other files in it stay.

    Raises:
        UsageError: If one of them cannot be written.
    """
    write_files({folder / name: data for name, data in files.items()} if folder.exists() else {folder: files})


def append_to(path: Path, text: str) -> None:
    """
    Add text at the end of a file, which is made if it is not there: the whole text, or nothing of it.

    Others may add to the file at the same time, so it is not replaced; nothing that they wrote is lost.

    Raises:
        UsageError: If it cannot be written to.
    """
    with _refused(path), path.open("ab", buffering=0) as stream:
        before, data = os.fstat(stream.fileno()).st_size, text.encode()
        written = 0
        try:
            while written < len(data):
                written += os.write(stream.fileno(), data[written:])
        except OSError:
            with suppress(OSError):  # what is no regular file cannot be cut
                os.ftruncate(stream.fileno(), before)
            raise


def create_files(files: Mapping[Path, Content]) -> None:
    """
    Write new files and folders, and the folders that lead to them: all of them, or none.

    Raises:
        UsageError: If there is something of that name already, or one cannot be written.
    """
    write_files(files, dict.fromkeys(files))


@dataclass(frozen=True)
class _Change:
    """A file, or a new folder, that lies ready beside its place."""

    path: Path
    """As the user named it."""
    target: Path
    """Where it goes: ``path`` with its links followed."""
    ready: Path
    """What is to be put there."""
    old: Path
    """Where what was there before is kept until all is done."""
    fresh: bool
    """Whether nothing may be there yet."""
    in_place: bool
    """Whether the old file must be written into, since a new one could not have its owner."""

    def put(self) -> None:
        """Put what is ready into its place."""
        with _refused(self.path):
            if self.fresh and self.ready.is_file():
                os.link(self.ready, self.target)  # unlike a renaming, this never replaces a file
                return
            if self.target.exists():
                self._keep_old()
            if self.in_place:
                shutil.copyfile(self.ready, self.target)
            else:
                self.ready.replace(self.target)

    def _keep_old(self) -> None:
        with suppress(OSError):  # not every file system has links
            if not self.in_place:
                os.link(self.target, self.old)
        if not self.old.exists():
            shutil.copy2(self.target, self.old)

    def put_back(self) -> None:
        """Let the place be as it was, whether or not anything was put there."""
        if self.in_place and self.old.exists():
            shutil.copyfile(self.old, self.target)
        elif self.ready.exists():
            if self.fresh and self.target.exists() and self.target.samefile(self.ready):
                self.target.unlink()
        elif self.old.exists():
            self.old.replace(self.target)
        else:
            self.target.replace(self.ready)


def _prepared(path: Path, content: Content, workbenches: ExitStack, *, fresh: bool) -> _Change:
    """Write beside its place what is to go there, and find out beforehand whatever speaks against it."""
    with _refused(path):
        if fresh and os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        if fresh:
            _make_folders(path.parent, workbenches)
        target = Path(os.path.realpath(path))
        bench = Path(workbenches.enter_context(TemporaryDirectory(dir=target.parent, prefix=".tierscore-")))
        ready = bench / "new"
        for name, data in content.items() if isinstance(content, Mapping) else [("", content)]:
            (ready / name).parent.mkdir(parents=True, exist_ok=True)
            with (ready / name).open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())  # so that a loss of power leaves no name without its content
        in_place = False
        if target.exists():
            target.open("r+b").close()  # refuses what may not be written to
            in_place = not _take_over(target, ready)
        return _Change(path, target, ready, bench / "old", fresh, in_place)


def _take_over(target: Path, ready: Path) -> bool:
    """Give a file the owner, the mode and the attributes of another one; whether that could be done."""
    old, new = target.stat(), ready.stat()
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(ready, old.st_uid, old.st_gid)
        except OSError:
            return False
    shutil.copystat(target, ready)
    os.utime(ready)
    return True


def _check_unchanged(change: _Change, before: bytes | None) -> None:
    with _refused(change.path):
        if change.target.read_bytes() != before:
            message = "was changed by somebody else in the meantime; nothing was written"
            raise UsageError(f"{safe(str(change.path))} {message}, so run the command again")


def _make_folders(folder: Path, workbenches: ExitStack) -> None:
    """Make a folder and those that lead to it; what is still empty at the end goes again."""
    for missing in reversed([parent for parent in (folder, *folder.parents) if not parent.exists()]):
        missing.mkdir(exist_ok=True)
        workbenches.callback(_remove_empty, missing)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _is_stream(path: Path) -> bool:
    """Whether a path must be written into: no regular file and no folder, or a file that is open already."""
    with _refused(path):
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return False
        return not stat.S_ISDIR(mode) and (not stat.S_ISREG(mode) or _descriptor(path) is not None)


def _descriptor(path: Path) -> int | None:
    """The number of the open file that a path such as ``/dev/stdout`` names; None for other paths."""
    for _ in range(_MOST_LINKS):
        folder = os.path.realpath(path.parent)
        if path.name.isdecimal() and folder in {os.path.realpath("/proc/self/fd"), "/dev/fd"}:
            return int(path.name)
        if not path.is_symlink():
            return None
        path = Path(folder, os.readlink(path))  # noqa: PTH115 - a Path would lose the place of a link to `.`
    return None


def _write_into(path: Path, content: Content) -> None:
    with _refused(path):
        number = _descriptor(path)
        opened = os.dup(number) if number is not None else os.open(path, os.O_WRONLY)
        with os.fdopen(opened, "wb") as stream:
            stream.write(content if isinstance(content, bytes) else b"")


@contextmanager
def _locked(folders: Iterable[Path]) -> Iterator[None]:
    """Keep other runs of tierscore from replacing files of folders, where the system can."""
    try:
        import fcntl  # Windows has none
    except ImportError:
        yield
        return
    with ExitStack() as locks:
        for folder in sorted(folders):
            descriptor = os.open(folder, os.O_RDONLY)
            locks.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextmanager
def _refused(path: Path) -> Iterator[None]:
    """Say why a path cannot be written; that nobody reads a pipe any more is no such reason."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        if isinstance(error, FileExistsError) and path.parent.is_dir():
            raise UsageError(f"{safe(str(path))} is there already; nothing was written") from None
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot write {safe(str(path))}: {reason}") from error
