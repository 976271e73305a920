"""What the environment says of where things are kept and written."""

from __future__ import annotations

import os
from pathlib import Path

from tierscore.errors import UsageError


def cache_folder() -> Path | None:
    """
    Where models are kept between runs: ``tierscore`` in ``XDG_CACHE_HOME``, else in ``~/.cache``.

    None where ``TIERSCORE_NO_CACHE`` is set to anything, or nobody can say where the home is.
    """
    if os.environ.get("TIERSCORE_NO_CACHE"):
        return None
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        base = chosen if chosen.is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    return base / "tierscore"


def step_summary() -> Path:
    """
    The page to which a step of GitHub Actions adds its summary.

    Raises:
        UsageError: If ``GITHUB_STEP_SUMMARY`` names none.

    """
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    if not named:
        raise UsageError("--summary needs GITHUB_STEP_SUMMARY, which names the file to add to; GitHub Actions sets it")
    return Path(named)
