"""What the environment says of where things are kept."""

from __future__ import annotations

import os
from pathlib import Path


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
