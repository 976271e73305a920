"""Devices that a test may write to: a fault that replaces one of these must not harm the machine."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

NULL, FULL = os.makedev(1, 3), os.makedev(1, 7)
"""What takes everything, and what has no room for anything."""


def device(path: Path, number: int) -> Path:
    """Make a device at a path; the test is left out where only an administrator may."""
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, number)
        path.chmod(0o666)
        os.close(os.open(path, os.O_WRONLY))
    except PermissionError:
        pytest.skip("no device can be made here")
    return path
