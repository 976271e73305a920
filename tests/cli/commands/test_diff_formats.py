"""A comparison for other programs and for pages: the JSON says what the text says, and no text of a rubric takes effect on a page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from command import run
from repositories import EDITS, commit, edit_file, overlay, repository

TEXTS = {"type": "array", "items": {"type": "string"}}
LEVEL = {"enum": ["editorial", "clarifying", "substantive"]}
BUMP = {"enum": ["patch", "minor", "major"]}


def exactly(**keys: Any) -> dict[str, Any]:
    return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}


MOVE = exactly(
    country={"type": "string", "pattern": "^[A-Z]{3}$"},
    report_year={"type": "integer"},
    what={"enum": ["indicated", "range", "outcome", "score", "special-list"]},
    of={"type": ["string", "null"]},
    before=TEXTS,
    after=TEXTS,
    causes=TEXTS,
)
CHANGE = exactly(
    fingerprint={"type": "string", "pattern": "^[0-9a-f]{12}$"},
    kind={"type": "string", "pattern": "^[a-z-]+$"},
    level=LEVEL,
    bump=BUMP,
    address=TEXTS,
    before={"type": ["string", "null"]},
    after={"type": ["string", "null"]},
)
SIDE = {
    "anyOf": [
        {"type": "null"},
        exactly(version={"type": "string"}, sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"}),
    ]
}
WITNESS = exactly(
    change={"type": "string"},
    tries={"type": "integer"},
    evidence={"type": ["array", "null"]},
    placements={"type": "object"},
    moves={"type": "array", "items": MOVE},
)
RUBRIC = exactly(
    id={"type": "string"},
    before=SIDE,
    after=SIDE,
    level={"anyOf": [{"type": "null"}, LEVEL]},
    bump={"anyOf": [{"type": "null"}, BUMP]},
    changes={"type": "array", "items": CHANGE},
    judged={"type": "integer"},
    moves={"type": "array", "items": MOVE},
    witnesses={"type": "array", "items": WITNESS},
)
SHAPE = exactly(
    schema={"const": "tierscore/diff/v1"},
    old={"type": "string"},
    new={"type": "string"},
    rubrics={"type": "array", "items": RUBRIC},
)


def in_json(name: str, tmp_path: Path) -> list[dict[str, Any]]:
    """The rubrics of an edit, from valid JSON."""
    folder = repository(tmp_path)
    overlay(EDITS / name, "before", folder)
    commit(folder, "Before the edit")
    overlay(EDITS / name, "after", folder)
    found = run("diff", "--against", "HEAD", "--format", "json", cwd=folder)
    assert (found.returncode, found.stderr) == (0, "")
    told = json.loads(found.stdout)
    Draft202012Validator(SHAPE).validate(told)
    return list(told["rubrics"])


@pytest.mark.parametrize(
    "name",
    [
        *("comment-only", "several-changes", "criterion-added", "gate-changed", "tier-rule-dated"),
        *("measure-renamed-with-its-uses", "indicator-deleted", "citation-removed"),
    ],
)
def test_the_json_says_what_the_text_says(name: str, tmp_path: Path) -> None:
    (rubric,) = in_json(name, tmp_path)
    text = (EDITS / name / "expected.txt").read_text(encoding="utf-8")
    changes = {change["fingerprint"] for change in rubric["changes"]}
    assert changes == set(re.findall(r"\[([0-9a-f]{12})\]", text))
    assert {cause for move in rubric["moves"] for cause in move["causes"]} <= changes
    table = text.partition("Moves under")[2]
    in_rows = [move for move in rubric["moves"] if move["what"] != "score"]
    assert len(in_rows) == len(re.findall(r"^\S.* 20\d\d ", table, re.MULTILINE))
    grouped = re.findall(r"^• (\d+) \S+ scores? moved by", table, re.MULTILINE)
    assert sum(map(int, grouped)) == len(rubric["moves"]) - len(in_rows)


def test_a_rubric_that_is_gone_has_no_side_after(tmp_path: Path) -> None:
    (rubric,) = (one for one in in_json("rubric-deleted", tmp_path) if one["after"] is None)
    assert rubric["before"] is not None
    assert [change["kind"] for change in rubric["changes"]] == ["rubric-removed"]


def test_no_text_of_a_rubric_takes_effect_on_a_page(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    hostile = "<img src=x onerror=alert(1)> | `code` [link](https://example.org) **bold** # no heading"
    edit_file(folder / "rubrics/sea/harbour.yaml", "Are ships searched", f"{hostile} Are ships searched")
    edit_file(folder / "countries/atlantis.yaml", "name: Atlantis", 'name: "At|lan<b>tis`"')
    commit(folder, "Hostile words")
    edit_file(folder / "rubrics/sea/harbour.yaml", "**bold**", "**bolder**")
    edit_file(folder / "rubrics/sea/rubric.yaml", "met_from: {value: 3/4", "met_from: {value: 2/3")
    page = run("diff", "--against", "HEAD", "--format", "markdown", cwd=folder)
    assert (page.returncode, page.stderr) == (0, "")
    without_empty_comments = page.stdout.replace("<!-- -->", "")
    bare = re.sub(r"\\[\\`*_{}\[\]()#+\-.!|<>~&]", "", without_empty_comments)
    assert "onerror" in bare
    assert "At" in bare
    assert not re.search(r"[<>`\[]|\*\*bold", bare), bare
    cells = {line.count("|") for line in bare.splitlines() if line.startswith("|")}
    assert len(cells) == 1, "a name has added a column to the table of moves"
