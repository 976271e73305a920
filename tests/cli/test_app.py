"""What each command answers, and how it refuses."""

from __future__ import annotations

import csv
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command import ROOT, environment, hear_signals, on_terminal, run, run_process
from shipped import shipped, shipped_json
from tierscore.version import __version__

MADE_UP = ROOT / "tests/files/valid/made-up"


def test_assess_says_the_indicated_tier_the_official_one_and_the_origin() -> None:
    answer = shipped("assess", "panama", "--year", "2021")
    assert answer.returncode == 0, answer.stderr
    for words in (
        "PANAMA under the law of the 2021 report 1 April 2020 to 31 March 2021",
        "TIER 2 Does not fully comply",
        "It played no part in this answer",
        "not a placement by the US Department of State",
        "workspace",
    ):
        assert words in " ".join(answer.stdout.split())


@pytest.mark.parametrize("name", ["atlantis", "Atlantis", "ATL", "atl", "countries/atlantis.yaml"])
def test_a_country_is_found_by_name_code_and_path(name: str) -> None:
    answer = run("assess", name, "--brief", "--year", "2021", cwd=MADE_UP)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("Atlantis, 2021 report")


def test_the_default_year_is_the_newest_with_evidence_that_is_not_standing() -> None:
    years = [
        row["report_year"] for row in json.loads(run("list", "years", "panama", "--format", "json").stdout)
    ]
    assert shipped_json("assess", "panama")["report_year"] == int(years[-1])


def test_newer_years_that_are_too_thin_to_answer_are_passed_over_and_named() -> None:
    answer = run("assess", "syria", "--format", "json")
    year = json.loads(answer.stdout)["report_year"]
    years = [
        int(row["report_year"]) for row in json.loads(run("list", "years", "syria", "-f", "json").stdout)
    ]
    newer = [other for other in years if other > year]
    assert newer
    assert all(str(other) in answer.stderr for other in newer)
    assert f"--year {newer[-1]} shows it" in answer.stderr
    assert run("explain", "syria").stderr == answer.stderr


def test_a_year_without_evidence_says_so_and_names_the_newest_that_is_answered() -> None:
    answer = run("assess", "panama", "--year", "2005")
    assert answer.returncode == 0
    assert answer.stderr == (
        "note: the file on Panama holds no evidence for the 2005 report; the newest that it answers is 2024\n"
    )


def test_brief_fits_one_screen() -> None:
    lines = shipped("assess", "panama", "--brief").stdout.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80


def test_no_line_of_a_piped_report_is_longer_than_eighty() -> None:
    assert max(map(len, shipped("assess", "panama", "--year", "2021").stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("assess", "panma"), "did you mean 'panama'?"),
        (("assess", "../../etc/passwd"), "is no country"),
        (("assess", "/etc/passwd"), "is no country"),
        (("assess", ""), "is no country"),
        (("assess", "pan\x1b[31mama"), r"pan\x1b[31mama"),
        (("assess", "nowhere.yaml"), "nowhere.yaml"),
        (("assess", "tests.yml"), "tests.yml"),
        (
            ("assess", "panama", "--year", "1999"),
            "no report for 1999; the rubric tvpa judges the reports from 2001 on",
        ),
        (("assess", "panama", "--year", "20x1"), "'20x1' is not a year"),
        (("assess", "panama", "--rubric", "tvp"), "did you mean"),
        (("assess", "panama", "--format", "xml"), "xml"),
        (("assess", "panama", "--output", "no/such/folder/report.txt"), "cannot write"),
        (("assess", "panama", "--workspace", "docs"), "is no workspace"),
        (("assess", "panama", "--workspace", ".", "--bundled"), "not both"),
        (("explain", "panama", "victim-identificaton"), "did you mean"),
        (("explain", "panama", "demand", "--format", "json"), "has no JSON"),
        (("assess", "atlantis"), "no country called 'atlantis'"),
        (("assess", "panama", "--set", "increase"), "needs a value: any, overall or each"),
        (
            ("assess", "panama", "--year", "3000"),
            "no report for 3000; the rubric tvpa judges the reports from 2001 to 2100",
        ),
        (("assess",), "error: Missing argument 'COUNTRY'"),
        (("nonsense",), "error: No such command"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_message(arguments: tuple[str, ...], says: str) -> None:
    answer = run(*arguments)
    assert answer.returncode == 2
    assert says in answer.stderr
    assert "Error:" not in answer.stderr
    assert [
        line for line in answer.stderr.splitlines() if line.startswith("error: ")
    ] or "problem" in answer.stderr
    assert answer.stdout == ""
    assert "Traceback" not in answer.stderr
    assert "\x1b" not in answer.stderr


def test_every_problem_of_the_files_is_shown_and_nothing_is_judged(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        "country: {name: Nowhere, iso3: NO}\nsources: {}\nevidence:\n  - {id: a, measur: b}\n",
        encoding="utf-8",
    )
    answer = run("assess", str(broken))
    assert answer.returncode == 2
    assert "TS202" in answer.stderr
    assert "TS205" in answer.stderr
    assert "Nothing was judged" in answer.stderr


def test_a_contradiction_stops_with_one(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    shutil.copytree(ROOT / "rubrics", root / "rubrics")
    shutil.copytree(ROOT / "countries", root / "countries")
    rubric = root / "rubrics/tvpa/rubric.yaml"
    text = rubric.read_text(encoding="utf-8")
    rubric.write_text(
        text.replace(
            "when: {all: [{gate: full-compliance}, {gate: policy-or-pattern}]}", "when: {gate: applicable}"
        ),
        encoding="utf-8",
    )
    answer = run("assess", "panama", "--workspace", str(root))
    assert answer.returncode == 1
    assert "contradiction" in answer.stdout.lower()


def test_the_json_of_two_runs_is_the_same_to_the_byte() -> None:
    command = ("assess", "panama", "--year", "2021", "--format", "json")
    first = shipped(*command).stdout
    assert first.startswith('{\n  "schema": "tierscore/assessment/v1"')
    assert run_process(*command, env={"PYTHONHASHSEED": "4711"}).stdout == first


def test_the_order_of_files_and_items_does_not_change_a_byte(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    shutil.copytree(ROOT / "rubrics", root / "rubrics")
    (root / "countries").mkdir()
    shutil.copy(ROOT / "countries/official-tiers.csv", root / "countries")
    head, _, items = (MADE_UP_ITEMS).partition("evidence:\n")
    (root / "countries/one.yaml").write_text(MADE_UP_ITEMS, encoding="utf-8")
    reversed_items = "".join(reversed(items.splitlines(keepends=True)))
    (root / "countries/two.yaml").write_text(f"{head}evidence:\n{reversed_items}", encoding="utf-8")
    one, two = (
        run("assess", name, "--workspace", str(root), "--format", "json").stdout for name in ("one", "two")
    )
    assert one == two
    assert '"indicated"' in one


MADE_UP_ITEMS = """\
country: {name: Nowhere, iso3: NWH}
sources:
  s: {title: A report, publisher: Somebody, published: 2021, kind: civil-society}
evidence:
  - {id: b, measure: awareness-campaigns, status: done, by: [government], when: 2020, summary: A campaign., sources: [{id: s}]}
  - {id: a, measure: public-hotline, status: done, by: [government], when: 2020, summary: A line., sources: [{id: s}]}
  - {id: c, measure: national-action-plan, status: done, by: [government], when: 2020, summary: A plan., sources: [{id: s}]}
"""


@pytest.mark.parametrize("format", ["terminal", "text", "markdown", "json"])
def test_output_goes_to_a_file_whole(tmp_path: Path, format: str) -> None:
    path = tmp_path / "report"
    answer = run("assess", "atlantis", "--format", format, "--output", str(path), cwd=MADE_UP)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert "\x1b" not in path.read_text(encoding="utf-8")
    assert "atlantis" in path.read_text(encoding="utf-8").lower()
    assert [child.name for child in tmp_path.iterdir()] == ["report"]


def test_explain_leads_from_the_question_to_the_source() -> None:
    answer = run("explain", "panama", "victim-identification", "--year", "2021")
    text = " ".join(answer.stdout.split())
    assert answer.returncode == 0, answer.stderr
    for words in (
        "22 USC 7106(b)(2)",
        "4(2)",
        "statute",
        "victims-confirmed-2020",
        "United States Department of State",
    ):
        assert words in text


@pytest.mark.parametrize("what", ["countries", "criteria", "measures", "years"])
def test_list_answers_in_text_and_json(what: str) -> None:
    assert run("list", what).returncode == 0
    listed = json.loads(run("list", what, "--format", "json").stdout)
    assert listed
    header, *rows = csv.reader(run("list", what, "--format", "csv").stdout.splitlines())
    assert header == list(listed[0])
    assert rows == [list(row.values()) for row in listed]


@pytest.mark.parametrize("what", ["criteria", "measures"])
def test_a_list_is_grouped_and_breaks_no_id(what: str) -> None:
    text = run("list", what).stdout
    ids = [next(iter(row.values())) for row in json.loads(run("list", what, "--format", "json").stdout)]
    assert [name for name in ids if f" {name} (" not in text.replace("\n", " ")] == []
    assert text.index("\nProsecution\n") < text.index("\nProtection\n") < text.index("\nPrevention\n")


def test_a_list_shows_only_what_has_all_the_words() -> None:
    ids = [
        row["measure"]
        for row in json.loads(run("list", "measures", "CONVICT", "official", "-f", "json").stdout)
    ]
    assert "complicit-official-convictions" in ids
    assert "trafficking-convictions" not in ids
    assert "There are none." in run("list", "measures", "unicorns").stdout


def test_a_made_up_rubric_with_other_tiers_and_two_pillars_goes_through() -> None:
    answer = run("assess", "atlantis", "--rubric", "made-up", "--workspace", str(MADE_UP), "--format", "json")
    assert answer.returncode == 0, answer.stderr
    judged = json.loads(answer.stdout)
    assert len(judged["pillars"]) == 2
    assert not {entry["tier"] for entry in judged["tier"]["range"]} & {"1", "2", "2WL", "3"}


def test_version_help_and_module_agree() -> None:
    assert run_process("--version").stdout == f"tierscore {__version__}\n"
    assert "assess" in run("--help").stdout
    assert run("assess", "--help").returncode == 0


def test_a_closed_pipe_is_silent() -> None:
    for arguments in (
        "assess panama",
        "assess panama --format json",
        "list measures",
        "--help",
        "rule TS101",
    ):
        command = f"{sys.executable} -m tierscore {arguments} | head -c 1 >/dev/null"
        shell = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (shell.returncode, shell.stderr) == (0, ""), arguments


def test_ctrl_c_gives_130() -> None:
    """The audit of all placements takes several seconds; it is interrupted on its way."""
    command = [sys.executable, "-m", "tierscore", "audit-history"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_signals,  # noqa: PLW1509 - the tests have no threads of their own
    ) as process:
        time.sleep(2.5)
        assert process.poll() is None, "the audit was over before it could be interrupted"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in errors


@pytest.mark.parametrize("columns", [80, 120])
def test_a_terminal_report_fits_its_terminal_and_is_coloured(columns: int) -> None:
    drawn = on_terminal(["assess", "panama", "--year", "2021"], columns)
    assert "\x1b[" in drawn
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in drawn.splitlines()]
    assert 0.8 * columns < max(map(len, lines)) <= columns


def test_no_color_draws_without_colour() -> None:
    drawn = on_terminal(["assess", "panama", "--brief"], 80, NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", drawn)
    assert "Panama" in drawn


def test_a_terminal_without_unicode_gets_plain_signs() -> None:
    drawn = on_terminal(["assess", "panama", "--brief"], 80, PYTHONIOENCODING="ascii", NO_COLOR="1")
    assert drawn.isascii()


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import sys, tierscore; print(sorted({'pydantic', 'rich', 'ruamel', 'ruamel.yaml', 'typer', 'click'} & set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True
    )
    assert loaded.stdout == "[]\n"


def test_help_loads_neither_pydantic_nor_rich_nor_ruamel() -> None:
    script = (
        "import sys; sys.argv = ['tierscore', '--help']\n"
        "from tierscore.cli.main import main\n"
        "main(); print(sorted({'pydantic', 'rich', 'ruamel', 'ruamel.yaml'} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True
    )
    assert loaded.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_was_closed_is_no_fault(closed: str) -> None:
    line = f"exec '{sys.executable}' -m tierscore list criteria {closed}"
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, env=environment(), capture_output=True, check=False)
    assert done.returncode == 0
    assert b"fault of tierscore" not in done.stderr
    assert bool(done.stdout) == (">&-" not in closed.replace("2>&-", ""))


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("list criteria >/dev/full", 2, "cannot write to standard output: No space left on device"),
        ("assess panama --format json >/dev/full", 2, "cannot write to standard output: No space left"),
        ("schema case >/dev/full", 2, "cannot write to standard output: No space left"),
        ("rule TS101 --format markdown >/dev/full", 2, "cannot write to standard output"),
        ("--help >/dev/full", 2, "No space left on device"),
        ("nonsense 2>/dev/full", 2, ""),
        ("assess nowhere 2>/dev/full", 2, ""),
        ("assess nowhere 2>&-", 2, ""),
        ("list criteria 2>/dev/full", 0, ""),
        ("init rubric <&-", 2, "a name is missing"),
        ("assess nowhere 2> >(exec 0<&-)", 2, ""),
    ],
)
def test_a_full_disk_or_a_closed_stream_keeps_the_exit_code(line: str, code: int, says: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"exec '{sys.executable}' -m tierscore {line}"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "fault of tierscore" not in done.stderr
    assert "Traceback" not in done.stderr


def test_the_help_is_that_of_the_application_with_every_command_in_full() -> None:
    script = (
        "import sys; sys.argv = ['', '--help']; "
        "from tierscore.cli.app import whole_app; whole_app()(prog_name='python -m tierscore')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True
    )
    assert run("--help").stdout == done.stdout


def test_a_command_loads_no_other_one() -> None:
    script = (
        "import sys, tierscore.cli.main as run; sys.argv[1:] = ['list', '--help']; run.main(); "
        "sys.stderr.write(' '.join(name for name in sys.modules if name.startswith('tierscore.cli.commands.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stderr == "tierscore.cli.commands.list"


def test_a_shell_completes_every_command_and_country() -> None:
    def completed(words: str, count: str) -> str:
        asked = {"_PYTHON _M TIERSCORE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count}
        return run_process(env=asked).stdout

    assert "history" in completed("tierscore h", "1")
    assert "panama" in completed("tierscore assess pan", "2")
