"""The commands that look at more than one year, and the options on readings of the law, as a user runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from command import ROOT, run, run_process
from shipped import assessed, shipped_json
from tierscore.application.render import to_text
from tierscore.model.assessment import Depth


def test_history_tells_a_country_year_by_year() -> None:
    done = run("history", "panama")
    assert (done.returncode, done.stderr) == (0, "")
    assert ["2021", "2", "2", "2"] in [line.split()[:4] for line in done.stdout.splitlines()]


def test_history_in_json_holds_placement_and_judgement_of_each_year() -> None:
    years = {year["report_year"]: year for year in shipped_json("history", "panama")["years"]}
    assert years[2008]["official"]["tier"] == "2WL"
    assert (years[2008]["ruleset"], years[2008]["watch_list_run"], years[2008]["indicated"]) == (
        "R2008",
        1,
        None,
    )
    assert (years[2021]["ruleset"], years[2021]["indicated"], years[2021]["range"]) == ("R2021", "2", ["2"])


def test_history_draws_a_line_of_years_for_each_p_in_signs_or_digits() -> None:
    shown = run("history", "panama").stdout
    line = next(line for line in shown.splitlines() if line.startswith("Prosecution"))
    assert len(line.split()[1]) == 15
    assert set(line.split()[1]) <= set("▁▂▃▄▅▆▇")
    plain = run_process("history", "panama", env={"PYTHONIOENCODING": "ascii"}).stdout
    digits = next(line for line in plain.splitlines() if line.startswith("Prosecution")).split()[1]
    assert digits == "".join(str("▁▂▃▄▅▆▇".index(sign) + 1) for sign in line.split()[1])


@pytest.mark.parametrize("country", ["Burma", "BRA", "Republic of Korea"])
def test_history_has_every_government_with_a_placement_file_or_not(country: str) -> None:
    done = run("history", country)
    assert (done.returncode, done.stderr) == (0, "")
    assert "No country file: the placements alone are on file." in done.stdout
    assert "2021" in done.stdout


def test_outlook_is_a_table_that_says_once_what_is_common() -> None:
    text = run("outlook", "panama").stdout
    assert text.count("No functioning government") == 2
    assert text.count("Full compliance") <= 3
    words = " ".join(text.split())
    assert "tier what it takes allowed statute" in words
    assert "Tier 2 Watch List Significant efforts; yes 7107(b)(2)(A)(iii)" in words


def test_outlook_says_which_tier_the_law_does_not_allow() -> None:
    words = " ".join(run("outlook", "china", "--year", "2013").stdout.split())
    assert "yes, by earlier" in words
    assert "Tier 2 Watch List No rule of this report no" in words


def test_outlook_tells_what_the_law_allows_next() -> None:
    done = run("outlook", "panama")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2026" in done.stdout
    assert "Tier 1" in done.stdout


def test_outlook_of_a_year_of_the_past_knows_no_later_law() -> None:
    before, after = (
        run("outlook", "panama", "--year", year, "--format", "json") for year in ("2003", "2004")
    )
    assert (before.returncode, after.returncode) == (0, 0)
    assert "2WL" not in {path["tier"] for path in json.loads(before.stdout)["paths"]}
    assert "2WL" in {path["tier"] for path in json.loads(after.stdout)["paths"]}


@pytest.fixture(scope="module")
def few_placements(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped rubrics, with the placements of Angola, Azerbaijan and Panama alone."""
    folder = tmp_path_factory.mktemp("few")
    shutil.copytree(ROOT / "rubrics", folder / "rubrics")
    (folder / "countries").mkdir()
    head, *rows = (ROOT / "countries/official-tiers.csv").read_text(encoding="utf-8").splitlines()
    few = [row for row in rows if row.startswith(("AGO,", "AZE,", "PAN,"))]
    (folder / "countries/official-tiers.csv").write_text("\n".join([head, *few, ""]), encoding="utf-8")
    return folder


def test_audit_history_finds_nothing_forbidden_under_the_departments_reading(few_placements: Path) -> None:
    done = run("audit-history", cwd=few_placements)
    assert (done.returncode, done.stderr) == (0, "")


def test_audit_history_exits_1_where_a_reading_forbids_a_placement(few_placements: Path) -> None:
    done = run("audit-history", "--set", "two-year-bites=everyone", cwd=few_placements)
    assert (done.returncode, done.stderr) == (1, "")
    assert "two-year-rule-for-all" in done.stdout


def test_audit_history_says_that_a_tier_is_none_of_the_rubric_and_not_that_it_is_forbidden(
    few_placements: Path, tmp_path: Path
) -> None:
    workspace = Path(shutil.copytree(few_placements, tmp_path / "own"))
    table = workspace / "countries/official-tiers.csv"
    rows = table.read_text(encoding="utf-8")
    table.write_text(rows.replace("PAN,Panama,2024,2,", "PAN,Panama,2024,Bronze,"), encoding="utf-8")
    assert table.read_text(encoding="utf-8") != rows
    done = run("audit-history", "--country", "panama", cwd=workspace)
    assert (done.returncode, done.stderr) == (0, "")
    words = " ".join(done.stdout.split())
    assert "Forbidden 0" in words.replace(":", "")
    assert "In a tier that the rubric does not have" in words
    assert "no tier `Bronze`; the rubric has 1, 2, 2WL, 3," in words
    data = json.loads(run("audit-history", "--format", "json", cwd=workspace).stdout)["placements"]
    assert [row["tier"] for row in data if row["standing"] == "unnamed"] == ["Bronze"]


@pytest.mark.parametrize("year", ["2000", "1999", "2101"])
def test_a_year_without_law_is_refused(year: str) -> None:
    done = run("assess", "panama", "--year", year)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: no report for {year}; ")
    assert "2001" in done.stderr


def test_a_year_after_the_law_was_read_is_answered_with_a_warning_that_names_the_day() -> None:
    words = " ".join(to_text(assessed("panama", 2030), full=True).split())
    assert "Law read to 2026-07-18" in words
    assert "This report came later: what the law may have become since is not in this judgement." in words


@pytest.mark.parametrize("brief", [False, True])
def test_shorter_reports_warn_of_such_a_year_too(brief: bool) -> None:
    words = " ".join(to_text(assessed("panama", 2030), brief=brief).split())
    assert "The law was read to 2026-07-18; this report came later." in words


def test_a_year_before_that_day_has_no_warning() -> None:
    words = " ".join(to_text(assessed("panama", 2024, Depth.TIERS), full=True).split())
    assert "Law read to 2026-07-18" in words
    assert "This report came later" not in words


@pytest.mark.parametrize("command", ["assess", "history", "outlook"])
@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ("nonsense=x", "nonsense"),
        ("nonsense", "nonsense"),
        ("increase=nonsense", "any, overall or each"),
        ("increas=any", "increase"),
    ],
)
def test_a_switch_or_a_value_that_is_none_is_refused(command: str, choice: str, says: str) -> None:
    done = run(command, "panama", "--set", choice)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: the ")
    assert says in done.stderr


def test_a_switch_changes_what_is_judged() -> None:
    judged = {
        value: json.loads(
            run(
                "export", "panama", "--year", "2021", "--set", f"increase={value}", "--format", "jsonl"
            ).stdout
        )["indicated"]
        for value in ("any", "each")
    }
    assert judged["any"] != judged["each"]
