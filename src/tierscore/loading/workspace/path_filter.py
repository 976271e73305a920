"""Which files a check is about: paths as a user or another program names them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tierscore.errors import UsageError, safe
from tierscore.loading.files import MAIN_FILE, as_found, as_named, rubric_files
from tierscore.loading.workspace.discovery import COUNTRY_KEY
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tierscore.loading.files import SourceFiles


@dataclass(frozen=True)
class PathFilter:
    """Which files are shown, and what is read besides the files of the workspace."""

    within: tuple[Path, ...]
    """The files and folders that were named, as named and as found; empty for everything."""
    countries_outside: tuple[Path, ...] = ()
    """Country files outside the workspace, as they were named."""
    rubrics_outside: tuple[Path, ...] = ()
    """Folders of rubrics outside the workspace, as they were named."""

    @property
    def is_everything(self) -> bool:
        """Whether every file of the workspace is shown."""
        return not self.within

    def with_everything(self) -> PathFilter:
        """The same files outside the workspace, and every file in it."""
        return replace(self, within=())

    def shows(self, path: Path) -> bool:
        """Whether a file was named, or lies in a folder that was."""
        if not self.within:
            return True
        return any(place.is_relative_to(chosen) for chosen in self.within for place in _places((path,)))


EVERYTHING = PathFilter(())
"""All files of the workspace."""


def choose_paths(paths: Sequence[Path], files: Iterable[Path], sources: SourceFiles) -> PathFilter:
    """
    What a check of some paths is about.

    Args:
        paths: Files and folders of the workspace, country files, folders of rubrics, or files of criteria in
            one; none for all.
        files: The files of the workspace.
        sources: What was read in this command.

    Raises:
        UsageError: If a path does not exist, or holds nothing that can be checked.
    """
    known = {place: file for file in files for place in _places((file,))}
    folders = {folder for file in known for folder in file.parents}
    countries: dict[Path, None] = {}
    rubrics: dict[Path, None] = {}
    for path in paths:
        _refuse_missing(path, known.values())
        if any(place in known or place in folders for place in _places((path,))):
            continue
        if _is_country(path, sources):
            countries[path] = None
        elif folder := _rubric_folder(path):
            rubrics[folder] = None
            sources.confine(folder)
        else:
            raise UsageError(
                f"there is nothing to check in {safe(str(path))}: it is no file or folder of the workspace, "
                "no country file, and no folder of a rubric"
            )
    return PathFilter(_places(paths), tuple(countries), tuple(rubrics))


def _places(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Where paths are, by their own names and by where links lead, each once."""
    return tuple(dict.fromkeys(place for path in paths for place in (as_named(path), as_found(path))))


def _refuse_missing(path: Path, known: Iterable[Path]) -> None:
    try:
        if path.exists() or path.is_symlink():
            return
    except (OSError, ValueError):
        pass
    from tierscore.loading.suggestions import nearest  # only a mistake needs it

    guess = nearest(str(path), map(str, known))
    spelling = "check the spelling; a path begins at the folder that you are in"
    hint = f"did you mean {safe(guess)}?" if guess else spelling
    raise UsageError(f"there is no file or folder {safe(str(path)[:200])}; {hint}")


def _is_country(path: Path, sources: SourceFiles) -> bool:
    if not path.is_file() or path.suffix not in {".yaml", ".yml"}:
        return False
    try:
        return COUNTRY_KEY.search(sources.data(path)) is not None
    except UnreadableError:
        return False


def _rubric_folder(path: Path) -> Path | None:
    """The folder of the rubric that a path is or belongs to; None where it is none."""
    folder = path if path.is_dir() else path.parent
    if not (folder / MAIN_FILE).is_file():
        return None
    return folder if path.is_dir() or path in rubric_files(folder) else None
