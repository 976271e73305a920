"""A check of a part of a workspace says of it what a check of the whole says, and does no more than that takes."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from command import ROOT
from loading.invalid import MADE_UP
from tierscore.application.check import check
from tierscore.application.session import open_workspace
from tierscore.loading.workspace.discovery import Workspace
from tierscore.loading.workspace.reader import workspace_files
from tierscore.model.check import Check
from tierscore.model.problem import Code

DAY = datetime.date(2026, 11, 24)
COUNTRY, CASE = "countries/atlantis.yaml", "rubrics/made-up/cases/atlantis.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP, tmp_path / "work"))


def checked(folder: Path, *paths: str, cache: Path | None = None) -> Check:
    session = open_workspace(folder, cache_folder=cache)
    return check(session, DAY, [folder / path for path in paths])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def twin(folder: Path, name: str) -> None:
    shutil.copyfile(folder / COUNTRY, folder / f"countries/{name}.yaml")


def unsound(folder: Path) -> None:
    """Put faults of many kinds into a workspace: of form, of reference, in proofs, in cases, in evidence, and twice one country."""
    shutil.copyfile(ROOT / "tests/files/invalid/many-faults.country.yaml", folder / "countries/many.yaml")
    twin(folder, "aaa")
    twin(folder, "zzz")
    edit(folder / "countries/zzz.yaml", "Atlantis", "Zealandia")
    (folder / "countries/empty.yaml").write_text("", encoding="utf-8")
    edit(folder / CASE, "not_indicated: [Gold]", "indicated: Gold")
    edit(folder / "rubrics/made-up/cases/tiers.yaml", "indicated: ", "not_indicated: ")
    edit(folder / "countries/official-tiers.csv", "Silver", "Copper")


@pytest.mark.parametrize("faulty", [False, True])
def test_a_part_has_the_problems_that_the_whole_has_in_it(folder: Path, tmp_path: Path, faulty: bool) -> None:
    if faulty:
        unsound(folder)
    paths = workspace_files(open_workspace(folder).workspace)
    problems = checked(folder).problems
    assert bool(problems) == faulty
    for cache in (None, tmp_path / "cache", tmp_path / "cache"):
        for path in paths:
            whole = {problem for problem in problems if problem.place.file == str(path)}
            part = checked(folder, str(path.relative_to(folder)), cache=cache).problems
            assert {problem for problem in part if problem.place.file == str(path)} == whole, path


def test_a_country_named_twice_is_seen_in_the_second_file_alone(folder: Path) -> None:
    twin(folder, "aaa")
    twin(folder, "zzz")
    assert checked(folder, "countries/aaa.yaml").problems == ()
    for name in ("atlantis", "zzz"):
        (problem,) = checked(folder, f"countries/{name}.yaml").problems
        assert (problem.code, problem.place.file) == (
            Code.REPEATED_ID,
            str(folder / f"countries/{name}.yaml"),
        )


@pytest.mark.parametrize("path", [COUNTRY, "rubrics/made-up/harbour.yaml", CASE])
def test_a_worked_case_of_it_that_fails_is_shown(folder: Path, path: str) -> None:
    edit(folder / CASE, "not_indicated: [Gold]", "indicated: Gold")
    problems = checked(folder, path).problems
    assert (Code.CASE, str(folder / CASE)) in {(problem.code, problem.place.file) for problem in problems}
    assert checked(folder, "countries/official-tiers.csv").problems == ()


def opened(folder: Path, *paths: str) -> set[str]:
    """The files of the workspace that a check of some paths reads."""
    session = open_workspace(folder)
    check(session, DAY, [folder / path for path in paths])
    contents = session.workspace.files.contents()
    assert contents is not None
    return {path.relative_to(folder).as_posix() for path in contents}


def test_a_check_tries_and_looks_at_no_more_than_it_is_about(folder: Path) -> None:
    twin(folder, "lemuria")
    edit(folder / "countries/lemuria.yaml", "iso3: ATL", "iso3: LEM")
    country = checked(folder, COUNTRY).tallies
    assert country == {"worked cases tried": 1, "evidence items looked at": 9}
    assert checked(folder, "countries/lemuria.yaml").tallies == {"evidence items looked at": 9}
    assert checked(folder, CASE).tallies == {"worked cases tried": 1}
    assert checked(folder, "rubrics/measures.yaml").tallies == {}
    assert "evidence items looked at" not in checked(folder, "rubrics").tallies
    assert checked(folder).tallies["evidence items looked at"] == 18


def test_a_country_file_needs_no_table_of_placements(folder: Path) -> None:
    assert "countries/official-tiers.csv" not in opened(folder, COUNTRY)
    assert "countries/official-tiers.csv" in opened(folder)


def test_a_file_that_cannot_be_seen_to_be_about_another_country_is_read(folder: Path) -> None:
    twin(folder, "aaa")
    edit(folder / "countries/aaa.yaml", "iso3:", '"iso\\x33":')
    workspace = Workspace(folder, open_workspace(folder).workspace.origin)
    assert workspace.may_be_about(folder / "countries/aaa.yaml", {"ATL"})
    (problem,) = checked(folder, COUNTRY).problems
    assert problem.code is Code.REPEATED_ID


def entries(cache: Path) -> int:
    return sum(1 for path in cache.iterdir() if path.name != "key")


EDITS = {
    "a fact": (COUNTRY, "status: done", "status: absent"),
    "a worked case": (CASE, "not_indicated: [Gold]", "indicated: Gold"),
    "a rubric": ("rubrics/made-up/rubric.yaml", "name: Law of", "name: Laws of"),
    "a measure": ("rubrics/measures.yaml", "definition: ", "definition: Once more, "),
}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("faulty", [False, True])
def test_what_is_kept_of_a_check_changes_nothing(
    folder: Path, tmp_path: Path, name: str, faulty: bool
) -> None:
    if faulty:
        unsound(folder)
    cache = tmp_path / "cache"
    assert checked(folder, cache=cache) == checked(folder, cache=cache) == checked(folder)
    path, old, new = EDITS[name]
    if old in (folder / path).read_text(encoding="utf-8"):
        edit(folder / path, old, new)
    assert checked(folder, cache=cache) == checked(folder, cache=cache) == checked(folder)


def test_of_a_check_only_what_an_edit_can_change_is_done_anew(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    checked(folder, cache=cache)
    kept = entries(cache)
    checked(folder, cache=cache)
    assert entries(cache) == kept
    edit(folder / COUNTRY, "status: done", "status: absent")
    checked(folder, cache=cache)
    of_the_country = 2  # its facts, and what stands out in it
    of_its_case = 1
    assert entries(cache) == kept + of_the_country + of_its_case


def test_a_case_that_hides_whose_evidence_it_takes_is_tried_each_time(folder: Path, tmp_path: Path) -> None:
    """Its file does not name the country file in so many bytes, and so cannot say that it depends on it."""
    cache = tmp_path / "cache"
    edit(
        folder / CASE,
        "from: ../../../countries/atlantis.yaml",
        r'from: "../../../countries/atl\x61ntis.yaml"',
    )
    edit(folder / CASE, "not_indicated: [Gold]", "indicated: Gold")
    for old, new in (("", ""), ("status: done", "status: absent"), ("status: absent", "status: done")):
        edit(folder / COUNTRY, old, new)
        assert checked(folder, cache=cache) == checked(folder)
