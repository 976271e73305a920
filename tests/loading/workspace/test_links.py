"""Links in a workspace: followed inside it, and never out of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from command import run
from repositories import BASE, repository

HIDDEN = "word: [hunter2"
COUNTRY, CRITERIA, PLACEMENTS = (
    "countries/thule.yaml",
    "rubrics/sea/harbour.yaml",
    "countries/official-tiers.csv",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return repository(tmp_path / "work")


def check(folder: Path, *arguments: str) -> tuple[int, str]:
    done = run("check", *arguments, cwd=folder, env={"TIERSCORE_NO_CACHE": "1"})
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def replace_by_link(path: Path, target: Path | str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize(
    "name", [COUNTRY, CRITERIA, PLACEMENTS, "rubrics/measures.yaml", "rubrics/sea/rubric.yaml"]
)
@pytest.mark.parametrize("relative", [False, True])
def test_no_line_of_a_file_outside_is_shown(folder: Path, tmp_path: Path, name: str, relative: bool) -> None:
    (tmp_path / "secret.yaml").write_text(HIDDEN, encoding="utf-8")
    up = "../" * (len(Path(name).parts) - 1)
    replace_by_link(folder / name, f"{up}../secret.yaml" if relative else tmp_path / "secret.yaml")
    code, said = check(folder)
    assert code == 1
    assert f"{name}: TS101 a symbolic link leads out of the workspace, and is not followed" in said
    assert "hunter2" not in said


def test_no_line_of_the_settings_of_git_is_shown(folder: Path) -> None:
    replace_by_link(folder / COUNTRY, "../.git/config")
    code, said = check(folder)
    assert (code, "TS101 a symbolic link leads out" in said, "repositoryformatversion" in said) == (
        1,
        True,
        False,
    )


@pytest.mark.parametrize("name", ["countries", "rubrics/sea"])
def test_a_folder_that_is_a_link_out_is_not_read(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / name).rename(tmp_path / "outside")
    (folder / name).symlink_to(tmp_path / "outside")
    code, said = check(folder)
    assert (code, "TS101 a symbolic link leads out" in said) == (1, True)


@pytest.mark.parametrize("name", [COUNTRY, CRITERIA])
def test_a_link_that_stays_inside_is_followed(folder: Path, name: str) -> None:
    (folder / "shared").mkdir()
    (folder / name).rename(folder / "shared/file.yaml")
    (folder / name).symlink_to(folder / "shared/file.yaml")
    assert check(folder)[0] == 0
    assert check(folder, "--workspace", str(folder))[0] == 0


def test_a_workspace_that_is_itself_reached_by_a_link_is_checked(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(folder)
    assert check(tmp_path, "--workspace", "alias")[0] == 0
    assert check(tmp_path / "alias")[0] == 0
    assert check(folder / "rubrics/sea")[0] == 0, "from a folder below, the workspace is found upwards"


@pytest.mark.parametrize("whole", [True, False])
def test_the_other_side_of_a_comparison_is_kept_to_its_folder_too(
    folder: Path, tmp_path: Path, whole: bool
) -> None:
    (tmp_path / "secret.yaml").write_text(HIDDEN, encoding="utf-8")
    old = tmp_path / "old/rubrics" if whole else tmp_path / "old"
    shutil.copytree(BASE / ("rubrics" if whole else "rubrics/sea"), old)
    criteria = old / "sea/harbour.yaml" if whole else old / "harbour.yaml"
    assert check(folder, "--against", f"path:{tmp_path / 'old'}")[0] == 0
    replace_by_link(criteria, tmp_path / "secret.yaml")
    code, said = check(folder, "--against", f"path:{tmp_path / 'old'}")
    assert (code, "TS101 a symbolic link leads out" in said, "hunter2" in said) == (2, True, False)


def test_a_rubric_outside_the_workspace_is_kept_to_its_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(HIDDEN, encoding="utf-8")
    shutil.copytree(BASE / "rubrics/sea", tmp_path / "mine")
    replace_by_link(tmp_path / "mine/harbour.yaml", tmp_path / "secret.yaml")
    code, said = check(folder, str(tmp_path / "mine"))
    assert (code, "TS101 a symbolic link leads out" in said, "hunter2" in said) == (1, True, False)


def test_a_problem_of_a_linked_file_is_shown_where_its_folder_was_named(folder: Path) -> None:
    replace_by_link(folder / COUNTRY, "../.git/config")
    assert check(folder, "countries")[0] == 1
    assert check(folder, COUNTRY)[0] == 1
    assert check(folder, "rubrics")[0] == 0


def test_links_in_a_circle_are_a_problem_and_no_fault_of_tierscore(folder: Path) -> None:
    replace_by_link(folder / COUNTRY, "thule.yaml")
    code, said = check(folder)
    assert (code, "TS101" in said, "fault of tierscore" in said) == (1, True, False)


FACT = ["--measure", "anchors", "--status", "done", "--when", "2021", "--summary", "S.", "--source", "s:p"]


def test_no_fact_is_added_to_a_file_outside(folder: Path, tmp_path: Path) -> None:
    """The line that is wrong was shown, and what was sound was written to."""
    outside = tmp_path / "outside.yaml"
    for text in (HIDDEN, (folder / COUNTRY).read_text(encoding="utf-8")):
        outside.write_text(text, encoding="utf-8")
        replace_by_link(folder / COUNTRY, outside)
        for country in ("thule", COUNTRY):
            done = run("add", country, *FACT, cwd=folder)
            assert (done.returncode, done.stdout) == (2, "")
            assert f"{COUNTRY}: TS101 a symbolic link leads out of the workspace" in done.stderr
            assert "Nothing was written: 1 problem in the files." in done.stderr
            assert "hunter2" not in done.stderr
        assert outside.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("countries", ("country", "Tuvalu")),
        ("schemas", ("country", "Tuvalu")),
        ("rubrics", ("rubric", "My own")),
        ("schemas", ("rubric", "My own")),
    ],
)
def test_nothing_is_started_in_a_folder_outside(
    folder: Path, tmp_path: Path, name: str, arguments: tuple[str, ...]
) -> None:
    outside, inside = tmp_path / "outside", folder / "kept"
    (folder / name).mkdir(exist_ok=True)
    (folder / name).rename(outside)
    (folder / name).symlink_to(outside)
    before = sorted(outside.rglob("*"))
    done = run("init", *arguments, cwd=folder)
    assert done.returncode == 2, done.stdout
    assert "TS101 a symbolic link leads out of the workspace" in done.stderr
    assert sorted(outside.rglob("*")) == before
    (folder / name).unlink()
    outside.rename(inside)
    (folder / name).symlink_to("kept")
    assert run("init", *arguments, cwd=folder).returncode == 0
