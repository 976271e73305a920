"""Countries judged through a session: which year, how deep, and beside which placements."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loading.invalid import MADE_UP
from tierscore.application.assess import assess, assess_all
from tierscore.application.session import Session, open_workspace
from tierscore.errors import UsageError
from tierscore.model.assessment import Depth


@pytest.fixture(scope="module")
def session() -> Session:
    return open_workspace(MADE_UP)


def test_without_a_year_the_newest_with_evidence_is_judged(session: Session) -> None:
    assert assess(session, "atlantis").report_year == max(session.years(session.dossier("atlantis")))


def test_a_file_without_evidence_needs_a_year(tmp_path: Path) -> None:
    own = Path(shutil.copytree(MADE_UP, tmp_path / "own"))
    (own / "countries/empty.yaml").write_text(
        "country: {name: Nowhere, iso3: NWH}\nsources: {}\nevidence: []\n"
    )
    session = open_workspace(own)
    with pytest.raises(UsageError, match="no evidence for any report year; name one with --year"):
        assess(session, "empty")
    assert assess(session, "empty", 2021).counted == ()


def test_a_year_without_law_is_refused(session: Session) -> None:
    with pytest.raises(UsageError, match="2004"):
        assess(session, "atlantis", 2004)


def test_the_placement_of_the_year_stands_beside_the_answer(session: Session) -> None:
    judged = {year: assess(session, "atlantis", year, depth=Depth.TIERS).official for year in (2020, 2021)}
    assert judged[2020] is not None
    assert (judged[2020].tier, judged[2021]) == ("Silver", None)


@pytest.mark.parametrize("depth", [Depth.TIERS, Depth.UNKNOWNS])
def test_only_a_full_answer_looks_at_the_year_before(session: Session, depth: Depth) -> None:
    assert assess(session, "atlantis", 2021, depth=depth).previous is None


def test_what_is_said_of_the_year_before_is_what_its_own_answer_says(session: Session) -> None:
    before = assess(session, "atlantis", 2020, depth=Depth.TIERS)
    previous = assess(session, "atlantis", 2021).previous
    assert previous is not None
    assert previous.indicated == before.indicated
    assert previous.outcomes == {finding.criterion.id: finding.outcome for finding in before.findings}


def test_a_first_year_has_none_before_it(session: Session) -> None:
    first = min(session.years(session.dossier("atlantis")))
    assert assess(session, "atlantis", first).previous is None
    assert assess(session, "atlantis", session.rubric.first_report).previous is None


def test_all_are_judged_in_each_year_with_evidence(session: Session) -> None:
    judged = [(found.dossier.iso3, found.report_year) for found in assess_all(session)]
    assert judged == [("ATL", year) for year in session.years(session.dossier("atlantis"))]


def test_all_in_a_year_are_those_with_evidence_for_it(session: Session) -> None:
    assert [found.report_year for found in assess_all(session, year=2021)] == [2021]
    assert list(assess_all(session, year=2006)) == []


def test_one_of_all_is_what_it_is_alone(session: Session) -> None:
    for found in assess_all(session, ["atlantis"]):
        assert found == assess(session, "atlantis", found.report_year, depth=Depth.TIERS)


def test_a_year_without_law_is_refused_before_anything_is_judged(session: Session) -> None:
    told: list[str] = []
    with pytest.raises(UsageError, match="1999"):
        next(assess_all(session, year=1999, progress=told.append))
    assert told == []


def test_it_tells_which_country_is_being_judged(session: Session) -> None:
    told: list[str] = []
    list(assess_all(session, progress=told.append))
    assert told == ["judging Atlantis"]
