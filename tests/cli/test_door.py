"""Nothing that others wrote acts on a terminal or on the runner of a workflow, wherever it comes from."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from command import run
from loading.invalid import MADE_UP, PLACES
from repositories import repository

if TYPE_CHECKING:
    from collections.abc import Mapping

HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07",
    "\x9b31m",
    "\u202egnp\u2066",
    "\r::error::r",
    "\n::error::n",
    "\u2028::error::l",
    "::error file=x::first",
    "##[error]v1",
    "##vso[task.complete]",
)
"""What acts on a terminal, turns text round, ends a line, or is a command of a workflow."""
ACTS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]|(?m:^[ \t]*::)|##(?:\\[|vso\\[)"
)
"""What may stand in no output, except that a format for GitHub is made of commands."""
BY_US = re.compile(r"(?m)^::(?:error|warning|notice) (?=[^:\n]*title=tierscore TS\d{3}::)")
RUBRIC = ("--rubric", "made-up")
FORMATS = ("text", "markdown", "json", "github", "sarif", "junit")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP, tmp_path / "own"))


def calm(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None, refused: bool = False) -> str:
    """What a command says on both streams, in which nothing acts."""
    answer = run(*arguments, cwd=cwd, env=env)
    assert "fault of tierscore" not in answer.stderr
    assert not refused or answer.returncode == 2, answer.stdout + answer.stderr
    for text in (BY_US.sub("", answer.stdout), answer.stderr):
        assert not ACTS.search(text), (arguments, ACTS.search(text), text)
    return answer.stdout + answer.stderr


def _in_country(own: Path, **changes: str) -> None:
    """Write texts into the country file as JSON, which YAML is and which can write any character."""
    fields = {"name": "Atlantis", "title": "T", "publisher": "P", "summary": "S.", "place": "p"} | changes
    quoted = {key: json.dumps(value) for key, value in fields.items()}
    (own / PLACES["country"]).write_text(
        f"country: {{name: {quoted['name']}, iso3: ATL}}\n"
        f"sources: {{s: {{title: {quoted['title']}, publisher: {quoted['publisher']}, published: 2021, kind: civil-society}}}}\n"
        f"evidence: [{{id: a, measure: harbour, status: done, by: [government], when: 2020, summary: {quoted['summary']},\n"
        f"  sources: [{{id: s, place: {quoted['place']}}}]}}]\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_of_a_country_file_acts_nowhere(own: Path, text: str) -> None:
    """Most are refused, and then the refusal quotes them; those of signs that can be seen are shown."""
    _in_country(own, **dict.fromkeys(("name", "title", "publisher", "summary", "place"), text))
    calm("check", cwd=own)
    calm("assess", "atlantis", "--year", "2021", *RUBRIC, cwd=own)
    calm("assess", "atlantis", "--year", "2021", "--full", *RUBRIC, cwd=own)
    calm("list", "countries", cwd=own)


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_of_a_check_lets_a_file_act(own: Path, format: str) -> None:
    paths = [own / "countries" / f"{text.replace('/', '')}.yaml" for text in HOSTILE]
    for path, text in zip(paths, HOSTILE, strict=True):
        path.write_text(f"? {json.dumps(text)}\n: 1\n{text}: [\n", encoding="utf-8")
    shown = calm("check", *(str(path.relative_to(own)) for path in paths), "--format", format, cwd=own)
    assert shown.count("TS1") >= len(HOSTILE), "each file has its problem"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_argument_acts(own: Path, text: str) -> None:
    report = ("assess", "atlantis", *RUBRIC)
    for arguments in (
        (*report, "--set", text),
        (*report, "--set", f"{text}=x"),
        (*report, "--set", f"harbour={text}"),
        ("assess", "atlantis", "--rubric", text),
        ("assess", text, *RUBRIC),
        ("assess", f"{text}.yaml", *RUBRIC),
        (*report, "--year", text),
        (*report, "--format", text),
        (*report, "--output", f"{text}/x"),
        (*report, f"--{text}"),
        ("explain", "atlantis", text, *RUBRIC),
        ("assess", "atlantis", "--workspace", text),
        ("check", text),
        ("check", "--today", text),
        ("check", "--against", text),
        ("check", "--against", f"path:{text}"),
        ("diff", text),
        ("diff", "HEAD", text),
        ("rule", text),
        ("schema", text),
        ("export", text, *RUBRIC),
        ("export", "--table", text),
        ("history", text),
        ("init", "country", text),
        ("init", "country", "Atlantis", "--iso3", text),
        ("add", "atlantis", "--measure", text),
        ("add", "atlantis", "--title", text),
        ("test", text),
        (text,),
        ("list", text),
    ):
        calm(*arguments, cwd=own, refused=True)


def test_no_argument_begins_a_line_of_its_own(own: Path) -> None:
    """What begins a line can pass for a message of ours; the calm that all output has to pass keeps line breaks."""
    text, report = "x\nforged: y", ("assess", "atlantis", *RUBRIC)
    for arguments in (
        (*report, "--set", f"{text}=x"),
        ("assess", "atlantis", "--rubric", text),
        (*report, "--year", text),
        (*report, f"--{text}"),
        ("assess", "atlantis", "--workspace", text),
        ("check", text),
        ("check", "--against", f"path:{text}"),
        ("diff", text),
        ("rule", text),
        ("init", "country", text),
        ("add", "atlantis", "--title", text),
        (text,),
    ):
        assert not re.search("(?m)^forged", calm(*arguments, cwd=own, refused=True)), arguments


@pytest.mark.parametrize("text", HOSTILE)
def test_no_folder_and_no_variable_acts(tmp_path: Path, text: str) -> None:
    folder = tmp_path / text.replace("/", "")
    own = Path(shutil.copytree(MADE_UP, folder / "w"))
    env = {"GITHUB_STEP_SUMMARY": str(folder / "nowhere/page")}
    country = str(PLACES["country"])  # to check a rubric takes proofs, which name no folder and no variable
    calm("check", country, "--summary", cwd=own, env=env, refused=True)
    calm("check", country, "--summary", cwd=own, env={"GITHUB_STEP_SUMMARY": text})
    calm("check", cwd=own, env={"SOURCE_DATE_EPOCH": text}, refused=True)
    calm("check", "--workspace", str(own), cwd=tmp_path)
    calm("assess", "atlantis", *RUBRIC, "--workspace", str(own), cwd=tmp_path)
    calm("assess", "nowhere", "--workspace", str(own), cwd=tmp_path, refused=True)
    calm("assess", "nowhere", "--workspace", str(folder), cwd=tmp_path, refused=True)
    calm("check", country, cwd=own, env={"XDG_CACHE_HOME": str(folder), "PATH": str(folder)})
    calm("diff", "--against", "HEAD", cwd=own, env={"PATH": str(folder)}, refused=True)
    calm("init", "workspace", str(folder / "new"), cwd=tmp_path)
    calm("init", "country", "Fiji", "--workspace", str(folder / "new"), cwd=tmp_path)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable()])
def test_no_revision_acts(tmp_path: Path, text: str) -> None:
    own = repository(tmp_path / text.replace("/", ""))
    calm("check", "--against", f"{text}~1", cwd=own, refused=True)
    calm("diff", "--against", f"HEAD:{text}", cwd=own, refused=True)
    calm("diff", "--against", "HEAD", cwd=own)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_report_in_colour_acts_no_more_than_one_without(own: Path, text: str) -> None:
    (own / "countries" / f"{text.replace('/', '')}.yaml").write_text("a: [\n", encoding="utf-8")
    drawn = run("check", cwd=own, env={"FORCE_COLOR": "1"}).stdout
    shown = re.sub(r"\x1b\[[0-9;]*m", "", drawn)
    assert shown != drawn
    assert not ACTS.search(shown), ACTS.search(shown)
