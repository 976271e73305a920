"""Where output goes: what a file's name says of its format, and what stands under that name already."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from command import environment, hear_signals, run, run_process
from devices import FULL, NULL, device
from loading.invalid import MADE_UP
from tierscore.application.export import TableFormat
from tierscore.cli.commands.check import CheckFormat
from tierscore.cli.output import ENDINGS, Format, format_for
from tierscore.errors import UsageError

if TYPE_CHECKING:
    from enum import StrEnum

RUBRIC = ("--rubric", "made-up")
REPORT = ("assess", "atlantis", "--year", "2021", *RUBRIC)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP, tmp_path / "own"))


@pytest.mark.parametrize(
    ("kinds", "name", "format"),
    [
        (Format, "r.json", "json"),
        (Format, "r.MD", "markdown"),
        (Format, "r.txt", "text"),
        (CheckFormat, "r.json", "json"),
        (CheckFormat, "r.sarif", "sarif"),
        (CheckFormat, "r.sarif.json", "sarif"),
        (CheckFormat, "r.xml", "junit"),
        (TableFormat, "r.jsonl", "jsonl"),
        (TableFormat, "r.txt", "csv"),
        (TableFormat, "r.parquet", "parquet"),
        (Format, "r", None),
        (Format, "r.log", None),
        (Format, "json", None),
    ],
)
def test_the_ending_of_a_file_gives_the_format(kinds: type[StrEnum], name: str, format: str | None) -> None:
    assert format_for(Path(name), kinds) == format


@pytest.mark.parametrize(
    ("kinds", "name", "format"),
    [
        (Format, "r.csv", None),
        (Format, "r.html", None),
        (Format, "r.sarif", None),
        (TableFormat, "r.json", None),
        (TableFormat, "r.xlsx", None),
        (Format, "r.json", Format.TEXT),
        (Format, "r.md", Format.TERMINAL),
        (CheckFormat, "r.sarif", CheckFormat.JSON),
        (CheckFormat, "r.xml", CheckFormat.GITHUB),
        (TableFormat, "r.parquet", TableFormat.CSV),
        (TableFormat, "r.json", TableFormat.JSONL),
    ],
)
def test_a_name_that_contradicts_the_format_is_refused(kinds: Any, name: str, format: StrEnum | None) -> None:
    with pytest.raises(UsageError, match=f"ends in {Path(name).suffix}"):
        format_for(Path(name), kinds, format)


@pytest.mark.parametrize(
    ("kinds", "name"), [(CheckFormat, "r.json"), (Format, "r.txt"), (TableFormat, "r.dat")]
)
def test_a_format_that_fits_the_name_is_kept(kinds: type[StrEnum], name: str) -> None:
    for kind in kinds:
        if kind in ENDINGS.get(Path(name).suffix, tuple(kinds)):
            assert format_for(Path(name), kinds, kind) is kind


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (REPORT, "r.csv"),
        (("check", "--format", "sarif"), "r.xml"),
        (("export", *RUBRIC), "x.json"),
        (("export", "--dictionary", *RUBRIC), "x.csv"),
        (("schema", "country"), "x.md"),
        (("rule", "--format", "markdown"), "x.txt"),
        (("history", "atlantis", *RUBRIC), "x.parquet"),
        (("backtest", *RUBRIC), "x.xlsx"),
        (("test", "made-up"), "x.xml"),
        (("init", "country", "Fiji"), "fiji.md"),
    ],
)
def test_every_command_refuses_a_name_that_contradicts_it(
    own: Path, arguments: tuple[str, ...], name: str
) -> None:
    answer = run(*arguments, "--output", name, cwd=own)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert Path(name).suffix in answer.stderr
    assert not (own / name).exists()


def test_the_format_of_the_ending_is_written(own: Path) -> None:
    assert run("check", "-o", "r.sarif", cwd=own).returncode == 0
    assert json.loads((own / "r.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert run(*REPORT, "-o", "r.md", cwd=own).returncode == 0
    assert (own / "r.md").read_text(encoding="utf-8") == run(*REPORT, "--format", "markdown", cwd=own).stdout


@pytest.mark.parametrize(
    "arguments", [REPORT, ("export", *RUBRIC), ("schema", "case"), ("check",), ("init", "country", "Fiji")]
)
def test_a_dash_is_standard_output(own: Path, arguments: tuple[str, ...]) -> None:
    answer = run(*arguments, "--output", "-", cwd=own)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout
    assert not (own / "-").exists()
    assert not (own / "countries/fiji.yaml").exists()
    if arguments[0] != "init":
        assert answer.stdout == run(*arguments, cwd=own).stdout


def test_output_to_a_link_a_pipe_and_a_device_leaves_them_what_they_are(own: Path) -> None:
    text = run(*REPORT, cwd=own).stdout
    (own / "real").write_text("old", encoding="utf-8")
    (own / "real").chmod(0o600)
    (own / "link").symlink_to("real")
    os.mkfifo(own / "pipe")
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append((own / "pipe").read_text("utf-8")), daemon=True)
    reader.start()
    device(own / "device", NULL)
    for name in ("link", "pipe", "device"):
        answer = run(*REPORT, "--output", name, cwd=own)
        assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    reader.join(10)
    assert received == [text]
    assert (own / "pipe").is_fifo()
    assert (own / "device").is_char_device()
    assert (own / "link").is_symlink()
    assert (own / "real").read_text(encoding="utf-8") == text
    assert stat.S_IMODE((own / "real").stat().st_mode) == 0o600


def test_output_to_a_name_of_standard_output_goes_where_that_goes(own: Path) -> None:
    """As ``/dev/stdout`` does, which is such a link; a fault must not replace it for the whole machine."""
    text = run(*REPORT, cwd=own).stdout
    (own / "stdout").symlink_to("/proc/self/fd/1")
    assert run_process(*REPORT, "--output", "stdout", cwd=own).stdout == text
    script = f"{sys.executable} -m tierscore {' '.join(REPORT)} -o stdout; echo after"
    with (own / "log").open("w", encoding="utf-8") as log:
        log.write("before\n")
        log.flush()
        subprocess.run(["sh", "-c", script], cwd=own, env=environment(), stdout=log, check=True)
    assert (own / "log").read_text(encoding="utf-8") == f"before\n{text}after\n"


def test_tables_and_schemas_are_written_all_or_none(own: Path) -> None:
    for command, folder, name in (
        ("export", "tables", "sources.csv"),
        ("schema", "forms", "rubric.schema.json"),
    ):
        (own / folder).mkdir()
        device(own / folder / name, FULL)
        arguments = RUBRIC if command == "export" else ()
        answer = run(command, *arguments, "--all", folder, cwd=own)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert f"cannot write {folder}/{name}: No space left" in answer.stderr
        assert [path.name for path in (own / folder).iterdir()] == [name]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_told_to_end_cleans_up(own: Path, number: int) -> None:
    """A pipe that nobody reads holds the command up once the other tables are in their places."""
    (own / "tables").mkdir()
    os.mkfifo(own / "tables/sources.csv")
    command = [sys.executable, "-m", "tierscore", "export", *RUBRIC, "--all", "tables"]
    with subprocess.Popen(
        command,
        cwd=own,
        env=environment(),
        stderr=subprocess.PIPE,
        preexec_fn=hear_signals,  # noqa: PLW1509 - no threads
    ) as process:
        for _ in range(1000):
            if (own / "tables/findings.csv").exists() and (own / "tables/data-dictionary.md").exists():
                break
            time.sleep(0.02)
        process.send_signal(number)
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait() == 128 + number
    assert [path.name for path in (own / "tables").iterdir()] == ["sources.csv"]
