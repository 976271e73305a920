"""Official placements and worked cases."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loading.invalid import MADE_UP
from tierscore.loading.cases.reader import load_case
from tierscore.loading.tables.placements import load_placements, load_placements_of
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.model.evidence import SourceReference, Status
from tierscore.model.finding import Reason
from tierscore.model.outcome import Outcome
from tierscore.model.placement import NO_PLACEMENTS, Placement
from tierscore.model.problem import UnreadableError

TABLE = MADE_UP / "countries/official-tiers.csv"
OWN = """
case: {name: One law, shows: A law alone is not Gold., rubric: made-up}
country: {name: Lemuria, iso3: LEM}
sources:
  gazette: {title: Gazette, publisher: The Drowned Press, published: 2021-07, kind: media-or-academic}
evidence:
  - {id: law, measure: harbour-law, when: 2021, status: done, summary: A law was passed.,
     sources: [{id: gazette}]}
searched:
  - {report: 2021, pillar: harbour, source: gazette}
history: [{report: 2020, tier: Bronze}]
expect:
  - year: 2021
    indicated: undetermined
    range: [Silver, Lead]
    outcomes: {searching: partly-met}
    not_counted: {law: not-yet}
    strongest: harbour
  - {year: 2022, not_indicated: [Gold]}
"""


def test_the_table_gives_each_country_its_years() -> None:
    placements = load_placements(TABLE)
    assert set(placements) == {"ATL", "LEM"}
    assert placements["ATL"].by_year[2019] == Placement(2019, "Bronze", "A", "made+up")
    assert placements["ATL"].tier(2018) == "special-case"
    assert placements["ATL"].by_year[2018].sources == "derived: neither, nor"
    assert placements["ATL"].tier(2017) is None


def test_one_country_alone_is_the_same() -> None:
    assert load_placements_of(TABLE, "ATL") == load_placements(TABLE)["ATL"]
    assert load_placements_of(TABLE, "XXX") == NO_PLACEMENTS


def test_the_faults_of_other_countries_do_not_concern_one(tmp_path: Path) -> None:
    path = tmp_path / "tiers.csv"
    path.write_text(TABLE.read_text() + "LEM,Lemuria,1,Gold,A,2,made,\n")
    assert load_placements_of(path, "ATL").tier(2020) == "Silver"


def test_columns_may_stand_in_any_order_and_lines_end_in_any_way(tmp_path: Path) -> None:
    path = tmp_path / "tiers.csv"
    path.write_bytes(
        b"\xef\xbb\xbfyear,iso3,tier,country,dissent,sources,confidence,n_independent\r\n2020,ATL,2WL,Atlantis,,made,A,1\r\n\r\n"
    )
    assert load_placements(path)["ATL"].by_year == {2020: Placement(2020, "2WL", "A", "made")}


def test_a_name_with_the_code_of_another_country_is_a_fault_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "tiers.csv"
    head = TABLE.read_text().splitlines()[0]
    rows = [f"{iso3},{name},2020,Gold,A,2,made," for iso3, name in (("NER", "Nigeria"), ("COG", "Congo"))]
    path.write_text("\n".join([head, *rows]))
    with pytest.raises(UnreadableError) as failure:
        load_placements(path)
    [problem] = failure.value.problems
    assert (problem.place.line, problem.message) == (2, "`NER` is not the code of `Nigeria`")
    assert problem.hint == "write the name and the code of one country: Niger (NER) or Nigeria (NGA)"


def test_a_case_with_evidence_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(OWN)
    case = load_case(path, load_vocabulary(MADE_UP / "rubrics/measures.yaml"))
    assert (case.name, case.rubric, case.dossier.iso3) == ("One law", "made-up", "LEM")
    assert [item.id for item in case.dossier.items] == ["law"]
    assert len(case.dossier.searched) == 1
    assert case.placements.tier(2020) == "Bronze"
    first, second = case.expectations
    assert (first.report_year, first.indicated, first.range) == (2021, "undetermined", ("Silver", "Lead"))
    assert first.outcomes == {"searching": Outcome.PARTLY_MET}
    assert first.not_counted == {"law": Reason.NOT_YET}
    assert first.strongest_pillar == "harbour"
    assert (second.indicated, second.range, second.not_indicated) == (None, None, ("Gold",))


@pytest.fixture
def borrowed(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(MADE_UP, tmp_path / "made-up"))
    return root / "rubrics/made-up/cases/atlantis.yaml"


def test_a_case_may_take_the_evidence_of_a_country(borrowed: Path) -> None:
    borrowed.write_text(borrowed.read_text().replace("only_source: gazette-2021\n", ""))
    case = load_case(borrowed, None)
    assert len(case.dossier.items) == 9
    assert set(case.dossier.sources) == {"gazette-2021", "census-2020"}


def test_only_one_source_of_it_if_so_asked(borrowed: Path) -> None:
    country = borrowed.parents[3] / "countries/atlantis.yaml"
    country.write_text(
        country.read_text().replace(
            "[{id: gazette-2021, place: page 2}]", "[{id: census-2020}, {id: gazette-2021, place: page 2}]"
        )
    )
    case = load_case(borrowed, None)
    assert set(case.dossier.sources) == {"gazette-2021"}
    assert {item.id for item in case.dossier.items} == {
        "law-2014",
        "crews-freed-2021",
        "crews-freed-rumour",
        "lamps-2021",
        "lamps-north",
        "lamps-promise",
    }
    assert case.dossier.items[0].sources == (SourceReference("gazette-2021", "page 2"),)


VARIED = (
    OWN
    + """
variants:
  - name: no law
    evidence:
      - {id: law, measure: harbour-law, status: absent, when: 2020, summary: No law was passed.,
         sources: [{id: gazette}]}
    history: []
    expect:
      - {year: 2021, outcomes: {searching: not-met}, rule: lead}
  - name: nothing on file
    shows: Sea Code 14
    without: [law]
    expect:
      - {year: 2021, outcomes: {searching: unknown}}
"""
)


def test_a_variant_is_the_case_with_something_changed(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(VARIED)
    case = load_case(path, load_vocabulary(MADE_UP / "rubrics/measures.yaml"))
    changed, emptied = case.variants
    assert (changed.name, changed.shows, changed.rubric) == ("One law: no law", case.shows, "made-up")
    assert [(item.id, item.status) for item in changed.dossier.items] == [("law", Status.ABSENT)]
    assert changed.dossier.searched == case.dossier.searched
    assert changed.placements.by_year == {}
    assert changed.expectations[0].rule == "lead"
    assert (emptied.shows, emptied.dossier.items, emptied.placements) == ("Sea Code 14", (), case.placements)


def test_an_expectation_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(VARIED)
    case = load_case(path, load_vocabulary(MADE_UP / "rubrics/measures.yaml"))
    lines = VARIED.splitlines()
    places = [expected.place for variant in (case, *case.variants) for expected in variant.expectations]
    assert {place.file for place in places} == {str(path)}
    assert [("year: 202" in lines[place.line - 1]) for place in places] == [True] * 4
    assert len(set(places)) == 4
