"""Writing files of a workspace: whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from tierscore.errors import UsageError, safe
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
P = ParamSpec("P")
T = TypeVar("T")


def nothing_written(work: Callable[P, T]) -> Callable[P, T]:
    """Let the problems of files that a function finds say that nothing was written because of them."""

    @wraps(work)
    def told(*arguments: P.args, **keywords: P.kwargs) -> T:
        try:
            return work(*arguments, **keywords)
        except UnreadableError as error:
            error.outcome = "Nothing was written"
            raise

    return told


def create_file(path: Path, text: str) -> None:
    """
    Write a new file, and the folders that lead to it.

    Raises:
        UsageError: If there is a file of that name already, or it cannot be written.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path, text.encode()) as temporary:
            temporary.chmod(0o666 & ~_umask())
            os.link(temporary, path)  # unlike a renaming, this never replaces a file
    except (OSError, ValueError) as error:
        if isinstance(error, FileExistsError) and path.parent.is_dir():
            raise UsageError(f"{safe(str(path))} is there already; nothing was written") from None
        raise _cannot_write(path, error) from error


def create_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """
    Write a new folder with files, given by their paths in it: all of them, or none.

    Raises:
        UsageError: If there is something of that name already, or it cannot be written.

    """
    if path.exists():
        raise UsageError(f"{safe(str(path))} is there already; nothing was written")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as temporary:
            whole = Path(temporary, "whole")
            for name, data in files.items():
                (whole / name).parent.mkdir(parents=True, exist_ok=True)
                (whole / name).write_bytes(data)
            whole.rename(path)
    except (OSError, ValueError) as error:
        raise _cannot_write(path, error) from error


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """
    Replace the content of a file that still holds what was read of it; its permissions stay.

    Raises:
        UsageError: If it holds something else by now, or cannot be written.

    """
    target = path.resolve()  # a link stays a link
    try:
        with _alone(target.parent), _beside(target, after) as temporary:
            if target.read_bytes() != before:
                message = "was changed by somebody else in the meantime; nothing was written, so run the command again"
                raise UsageError(f"{safe(str(path))} {message}")
            temporary.chmod(target.stat().st_mode & 0o7777)
            temporary.replace(target)
    except OSError as error:
        raise _cannot_write(path, error) from error


@contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """A file with some content in the folder of another one; gone afterwards, unless it was renamed."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other runs of tierscore from replacing files of a folder, where the system can; the lock ends with the process."""
    try:
        import fcntl  # Windows has none
    except ImportError:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _cannot_write(path: Path, error: OSError | ValueError) -> UsageError:
    return UsageError(f"cannot write {safe(str(path))}: {getattr(error, 'strerror', None) or error}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
