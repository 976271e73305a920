"""Where the files are, and which of them a name means."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loading.invalid import MADE_UP
from tierscore.errors import UsageError
from tierscore.loading.workspace.discovery import Origin, Workspace, find_workspace
from tierscore.loading.workspace.reader import check_workspace
from tierscore.model.problem import Code

_NO_NAMES = [
    *("", " ", "-", "..", "2021", "a*", "%41", "x" * 200),
    *("../../etc/passwd", "a/b", "a\\b", "atlantis\0", "\0.yaml", "a\nb", "\x1b[31m"),
]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(Path(shutil.copytree(MADE_UP, tmp_path / "made-up")), Origin.CHOSEN)


def test_the_nearest_folder_upwards_is_taken(workspace: Workspace) -> None:
    inner = workspace.root / "countries" / "deep"
    inner.mkdir()
    assert find_workspace(inner) == Workspace(workspace.root.resolve(), Origin.FOUND)
    (inner / "rubrics").mkdir()
    (inner / "rubrics" / "measures.yaml").write_text("")
    assert find_workspace(inner).root == inner.resolve()


def test_a_relative_start_gives_a_relative_root(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.root / "countries")
    assert find_workspace(Path()).root == Path("..")
    monkeypatch.chdir(workspace.root)
    assert find_workspace(Path()).countries()["atlantis"] == Path("countries/atlantis.yaml")


def test_where_there_is_none_the_bundled_one_serves(tmp_path: Path) -> None:
    found = find_workspace(tmp_path)
    assert found.origin is Origin.BUNDLED
    assert found.vocabulary.is_file()


def test_the_bundled_one_can_be_asked_for(workspace: Workspace) -> None:
    assert find_workspace(workspace.root, bundled=True).root != workspace.root


def test_a_chosen_folder_must_be_a_workspace(workspace: Workspace, tmp_path: Path) -> None:
    assert find_workspace(tmp_path, chosen=workspace.root) == workspace
    with pytest.raises(UsageError, match=r"is no workspace: it has no rubrics/measures\.yaml"):
        find_workspace(workspace.root, chosen=tmp_path)
    with pytest.raises(UsageError, match="not both"):
        find_workspace(tmp_path, chosen=workspace.root, bundled=True)


@pytest.mark.parametrize("text", ["atlantis", "Atlantis", "ATLANTIS", "ATL", "atl", " atlantis "])
def test_a_country_is_known_by_file_name_code_and_name(workspace: Workspace, text: str) -> None:
    assert workspace.resolve_country(text) == workspace.root / "countries" / "atlantis.yaml"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('country: {name: "Côte d\'Ivoire", iso3: CIV}', "Côte d'Ivoire"),
        ("country:\n  iso3: CIV\n  name: Côte d'Ivoire  # west\n", "côte d'ivoire"),
        ("country: {iso3: 'CIV', name: 'St. Kitts'}", "St. Kitts"),
        ('# name: Nowhere, iso3: NOW\n"country": {"name": "Perú", "iso3": "CIV"}', "perú"),
        ("sources: {a: {name: Nowhere}}\ncountry: {name: Timor-Leste, iso3: CIV}", "timor leste"),
    ],
)
def test_names_are_found_however_the_file_is_laid_out(workspace: Workspace, written: str, text: str) -> None:
    path = workspace.root / "countries" / "x.yaml"
    path.write_text(written, encoding="utf-8")
    assert workspace.resolve_country(text) == path
    assert workspace.resolve_country("CIV") == path


def test_a_path_is_taken_as_it_is(workspace: Workspace) -> None:
    assert workspace.resolve_country("../elsewhere/x.yaml") == Path("../elsewhere/x.yaml")
    assert workspace.resolve_country("x.yml") == Path("x.yml")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "../../etc/passwd",
        "a/b",
        "a\\b",
        "atlantis\0",
        "\0.yaml",
        "-",
        "..",
        "2021",
        "a\nb",
        "\x1b[31m",
        "x" * 200,
        "a*",
        "%41",
    ],
)
def test_what_is_no_name_is_refused_and_shown_harmlessly(workspace: Workspace, text: str) -> None:
    with pytest.raises(UsageError, match="is no country: give a name") as caught:
        workspace.resolve_country(text)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(("text", "guess"), [("atlantsi", "atlantis"), ("Atlantiss", "atlantis")])
def test_a_misspelt_name_is_answered_with_the_nearest(workspace: Workspace, text: str, guess: str) -> None:
    with pytest.raises(UsageError) as caught:
        workspace.resolve_country(text)
    assert str(caught.value) == f"no country called '{text}'; did you mean '{guess}'?"


def test_a_name_like_no_other_is_answered_with_what_there_is(workspace: Workspace) -> None:
    with pytest.raises(
        UsageError, match=r"no country called 'zzz'; `tierscore list countries` shows the \d+ on file"
    ):
        workspace.resolve_country("zzz")


def test_rubrics_are_known_by_their_folders(workspace: Workspace) -> None:
    assert workspace.rubric("made-up") == workspace.root / "rubrics" / "made-up"
    with pytest.raises(UsageError, match="did you mean `made-up`"):
        workspace.rubric("madeup")
    with pytest.raises(UsageError, match="no rubric"):
        workspace.rubric("../made-up")


def test_a_sound_workspace_has_no_problems(workspace: Workspace) -> None:
    assert check_workspace(workspace).problems == ()


def test_the_problems_of_every_file_are_told_at_once(workspace: Workspace) -> None:
    root = workspace.root
    (root / "countries" / "empty.yaml").write_text("")
    (root / "countries" / "official-tiers.csv").write_text("iso3\n")
    (root / "rubrics" / "made-up" / "harbour.yaml").write_text("[")
    (root / "rubrics" / "made-up" / "cases" / "b.yaml").write_text("a: &b\n")
    (root / "countries" / "twin.yaml").write_bytes((root / "countries" / "atlantis.yaml").read_bytes())
    told = {(Path(problem.place.file).name, problem.code) for problem in check_workspace(workspace).problems}
    assert told >= {
        ("empty.yaml", Code.EMPTY),
        ("official-tiers.csv", Code.TABLE),
        ("harbour.yaml", Code.SYNTAX),
        ("b.yaml", Code.ALIAS),
        ("twin.yaml", Code.REPEATED_ID),
    }


def test_an_unreadable_vocabulary_is_one_problem_not_a_flood(workspace: Workspace) -> None:
    workspace.vocabulary.write_text("[")
    assert [(problem.place.file, problem.code) for problem in check_workspace(workspace).problems] == [
        (str(workspace.vocabulary), Code.SYNTAX)
    ]
