"""The shipped data: opened once a worker, and for tests that look at the same answer each command runs once a session."""

from __future__ import annotations

import fcntl
import hashlib
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from command import CACHE, ROOT, Result, run
from tierscore.application.assess import assess
from tierscore.application.session import Session, open_workspace
from tierscore.model.assessment import Assessment, Depth


@cache
def shipped_session() -> Session:
    """The data of the checkout, opened; the commands of these tests keep what they read in the same place."""
    return open_workspace(ROOT, cache_folder=Path(CACHE) / "tierscore")


@cache
def assessed(country: str, year: int, depth: Depth = Depth.READINGS) -> Assessment:
    """A country of the shipped data, judged in a report year."""
    return assess(shipped_session(), country, year, depth=depth)


@cache
def shipped(*arguments: str) -> Result:
    """``run`` a command that only reads, in the checkout, unless a test of this session has run it before."""
    name = hashlib.sha256("\0".join(arguments).encode()).hexdigest()
    folder = Path(CACHE) / "answers"
    folder.mkdir(exist_ok=True)
    with (folder / name).open("a+", encoding="utf-8") as answer:
        fcntl.flock(answer, fcntl.LOCK_EX)  # another worker may be about to run it
        answer.seek(0)
        if not (written := answer.read()):
            written = json.dumps(vars(run(*arguments)))
            answer.write(written)
    return subprocess.CompletedProcess(**json.loads(written))


def shipped_json(*arguments: str) -> Any:
    """What a command says in JSON, whatever its exit code; it may not complain."""
    answer = shipped(*arguments, "--format", "json")
    assert answer.stderr == ""
    return json.loads(answer.stdout)
