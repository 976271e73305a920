"""The repository whose revisions a workspace is held against: its own, and none that a change of its files could choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.errors import UsageError, safe
from tierscore.loading.files import as_named
from tierscore.loading.workspace.git import find_repository

if TYPE_CHECKING:
    from pathlib import Path

    from tierscore.loading.workspace.git import Repository


def own_repository(folder: Path) -> Repository:
    """
    The git repository that holds a workspace.

    Where a folder was exchanged for a submodule, or for a link into another repository, whoever did that chose the
    history as well, and an edit would be compared with itself.

    Args:
        folder: The workspace, as it was named.

    Raises:
        UsageError: If it lies in a submodule or behind such a link, or in no repository; see ``find_repository``.
    """
    repository = find_repository(folder)
    shown = safe(str(folder))
    if repository.within:
        message = f"{shown} lies in a submodule of {safe(repository.within)}, which can be changed to name any history"
        raise UsageError(
            f"{message}; check a clone of it that is no submodule, or compare with a folder instead"
        )
    named = as_named(folder)
    for link in (place for place in (named, *named.parents) if place.is_symlink()):
        try:
            around = find_repository(link.parent)
        except UsageError:  # a link of the machine, outside every repository
            continue
        if around.top != repository.top:
            message = f"{shown} is reached by a link out of the git repository {safe(str(around.top))}"
            raise UsageError(f"{message}, of which the files there have no revision; name the folder itself")
    return repository
