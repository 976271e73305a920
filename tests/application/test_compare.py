"""Countries, or years of one, beside one another: what differs, in the order in which they are named."""

from __future__ import annotations

import pytest

from shipped import assessed, shipped, shipped_session
from tierscore.application.questions.compare import compare
from tierscore.errors import UsageError
from tierscore.model.assessment import Depth


def test_every_criterion_that_comes_out_differently_is_there_and_no_other() -> None:
    comparison = compare(shipped_session(), ["panama@2019", "cuba@2023"])
    sides = [assessed("panama", 2019, Depth.TIERS), assessed("cuba", 2023, Depth.TIERS)]
    outcomes = [
        {finding.criterion.id: (finding.outcome, finding.possible) for finding in side.findings}
        for side in sides
    ]
    names = {*outcomes[0], *outcomes[1]}
    different = {name for name in names if outcomes[0].get(name) != outcomes[1].get(name)}
    assert {compared.criterion.id for compared in comparison.criteria} == different
    assert comparison.alike == len(names) - len(different)
    for compared in comparison.criteria:
        assert [finding and (finding.outcome, finding.possible) for finding in compared.findings] == [
            side.get(compared.criterion.id) for side in outcomes
        ]


def test_they_stand_in_the_order_in_which_they_are_named() -> None:
    for names in (["sweden", "cuba", "panama"], ["panama", "sweden", "cuba"]):
        comparison = compare(shipped_session(), names, 2023)
        assert [side.dossier.name.casefold() for side in comparison.assessments] == names


def test_a_year_of_its_own_goes_before_the_year_of_all() -> None:
    comparison = compare(shipped_session(), ["panama@2019", "panama"], 2023)
    assert [side.report_year for side in comparison.assessments] == [2019, 2023]


def test_it_is_a_table_by_p_and_no_ranking() -> None:
    done = shipped("compare", "panama@2019", "panama@2024")
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 80
    words = " ".join(done.stdout.split())
    assert "no ranking" in words
    assert "Complicit officials in part or met not met" in words
    assert "Prosecution, of 100 62-91 54-76" in words


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["panama"], "name 2 to 5 countries to compare"),
        (["panama"] * 6, "name 2 to 5 countries to compare"),
        (["panama@2019", "PAN@2019"], "Panama in the 2019 report is named twice"),
        (["panama@twenty", "cuba"], "'twenty' is not a year"),
        (["panama@2003", "cuba"], "holds no evidence for the 2003 report"),
        (["atlantis", "cuba"], "no country called 'atlantis'"),
    ],
)
def test_what_cannot_be_compared_is_refused(names: list[str], says: str) -> None:
    with pytest.raises(UsageError) as refused:
        compare(shipped_session(), names)
    assert says in str(refused.value)
