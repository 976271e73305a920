"""What the command says of the shipped data, for tests that look at the same answer: each command runs once a session."""

from __future__ import annotations

import fcntl
import hashlib
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from command import CACHE, Result, run


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
