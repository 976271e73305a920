"""What tierscore export writes, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from command import ROOT, environment, run, run_with_hash_seed
from tierscore.application.export import TableFormat
from tierscore.report.tables.table_names import TableName

MADE_UP = ROOT / "tests/files/valid/made-up"
JUDGED = ("--workspace", str(MADE_UP), "--rubric", "made-up")


def rows(*arguments: str) -> list[dict[str, Any]]:
    """The rows that the command gives as JSON Lines."""
    done = run("export", *JUDGED, "--format", "jsonl", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the made-up workspace."""
    return Path(shutil.copytree(MADE_UP, tmp_path / "workspace"))


def test_an_assessment_says_what_assess_says() -> None:
    for row in rows():
        year = str(row["report_year"])
        judged = json.loads(run("assess", "atlantis", *JUDGED, "--year", year, "--format", "json").stdout)
        tier = judged["tier"]
        assert (row["indicated"], row["range"], row["exact"]) == (
            tier["indicated"],
            [one["tier"] for one in tier["range"]],
            tier["exact"],
        )
        assert row["range_size"] == len(row["range"])
        assert row["official_tier"] == (tier["official"] and tier["official"]["tier"])
        assert row["rubric_sha256"] == judged["rubric"]["sha256"]
        assert (row["rule"], row["undetermined_because"] or "") == (
            judged["decision"]["rule"],
            judged["decision"]["undetermined_because"],
        )
        for pillar, score in judged["pillars"].items():
            assert {name: row[f"{pillar}_{name}"] for name in score} == score
        findings = rows("--table", "findings", "--year", year)
        assert [
            (one["criterion"], one["outcome"], one["low_exact"], one["high_exact"], one["evidence"])
            for one in findings
        ] == [
            (one["criterion"], one["outcome"], one["low_exact"], one["high_exact"], one["evidence"])
            for one in judged["findings"]
        ]
        assert [one["law"] for one in findings] == [
            [law["cite"] for law in one["law"]] for one in judged["findings"]
        ]


def test_there_is_a_row_for_every_year_with_evidence_and_no_other() -> None:
    years = json.loads(run("list", "years", *JUDGED, "--format", "json").stdout)
    assert [row["report_year"] for row in rows()] == [int(row["report_year"]) for row in years]
    assert years


def test_findings_lead_to_evidence_and_evidence_to_sources() -> None:
    items = {row["item"] for row in rows("--table", "evidence")}
    cited = rows("--table", "evidence_sources")
    assert {item for row in rows("--table", "findings") for item in row["evidence"]} <= items
    assert {row["item"] for row in cited} == items
    assert {row["source"] for row in cited} == {row["source"] for row in rows("--table", "sources")}


@pytest.mark.parametrize("format", list(TableFormat))
def test_all_writes_every_table_and_the_dictionary_into_a_folder(format: TableFormat, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    done = run("export", *JUDGED, "--all", str(folder), "--format", format)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*(f"{name}.{format}" for name in TableName), "data-dictionary.md"]
    )
    assert (folder / "data-dictionary.md").read_text(encoding="utf-8") == run(
        "export", *JUDGED, "--dictionary"
    ).stdout
    for name in TableName:
        counted = duckdb.execute(f"select count(*) from '{folder / name}.{format}'").fetchall()  # noqa: S608 - our own names
        assert counted == [(len(rows("--table", name)),)]


def test_left_out_the_ending_of_the_file_gives_the_form(tmp_path: Path) -> None:
    for form, begins in (
        (TableFormat.CSV, b"iso3,"),
        (TableFormat.JSONL, b'{"iso3"'),
        (TableFormat.PARQUET, b"PAR1"),
    ):
        path = tmp_path / f"one.{form}"
        assert run("export", *JUDGED, "--output", str(path)).returncode == 0
        assert path.read_bytes().startswith(begins)


def test_a_pipe_gets_the_bytes_of_the_file_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "evidence.parquet"
    run("export", *JUDGED, "--table", "evidence", "--output", str(path))
    command = [
        sys.executable,
        "-m",
        "tierscore",
        "export",
        *JUDGED,
        "--table",
        "evidence",
        "--format",
        "parquet",
    ]
    piped = subprocess.run(
        command, cwd=ROOT, env=environment() | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=True
    )
    assert piped.stdout == path.read_bytes()


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    formats = ("csv", "jsonl", "parquet")

    def commands(run_id: str) -> list[tuple[str, ...]]:
        return [("export", *JUDGED, "--all", str(tmp_path / f"{run_id}-{f}"), "-f", f) for f in formats]

    done = [run(*command) for command in commands("here")]
    done += [result for seed in (1, 4711) for result in run_with_hash_seed(seed, *commands(str(seed)))]
    assert {result.returncode for result in done} == {0}
    for form in formats:
        here, *others = (
            {path.name: path.read_bytes() for path in (tmp_path / f"{run_id}-{form}").iterdir()}
            for run_id in ("here", "1", "4711")
        )
        assert others == [here, here]


def test_countries_stand_in_the_order_of_their_codes_however_they_are_named(workspace: Path) -> None:
    text = (workspace / "countries/atlantis.yaml").read_text(encoding="utf-8")
    (workspace / "countries/zealandia.yaml").write_text(
        text.replace("Atlantis, iso3: ATL", "Zealandia, iso3: AAA"), encoding="utf-8"
    )
    here = ("--workspace", str(workspace), "--rubric", "made-up", "--table", "sources")
    whole = run("export", *here).stdout
    assert [line[:3] for line in whole.splitlines()[1:]] == ["AAA", "AAA", "ATL", "ATL"]
    assert run("export", "zealandia", "ATL", "atlantis", *here).stdout == whole
    assert run("export", "Atlantis", *here).stdout.count("\n") == 3


def test_two_files_on_one_country_are_refused(workspace: Path) -> None:
    shutil.copy(workspace / "countries/atlantis.yaml", workspace / "countries/again.yaml")
    done = run("export", "--workspace", str(workspace), "--rubric", "made-up")
    assert (done.returncode, done.stdout) == (2, "")
    assert "two files are about ATL: " in done.stderr


def test_a_year_narrows_what_is_judged() -> None:
    assert [row["report_year"] for row in rows("--year", "2021")] == [2021]
    assert {row["report_year"] for row in rows("--table", "findings", "--year", "2021")} == {2021}
    assert rows("--year", "2006") == []


def test_readings_of_the_law_are_in_the_table() -> None:
    done = run("export", "panama", "--year", "2021", "--format", "jsonl", "--set", "increase=each")
    assert "increase=each" in json.loads(done.stdout)["readings"]


@pytest.mark.parametrize("table", list(TableName))
def test_a_workspace_without_countries_gives_columns_and_no_rows(table: TableName, workspace: Path) -> None:
    shutil.rmtree(workspace / "countries")
    done = run("export", "--workspace", str(workspace), "--rubric", "made-up", "--table", table)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("iso3,")
    assert done.stdout.count("\n") == 1


def test_hostile_text_of_a_file_stands_in_its_cell_and_is_run_by_no_spreadsheet(workspace: Path) -> None:
    path = workspace / "countries/atlantis.yaml"
    text = "=cmd|\" /C calc\"!A0, 'quoted'\nand a second line"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "summary: Twelve ships were searched.", f"summary: {json.dumps(text)}"
        ),
        encoding="utf-8",
    )
    here = ("--workspace", str(workspace), "--rubric", "made-up", "--table", "evidence")
    for raw, written in (((), f"'{text}"), (("--raw",), text)):
        table = csv.DictReader(io.StringIO(run("export", *here, *raw).stdout, newline=""))
        assert {row["item"]: row["summary"] for row in table}["ships-2020"] == written
    rows = map(json.loads, run("export", *here, "--format", "jsonl").stdout.splitlines())
    assert {row["item"]: row["summary"] for row in rows}["ships-2020"] == text


@pytest.mark.parametrize("arguments", [("--format", "jsonl"), ("--format", "parquet"), ("--dictionary",)])
def test_raw_is_refused_where_it_means_nothing(arguments: tuple[str, ...], workspace: Path) -> None:
    done = run("export", "--raw", *arguments, "--workspace", str(workspace), "--rubric", "made-up")
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("code", ["\\0", "\\e", "\\x9b"])
def test_characters_that_no_text_file_holds_are_refused_and_nothing_is_written(
    code: str, workspace: Path
) -> None:
    path = workspace / "countries/atlantis.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("A harbour law was passed.", f'"A law{code}"'),
        encoding="utf-8",
    )
    output = workspace / "out.csv"
    done = run(
        "export",
        "--workspace",
        str(workspace),
        "--rubric",
        "made-up",
        "--table",
        "evidence",
        "--output",
        str(output),
    )
    assert done.returncode == 2
    assert "Nothing was judged" in done.stderr
    assert not output.exists()


def test_every_problem_of_every_file_is_shown_and_nothing_is_written(workspace: Path) -> None:
    for name in ("first", "second"):
        (workspace / f"countries/{name}.yaml").write_text("country: [", encoding="utf-8")
    done = run(
        "export", "--workspace", str(workspace), "--rubric", "made-up", "--all", str(workspace / "tables")
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "first.yaml" in done.stderr
    assert "second.yaml" in done.stderr
    assert not (workspace / "tables").exists()


def test_a_folder_in_the_way_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    (folder / "sources.csv").mkdir(parents=True)
    (folder / "assessments.csv").write_text("old", encoding="utf-8")
    done = run("export", *JUDGED, "--all", str(folder))
    assert (done.returncode, done.stdout) == (2, "")
    assert "sources.csv: Is a directory" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["assessments.csv", "sources.csv"]
    assert (folder / "assessments.csv").read_text(encoding="utf-8") == "old"


def test_old_tables_are_replaced_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "assessments.csv").write_text("old", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert run("export", *JUDGED, "--all", str(tmp_path)).returncode == 0
    assert (tmp_path / "assessments.csv").read_text(encoding="utf-8") == run("export", *JUDGED).stdout
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("atlantsi",), "did you mean 'atlantis'?"),
        (("--table", "evidense"), "evidense"),
        (("--format", "xlsx"), "xlsx"),
        (("--year", "1999"), "no report for 1999; the rubric"),
        (("--table", "evidence", "--year", "2021"), "leave out --year"),
        (("--all", "x", "--table", "evidence"), "leave out --table"),
        (("--all", "x", "--output", "y"), "leave out --table and --output"),
        (("--all", "no/such/folder"), "cannot write no/such/folder"),
        (("--all", "README.md"), "cannot write README.md"),
        (("--output", "no/such/folder/x.csv"), "cannot write"),
        (("--dictionary", "atlantis"), "--dictionary"),
        (("--dictionary", "--table", "evidence"), "--dictionary"),
        (("--set", "nonsense=1"), "no switch"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_message(arguments: tuple[str, ...], says: str) -> None:
    done = run("export", *JUDGED, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def without_pyarrow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every installed package but pyarrow."""
    folder = tmp_path_factory.mktemp("packages")
    for packages in dict.fromkeys(Path(path) for path in sys.path if path.endswith("site-packages")):
        for package in packages.iterdir():
            if not (
                package.name.startswith("pyarrow")
                or package.suffix == ".pth"
                or (folder / package.name).exists()
            ):
                (folder / package.name).symlink_to(package)
    return folder


def bare(packages: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with these packages alone."""
    env = environment() | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{packages}"}
    command = [sys.executable, "-S", "-m", "tierscore", "export", *JUDGED, *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False)


def test_without_pyarrow_parquet_says_what_to_install(without_pyarrow: Path, tmp_path: Path) -> None:
    one = bare(without_pyarrow, "--output", str(tmp_path / "one.parquet"))
    every = bare(without_pyarrow, "--all", str(tmp_path / "tables"), "--format", "parquet")
    for done in (one, every):
        assert (done.returncode, done.stdout) == (2, "")
        assert (
            done.stderr
            == "error: Parquet needs pyarrow, which is not installed; install it with: pip install 'tierscore[parquet]'\n"
        )
    assert list(tmp_path.iterdir()) == []


def test_without_pyarrow_all_else_works(without_pyarrow: Path) -> None:
    for arguments in ((), ("--format", "jsonl"), ("--dictionary",)):
        done = bare(without_pyarrow, *arguments)
        assert (done.returncode, done.stdout) == (0, run("export", *JUDGED, *arguments).stdout)


@pytest.mark.parametrize(
    "arguments", ["--table evidence", "--format jsonl", "--format parquet", "--dictionary"]
)
def test_a_closed_pipe_is_silent(arguments: str) -> None:
    """The reader is gone before the first byte."""
    command = f"{sys.executable} -m tierscore export {' '.join(JUDGED)} {arguments} | true"
    env = environment() | {"PYTHONUNBUFFERED": "1"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def at_a_terminal(*arguments: str) -> tuple[int, str]:
    """The exit code of the command, and what it writes to a real terminal."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "tierscore", "export", *JUDGED, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(), stdout=follower, stderr=follower, check=False)
    os.close(follower)
    written = os.read(leader, 65536).decode()
    os.close(leader)
    return done.returncode, written


def test_parquet_is_not_written_to_a_terminal() -> None:
    code, written = at_a_terminal("--format", "parquet")
    assert code == 2
    assert "name a file with --output" in written
    assert "PAR1" not in written


def test_help_loads_neither_pyarrow_nor_the_tables() -> None:
    script = (
        "import sys; sys.argv = ['tierscore', '--help']\n"
        "from tierscore.cli.main import main\n"
        "main(); print(sorted({'pyarrow', 'tierscore.report.tables.catalogue'} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True
    )
    assert loaded.stdout.splitlines()[-1] == "[]"
