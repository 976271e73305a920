"""Commits that no client would make: entries of any mode under any name."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

from repositories import git

if TYPE_CHECKING:
    from pathlib import Path

Entry = tuple[str, str, str]
"""Mode, path and content; the content of a link is where it leads, and that of a submodule any commit."""
_Tree = dict[str, "tuple[str, bytes] | _Tree"]
"""What a folder holds, by name: mode and content, or another folder."""


def commit_entries(root: Path, entries: list[Entry]) -> None:
    """Make the tag ``drawn`` name a commit on ``main`` with these entries laid over the files of it."""
    tree: _Tree = {}
    for line in git(root, "ls-tree", "-r", "-z", "main").split("\0")[:-1]:
        about, _, path = line.partition("\t")
        mode, _, object_name = about.split()
        _put(tree, path, (mode, bytes.fromhex(object_name)))
    for mode, path, content in entries:
        data = content.encode("utf-8", "surrogateescape")
        _put(
            tree,
            path,
            (
                mode,
                hashlib.sha1(data, usedforsecurity=False).digest()
                if mode == "160000"
                else _written(root, "blob", data),
            ),
        )
    top = _written_tree(root, tree).hex()
    commit = git(root, "commit-tree", top, "-p", "main", "-m", "Drawn").strip()
    git(root, "tag", "drawn", commit)


def _put(tree: _Tree, path: str, entry: tuple[str, bytes]) -> None:
    first, slash, rest = path.partition("/")
    if not slash:
        tree[first] = entry
        return
    below = tree.get(first)
    if not isinstance(below, dict):
        below = tree[first] = {}
    _put(below, rest, entry)


def _written_tree(root: Path, tree: _Tree) -> bytes:
    parts = {
        name: ("40000", _written_tree(root, entry)) if isinstance(entry, dict) else entry
        for name, entry in tree.items()
    }
    data = b"".join(
        f"{mode} ".encode() + name.encode("utf-8", "surrogateescape") + b"\0" + object_name
        for name, (mode, object_name) in sorted(parts.items())
    )
    return _written(root, "tree", data)


def _written(root: Path, kind: str, data: bytes) -> bytes:
    """Write an object as git keeps it, however little git would like it, and give its name."""
    whole = f"{kind} {len(data)}".encode() + b"\0" + data
    name = hashlib.sha1(whole, usedforsecurity=False)
    path = root / ".git/objects" / name.hexdigest()[:2] / name.hexdigest()[2:]
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_bytes(zlib.compress(whole, 1))
    return name.digest()
