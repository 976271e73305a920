"""The files of a workspace at a git revision, copied into a folder of their own."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tierscore.errors import UsageError, safe
from tierscore.loading.files import LARGEST, too_large
from tierscore.loading.workspace.git import LINK, SUBMODULE
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tierscore.loading.workspace.git import ObjectHead, Repository, TreeEntry
_MODES = {"blob": "100644", "tree": "40000"}
_READ = (".yaml", ".yml", ".csv")
_POINTER = b"version https://git-lfs.github.com/spec/"


def copy_revision(repository: Repository, commit: str, name: str, folder: Path, *, facts: bool) -> None:
    """
    Write the rubrics of a commit, with their vocabulary, below a folder.

    Only folders that can hold a file of a workspace are looked into, and a file that is too large is not read. A link
    stands for the file or folder of the same commit that it leads to; one that leads elsewhere is left out.

    Args:
        repository: The repository that the workspace lies in.
        commit: The commit.
        name: What it is called in messages.
        folder: Where to write.
        facts: Whether country files and tables are wanted too.

    Raises:
        UsageError: If there is more than the limits of the repository allow, a file is not there, or a submodule
            is where a rubric could be: the commit does not hold its files.
        UnreadableError: If a file is too large.
    """
    tops = [f"{repository.prefix}{top}" for top in (("rubrics", "countries") if facts else ("rubrics",))]
    trees = zip(tops, repository.linked(commit, tops), strict=True)
    entries = _in_folders(
        repository, commit, ((top, head.object) for top, head in trees if head.kind == "tree")
    )
    if elsewhere := [entry.path for entry in entries if entry.mode == SUBMODULE]:
        message = f"{safe(name)}:{safe(elsewhere[0])} is a submodule, whose files another repository holds"
        raise UsageError(f"{message}; compare with a folder instead")
    rubrics = [entry for entry in entries if entry.is_folder and entry.path.startswith(tops[0])]
    entries += _in_folders(repository, commit, ((entry.path, entry.object) for entry in rubrics))
    wanted = [entry for entry in entries if entry.is_file and entry.path.endswith(_READ)]
    heads = repository.heads(entry.object for entry in wanted)
    _refuse_what_cannot_be_read(repository, wanted, heads, name)
    for entry, data in zip(wanted, repository.contents(heads), strict=True):
        if data.startswith(_POINTER):
            advice = "which tierscore does not read; compare with a folder instead"
            raise UsageError(f"{safe(name)}:{safe(entry.path)} is kept in Git LFS, {advice}")
        inside = PurePosixPath(entry.path.removeprefix(repository.prefix))
        if ".." in inside.parts or inside.is_absolute():
            raise UsageError(f"{safe(name)} holds a file outside the workspace: {safe(entry.path)}")
        target = folder / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _in_folders(repository: Repository, commit: str, folders: Iterable[tuple[str, str]]) -> list[TreeEntry]:
    """What lies in some folders, with what links lead to in their place."""
    entries = repository.entries(folders)
    links = [entry for entry in entries if entry.mode == LINK and "\n" not in entry.path]
    heads = repository.linked(commit, [entry.path for entry in links])
    targets = [
        entry._replace(mode=_MODES[head.kind], object=head.object)
        for entry, head in zip(links, heads, strict=True)
        if head.kind in _MODES
    ]
    return [*(entry for entry in entries if entry.mode != LINK), *targets]


def _refuse_what_cannot_be_read(
    repository: Repository, entries: Sequence[TreeEntry], heads: Sequence[ObjectHead], name: str
) -> None:
    named = [(f"{name}:{entry.path}", head) for entry, head in zip(entries, heads, strict=True)]
    if missing := [file for file, head in named if head.kind == "missing"]:
        repository.refuse_missing(missing[0])
    if large := [too_large(file) for file, head in named if head.size > LARGEST]:
        raise UnreadableError(large)
