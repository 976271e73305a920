"""
What holds for every input: the exit code is 0, 1 or 2, nothing fails, nothing acts, and no file is written unasked.

An input is a case: files laid over a small workspace, perhaps a commit, and the arguments of the command. Whatever
breaks a promise is printed as a case, to be kept in ``corpus/``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import unicodedata
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, settings

from command import CACHE, Result, run
from fuzzing.commits import commit_entries
from repositories import BASE, git, repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MADE_UP = Path(__file__).resolve().parents[1] / "files/valid/made-up"
CORPUS = Path(__file__).resolve().parent / "corpus"
EXAMPLES = int(os.environ.get("TIERSCORE_FUZZ", "0"))
"""How many inputs each test tries, drawn anew each time; 0: a few, always the same, as the integration runs them."""
_LAYOUT = {"\n"}
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def seeded(examples: int) -> settings:
    """
    Try so many inputs, the same in each run; or as many new ones as the environment asks for.

    What fails is shown as it was drawn: to find the least input that fails takes too long where each is a command.
    """
    return settings(
        max_examples=EXAMPLES or examples,
        derandomize=not EXAMPLES,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@dataclass(frozen=True)
class Case:
    """One input: what to call, on which files."""

    arguments: list[str]
    files: dict[str, str] = field(default_factory=dict)
    """By their path in the workspace; bytes that are no UTF-8 stand as lone surrogates."""
    commit: list[tuple[str, str, str]] | None = None
    """Mode, path and content of the files of a commit, which the tag ``drawn`` names; None: no git at all."""
    may_write: list[str] = field(default_factory=list)
    """Files and folders that the arguments ask it to write."""


def hold(case: Case) -> Result:
    """Run a case, and hold the answer to the promises."""
    with _workspace(case) as (sandbox, root):
        before = snapshot(sandbox)
        answer = run(*case.arguments, cwd=root, env=_environment(sandbox))
        after = snapshot(sandbox)
        asked = [(root / path).resolve().relative_to(sandbox) for path in case.may_write]
    broken = [*_broken(answer, coloured="terminal" in case.arguments)]
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    unasked = {
        path
        for path in changed
        if answer.returncode == 2 or not any(path == good or good in path.parents for good in asked)
    }
    broken += [f"changed {path}" for path in sorted(unasked) if not _is_folder_of(path, asked)]
    assert not broken, "\n".join([*broken, json.dumps(asdict(case)), answer.stdout, answer.stderr])
    return answer


def _is_folder_of(path: Path, asked: list[Path]) -> bool:
    return any(path in good.parents for good in asked)


def _broken(answer: Result, *, coloured: bool) -> Iterator[str]:
    if answer.returncode not in {0, 1, 2}:
        yield f"exit code {answer.returncode}"
    for text in (answer.stdout, answer.stderr):
        yield from (f"says {words}" for words in ("Traceback", "fault of tierscore") if words in text)
        drawn = _COLOUR.sub("", text) if coloured else text
        yield from (f"writes {character!r}" for character in sorted(set(drawn)) if _acts(character))


def _acts(character: str) -> bool:
    is_control = unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
    return (is_control and character not in _LAYOUT) or character in _TURNING


def snapshot(folder: Path) -> Mapping[Path, tuple[int, bytes | str]]:
    """What stands below a folder: kind, mode and content of everything."""
    contents: dict[Path, tuple[int, bytes | str]] = {}
    for above, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(above, name)
            if path.is_symlink():
                content: bytes | str = str(path.readlink())
            else:
                content = path.read_bytes() if path.is_file() else ""
            contents[path.relative_to(folder)] = path.lstat().st_mode, content
    return contents


@contextmanager
def _workspace(case: Case) -> Iterator[tuple[Path, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Path(folder).resolve()
        root = sandbox / "work"
        shutil.copytree(MADE_UP if case.commit is None else _repository(), root, symlinks=True)
        (sandbox / "home").mkdir()
        if case.commit is not None:
            commit_entries(root, case.commit)
        for path, content in case.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content.encode("utf-8", "surrogateescape"))
        yield sandbox, root


def _environment(sandbox: Path) -> dict[str, str]:
    return {"HOME": str(sandbox / "home"), "GITHUB_STEP_SUMMARY": str(sandbox / "home/summary.md")}


@cache
def _repository() -> Path:
    """A repository with two branches and a tag, made once and copied for each case."""
    root = repository(Path(tempfile.mkdtemp(dir=CACHE)) / "work", BASE)
    git(root, "tag", "v1")
    git(root, "checkout", "--quiet", "-b", "side")
    (root / "countries/thule.yaml").unlink()
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "On the side")
    git(root, "checkout", "--quiet", "main")
    shutil.rmtree(root / ".git/hooks", ignore_errors=True)
    return root
