"""The command ``tierscore explain``: everything, the tier, a criterion, a condition or a fact."""

from __future__ import annotations

import pytest

from command import run


def _explained(*arguments: str) -> str:
    answer = run("explain", *arguments)
    assert (answer.returncode, answer.stderr) == (0, "")
    return " ".join(answer.stdout.split())


def test_without_a_name_every_criterion_and_condition_is_listed_with_its_outcome() -> None:
    answer = run("explain", "panama", "--year", "2024").stdout
    lines = answer.splitlines()
    assert any(line.startswith("coordination ") and line.endswith(" met") for line in lines)
    assert any(line.startswith("significant-efforts ") and line.endswith(" yes") for line in lines)
    assert max(map(len, lines)) <= 80
    assert "tierscore explain PAN ID -y 2024" in " ".join(lines)


@pytest.mark.parametrize("name", ["4(7)", "7106(b)(7)", "22 USC 7106(b)(7)", "official-accountability"])
def test_a_criterion_is_found_by_its_id_and_by_every_name_of_the_law(name: str) -> None:
    assert "Criterion official-accountability, Prosecution" in _explained("panama", name, "-y", "2024")


def test_a_condition_is_found_by_its_id_and_by_the_name_of_the_law() -> None:
    assert "Serious and sustained efforts" in _explained("panama", "ms4", "-y", "2024")
    pattern = _explained("cuba", "policy-or-pattern", "-y", "2023")
    assert pattern.startswith("Policy or pattern")
    assert "Tier rules that read it" in pattern


def test_a_name_that_several_criteria_share_lists_them() -> None:
    text = _explained("panama", "4(2)", "-y", "2024")
    assert "victim-identification" in text
    assert "victims-in-proceedings" in text
    assert "recruiters" not in text


def test_the_way_to_the_tier_stands_alone() -> None:
    text = _explained("panama", "tier", "-y", "2024")
    assert "This rule decided." in text
    assert "How firm Rests on a reading" in text
    assert "Findings" not in text


def test_a_trend_is_a_table_of_then_and_now() -> None:
    answer = run("explain", "panama", "increasing-efforts", "-y", "2024").stdout
    assert "Read from" not in answer
    rows = [line.split() for line in answer.splitlines()]
    assert ["then", "(2022)", "now", "(2023)", "change", "source"] in rows
    assert ["Trafficking", "7", "19", "rose", "[1]"] in rows


def test_a_fact_says_where_it_counts() -> None:
    text = _explained("panama", "investigations-2023", "-y", "2024")
    assert "Answer It counts for this report." in text
    assert "Vigorous enforcement (vigorous-enforcement)." in text


def test_a_fact_says_where_it_does_not_count_and_why() -> None:
    text = _explained("panama", "iom-training-2021", "-y", "2024")
    assert "It does not count for this report. Outside the reporting period (June 2021)." in text
    assert "Police and courts: Outside the reporting period (June 2021)." in text


def test_a_condition_that_the_law_of_the_year_does_not_have_says_since_when_it_stands() -> None:
    refused = run("explain", "panama", "policy-or-pattern", "-y", "2012")
    assert refused.returncode == 2
    assert (
        "the law of the 2012 report does not have 'policy-or-pattern'; it stands since the 2019"
        in refused.stderr
    )


def test_nothing_is_called_so_and_the_nearest_name_is_offered() -> None:
    refused = run("explain", "panama", "invesigations-2023")
    assert refused.returncode == 2
    assert "did you mean `investigations-2023`?" in refused.stderr
    assert "`tierscore explain panama` lists what there is" in run("explain", "panama", "zzzzzz").stderr
