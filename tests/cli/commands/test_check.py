"""
The command ``tierscore check``, as a user or a machine runs it.

The files in ``snapshots`` are what it says of one made-up faulty workspace in each format. To refresh them after an intended
change, run ``TIERSCORE_REFRESH_SNAPSHOTS=1 pytest tests/cli/commands/test_check.py`` and read the difference.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from command import ROOT, on_terminal, run, run_process, run_with_hash_seed
from shipped import shipped, shipped_json
from tierscore.cli.commands.check import CheckFormat
from tierscore.cli.progress import PATIENCE

MADE_UP = ROOT / "tests/files/valid/made-up"
SNAPSHOTS = Path(__file__).parent / "snapshots"
ENDINGS = {"json": "json", "sarif": "sarif", "junit": "xml", "markdown": "md"}


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP, tmp_path / "sound"))


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The made-up workspace with faults in files of every kind, one of them in a file with a hostile name."""
    root = Path(shutil.copytree(MADE_UP, tmp_path / "faulty"))
    shutil.copyfile(ROOT / "tests/files/invalid/many-faults.country.yaml", root / "countries/many.yaml")
    (root / "countries/empty.yaml").write_text("")
    (root / "countries/odd, ::name%0A[x](y) <b>.yaml").write_text("country: [\n")
    (root / "rubrics/made-up/rope.yaml").write_text("pillar: harbour\ncriteria: []\n")
    (root / "rubrics/made-up/cases/rope.yaml").write_text("case: {name: Rope}\n")
    (root / "countries/official-tiers.csv").write_text("iso3,country\n")
    return root


def test_check_is_clean_on_this_repository() -> None:
    assert shipped("check", "--format", "json").returncode == 0
    clean = shipped_json("check")
    assert clean["checked"] == "the workspace of this folder"
    assert (clean["counts"]["error"], clean["counts"]["warning"]) == (0, 0)
    assert {"countries/panama.yaml", "rubrics/tvpa/rubric.yaml"} <= set(clean["files"])


@pytest.mark.parametrize("format", [drawn for drawn in CheckFormat if drawn is not CheckFormat.TERMINAL])
def test_each_format_is_as_it_was_reviewed(faulty: Path, format: CheckFormat) -> None:
    found = run("check", "--format", format, cwd=faulty)
    assert (found.returncode, found.stderr) == (1, "")
    path = SNAPSHOTS / f"check-{format.value}.{ENDINGS.get(format.value, 'txt')}"
    if os.environ.get("TIERSCORE_REFRESH_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found.stdout, encoding="utf-8", newline="\n")
    assert found.stdout == path.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    formats = [drawn for drawn in CheckFormat if drawn is not CheckFormat.TERMINAL]
    assert {path.name for path in SNAPSHOTS.iterdir()} == {
        f"check-{drawn.value}.{ENDINGS.get(drawn.value, 'txt')}" for drawn in formats
    }


def test_two_runs_give_the_same_bytes_and_the_exit_code_does_not_hang_on_the_format(faulty: Path) -> None:
    commands = [("check", "--format", member.value) for member in CheckFormat]
    for first, *others in zip(
        [run(*command, cwd=faulty) for command in commands],
        *(run_with_hash_seed(seed, *commands, cwd=faulty) for seed in (1, 2)),
        strict=True,
    ):
        assert first.returncode == 1
        assert [(other.returncode, other.stdout) for other in others] == [(1, first.stdout)] * 2


def test_running_in_ci_does_not_decide_the_format(faulty: Path) -> None:
    assert (
        run_process("check", cwd=faulty, env={"CI": "true", "GITHUB_ACTIONS": "true"}).stdout
        == run("check", cwd=faulty).stdout
    )


def test_a_file_that_does_not_load_stops_none_of_the_others(faulty: Path) -> None:
    found = json.loads(run("check", "--format", "json", cwd=faulty).stdout)
    assert {problem["file"] for problem in found["problems"]} == {
        *(
            "countries/many.yaml",
            "countries/empty.yaml",
            "countries/odd, ::name%0A[x](y) <b>.yaml",
            "countries/official-tiers.csv",
        ),
        *("rubrics/made-up/rope.yaml", "rubrics/made-up/cases/rope.yaml"),
    }


def test_output_goes_to_a_file_whole_and_the_exit_code_stays(faulty: Path, tmp_path: Path) -> None:
    found = run("check", "--format", "sarif", "--output", str(tmp_path / "out.sarif"), cwd=faulty)
    assert (found.returncode, found.stdout, found.stderr) == (1, "", "")
    assert json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


# --- paths --------------------------------------------------------------------------------------------------------------


def files(*paths: str, cwd: Path) -> tuple[int, list[str], set[str]]:
    """The exit code, the files that were checked, and those with problems."""
    found = run("check", *paths, "--format", "json", cwd=cwd)
    assert found.stderr == ""
    data = json.loads(found.stdout)
    return found.returncode, data["files"], {problem["file"] for problem in data["problems"]}


@pytest.mark.parametrize(
    ("path", "also"),
    [
        ("countries/empty.yaml", set()),
        ("countries/official-tiers.csv", set()),
        ("rubrics/made-up/rope.yaml", set()),
        ("rubrics/made-up", {"rubrics/made-up/rope.yaml", "rubrics/made-up/cases/rope.yaml"}),
        (
            "rubrics/made-up/cases/",
            {"rubrics/made-up/rope.yaml", "rubrics/made-up/cases/rope.yaml"},
        ),  # cases need their rubric
    ],
)
def test_only_problems_in_the_paths_are_shown(faulty: Path, path: str, also: set[str]) -> None:
    assert files(path, cwd=faulty)[::2] == (1, also or {path})


@pytest.mark.parametrize(
    "path", ["countries/atlantis.yaml", "rubrics/measures.yaml", "rubrics/made-up/harbour.yaml"]
)
def test_a_sound_file_among_faulty_ones_is_clean(faulty: Path, path: str) -> None:
    assert files(path, cwd=faulty) == (0, [path], set())


@pytest.mark.parametrize(
    "path", ["countries/atlantis.yaml", "rubrics/made-up/harbour.yaml", "rubrics/made-up/cases/atlantis.yaml"]
)
def test_a_file_is_not_called_clean_where_the_vocabulary_keeps_it_from_being_checked(
    sound: Path, path: str
) -> None:
    (sound / "rubrics/measures.yaml").write_text("[")
    assert files(path, cwd=sound)[::2] == (1, {"rubrics/measures.yaml"})


@pytest.mark.parametrize(
    "needed", ["countries/atlantis.yaml", "rubrics/made-up/lighthouse.yaml", "rubrics/made-up/rubric.yaml"]
)
def test_a_case_is_not_called_clean_where_something_that_it_needs_does_not_load(
    sound: Path, needed: str
) -> None:
    (sound / needed).write_text("[")
    code, _, found = files("rubrics/made-up/cases/atlantis.yaml", cwd=sound)
    assert code == 1
    assert needed in found


def test_a_country_file_that_a_case_names_has_each_problem_once(sound: Path) -> None:
    (sound / "countries/atlantis.yaml").write_text("[")
    data = json.loads(run("check", "--format", "json", cwd=sound).stdout)
    assert [problem["file"] for problem in data["problems"]] == ["countries/atlantis.yaml"]


def test_several_paths_are_taken_together_from_any_folder(faulty: Path) -> None:
    code, checked, found = files(
        "atlantis.yaml", "../rubrics/measures.yaml", "empty.yaml", cwd=faulty / "countries"
    )
    assert (code, checked, found) == (
        1,
        ["../countries/atlantis.yaml", "../countries/empty.yaml", "../rubrics/measures.yaml"],
        {"../countries/empty.yaml"},
    )


def test_a_country_file_outside_is_checked_with_the_vocabulary_of_the_workspace(
    sound: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "lemuria.yaml"
    outside.write_text((sound / "countries/atlantis.yaml").read_text().replace("lamps-lit", "lamps-lt"))
    code, checked, found = files(str(outside), cwd=sound)
    assert (code, checked, found) == (1, [str(outside)], {str(outside)})
    assert "did you mean `lamps-lit`" in run("check", str(outside), cwd=sound).stdout


@pytest.mark.parametrize("name", ["", "harbour.yaml"])
def test_a_rubric_outside_is_checked_too(sound: Path, tmp_path: Path, name: str) -> None:
    outside = Path(shutil.copytree(sound / "rubrics/made-up", tmp_path / "outside"))
    path = outside / "harbour.yaml"
    path.write_text(path.read_text().replace("harbour-law", "harbor-law"))
    code, _, found = files(str(outside / name), cwd=sound)
    assert (code, found) == (1, {str(path)})


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("countries/atlntis.yaml", "did you mean countries/atlantis.yaml?"),
        ("nowhere", "check the spelling"),
        ("notes.txt", "there is nothing to check in notes.txt"),
        ("notes.yaml", "there is nothing to check in notes.yaml"),
        ("notes", "there is nothing to check in notes"),
        ("x\x1b[31m", r"x\x1b[31m"),
        ("x" * 5000, "there is no file or folder"),
    ],
)
def test_a_path_that_cannot_be_checked_is_refused(sound: Path, path: str, says: str) -> None:
    (sound / "notes.txt").write_text("country: none")
    (sound / "notes.yaml").write_text("a: 1\n")
    (sound / "notes").mkdir()
    found = run("check", path, cwd=sound)
    assert (found.returncode, found.stdout) == (2, "")
    assert says in found.stderr
    assert "\x1b" not in found.stderr


def test_a_link_that_leads_nowhere_is_a_problem_of_the_workspace(sound: Path) -> None:
    (sound / "countries/gone.yaml").symlink_to("nowhere.yaml")
    assert run("check", "countries/gone.yaml", cwd=sound).returncode == 1


# --- the summary of a workflow ------------------------------------------------------------------------------------------


def test_the_summary_is_appended_as_markdown(faulty: Path, tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    page.write_text("# Before\n")
    found = run(
        "check", "--summary", "--format", "github", cwd=faulty, env={"GITHUB_STEP_SUMMARY": str(page)}
    )
    assert found.returncode == 1
    assert found.stdout == run("check", "--format", "github", cwd=faulty).stdout
    assert page.read_text(encoding="utf-8").startswith("# Before\n# Check of the workspace of this folder\n")
    assert run("check", "--format", "markdown", cwd=faulty).stdout in page.read_text(encoding="utf-8")


def test_a_summary_too_large_for_github_is_cut_to_one_screen(sound: Path, tmp_path: Path) -> None:
    item = "  - {id: i%d, measure: lamps-lit, status: done, when: %s, by: [government], summary: Lit., sources: [{id: s, place: p}]}\n"
    head = "country: {name: N, iso3: AAA}\nsources:\n  s: {title: T, publisher: P, published: 2021, kind: survivor}\nevidence:\n"
    long = "summer" * 1000
    for number in range(8):
        (sound / f"countries/many-{number}.yaml").write_text(
            head + "".join(item % (index, long) for index in range(200)), encoding="utf-8"
        )
    found = run(
        "check",
        "--summary",
        "--format",
        "github",
        cwd=sound,
        env={"GITHUB_STEP_SUMMARY": str(tmp_path / "page.md")},
    )
    assert found.returncode == 1
    assert found.stdout.count("::error") == 1_600
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert "1,600 errors in 8 of 16 files" in page
    assert len(page.splitlines()) < 30


@pytest.mark.parametrize(
    ("variable", "says"), [("", "needs GITHUB_STEP_SUMMARY"), ("/no/such/folder/page", "cannot write")]
)
def test_a_summary_without_a_page_is_refused(sound: Path, variable: str, says: str) -> None:
    found = run("check", "--summary", cwd=sound, env={"GITHUB_STEP_SUMMARY": variable})
    assert found.returncode == 2
    assert says in found.stderr


# --- the terminal -------------------------------------------------------------------------------------------------------


def test_a_terminal_gets_colour_and_the_same_words(faulty: Path) -> None:
    drawn = on_terminal(["check", "--workspace", str(faulty)], 200)
    assert "\x1b[" in drawn
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "", drawn)
    assert run("check", "--workspace", str(faulty)).stdout.split("\n\n", 2)[2].splitlines()[3] in plain


def test_progress_shows_on_a_terminal_when_it_takes_long_and_never_in_a_pipe(sound: Path) -> None:
    began = time.monotonic()
    early = on_terminal(["check"], 80, root=sound, answer=subprocess.DEVNULL)
    assert early == "" or time.monotonic() - began > PATIENCE, (
        "the machine was not slow, and yet something was shown"
    )
    item = "  - {id: i%d, measure: lamps-lit, status: done, when: 2020, by: [government], summary: Lit., sources: [{id: s, place: p}]}\n"
    head = "country: {name: N, iso3: %s}\nsources:\n  s: {title: T, publisher: P, published: 2021, kind: survivor}\nevidence:\n"
    for code in ("AAA", "AAB", "AAC", "AAD"):
        text = head % code + "".join(item % index for index in range(1200))
        (sound / f"countries/{code.lower()}.yaml").write_text(text, encoding="utf-8")
    shown = on_terminal(["check"], 80, root=sound, answer=subprocess.DEVNULL)
    assert " countries/aa" in shown
    assert shown.endswith("\x1b[2K"), "the line is still there"
    piped = run("check", cwd=sound)
    assert (piped.returncode, piped.stderr) == (0, ""), piped.stdout[:1000]


@pytest.mark.parametrize("written", ["2026-W48-2", "20261124", "2026-11", "2026-02-30", "tomorrow"])
def test_today_is_a_day_in_one_form(sound: Path, written: str) -> None:
    answer = run("check", "--today", written, cwd=sound)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("error: --today: ")
    assert "write a day such as 2026-11-24" in answer.stderr


def test_two_rubrics_of_one_id_are_a_problem(sound: Path) -> None:
    shutil.copytree(sound / "rubrics/made-up", sound / "rubrics/twin")
    found = run("check", "--format", "json", cwd=sound)
    (problem,) = json.loads(found.stdout)["problems"]
    assert found.returncode == 1
    assert (problem["code"], problem["file"], problem["line"]) == ("TS302", "rubrics/twin/rubric.yaml", 2)
    assert problem["message"] == "the folder made-up holds a rubric `made-up` already"


def test_a_tier_that_no_rubric_names_is_told_and_fails_no_check_and_those_of_any_rubric_are_not(
    sound: Path,
) -> None:
    table = sound / "countries/official-tiers.csv"
    with table.open("a") as rows:
        rows.write("ATL,Atlantis,2022,Sliver,A,2,made,\nATL,Atlantis,2023,Tin,A,2,made,\n")
        rows.write("ATL,Atlantis,2024,Tin,A,2,made,\n")
    line = len(table.read_text().splitlines())
    answer = run("check", "countries/official-tiers.csv", cwd=sound)
    assert answer.returncode == 0
    assert f"countries/official-tiers.csv:{line - 2}:1: TS312 notice" in answer.stdout
    words = " ".join(answer.stdout.split())
    assert "no rubric here has a tier `Sliver`, which stands in 1 row " in words
    assert "did you mean `Silver`?" in words
    assert "no rubric here has a tier `Tin`, which stands in 2 rows" in words
    assert "it can be `Gold`, `Silver`, `Bronze` or `Lead`" in words
    other = Path(shutil.copytree(sound / "rubrics/made-up", sound / "rubrics/other"))
    text = (other / "rubric.yaml").read_text(encoding="utf-8")
    text = text.replace("id: made-up", "id: other").replace("Silver", "Sliver").replace("Lead", "Tin")
    (other / "rubric.yaml").write_text(text, encoding="utf-8")
    shutil.rmtree(other / "cases")
    answer = run("check", "countries/official-tiers.csv", cwd=sound)
    assert "TS312" not in answer.stdout, answer.stdout


@pytest.mark.parametrize("place", [".", "data", "data/countries"])
def test_annotations_and_sarif_name_files_from_the_top_of_the_repository(tmp_path: Path, place: str) -> None:
    top = tmp_path / "top"
    shutil.copytree(MADE_UP, top / "data")
    (top / ".git").mkdir()
    (top / "data/countries/empty.yaml").write_text("", encoding="utf-8")
    option = ["--workspace", "data"] if place == "." else []
    drawn = run("check", *option, "--format", "github", cwd=top / place)
    assert drawn.stdout.startswith("::error file=data/countries/empty.yaml,"), drawn
    (sarif,) = json.loads(run("check", *option, "--format", "sarif", cwd=top / place).stdout)["runs"]
    places = (result["locations"][0]["physicalLocation"]["artifactLocation"] for result in sarif["results"])
    names = {place["uri"] for place in places}
    assert "data/countries/empty.yaml" in names
    assert {name.split("/")[0] for name in names} == {"data"}
    text = run("check", *option, "--format", "text", cwd=top / place).stdout
    own = {".": "data/countries/empty.yaml", "data": "countries/empty.yaml"}.get(
        place, "../countries/empty.yaml"
    )
    assert f"\n{own}" in text, "a person is told where it is from here"
