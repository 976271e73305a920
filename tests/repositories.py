"""Real git repositories with a small workspace, and edits of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from command import environment

EDITS = Path(__file__).resolve().parent / "files/edits"
BASE = EDITS / "base"
_IDENTITY = {
    f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}
_FIXED = {
    "GIT_AUTHOR_DATE": "2022-03-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2022-03-01T00:00:00Z",
    "GIT_CONFIG_GLOBAL": "/dev/null",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, without anybody's own configuration."""
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-c", "core.autocrlf=false", *arguments],
        cwd=folder,
        env=environment() | _IDENTITY | _FIXED,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def commit(folder: Path, message: str = "A change") -> None:
    """Commit everything in a folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)


def repository(folder: Path, source: Path = BASE) -> Path:
    """A new repository whose one commit holds a copy of a workspace."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    git(folder, "init", "--quiet")
    commit(folder, "The first version")
    return folder


def overlay(edit: Path, side: str, folder: Path) -> None:
    """Lay one side of an edit over a workspace: files of its folder, and after it those that are gone."""
    if (edit / side).is_dir():
        shutil.copytree(edit / side, folder, dirs_exist_ok=True)
    gone = edit / "gone.txt"
    if side == "after" and gone.exists():
        for name in gone.read_text(encoding="utf-8").split():
            (folder / name).unlink()
    for below in sorted(folder.rglob("*"), reverse=True):
        if below.is_dir() and ".git" not in below.parts and not any(below.iterdir()):
            below.rmdir()


def edit_file(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")
