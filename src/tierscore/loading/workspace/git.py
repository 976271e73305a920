"""What a git repository holds at a revision, read without touching the work tree, the index or any ref."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tierscore.errors import UsageError, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
_KEPT = ("PATH", "HOME", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "USERPROFILE")
_QUIET = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "false",
    "GIT_OPTIONAL_LOCKS": "false",
    "GIT_NO_LAZY_FETCH": "true",
}
_OPTIONS = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_PARENT = re.compile(r"[~^]")
_LONGEST_REVISION = 250
_ZEROS = re.compile("0{40}|0{64}")


class NoCommitError(UsageError):
    """The repository has no commit yet, so there is nothing to compare with."""


class TreeEntry(NamedTuple):
    """A file in a revision."""

    mode: str
    """``100644``, ``100755``, ``120000`` for a link, ``160000`` for another repository."""
    object: str
    path: str
    """From the top of the repository."""


@dataclass(frozen=True)
class Repository:
    """A git repository on disk."""

    top: Path
    prefix: str
    """The folder that was named, from the top; empty for the top itself, else it ends with a slash."""

    def commit(self, revision: str) -> str:
        """
        The commit that a revision names.

        Raises:
            UsageError: If there is none, with what to do about it.
        """
        is_option_or_empty = not revision or revision.startswith("-")
        if is_option_or_empty or len(revision) > _LONGEST_REVISION or not revision.isprintable():
            raise UsageError(f"'{safe(revision[:100])}' is no git revision")
        name = f"{revision}^{{commit}}"
        answer = _git(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if answer.returncode == 0:
            return answer.stdout.decode("ascii", "replace").split()[-1]
        if _ZEROS.fullmatch(revision):
            message = "the zeros name no commit: GitHub sends them where a branch is new"
            raise UsageError(f"{message}; compare with the branch that it began from, such as origin/main")
        if (
            not self._run("for-each-ref", "--count=1").strip()
            and _git(self.top, "rev-parse", "HEAD^0").returncode
        ):
            raise NoCommitError(
                f"the git repository {self.top} has no commit yet: there is nothing to compare with"
            )
        message = f"there is no revision '{safe(revision)}' in the git repository {self.top}"
        raise UsageError(f"{message}; {self._advice(revision)}")

    def files(self, commit: str, folders: Sequence[str]) -> tuple[TreeEntry, ...]:
        """Every file under some folders, each named from the folder that the repository was found by."""
        paths = (f"{self.prefix}{folder}/" for folder in folders)
        listing = self._run("ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
        rows = (row.partition(b"\t") for row in listing.split(b"\0") if row)
        return tuple(TreeEntry(*_mode_and_object(head), os.fsdecode(path)) for head, _, path in rows)

    def contents(self, objects: Iterable[str]) -> tuple[bytes, ...]:
        """The bytes of some files, in the order given."""
        names = tuple(objects)
        answer = self._run("cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode())
        contents, start = [], 0
        for name in names:
            end = answer.index(b"\n", start)
            head = answer[start:end].split()
            if len(head) != 3:
                message = f"the git repository {self.top} does not hold the file {name}"
                raise UsageError(f"{message}; fetch the whole history with `git fetch --refetch`")
            size = int(head[2])
            contents.append(answer[end + 1 : end + 1 + size])
            start = end + 1 + size + 1
        return tuple(contents)

    def _advice(self, revision: str) -> str:
        if self._run("rev-parse", "--is-shallow-repository").strip() == b"true":
            if _PARENT.search(revision):
                return "this clone is shallow; `git fetch --unshallow` gets the rest of its history"
            remote, slash, branch = revision.partition("/")
            remotes = self._run("remote").decode("utf-8", "replace").split()
            source = (
                f"{safe(remote)} {safe(branch)}"
                if slash and remote in remotes
                else f"origin {safe(revision)}"
            )
            command = f"git fetch --depth=1 {source}"
            return f"this clone is shallow; `{command}` gets that commit, to be named FETCH_HEAD"
        from tierscore.loading.suggestions import nearest  # only a mistake needs it

        names = self._run("for-each-ref", "--format=%(refname:short)").decode("utf-8", "replace").split("\n")
        same_end = (name for name in names if name.endswith(f"/{revision}"))
        guess = next(same_end, "") or nearest(revision, filter(None, names))
        return (
            f"did you mean '{safe(guess)}'?"
            if guess
            else "`git branch --all` and `git tag` list what there is"
        )

    def _run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        answer = _git(self.top, *arguments, stdin=stdin)
        if answer.returncode:
            raise UsageError(f"git {arguments[0]} failed in {self.top}: {_first_line(answer.stderr)}")
        return answer.stdout


def find_repository(folder: Path) -> Repository:
    """
    The git repository that a folder lies in.

    Raises:
        UsageError: If there is none, git is not installed, or git refuses to read it.
    """
    answer = _git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    if answer.returncode == 0 and (lines := os.fsdecode(answer.stdout).split("\n"))[0]:
        return Repository(Path(lines[0]), lines[1] if len(lines) > 1 else "")
    error = _first_line(answer.stderr)
    reason = "" if "not a git repository" in error else f" ({error})"
    message = f"{safe(str(folder.resolve()))} lies in no git repository that can be read{reason}"
    raise UsageError(f"{message}; compare with a folder instead")


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | _QUIET
    command = ["git", *_OPTIONS, "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, env=environment, input=stdin, capture_output=True, check=False)  # noqa: S603 - no shell; see ``commit``
    except FileNotFoundError as error:
        raise UsageError("git is not installed, or not on the PATH; compare with a folder instead") from error


def _mode_and_object(head: bytes) -> tuple[str, str]:
    mode, _, name = head.decode("ascii").split(" ")
    return mode, name


def _first_line(text: bytes) -> str:
    lines = text.decode("utf-8", "replace").strip().splitlines()
    return safe(lines[0].removeprefix("fatal: ")) if lines else "no reason given"
