"""The benchmarks: what they write, and that an engine that answers otherwise is never timed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from comparison import DifferentVerdictsError, compare
from equal_work import EqualWork, Verdict
from peers import tierscore_at, tierscore_tiers
from processes import ROOT, FailedError, cost
from tierscore.model.assessment import Depth
from workspaces import EditedWorkspace


def test_tables_take_the_place_of_earlier_ones_below_the_text_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# By hand\n\n<!-- What follows was written by benchmarks/run.py. -->\nold\n", encoding="utf-8"
    )
    program = [sys.executable, "benchmarks/run.py", "--small", "--only", "growth", "--write", str(page)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    written = page.read_text(encoding="utf-8")
    assert written.startswith("# By hand\n\n<!--")
    assert "old" not in written
    assert written.count("## Growth") == 1


@pytest.mark.parametrize("criteria", [3, 12])
def test_equal_work_gives_every_tier_and_tierscore_the_same_as_plain_python(criteria: int) -> None:
    work = EqualWork(criteria)
    files = work.files(12)
    expected = work.plain(files)
    assert {verdict.tier for verdict in expected} == {"gold", "silver", "rust"}
    for prepare in (tierscore_tiers, tierscore_at(Depth.TIERS)):
        compare("tierscore", prepare(work, files)(), expected)


@pytest.mark.parametrize("answer", ["silver", Verdict("gold", {"c0": "partly"})])
def test_an_engine_that_answers_otherwise_is_refused(answer: object) -> None:
    with pytest.raises(DifferentVerdictsError, match="a peer says of file 0"):
        compare("a peer", [answer], [Verdict("gold", {"c0": "met"})])


def test_the_cost_of_a_process_counts_the_processes_that_it_waits_for(tmp_path: Path) -> None:
    work = "sum(i * i for i in range(3_000_000))"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{work}'])"
    assert cost(("-c", child), tmp_path, {}).seconds > cost(("-c", "pass"), tmp_path, {}).seconds * 3


def test_a_command_that_fails_is_no_fast_command(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="ended with 3"):
        cost(("-c", "raise SystemExit(3)"), tmp_path, {})


def test_an_edit_that_finds_nothing_to_change_is_refused(tmp_path: Path) -> None:
    workspace = EditedWorkspace(tmp_path)
    with pytest.raises(ValueError, match="has nothing like"):
        workspace.edit("rubrics/measures.yaml", "no such text", str)
