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
_PARENT = re.compile(r"[~^]")
_LONGEST_REVISION = 250


class Entry(NamedTuple):
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
    """The folder that was asked about, from the top; empty for the top itself, else it ends with a slash."""

    def commit(self, revision: str) -> str:
        """
        The commit that a revision names.

        Raises:
            UsageError: If there is none, with what to do about it.

        """
        if (
            not revision
            or revision.startswith("-")
            or len(revision) > _LONGEST_REVISION
            or not revision.isprintable()
        ):
            raise UsageError(f"'{safe(revision[:100])}' is no git revision")
        found = _git(
            self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if found.returncode == 0:
            return found.stdout.decode("ascii", "replace").split()[-1]
        raise UsageError(
            f"there is no revision '{safe(revision)}' in the git repository {self.top}; {self._advice(revision)}"
        )

    def files(self, commit: str, folders: Sequence[str]) -> tuple[Entry, ...]:
        """Every file under some folders, which are named from the folder that was asked about."""
        listed = self._ask(
            "ls-tree",
            "-r",
            "-z",
            "--full-tree",
            commit,
            "--",
            *(f"{self.prefix}{folder}/" for folder in folders),
        )
        rows = (row.partition(b"\t") for row in listed.split(b"\0") if row)
        return tuple(Entry(*_mode_and_object(head), os.fsdecode(path)) for head, _, path in rows)

    def contents(self, objects: Iterable[str]) -> tuple[bytes, ...]:
        """The bytes of some files, in the order asked."""
        asked = tuple(objects)
        answer = self._ask("cat-file", "--batch", given="".join(f"{one}\n" for one in asked).encode())
        found, start = [], 0
        for one in asked:
            end = answer.index(b"\n", start)
            head = answer[start:end].split()
            if len(head) != 3:
                raise UsageError(
                    f"the git repository {self.top} does not hold the file {one}; fetch the whole history with `git fetch --refetch`"
                )
            size = int(head[2])
            found.append(answer[end + 1 : end + 1 + size])
            start = end + 1 + size + 1
        return tuple(found)

    def _advice(self, revision: str) -> str:
        if self._ask("rev-parse", "--is-shallow-repository").strip() == b"true":
            if _PARENT.search(revision):
                return "this clone is shallow; `git fetch --unshallow` gets the rest of its history"
            return f"this clone is shallow; `git fetch --depth=1 origin {safe(revision)}` gets that commit, to be named FETCH_HEAD"
        from tierscore.loading.suggestions import nearest  # only a mistake needs it

        names = self._ask("for-each-ref", "--format=%(refname:short)").decode("utf-8", "replace").split("\n")
        near = next((name for name in names if name.endswith(f"/{revision}")), "") or nearest(
            revision, filter(None, names)
        )
        return (
            f"did you mean '{safe(near)}'?" if near else "`git branch --all` and `git tag` list what there is"
        )

    def _ask(self, *arguments: str, given: bytes = b"") -> bytes:
        done = _git(self.top, *arguments, given=given)
        if done.returncode:
            raise UsageError(f"git {arguments[0]} failed in {self.top}: {_first_line(done.stderr)}")
        return done.stdout


def find_repository(folder: Path) -> Repository:
    """
    The git repository that a folder lies in.

    Raises:
        UsageError: If there is none, git is not installed, or git refuses to read it.

    """
    done = _git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    if done.returncode == 0 and (lines := os.fsdecode(done.stdout).split("\n"))[0]:
        return Repository(Path(lines[0]), lines[1] if len(lines) > 1 else "")
    said = _first_line(done.stderr)
    reason = "" if "not a git repository" in said else f" ({said})"
    raise UsageError(
        f"{safe(str(folder.resolve()))} lies in no git repository that can be read{reason}; compare with a folder instead"
    )


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | _QUIET
    command = [
        "git",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "core.quotePath=false",
        "-C",
        str(folder),
        *arguments,
    ]
    try:
        return subprocess.run(command, env=environment, input=given, capture_output=True, check=False)  # noqa: S603 - no shell; see ``commit``
    except FileNotFoundError as error:
        raise UsageError("git is not installed, or not on the PATH; compare with a folder instead") from error


def _mode_and_object(head: bytes) -> tuple[str, str]:
    mode, _, name = head.decode("ascii").split(" ")
    return mode, name


def _first_line(text: bytes) -> str:
    lines = text.decode("utf-8", "replace").strip().splitlines()
    return safe(lines[0].removeprefix("fatal: ")) if lines else "no reason given"
