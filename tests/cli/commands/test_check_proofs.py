"""What ``tierscore check`` proves of a rubric, as its author sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from command import ROOT, run

IDLE = """\
pillar: harbour
criteria:
  - id: ropes
    question: Are there ropes?
    law: [{cite: Sea Code 11, authority: agency}]
    weight: {value: 1, authority: policy, reason: A rope is a rope.}
    indicators:
      - id: lit
        question: Is there light?
        points: 1
        why: One cannot see a rope in the dark.
        test: {measure: lamps-lit, by: [government]}
        remedy: {do: Light the lamps., effort: moderate}
"""
ACCEPTED = "    accept: [{code: TS401, reason: It informs and decides nothing.}]\n"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests/files/valid/made-up", tmp_path / "sound"))


def checked(folder: Path, *paths: str) -> tuple[int, dict[str, Any]]:
    """The exit code and what was found, without the notice that no case exercises the new indicator."""
    done = run("check", *paths, "--format", "json", cwd=folder)
    assert done.stderr == ""
    found = json.loads(done.stdout)
    return done.returncode, found | {"problems": [one for one in found["problems"] if one["code"] != "TS702"]}


def put(folder: Path, text: str) -> None:
    (folder / "rubrics/made-up/ropes.yaml").write_text(text, encoding="utf-8")


def test_a_criterion_that_decides_nothing_is_found_where_it_stands(sound: Path) -> None:
    put(sound, IDLE)
    code, found = checked(sound)
    (problem,) = found["problems"]
    assert (code, problem["code"], problem["file"], problem["line"]) == (
        1,
        "TS401",
        "rubrics/made-up/ropes.yaml",
        3,
    )
    assert problem["message"] == "no outcome of `ropes` changes a tier in any report year"
    assert found["tried"]["left undecided"] == 0


def test_it_may_be_accepted_where_it_stands(sound: Path) -> None:
    put(sound, IDLE.replace("    question: Are", ACCEPTED + "    question: Are"))
    code, found = checked(sound)
    assert (code, found["problems"]) == (0, [])
    assert ("TS401", "It informs and decides nothing.") in {
        (one["code"], one["reason"]) for one in found["accepted"]
    }


def test_an_exception_for_a_criterion_that_decides_is_obsolete(sound: Path) -> None:
    criteria = sound / "rubrics/made-up/harbour.yaml"
    text = criteria.read_text(encoding="utf-8")
    criteria.write_text(text.replace("    question:", ACCEPTED + "    question:", 1), encoding="utf-8")
    code, found = checked(sound)
    (problem,) = found["problems"]
    assert (code, problem["code"], problem["file"]) == (1, "TS509", "rubrics/made-up/harbour.yaml")


def test_a_rubric_of_which_no_file_is_shown_is_not_proven(sound: Path) -> None:
    put(sound, IDLE)
    code, found = checked(sound, "countries/atlantis.yaml")
    assert (code, found["problems"]) == (0, [])
    assert "left undecided" not in found["tried"]
