"""What the environment says of where things are kept and written."""

from __future__ import annotations

import datetime
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


def this_day(written: str | None) -> datetime.date:
    """
    The day as an option gives it; else that of ``SOURCE_DATE_EPOCH``, in seconds since 1970; else today, in UTC.

    Raises:
        UsageError: If one of them is no day.

    """
    try:
        if written is not None:
            return datetime.date.fromisoformat(written)
        seconds = os.environ.get("SOURCE_DATE_EPOCH")
        now = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if seconds else datetime.datetime.now(datetime.UTC)
    except (ValueError, OverflowError, OSError) as wrong:
        named = f"--today {written}" if written is not None else "SOURCE_DATE_EPOCH"
        raise UsageError(f"{named} is no day; write one such as 2026-11-24 (or, in SOURCE_DATE_EPOCH, seconds since 1970)") from wrong
    return now.date()
