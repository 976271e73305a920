"""Nothing of a machine, a working session or a package registry is left in any file of the repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from docs.pages import ROOT

TRACES = re.compile(
    r"pyp[i]\.org|pythonhoste[d]\.org|registry\.npmj[s]|anacond[a]\.org|/opt/pyp[i]|/opt/wheel[s]"
    r"|(?<![\w.~-])/wor[k]/|/tmp/[v]env|/tmp/bas[h]_jobs|(?<![\w.~-])/roo[t]/|(?<![\w.~-])/hom[e]/[a-z]|/User[s]/[A-Za-z]"
    r"|\bclaud[e]\b|\banthropi[c]\b|\bsession id[s]?\b",
    re.IGNORECASE,
)
"""Square brackets keep the patterns from finding themselves."""


def tracked() -> list[str]:
    """The files that git knows, and those it would add; a virtual environment in the checkout is no part of it."""
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    environments = {file.parent.name for file in ROOT.glob("*/pyvenv.cfg")}
    names = [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [name for name in names if Path(name).parts[0] not in environments]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no checkout")
def test_no_file_has_traces() -> None:
    found = []
    for name in tracked():
        text = (ROOT / name).read_bytes().decode("utf-8", "replace")
        found += [f"{name}: {trace[0]}" for trace in TRACES.finditer(f"{name}\n{text}")]
    assert found == []


@pytest.mark.parametrize(
    "text",
    ["https://pypi" + ".org/simple", "see /wor" + "k/main", "/tm" + "p/venv/bin/python", "/home" + "/me/x"],
)
def test_traces_are_recognised(text: str) -> None:
    assert TRACES.search(text)


@pytest.mark.parametrize(
    "text",
    ["https://example.org/work/1", "labour/work/home", "the session of the Assembly", "www.a.org/home/news"],
)
def test_other_text_is_not(text: str) -> None:
    assert not TRACES.search(text)
