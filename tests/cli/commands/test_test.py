"""``tierscore test``: what it says of a rubric and its cases, and how it leaves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from command import run, run_with_hash_seed
from loading.invalid import MADE_UP

FAILING = """
case: {name: Too good, shows: Nobody reaches Gold by a law alone., rubric: made-up}
from: ../../../countries/atlantis.yaml
expect:
  - {year: 2021, indicated: Gold, outcomes: {searching: met}}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A rubric with one case, which leaves most of it unexercised."""
    return Path(shutil.copytree(MADE_UP, tmp_path / "made-up", ignore=shutil.ignore_patterns("tiers.yaml")))


def add(workspace: Path, name: str, text: str) -> None:
    (workspace / "rubrics/made-up/cases" / name).write_text(text, encoding="utf-8")


def test_cases_that_pass(workspace: Path) -> None:
    answer = run("test", "made-up", cwd=workspace)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "1 of 1 pass, with 1 expectation: all pass" in answer.stdout
    assert "tier rule silver: decides in no case" in answer.stdout
    assert "no case notices" not in answer.stdout


def test_a_case_that_fails_is_shown_with_what_was_found_and_where(workspace: Path) -> None:
    add(workspace, "too-good.yaml", FAILING)
    answer = run("test", "made-up", cwd=workspace)
    assert (answer.returncode, answer.stderr) == (1, "")
    said = " ".join(answer.stdout.split())
    assert "1 of 2 pass, with 2 expectations: 1 case failed" in said
    assert "2021, indicated: expected Gold, found" in said
    assert "rubrics/made-up/cases/too-good.yaml:5:5" in said


def test_strict_asks_for_everything(workspace: Path) -> None:
    assert run("test", "made-up", "--strict", cwd=workspace).returncode == 1


def test_changes_that_no_case_notices_are_named(workspace: Path) -> None:
    answer = run("test", "made-up", "--mutate", cwd=workspace)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "criterion searching, indicator law: negated" in answer.stdout
    assert run("test", "made-up", "--mutate", "--at-least", "90", cwd=workspace).returncode == 1
    assert run("test", "made-up", "--mutate", "--at-least", "0", cwd=workspace).returncode == 0


def test_json_has_a_shape_of_its_own(workspace: Path) -> None:
    add(workspace, "too-good.yaml", FAILING)
    answer = run("test", "made-up", "--mutate", "--format", "json", cwd=workspace)
    found = json.loads(answer.stdout)
    assert answer.returncode == 1
    assert (found["schema"], found["passed"], found["rubric"]["id"]) == (
        "tierscore/test/v1",
        False,
        "made-up",
    )
    failing = next(case for case in found["cases"] if not case["passed"])
    assert failing["expectations"][0]["line"] == 5
    assert [wrong["what"] for wrong in failing["expectations"][0]["differences"]] == ["indicated"]
    mutants = found["mutation"]["mutants"]
    structure, fine = found["mutation"]["structure"], found["mutation"]["weights_and_cut_offs"]
    assert sum(structure.values()) + sum(fine.values()) == len(mutants)
    assert all(mutant["proof"] for mutant in mutants if mutant["fate"] == "equivalent")


def test_the_same_bytes_each_time(workspace: Path) -> None:
    command = ("test", "made-up", "--mutate", "--format", "json")
    (other,) = run_with_hash_seed(1, command, cwd=workspace)
    assert other.stdout == run(*command, cwd=workspace).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["made-upp"], "did you mean `made-up`?"),
        (["made-up", "--at-least", "90"], "add --mutate"),
        (["made-up", "--at-least", "101", "--mutate"], "--at-least"),
    ],
)
def test_wrong_usage(workspace: Path, arguments: list[str], said: str) -> None:
    answer = run("test", *arguments, cwd=workspace)
    assert answer.returncode == 2
    assert said in answer.stderr


def test_every_case_that_cannot_be_read_is_shown_at_once(workspace: Path) -> None:
    add(workspace, "a.yaml", FAILING.replace("Gold,", "Golden,"))
    add(workspace, "b.yaml", FAILING.replace("searching", "serching"))
    answer = run("test", "made-up", cwd=workspace)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "there is no tier `Golden`" in answer.stderr
    assert "there is no criterion `serching`" in answer.stderr


def test_a_rubric_without_cases_is_not_said_to_pass(workspace: Path) -> None:
    shutil.rmtree(workspace / "rubrics/made-up/cases")
    answer = run("test", "made-up", cwd=workspace)
    assert answer.returncode == 2
    assert "has no worked cases" in answer.stderr
