"""What the environment says of where things are kept and written."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING

from tierscore.cli import transcript
from tierscore.errors import UsageError, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tierscore.application.session import Session


def open_session(
    workspace: Path | None,
    rubric: str | None = None,
    *,
    bundled: bool,
    settings: Sequence[str] | None = None,
    jobs: int | None = 1,
) -> Session:
    """
    Open the workspace that a user chose, or the nearest one, with the cache of this user.

    Args:
        workspace: The folder that was named; None looks for the nearest one.
        rubric: The id of a rubric; None takes the only one of the workspace.
        bundled: Take the data that came with tierscore.
        settings: Readings of the law, each as ``switch=value``.
        jobs: How many processes may work at once; None takes one a core.

    Raises:
        UsageError: If there is no such workspace.
    """
    from tierscore.application.session import open_workspace, read_setting

    readings = dict(read_setting(setting) for setting in settings or ())
    session = open_workspace(
        workspace,
        rubric=rubric,
        bundled=bundled,
        readings=readings,
        cache_folder=cache_folder(),
        jobs=jobs if jobs is not None else available_cores(),
    )
    notes = transcript.current.get()
    if notes is not None:
        from tierscore.loading.workspace.finished_answers import OpenedFolder

        chosen = str(workspace) if workspace is not None else None
        notes.open(OpenedFolder(session.workspace, chosen, bundled))
    return session


def note_year(session: Session, country: str, year: int | None) -> None:
    """Say on standard error what a reader has to know of the report year that was taken, and of the placements."""
    from tierscore.application.placement_notes import placement_note
    from tierscore.application.report_years import year_note
    from tierscore.cli.output import note

    iso3 = session.dossier(country).iso3
    for text in filter(None, (placement_note(session, iso3), year_note(session, country, year))):
        note(f"note: {safe(text)}\n")


def available_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cache_folder() -> Path | None:
    """
    What is kept between runs lies here: ``tierscore/store`` in ``XDG_CACHE_HOME``, else in ``~/.cache``.

    None where ``TIERSCORE_NO_CACHE`` is set to anything, pre-commit runs the command, which then sets
    ``PRE_COMMIT``, or nobody can say where the home is.
    """
    if os.environ.get("TIERSCORE_NO_CACHE") or os.environ.get("PRE_COMMIT"):
        return None
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        base = chosen if chosen.is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    return base / "tierscore" / "store"


def step_summary() -> Path:
    """
    The page to which a step of GitHub Actions adds its summary.

    Raises:
        UsageError: If ``GITHUB_STEP_SUMMARY`` names none.
    """
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    if not named:
        raise UsageError(
            "--summary needs GITHUB_STEP_SUMMARY, which names the file to add to; GitHub Actions sets it"
        )
    return Path(named)


def this_day(written: str | None) -> datetime.date:
    """
    The day as an option gives it; else that of ``SOURCE_DATE_EPOCH``, in seconds since 1970; else today, in
    UTC.

    Raises:
        UsageError: If one of them is no day.
    """
    return _day_written(written) if written is not None else _day_of_environment()


def _day_written(written: str) -> datetime.date:
    from tierscore.loading.dates import (
        DAY_FORM,
        DateError,
        read_day,
    )  # only an option that is given needs it

    try:
        return read_day(written)
    except DateError as wrong:
        raise UsageError(f"--today: {safe(str(wrong))}; write {DAY_FORM}") from wrong


def _day_of_environment() -> datetime.date:
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = (
            datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
            if seconds
            else datetime.datetime.now(datetime.UTC)
        )
    except (ValueError, OverflowError, OSError) as wrong:
        raise UsageError("SOURCE_DATE_EPOCH is no moment; write the seconds since 1970") from wrong
    return now.date()
