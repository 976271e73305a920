"""A misspelling in the table of placements, or in its name, is seen by who only asks for a report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from command import run
from loading.invalid import MADE_UP
from tierscore.application.assess import assess
from tierscore.application.session import open_workspace

TABLE = "countries/official-tiers.csv"
FRESH = {"TIERSCORE_NO_CACHE": "1"}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP, tmp_path / "own"))


def rewrite(own: Path, old: str, new: str) -> None:
    text = (own / TABLE).read_text(encoding="utf-8")
    assert old in text
    (own / TABLE).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("arguments", [("assess", "atlantis"), ("explain", "atlantis", "freeing")])
def test_a_misspelt_tier_is_named_with_its_line(own: Path, arguments: tuple[str, ...]) -> None:
    rewrite(own, "ATL,Atlantis,2020,Silver", "ATL,Atlantis,2020,Silvr")
    done = run(*arguments, "--year", "2021", cwd=own, env=FRESH)
    assert done.returncode == 0
    assert done.stderr == (
        f"note: {TABLE}:3:1: the rubric made-up has no tier `Silvr`; "
        "this placement is taken as unknown; did you mean `Silver`?\n"
    )


def test_a_tier_that_the_rubric_does_not_have_leaves_open_what_an_unknown_one_does(own: Path) -> None:
    """It was taken for a tier that no rule asks for, which two years in Bronze are not."""
    rewrite(own, "ATL,Atlantis,2020,Silver", "ATL,Atlantis,2020,Bronce")
    misspelt = assess(open_workspace(own), "atlantis", 2021)
    rewrite(own, "ATL,Atlantis,2020,Bronce,B,1,made,\n", "")
    unknown = assess(open_workspace(own), "atlantis", 2021)
    assert misspelt.decision == unknown.decision
    assert misspelt.unknowns == unknown.unknowns
    outlook = run("outlook", "atlantis", "--year", "2021", cwd=own, env=FRESH).stdout
    rewrite(own, "ATL,Atlantis,2019,Bronze", "ATL,Atlantis,2020,Bronce,B,1,made,\nATL,Atlantis,2019,Bronze")
    with_misspelt = run("outlook", "atlantis", "--year", "2021", cwd=own, env=FRESH).stdout
    assert outlook.partition("What each tier takes")[2] == with_misspelt.partition("What each tier takes")[2]


def test_a_misspelt_name_of_the_table_is_named(own: Path) -> None:
    (own / TABLE).rename(own / "countries/offical-tiers.csv")
    for command in ("assess", "explain"):
        done = run(command, "atlantis", "--year", "2021", cwd=own, env=FRESH)
        assert done.stderr == (
            f"note: no placement is on file: there is no {TABLE}; did you mean countries/offical-tiers.csv?\n"
        )
    done = run("backtest", cwd=own, env=FRESH)
    assert (
        done.stderr
        == f"error: there is no table of placements: {TABLE}; did you mean countries/offical-tiers.csv?\n"
    )


def test_a_table_of_another_scale_and_none_at_all_are_no_mistake(own: Path) -> None:
    for tier in ("Bronze", "Silver", "Gold", "SC"):
        rewrite(own, f",{tier},", ",2WL,")
    assert run("assess", "atlantis", "--year", "2021", cwd=own, env=FRESH).stderr == ""
    (own / TABLE).unlink()
    assert run("assess", "atlantis", "--year", "2021", cwd=own, env=FRESH).stderr == ""
