"""The table of country names, and how a name is looked up in it."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command import ROOT, environment, run
from loading.invalid import MADE_UP
from tierscore.errors import UsageError
from tierscore.loading.country.names import (
    all_names,
    choices,
    contradiction,
    find_name,
    folded,
    names_like,
)
from tierscore.loading.workspace.discovery import Origin, Workspace

ROWS = csv.DictReader((ROOT / "countries/official-tiers.csv").read_text(encoding="utf-8").splitlines())
PLACED = sorted({(row["iso3"], row["country"]) for row in ROWS})
BESIDES = {"ANT", "SCG", "XKX"}
"""What the reports place and ISO 3166-1 does not list (any more)."""


def code(text: str) -> str | None:
    found = find_name(text)
    return found.iso3 if found else None


def test_the_table_has_every_entry_of_iso_3166_and_what_the_reports_place_besides() -> None:
    codes = [entry.iso3 for entry in all_names()]
    assert len(codes) == 249 + len(BESIDES)
    assert set(codes) >= BESIDES
    assert codes == sorted(set(codes))
    assert all(re.fullmatch("[A-Z]{3} [A-Z]{2}", f"{entry.iso3} {entry.iso2}") for entry in all_names())


def test_no_two_entries_share_a_name_alias_or_code() -> None:
    owners: dict[str, set[str]] = {}
    for entry in all_names():
        for spelling in entry.spellings:
            owners.setdefault(folded(spelling), set()).add(entry.iso3)
    assert {spelling: codes for spelling, codes in owners.items() if len(codes) > 1 or not spelling} == {}


def test_no_entry_repeats_itself_and_no_two_share_a_file_name() -> None:
    for entry in all_names():
        spellings = [folded(spelling) for spelling in (entry.name, *entry.aliases)]
        assert len(set(spellings)) == len(spellings), entry
    assert len({entry.slug for entry in all_names()}) == len(all_names())


@pytest.mark.parametrize(("iso3", "country"), PLACED)
def test_every_country_that_was_ever_placed_is_found_by_its_name_and_by_its_code(
    iso3: str, country: str
) -> None:
    assert (code(country), code(iso3), code(iso3.lower())) == (iso3, iso3, iso3)


def test_every_code_that_was_ever_placed_is_tried() -> None:
    assert len({iso3 for iso3, _ in PLACED}) == 190


@pytest.mark.parametrize(
    ("iso3", "spellings"),
    [
        ("MMR", "Burma; burma; Myanmar; Burma (Myanmar); mm"),
        ("TUR", "Turkey; Türkiye; turkiye; TÜRKIYE"),
        (
            "CIV",
            (
                "Cote d'Ivoire; Côte d'Ivoire; Côte d\u2019Ivoire; cote divoire; COTE D IVOIRE; Ivory Coast; "
                "the Ivory Coast"
            ),
        ),
        ("SWZ", "Swaziland; Eswatini"),
        ("CZE", "Czech Republic; the Czech Republic; Czechia"),
        ("CPV", "Cape Verde; Cabo Verde"),
        ("TLS", "East Timor; Timor-Leste; timor leste"),
        ("MKD", "Macedonia; North Macedonia; north-macedonia"),
        (
            "COD",
            (
                "DRC; DR Congo; Democratic Republic of the Congo; Democratic Republic of Congo; "
                "Congo-Kinshasa; Congo (Kinshasa)"
            ),
        ),
        ("COD", "Congo, Democratic Republic of the; Zaire"),
        (
            "COG",
            (
                "Republic of the Congo; Congo, Republic of the; Congo (Brazzaville); Congo-Brazzaville; "
                "Republic of Congo"
            ),
        ),
        ("NLD", "Holland; The Netherlands; Netherlands, The; Netherlands (the)"),
        ("GBR", "UK; U.K.; gb; Great Britain; United Kingdom"),
        ("USA", "US; U.S.; USA; U.S.A.; United States; United States of America"),
        ("LAO", "Laos; Lao PDR"),
        ("VNM", "Vietnam; Viet Nam; viet-nam; VIETNAM"),
        ("RUS", "Russia; Russian Federation"),
        ("KOR", "South Korea; Korea, South; Republic of Korea; Korea, Republic of; ROK"),
        ("PRK", "North Korea; Korea, North; DPRK; Democratic People's Republic of Korea"),
        ("BRN", "Brunei; Brunei Darussalam"),
        ("FSM", "Micronesia; Federated States of Micronesia; Micronesia, Federated States of"),
        ("GMB", "The Gambia; Gambia; Gambia, The"),
        ("BHS", "The Bahamas; Bahamas; Bahamas, The"),
        ("TTO", "Trinidad & Tobago; Trinidad and Tobago; trinidad tobago"),
        ("LCA", "St. Lucia; Saint Lucia; st lucia"),
        ("STP", "São Tomé and Príncipe; Sao Tome & Principe; ST"),
        ("AND", "Andorra; AND"),
        ("GIN", "Guinea; the guinea"),
        ("XKX", "Kosovo"),
        ("ANT", "Netherlands Antilles"),
        ("SCG", "Serbia and Montenegro; Serbia & Montenegro"),
        ("HKG", "Hong Kong"),
        ("MAC", "Macau; Macao"),
        ("TWN", "Taiwan"),
        ("CUW", "Curacao; Curaçao"),
        ("VAT", "Holy See; Vatican City; the Vatican"),
    ],
)
def test_names_and_spellings_in_use_are_found(iso3: str, spellings: str) -> None:
    assert {spelling: code(spelling) for spelling in spellings.split("; ")} == dict.fromkeys(
        spellings.split("; "), iso3
    )


@pytest.mark.parametrize(
    "text", ["", " ", "-", "Congo", "Korea", "Virgin Islands", "Atlantis", "Republic", "&", "the", "x" * 1000]
)
def test_what_names_no_country_or_several_finds_none(text: str) -> None:
    assert code(text) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Congo", {"COD", "COG"}),
        ("Korea", {"KOR", "PRK"}),
        ("Virgin Islands", {"VGB", "VIR"}),
        ("Congo, Dem. Rep.", {"COD"}),
        ("Brazl", {"BRA"}),
        ("costa rcia", {"CRI"}),
        ("St.Lucia", {"LCA"}),
        ("Atlantis", set()),
        ("Republic", set()),
        ("", set()),
    ],
)
def test_what_may_have_been_meant(text: str, codes: set[str]) -> None:
    assert {entry.iso3 for entry in names_like(text)} == codes


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Republic of the Congo", "COD"),
        ("DRC", "COG"),
        ("Dem. Rep. Congo", "COG"),
        ("Korea", "JPN"),
        ("North Korea", "KOR"),
        ("Niger", "NGA"),
        ("Nigeria", "NER"),
        ("Guinea", "GNB"),
        ("Equatorial Guinea", "GIN"),
        ("Panama", "XXX"),
    ],
)
def test_a_name_contradicts_the_code_of_another_country(name: str, iso3: str) -> None:
    clash = contradiction(name, iso3)
    assert clash is not None
    message, hint = clash
    assert message == f"`{iso3}` is not the code of `{name}`"
    assert all(str(entry) in hint for entry in names_like(name) if entry.name == name)


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Congo", "COG"),
        ("Congo", "COD"),
        ("Korea", "PRK"),
        ("Burma", "MMR"),
        ("The Union", "MMR"),
        ("Atlantis", "PAN"),
        ("Atlantis", "ATL"),
        ("Congo", "XXX"),
        ("Republic", "FRA"),
    ],
)
def test_a_name_that_may_be_meant_contradicts_nothing(name: str, iso3: str) -> None:
    assert contradiction(name, iso3) is None


def test_no_country_contradicts_its_own_code_by_any_name() -> None:
    assert [
        (spelling, entry.iso3)
        for entry in all_names()
        for spelling in entry.spellings
        if contradiction(spelling, entry.iso3)
    ] == []


@given(
    st.sampled_from([(entry, spelling) for entry in all_names() for spelling in entry.spellings]),
    st.randoms(use_true_random=False),
)
def test_a_spelling_is_found_whatever_its_case_and_the_signs_between_its_words(
    pair: tuple[object, str], random: object
) -> None:
    entry, spelling = pair
    changed = "".join(letter.upper() if random.random() < 0.5 else letter.lower() for letter in spelling)  # type: ignore[attr-defined]
    if len(changed) == len(spelling):
        assert find_name(changed) == entry
    assert find_name(f"  {spelling.replace(' ', '-')}  ") == entry
    assert find_name(spelling.replace("'", "\u2019")) == entry


@given(st.text(max_size=40))
def test_no_text_breaks_the_look_up(text: str) -> None:
    names_like(text)
    found = find_name(text)
    assert found is None or folded(text)


def test_choices_are_listed_in_words() -> None:
    assert (
        choices(names_like("Congo"))
        == "Democratic Republic of the Congo (COD) or Republic of the Congo (COG)"
    )
    assert choices(names_like("Brazl")) == "Brazil (BRA)"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace of its own with files on Vietnam, under that name, and on Burma, under another."""
    root = Path(shutil.copytree(MADE_UP, tmp_path / "made-up"))
    text = (root / "countries/atlantis.yaml").read_text(encoding="utf-8")
    (root / "countries/vietnam.yaml").write_text(
        text.replace("{name: Atlantis, iso3: ATL}", "{name: Vietnam, iso3: VNM}")
    )
    (root / "countries/union.yaml").write_text(
        text.replace("{name: Atlantis, iso3: ATL}", "{name: The Union, iso3: MMR}")
    )
    return Workspace(root, Origin.CHOSEN)


@pytest.mark.parametrize("text", ["Viet Nam", "viet-nam", "VN", "vnm", "Socialist Republic of Viet Nam"])
def test_an_alias_finds_the_file(workspace: Workspace, text: str) -> None:
    assert workspace.resolve_country(text).name == "vietnam.yaml"


@pytest.mark.parametrize("text", ["Burma", "Myanmar", "mm", "Burma (Myanmar)"])
def test_an_alias_finds_a_file_that_bears_another_name(workspace: Workspace, text: str) -> None:
    assert workspace.resolve_country(text).name == "union.yaml"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "Ivory Coast",
            (
                r"no file for Côte d'Ivoire \(CIV\) in .*; "
                r"""`tierscore init country "Côte d'Ivoire"` starts one$"""
            ),
        ),
        ("Laos", r"no file for Laos \(LAO\) in .*; `tierscore init country Laos` starts one$"),
        ("Congo", r"it could be Democratic Republic of the Congo \(COD\) or Republic of the Congo \(COG\)$"),
        ("vietnm", "did you mean 'vietnam'"),
        ("Brazl", "did you mean 'Brazil'"),
        ("Nowhere at all", "no country called .*; `tierscore list countries` shows the 3 on file$"),
    ],
)
def test_a_country_without_a_file_is_named(workspace: Workspace, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        workspace.resolve_country(text)


@pytest.mark.parametrize("name", ["Burma", "Myanmar", "MMR", "Burma (Myanmar)"])
def test_a_placed_country_without_a_file_has_an_outlook_under_any_name(tmp_path: Path, name: str) -> None:
    shutil.copytree(ROOT / "rubrics", tmp_path / "rubrics")
    (tmp_path / "countries").mkdir()
    shutil.copy(ROOT / "countries/official-tiers.csv", tmp_path / "countries")
    answer = run("outlook", name, cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("Burma (Myanmar): what the law allows")


def test_the_table_is_read_only_where_a_name_needs_it() -> None:
    assert run("assess", "panama", "--brief", "--bundled").returncode == 0, "its file is read and kept"
    script = (
        "import sys; sys.argv = ['tierscore', 'assess', sys.argv[1], '--brief', '--bundled']\n"
        "from tierscore.cli.main import main\n"
        "main(); print('tierscore.loading.country.names' in sys.modules)"
    )
    loaded = {
        name: subprocess.run(
            [sys.executable, "-c", script, name],
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        for name in ("panama", "PAN", "Republic of Panama")
    }
    assert {name: answer.stdout.splitlines()[-1] for name, answer in loaded.items()} == {
        "panama": "False",
        "PAN": "False",
        "Republic of Panama": "True",
    }
