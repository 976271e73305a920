"""An opened workspace: which country, rubric, year and reading is meant, and what is refused with a hint."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loading.invalid import MADE_UP
from repositories import edit_file
from shipped import shipped_session
from tierscore.application.session import LAST_YEAR, PREFERRED_RUBRIC, Session, open_workspace, read_setting
from tierscore.errors import UsageError
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.problem import UnreadableError
from tierscore.version import __version__


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP, tmp_path / "own"))


@pytest.fixture
def session(own: Path) -> Session:
    return open_workspace(own)


def a_file_on(own: Path, name: str, iso3: str, country: str) -> None:
    path = own / "countries" / name
    shutil.copy(own / "countries/atlantis.yaml", path)
    edit_file(path, "{name: Atlantis, iso3: ATL}", f"{{name: {country}, iso3: {iso3}}}")


def test_the_only_rubric_of_a_workspace_is_taken(session: Session) -> None:
    assert (session.rubric_id, session.rubric.id) == ("made-up", "made-up")


def test_of_several_rubrics_one_has_to_be_named_or_the_preferred_one_is_meant(own: Path) -> None:
    shutil.copytree(own / "rubrics/made-up", own / "rubrics/other")
    assert open_workspace(own).rubric_id == PREFERRED_RUBRIC
    assert open_workspace(own, rubric="other").rubric_id == "other"


def test_a_rubric_that_is_none_is_refused_when_it_is_read(own: Path) -> None:
    with pytest.raises(UsageError, match="made-up"):
        _ = open_workspace(own, rubric="made-down").rubric


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="workspace"):
        open_workspace(tmp_path)


def test_the_origin_says_whose_data_they_are(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_workspace(own).origin == f"the workspace {own}"
    assert open_workspace(bundled=True).origin == f"data bundled with tierscore {__version__}"
    monkeypatch.chdir(own)
    assert open_workspace().origin == "the workspace of this folder"


@pytest.mark.parametrize("name", ["atlantis", "ATL", "atl", "Atlantis"])
def test_a_country_is_meant_by_its_file_its_code_or_its_name(session: Session, name: str) -> None:
    assert session.dossier(name).iso3 == "ATL"


def test_all_countries_come_by_code(own: Path) -> None:
    a_file_on(own, "a.yaml", "ZZZ", "Zembla")
    a_file_on(own, "z.yaml", "AAA", "Avalon")
    assert [dossier.iso3 for dossier in open_workspace(own).dossiers()] == ["AAA", "ATL", "ZZZ"]


def test_a_country_named_twice_comes_once(session: Session) -> None:
    assert [dossier.iso3 for dossier in session.dossiers(["atlantis", "ATL"])] == ["ATL"]


def test_two_files_on_one_country_are_refused_by_both_names(own: Path) -> None:
    shutil.copy(own / "countries/atlantis.yaml", own / "countries/twin.yaml")
    with pytest.raises(UsageError, match=r"two files are about ATL: .*atlantis\.yaml and .*twin\.yaml"):
        open_workspace(own).dossiers()


def test_the_problems_of_all_files_come_together(own: Path) -> None:
    (own / "countries/one.yaml").write_text("[")
    (own / "countries/two.yaml").write_text("")
    with pytest.raises(UnreadableError) as error:
        open_workspace(own).dossiers()
    assert {Path(problem.place.file).name for problem in error.value.problems} == {"one.yaml", "two.yaml"}


def test_a_faulty_file_does_not_matter_where_another_is_asked_for(own: Path) -> None:
    (own / "countries/one.yaml").write_text("[")
    assert [dossier.iso3 for dossier in open_workspace(own).dossiers(["atlantis"])] == ["ATL"]


def test_a_file_is_read_once(session: Session) -> None:
    assert session.rubric is session.rubric
    assert session.vocabulary is session.vocabulary
    assert session.library is session.library


def test_a_country_without_placements_has_none(session: Session) -> None:
    assert session.placements("ATL").tier(2020) == "Silver"
    assert session.placements("ZZZ") == NO_PLACEMENTS


def test_the_table_of_placements_holds_countries_without_a_file(session: Session) -> None:
    assert sorted(session.placement_table()) == ["ATL", "LEM"]


def test_without_a_table_of_placements_what_needs_it_is_refused(own: Path) -> None:
    (own / "countries/official-tiers.csv").unlink()
    with pytest.raises(UsageError, match=r"no table of placements: .*official-tiers\.csv"):
        open_workspace(own).placement_table()


def test_a_workspace_without_the_index_has_no_sums(session: Session) -> None:
    assert session.index_3p() == {}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("atlantis", "ATL"),
        ("ATL", "ATL"),
        ("LEM", "LEM"),
        ("lem", "LEM"),
        ("Lemuria", "LEM"),
        ("lemuria", "LEM"),
    ],
)
def test_a_country_with_placements_and_no_file_has_a_code_too(session: Session, name: str, code: str) -> None:
    assert session.code_of(name) == code


def test_a_country_with_neither_is_refused(session: Session) -> None:
    with pytest.raises(UsageError, match="PAN"):
        session.code_of("panama")


@pytest.mark.parametrize("year", [2005, 2021, LAST_YEAR])
def test_a_year_that_the_rubric_judges_is_taken(session: Session, year: int) -> None:
    assert session.checked_year(year) == year


@pytest.mark.parametrize(("year", "bound"), [(-1, 2005), (2004, 2005), (LAST_YEAR + 1, LAST_YEAR)])
def test_any_other_year_is_refused_with_the_bound_that_it_passes(
    session: Session, year: int, bound: int
) -> None:
    with pytest.raises(UsageError, match=f"{year}.*{bound}"):
        session.checked_year(year)


def test_the_years_with_evidence_come_oldest_first(session: Session) -> None:
    years = session.years(session.dossier("atlantis"))
    assert years == tuple(sorted(years))
    assert 2021 in years


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("increase=each", ("increase", "each")),
        ("increase", ("increase", "")),
        ("a=b=c", ("a", "b=c")),
        ("", ("", "")),
    ],
)
def test_a_setting_is_a_switch_and_a_value(text: str, setting: tuple[str, str]) -> None:
    assert read_setting(text) == setting


def reading(**choices: str) -> Session:
    """The shipped rubric under other readings."""
    shipped = shipped_session()
    return Session(shipped.workspace, shipped.rubric_id, shipped.cache, choices)


def test_a_reading_changes_the_choices_of_the_rubric_and_nothing_on_disk() -> None:
    own = shipped_session().rubric
    assert reading(increase="each").rubric.choices == {**own.choices, "increase": "each"}
    assert shipped_session().rubric.choices == own.choices


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ({"increas": "each"}, r"no switch 'increas'; did you mean `increase`\?"),
        ({"zebra": "each"}, "no switch 'zebra'"),
        ({"increase": "twice"}, "increase.*'twice'.*any, overall or each"),
        ({"increase": ""}, "increase needs a value: any, overall or each"),
        ({"\x1b[31m": "x"}, r"\\x1b"),
    ],
)
def test_a_reading_that_is_none_is_refused_with_those_that_are(choices: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        _ = reading(**choices).rubric


def test_what_follows_from_a_dossier_is_worked_out_once(session: Session, own: Path) -> None:
    dossier, other = session.dossier("atlantis"), open_workspace(own).dossier("atlantis")
    done: list[int] = []

    def work() -> int:
        done.append(len(done))
        return len(done)

    assert session.dossier("ATL") is dossier
    assert [session.once("count", each, work) for each in (dossier, dossier, other, dossier)] == [1, 1, 2, 1]
    assert session.years(dossier) is session.years(dossier)
