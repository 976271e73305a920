"""The command as a user runs it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run(*arguments: str, cwd: Path = ROOT, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
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
    inherited = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    return inherited | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
