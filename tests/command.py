"""The command as a user runs it: a process of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = tempfile.mkdtemp(prefix="tierscore-tests-")
"""Where the commands of these tests keep what they read: never in the home of whoever runs them."""
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)


def run(
    *arguments: str, cwd: Path = ROOT, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``tierscore`` with arguments, in the checkout unless ``cwd`` says otherwise; ``env`` adds to the environment."""
    return subprocess.run(
        [sys.executable, "-m", "tierscore", *arguments],
        cwd=cwd,
        env=environment() | (env or {}),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def environment() -> dict[str, str]:
    """The environment without what would change a drawing, and with this checkout's source first."""
    inherited = {
        key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}
    }
    return inherited | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", "XDG_CACHE_HOME": CACHE}
