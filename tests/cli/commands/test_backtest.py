"""The command ``tierscore backtest`` as a user runs it, on a small workspace."""

from __future__ import annotations

import json
from pathlib import Path

from command import run, run_process
from loading.invalid import MADE_UP

WORKSPACE = ("--workspace", str(MADE_UP), "--rubric", "made-up")


def test_a_backtest_is_the_same_every_time_and_in_every_form() -> None:
    plain = run("backtest", *WORKSPACE)
    assert (plain.returncode, plain.stderr) == (0, "")
    assert plain.stdout == run_process("backtest", *WORKSPACE, env={"PYTHONHASHSEED": "7"}).stdout
    assert "not who is right" in " ".join(plain.stdout.split())
    told = json.loads(run("backtest", *WORKSPACE, "--format", "json").stdout)
    assert told["schema"] == "tierscore/backtest/v1"
    rows = told["with_all_evidence"]["rows"]
    assert f"{len(rows)} country-year" in plain.stdout
    assert told["with_all_evidence"]["groups"][0]["rows"] == len(rows)


def test_the_parts_of_the_countries_are_shown_when_asked_for() -> None:
    assert "not seen" not in run("backtest", *WORKSPACE).stdout.split("Agreement, with", 1)[1]
    assert "not seen" in run("backtest", *WORKSPACE, "--split").stdout.split("Agreement, with", 1)[1]


def test_no_table_of_placements_is_said(tmp_path: Path) -> None:
    assert run("init", "workspace", cwd=tmp_path).returncode == 0
    (tmp_path / "countries/official-tiers.csv").unlink()
    answer = run("backtest", cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "there is no" in answer.stderr
