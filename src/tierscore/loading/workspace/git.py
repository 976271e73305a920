"""What a git repository holds at a revision, read without touching the work tree, the index or any ref."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from tierscore.errors import UsageError, safe
from tierscore.loading.workspace.git_process import GitLimits, GitRun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
_LONGEST_HEAD = 250
"""How many bytes the line before an object has at the most."""
_LONGEST_ENTRY = 300
"""How many bytes an entry of a folder has at the most: its mode, a name of a file, and the name of an object."""
_NOT_HERE = re.compile("(?:symlink|dangling|loop|notdir) ([0-9]+)")
_FOLDER, _FILE, _MISSING = "40000", "100", "missing"
LINK, SUBMODULE = "120000", "160000"
"""The modes of a symbolic link, and of another repository."""


class NoCommitError(UsageError):
    """There is no commit yet on this branch, so there is nothing to compare with."""


class TreeEntry(NamedTuple):
    """A file or a folder in a revision."""

    mode: str
    """``100644``, ``100755``, ``40000`` for a folder, ``120000`` for a link, ``160000`` for another repository."""
    object: str
    path: str
    """From the top of the repository."""

    @property
    def is_folder(self) -> bool:
        """Whether it holds other entries."""
        return self.mode == _FOLDER

    @property
    def is_file(self) -> bool:
        """Whether it is a plain file, whatever rights it is given."""
        return self.mode.startswith(_FILE)


class ObjectHead(NamedTuple):
    """What git says of an object before it is read."""

    object: str
    kind: str
    """``blob``, ``tree``, ``commit``, ``tag``; ``missing`` where there is no such object."""
    size: int


@dataclass(frozen=True)
class Repository:
    """A git repository on disk."""

    top: Path
    prefix: str
    """The folder that was named, from the top; empty for the top itself, else it ends with a slash."""
    within: str = ""
    """The top of the repository of which this one is a submodule; empty where it is none."""
    limits: GitLimits = field(default_factory=GitLimits)

    def resolve(self, revision: str) -> str | None:
        """The commit that a revision names, None where there is none; a ``UsageError`` where there are two."""
        name = f"{revision}^{{commit}}"
        code, answer, complaint = self.ask("rev-parse", "--verify", "--end-of-options", name)
        if "is ambiguous" in complaint:
            short = safe(revision)
            full = f"write refs/heads/{short} for a branch, refs/tags/{short} for a tag"
            raise UsageError(f"'{short}' names more than one thing in the git repository {self.top}; {full}")
        return answer.decode("ascii", "replace").strip() if code == 0 else None

    def entries(self, folders: Iterable[tuple[str, str]]) -> tuple[TreeEntry, ...]:
        """
        What lies directly in some folders, each given with its path and with the name of its tree.

        A folder that is not there has nothing in it. No folder below is looked into, so that a tree that holds itself
        many times over costs no more than another one.

        Raises:
            UsageError: If there is more of it than the limits allow.
        """
        paths = dict(folders)
        heads = self.heads(paths.values())
        wanted = [(path, head) for path, head in zip(paths, heads, strict=True) if head.kind == "tree"]
        if sum(head.size for _, head in wanted) > self.limits.files * _LONGEST_ENTRY:
            self._refuse_many()
        entries: list[TreeEntry] = []
        for (path, head), tree in zip(wanted, self.contents([head for _, head in wanted]), strict=True):
            try:
                entries += _tree_entries(tree, path, len(head.object) // 2)
            except ValueError:
                self.refuse_missing(path)
            if len(entries) > self.limits.files:
                self._refuse_many()
        return tuple(entries)

    def heads(self, names: Iterable[str]) -> tuple[ObjectHead, ...]:
        """What kind and size some objects have, none of which is read for it."""
        given = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        lines = self.run("cat-file", "--batch-check", stdin=given).decode("utf-8", "surrogateescape")
        return tuple(map(_head, lines.splitlines()))

    def linked(self, commit: str, paths: Iterable[str]) -> tuple[ObjectHead, ...]:
        """What some paths of a commit lead to, links followed; of the kind ``missing`` where that is not in the commit."""
        given = "".join(f"{commit}:{path}\n" for path in paths).encode("utf-8", "surrogateescape")
        answer = self.run("cat-file", "--batch-check", "--follow-symlinks", stdin=given)
        heads, start = [], 0
        while start < len(answer):
            end = answer.index(b"\n", start)
            line = answer[start:end].decode("utf-8", "surrogateescape")
            start = end + 1
            if not_here := _NOT_HERE.fullmatch(line):  # where it leads instead stands on lines of its own
                start += int(not_here[1]) + 1
            heads.append(ObjectHead("", _MISSING, 0) if not_here else _head(line))
        return tuple(heads)

    def contents(self, heads: Sequence[ObjectHead]) -> Iterator[bytes]:
        """
        The bytes of some objects, one after the other.

        Raises:
            UsageError: If they have more bytes than the limits allow; none of them is read then.
        """
        if sum(head.size for head in heads) > self.limits.contents:
            most = f"more than {self.limits.contents // 1024**2} MiB in rubrics and countries"
            raise UsageError(f"the revision holds {most}; compare with a folder instead")
        given = "".join(f"{head.object}\n" for head in heads).encode()
        with GitRun(self.top, "cat-file", "--batch", stdin=given, limits=self.limits) as git:
            for head in heads:
                git.stdout.readline(_LONGEST_HEAD)
                data = git.stdout.read(head.size + 1)
                if len(data) != head.size + 1:
                    self._refuse("cat-file", git.end()[1])
                yield data[:-1]

    def ask(self, *arguments: str, stdin: bytes = b"") -> tuple[int, bytes, str]:
        """The exit code of git, its answer and its complaints."""
        with GitRun(self.top, *arguments, stdin=stdin, limits=self.limits) as git:
            answer = git.answer()
            code, complaint = git.end()
        return code, answer, complaint

    def run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """The answer of git; a ``UsageError`` where it fails."""
        code, answer, complaint = self.ask(*arguments, stdin=stdin)
        if code:
            self._refuse(arguments[0], complaint)
        return answer

    def _refuse_many(self) -> NoReturn:
        most = f"more than {self.limits.files:,} files in rubrics and countries"
        raise UsageError(f"the revision holds {most}; compare with a folder instead")

    def refuse_missing(self, file: str) -> NoReturn:
        """Refuse a revision of which a file is not in the repository, with what to do about it."""
        code, _, _ = self.ask("config", "--get-regexp", r"^remote\..*\.promisor$")
        if code == 0:
            self._refuse_partial_clone()
        message = f"the git repository {self.top} does not hold {safe(file)}: it is damaged"
        raise UsageError(f"{message}; `git fsck` says what else is")

    def _refuse(self, command: str, complaint: str) -> NoReturn:
        if "promisor remote" in complaint:
            self._refuse_partial_clone()
        raise UsageError(f"git {command} failed in {self.top}: {_first_line(complaint)}")

    def _refuse_partial_clone(self) -> NoReturn:
        message = f"the git repository {self.top} is a partial clone and lacks files of that revision"
        advice = "`git fetch --refetch --no-filter` gets them (in GitHub Actions, check out without `filter`)"
        raise UsageError(f"{message}; {advice}")


def find_repository(folder: Path, limits: GitLimits | None = None) -> Repository:
    """
    The git repository that a folder lies in.

    Raises:
        UsageError: If there is none, git is not installed, or git refuses to read it.
    """
    limits, place = limits or GitLimits(), folder.resolve()
    asked = (
        "--show-toplevel",
        "--show-prefix",
        "--absolute-git-dir",
        "--show-superproject-working-tree",
    )
    with GitRun(folder, "rev-parse", *asked, limits=limits) as git:
        answer = git.answer()
        code, complaint = git.end()
    if code == 0:
        top, prefix, own, within = [*os.fsdecode(answer).split("\n"), "", "", ""][:4]
        if top and own and not place.is_relative_to(Path(own).resolve()):
            return Repository(Path(top), prefix, within, limits)
        complaint = (
            complaint or "a folder of the work tree only looks like one"
        )  # git before 2.38 takes it for one
    error = _first_line(complaint)
    reason = "" if "not a git repository" in error else f" ({error})"
    message = f"{safe(str(place))} lies in no git repository that can be read{reason}"
    raise UsageError(f"{message}; compare with a folder instead")


def _head(line: str) -> ObjectHead:
    name, _, rest = line.partition(" ")
    kind, _, size = rest.partition(" ")
    return ObjectHead(name, kind, int(size)) if size.isdecimal() else ObjectHead(name, _MISSING, 0)


def _tree_entries(tree: bytes, folder: str, length: int) -> Iterator[TreeEntry]:
    """The entries of a tree object: each is a mode, a name, and the name of an object as so many bytes."""
    start = 0
    while start < len(tree):
        end = tree.index(b"\0", start)
        mode, _, name = tree[start:end].partition(b" ")
        start = end + 1 + length
        yield TreeEntry(f"{int(mode, 8):o}", tree[end + 1 : start].hex(), f"{folder}/{os.fsdecode(name)}")


def _first_line(text: str) -> str:
    lines = text.splitlines()
    return safe(lines[0].removeprefix("fatal: ")) if lines else "no reason given"
