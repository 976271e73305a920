"""Reading files: one function for all of them, with a problem for everything that can go wrong."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tierscore.model.problem import Code, Place, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
T = TypeVar("T")
PACKAGE = Path(__file__).resolve().parents[1]
"""The folder of the package ``tierscore``."""
MAIN_FILE = "rubric.yaml"
"""The file of a rubric with everything but its criteria, which stand in the other files of its folder."""
LARGEST = 4 * 1024 * 1024
"""The most bytes that a file may hold: many times the largest real one."""
SPLIT_IT = "split it, or take out what does not belong there"
"""What to do about a file that is too large."""


class SourceFiles:
    """
    What was read of files, by path: for as long as this object lives, each file is read once and parsed once.

    A file that cannot be read or parsed raises the same problems each time. A change on disk is not seen.
    """

    def __init__(self, contents: Mapping[Path, bytes] | None = None) -> None:
        """Start with ``contents`` that stand for what is on disk."""
        self._results: dict[tuple[Path, object], Any] = {
            (path, bytes): data for path, data in (contents or {}).items()
        }
        self._folders: list[Path] = []

    def confine(self, folder: Path) -> None:
        """Follow no link in a folder out of it, nor into the repository of git that it holds."""
        if self._folder_of(folder) is None:
            self._folders.append(folder)

    def data(self, path: Path) -> bytes:
        """
        The bytes of a file.

        Raises:
            UnreadableError: As ``read_file`` does; or if a link leads out of a folder that was confined.
        """
        return self._once((path, bytes), lambda: self._read(path))

    def contents(self) -> dict[Path, bytes] | None:
        """What was read of each file so far; None where a file could not be read or parsed."""
        if any(isinstance(result, UnreadableError) for result in self._results.values()):
            return None
        return {path: data for (path, kind), data in self._results.items() if kind is bytes}

    def _read(self, path: Path) -> bytes:
        self.refuse_link_out(path)
        return read_file(path)

    def refuse_link_out(self, path: Path) -> None:
        """
        Refuse a path in a folder that was confined, whether or not anything is there.

        Raises:
            UnreadableError: If a link leads out of the folder.
        """
        folder = self._folder_of(path)
        if folder is not None and _leads_out(path, folder):
            message = "a symbolic link leads out of the workspace, and is not followed"
            hint = "put the file itself there, or link to one inside the workspace"
            raise UnreadableError([Problem(Place(str(path)), Code.UNREADABLE, message, hint)])

    def _folder_of(self, path: Path) -> Path | None:
        """The confined folder that a path names something in, before any link is followed."""
        named = as_named(path)
        return next((folder for folder in self._folders if named.is_relative_to(as_named(folder))), None)

    def parsed(self, path: Path, parse: Callable[[bytes, str], T]) -> T:
        """What a parser makes of the bytes and the name of a file; the same object for everybody who asks."""
        return self._once((path, parse), lambda: parse(self.data(path), str(path)))

    def _once(self, key: tuple[Path, object], read: Callable[[], T]) -> T:
        if key not in self._results:
            try:
                self._results[key] = read()
            except UnreadableError as error:
                self._results[key] = error
        result: T | UnreadableError = self._results[key]
        if isinstance(result, UnreadableError):
            raise UnreadableError(result.problems)
        return result


def as_named(path: Path) -> Path:
    """A path from the root of the disk, before any link is followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - ``Path.resolve`` follows links


def as_found(path: Path) -> Path:
    """Where a path leads, after every link; a circle of links leads nowhere else."""
    return Path(os.path.realpath(path))  # ``Path.resolve`` fails on a circle


def _leads_out(path: Path, folder: Path) -> bool:
    try:
        target, root = as_found(path), as_found(folder)
    except (OSError, ValueError):  # no file can have this name: reading says so
        return False
    return not target.is_relative_to(root) or ".git" in target.relative_to(root).parts


def read_file(path: Path) -> bytes:
    """
    Read a whole file.

    Raises:
        UnreadableError: If the file is missing, a folder, not to be read, or larger than ``LARGEST``.
    """
    try:
        data = _bytes(path)
    except (OSError, ValueError) as error:
        message, hint = _message_and_hint(error)
        raise UnreadableError([Problem(Place(str(path)), Code.UNREADABLE, message, hint)]) from error
    if len(data) > LARGEST:
        raise UnreadableError([too_large(str(path))])
    return data


def too_large(file: str, most: int = LARGEST, reason: str = "", advice: str = SPLIT_IT) -> Problem:
    """The problem of a file with more bytes than are read; with the ``reason`` where more are read elsewhere."""
    size = f"{most // 1024**2} MiB" if most >= 1024**2 else f"{most // 1024} KiB"
    return Problem(Place(file), Code.TOO_LARGE, f"the file is larger than {size}{reason}", advice)


def _bytes(path: Path) -> bytes:
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(0, "it is a device or a pipe")
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _message_and_hint(error: OSError | ValueError) -> tuple[str, str]:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file", "check the spelling of the path"
        case IsADirectoryError():
            return "this is a folder, not a file", "name the file in it"
        case PermissionError():
            return "you may not read this file", "change its permissions, or ask its owner"
        case OSError(strerror=str() as reason):
            return f"the file cannot be read: {reason}", ""
        case _:
            return "no file can have this name", "take out the characters that cannot be seen"


def bundled_folder(relative: Path) -> Path | None:
    """
    The folder that holds a file which comes with the package; None where this installation came without it.

    That is inside an installed package, and beside the package in a checkout.
    """
    folders = (PACKAGE / "_data", PACKAGE.parents[1])
    return next((folder for folder in folders if (folder / relative).is_file()), None)


def list_yaml(folder: Path) -> list[Path]:
    """The YAML files directly in a folder, sorted by name; none where there is no such folder."""
    try:
        paths = [path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"}]
    except (OSError, ValueError):
        return []
    return sorted(path for path in paths if not path.name.startswith("."))


def rubric_files(folder: Path) -> list[Path]:
    """The files of a rubric: the main one, whether or not it exists, then those with criteria by name."""
    return list(dict.fromkeys((folder / MAIN_FILE, *list_yaml(folder))))
