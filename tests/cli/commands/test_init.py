"""Starting a country file, a rubric and a workspace, as a user does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.terminal import converse
from command import ROOT, run
from loading.invalid import MADE_UP
from tierscore.analysis.rubric_cases.runner import results, trials
from tierscore.loading.cases.reader import load_case
from tierscore.loading.country.reader import load_country
from tierscore.loading.rubric.reader import load_rubric
from tierscore.loading.vocabulary import load_vocabulary

CLEAN = "nothing found in "


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace of a world that is not ours, with a file on Panama besides."""
    root = Path(shutil.copytree(MADE_UP, tmp_path / "own"))
    (root / "countries/panama.yaml").write_text(
        "country: {name: Panama, iso3: PAN}\nsources:\nevidence:\n", encoding="utf-8"
    )
    return root


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_country_file_is_started(own: Path) -> None:
    answer = run("init", "country", "Costa Rica", cwd=own)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[0] == "Wrote countries/costa-rica.yaml"
    path = own / "countries/costa-rica.yaml"
    dossier = load_country(path, load_vocabulary(own / "rubrics/measures.yaml"))
    assert (dossier.name, dossier.iso3, dossier.items, dossier.sources) == ("Costa Rica", "CRI", (), {})
    modeline = path.read_text(encoding="utf-8").splitlines()[0]
    assert modeline == "# yaml-language-server: $schema=../schemas/country.schema.json"
    assert (path.parent / modeline.partition("=")[2]).resolve() == (
        own / "schemas/country.schema.json"
    ).resolve()
    assert (own / "schemas/country.schema.json").read_bytes() == (
        ROOT / "schemas/country.schema.json"
    ).read_bytes()
    assert CLEAN in run("check", cwd=own).stdout
    assert (
        "holds no evidence for any report year"
        in run("assess", "costa rica", "--rubric", "made-up", cwd=own).stderr
    )
    assert run("assess", "CRI", "--year", "2021", "--rubric", "made-up", cwd=own).returncode == 0


def test_the_example_of_a_skeleton_is_sound_once_its_marks_are_taken_away(own: Path) -> None:
    shutil.copy(ROOT / "rubrics/measures.yaml", own / "rubrics")
    run("init", "country", "Fiji", cwd=own)
    path = own / "countries/fiji.yaml"
    head, _, body = path.read_text(encoding="utf-8").partition("# --- Sources")
    body = body.partition("# Items that have much in common")[0]
    lines = [
        line[1:] if line.startswith("#  ") else line
        for line in body.splitlines()
        if "series:" not in line and "unit:" not in line
    ]
    path.write_text("\n".join([f"{head}#", *lines[1:], ""]), encoding="utf-8")
    dossier = load_country(path, load_vocabulary(own / "rubrics/measures.yaml"))
    assert [item.id for item in dossier.items] == ["fact-2020"]
    assert list(dossier.sources) == ["ministry-2021"]


@pytest.mark.parametrize(
    ("name", "file", "says"),
    [
        ("Ivory Coast", "cote-d-ivoire", "name: Côte d'Ivoire, iso3: CIV"),
        ("burma", "myanmar", "name: Myanmar, iso3: MMR"),
        ("XKX", "kosovo", "name: Kosovo, iso3: XKX"),
        ("Trinidad & Tobago", "trinidad-and-tobago", "name: Trinidad and Tobago, iso3: TTO"),
        ("Turkey", "turkiye", "name: Türkiye, iso3: TUR"),
    ],
)
def test_the_right_code_is_found_by_any_name(own: Path, name: str, file: str, says: str) -> None:
    assert run("init", "country", name, cwd=own).returncode == 0
    assert says in (own / f"countries/{file}.yaml").read_text(encoding="utf-8")
    assert CLEAN in run("check", cwd=own).stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("Congo",), "it could be Democratic Republic of the Congo (COD) or Republic of the Congo (COG)"),
        (("Brazl",), "did you mean Brazil (BRA)?"),
        (("Atlantis",), "--iso3 XXX"),
        (("Panama",), "Panama (PAN) has a file already"),
        (("Republic of Panama", "--iso3", "PAN"), "has a file already"),
        (("Brazil", "--iso3", "ARG"), "'Brazil' is Brazil (BRA), not ARG"),
        (("Atlantis", "--iso3", "ATLA"), "a country code has three"),
        (("Atlantis", "--iso3", "at"), "TS205"),
        (("日本国", "--iso3", "JPN"), "--output"),
        (("\x1b[31mred",), r"\x1b[31mred"),
        (("../../etc/passwd",), "no country is called"),
        ((), "a name is missing: tierscore init country NAME"),
        (("Brazil", "--workspace", "nowhere"), "is no workspace"),
        (("Brazil", "--output", "rubrics/made-up/rubric.yaml"), "is there already"),
        (("Brazil", "--output", "rubrics/measures.yaml/brazil.yaml"), "cannot write"),
    ],
)
def test_what_cannot_be_started_is_refused_and_nothing_is_written(
    own: Path, arguments: tuple[str, ...], says: str
) -> None:
    before = files(own)
    answer = run("init", "country", *arguments, cwd=own)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert says in answer.stderr
    assert "\x1b" not in answer.stderr
    assert "Traceback" not in answer.stderr
    assert files(own) == before


def test_a_place_that_the_table_lacks_takes_a_code(own: Path) -> None:
    assert run("init", "country", "Lyonesse: the sunken, isle", "--iso3", "LYO", cwd=own).returncode == 0
    assert (
        load_country(own / "countries/lyonesse-the-sunken-isle.yaml", None).name
        == "Lyonesse: the sunken, isle"
    )
    assert CLEAN in run("check", cwd=own).stdout


def test_a_name_given_with_its_code_is_kept(own: Path) -> None:
    assert run("init", "country", "Burma", "--iso3", "MMR", cwd=own).returncode == 0
    assert load_country(own / "countries/burma.yaml", None).name == "Burma"
    assert run("init", "country", "Myanmar", cwd=own).returncode == 2
    assert run("assess", "Myanmar", "--year", "2021", "--rubric", "made-up", cwd=own).returncode == 0


def test_output_names_the_file_and_the_schema_is_still_found(own: Path) -> None:
    answer = run("init", "country", "Fiji", "--output", "drafts/new/fiji.yaml", cwd=own)
    assert answer.returncode == 0, answer.stderr
    path = own / "drafts/new/fiji.yaml"
    assert "$schema=../../schemas/country.schema.json" in path.read_text(encoding="utf-8")
    assert (
        run("assess", "drafts/new/fiji.yaml", "--year", "2021", "--rubric", "made-up", cwd=own).returncode
        == 0
    )


def test_outside_a_workspace_a_user_is_told_what_to_do(tmp_path: Path) -> None:
    for arguments in (("country", "Fiji"), ("rubric", "Mine")):
        answer = run("init", *arguments, cwd=tmp_path)
        assert answer.returncode == 2
        assert "--workspace DIR" in answer.stderr
        assert "tierscore init workspace" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_outside_a_workspace_a_file_can_still_be_named(tmp_path: Path) -> None:
    assert run("init", "country", "Fiji", "--output", "fiji.yaml", cwd=tmp_path).returncode == 0
    text = (tmp_path / "fiji.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Fiji: what the government did")
    assert [path.name for path in tmp_path.iterdir()] == ["fiji.yaml"]
    assert load_country(tmp_path / "fiji.yaml", None).iso3 == "FJI"


def test_on_a_terminal_the_name_is_asked_for(own: Path) -> None:
    code, screen = converse(["init", "country"], [("Country: ", "\n"), ("Country: ", "Samoa\n")], own)
    assert code == 0, screen
    assert "an answer is needed" in screen
    assert (own / "countries/samoa.yaml").exists()


def test_ctrl_d_at_the_question_writes_nothing(own: Path) -> None:
    before = files(own)
    code, _ = converse(["init", "country"], [("Country: ", "\x04")], own)
    assert code == 130
    assert files(own) == before


@pytest.mark.parametrize("name", ["Panama Code", 'Law: of the Sea, "quoted"', "tiers"])
def test_a_rubric_is_started_and_judges(own: Path, name: str) -> None:
    answer = run("init", "rubric", name, cwd=own)
    assert answer.returncode == 0, answer.stderr
    (slug,) = {path.name for path in (own / "rubrics").iterdir() if path.is_dir()} - {"made-up"}
    checked = run("check", cwd=own)
    assert (checked.returncode, checked.stdout.count("TS702 notice")) == (0, 4), (
        "its one case leaves something for its author to show"
    )
    judged = run("assess", "atlantis", "--rubric", slug, "--brief", cwd=own)
    assert judged.returncode == 0, judged.stderr
    assert judged.stdout.startswith("Atlantis, 20")
    for file in (own / "rubrics" / slug).rglob("*.yaml"):
        modeline = file.read_text(encoding="utf-8").splitlines()[0]
        assert (file.parent / modeline.partition("$schema=")[2]).is_file(), file
    again = run("init", "rubric", name, cwd=own)
    assert again.returncode == 2
    assert "is there already" in again.stderr


@pytest.mark.parametrize("data", [ROOT / "rubrics", MADE_UP / "rubrics"], ids=["real", "made-up"])
def test_a_rubric_fits_the_vocabulary_and_its_case_comes_out(tmp_path: Path, data: Path) -> None:
    shutil.copytree(data, tmp_path / "rubrics")
    assert run("init", "rubric", "Mine", cwd=tmp_path).returncode == 0
    vocabulary = load_vocabulary(tmp_path / "rubrics/measures.yaml")
    rubric = load_rubric(tmp_path / "rubrics/mine", vocabulary)
    if data.parent == ROOT:
        assert (
            run(
                "assess", str(ROOT / "countries/panama.yaml"), "--rubric", "mine", "--brief", cwd=tmp_path
            ).returncode
            == 0
        )
    (path,) = (tmp_path / "rubrics/mine/cases").iterdir()
    case = load_case(path, vocabulary, rubric)
    assert [result.passed for result in results(trials(rubric, vocabulary, [case]))] == [True]
    assert {criterion.pillar for criterion in rubric.criteria} == set(rubric.pillars)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("日本",), "give a name with letters"), ((), "a name is missing"), (("Made up",), "already")],
)
def test_a_rubric_that_cannot_be_started_leaves_nothing(
    own: Path, arguments: tuple[str, ...], says: str
) -> None:
    before = files(own)
    answer = run("init", "rubric", *arguments, cwd=own)
    assert answer.returncode == 2
    assert says in answer.stderr
    assert files(own) == before


def test_a_workspace_is_a_copy_of_the_data_and_ready(tmp_path: Path) -> None:
    answer = run("init", "workspace", "new", cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr
    for folder in ("rubrics", "countries"):
        assert files(tmp_path / "new" / folder) == files(ROOT / folder)
    assert set(files(tmp_path / "new/schemas")) == {path.name for path in (ROOT / "schemas").glob("*.json")}
    before = files(tmp_path)
    again = run("init", "workspace", "new", cwd=tmp_path)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert files(tmp_path) == before
