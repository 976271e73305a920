"""A text that changes whenever the code does which answers: tierscore, its libraries, or Python."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from tierscore.loading.files import PACKAGE
from tierscore.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def code_stamp() -> str:
    """
    The stamp of the code that runs in this process; empty where its files cannot be looked at.

    It has the name, size and time of change of each file of tierscore, and the time of change of each folder
    of installed libraries, which changes when one of them does.
    """
    try:
        lines = (*sorted(_files(str(PACKAGE))), *_libraries())
    except OSError:
        return ""
    return "\n".join((__version__, sys.version, str(sys.flags), *lines))


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                status = entry.stat()
                yield f"{entry.path}:{status.st_size}:{status.st_mtime_ns}"


def _libraries() -> list[str]:
    folders = [folder for folder in sys.path if folder.endswith("-packages")]
    return [f"{folder}:{os.stat(folder).st_mtime_ns}" for folder in folders]  # noqa: PTH116 - no path is needed
