"""The use cases that write files: what they name is written whole, or nothing is."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loading.invalid import MADE_UP
from repositories import edit_file, repository
from tierscore.application.author import (
    country_file,
    find_country,
    start_country,
    start_rubric,
    start_workspace,
    write_versions,
)
from tierscore.application.compare_rubrics import open_comparison
from tierscore.application.session import open_workspace
from tierscore.errors import UsageError

if TYPE_CHECKING:
    from tierscore.application.session import Session


@pytest.fixture
def own(tmp_path: Path) -> Session:
    return open_workspace(shutil.copytree(MADE_UP, tmp_path / "own"))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_country_file_comes_with_its_schema_and_is_what_is_shown(own: Session) -> None:
    fiji = find_country("fiji")
    path = own.workspace.root / "countries/fiji.yaml"
    shown = country_file(own, fiji, path)
    assert start_country(own, fiji) == [path, own.workspace.root / "schemas/country.schema.json"]
    assert path.read_text(encoding="utf-8") == shown


def test_where_a_schema_cannot_be_written_neither_is_what_names_it(own: Session) -> None:
    (own.workspace.root / "schemas").write_text("in the way", encoding="utf-8")
    before = files(own.workspace.root)
    with pytest.raises(UsageError, match=r"cannot write .*schema\.json"):
        start_country(own, find_country("FJI"))
    with pytest.raises(UsageError, match=r"cannot write .*schema\.json"):
        start_rubric(own, "Mine")
    assert files(own.workspace.root) == before
    assert not (own.workspace.root / "rubrics/mine").exists()


def test_a_workspace_whose_last_folder_cannot_be_written_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / "countries").write_text("in the way", encoding="utf-8")
    with pytest.raises(UsageError, match="countries is there already"):
        start_workspace(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["countries"]


def test_versions_say_what_became_of_each_rubric(tmp_path: Path) -> None:
    folder = repository(tmp_path / "work")
    edit_file(folder / "rubrics/sea/rubric.yaml", "met_from: {value: 3/4", "met_from: {value: 2/3")
    session = open_workspace(folder)
    for is_new in (True, False):
        with open_comparison(session, "HEAD") as comparison:
            (version,) = write_versions(comparison, "2022-03-02")
        assert (version.is_new, version.entry.version, version.entry.date) == (is_new, "2.0.0", "2022-03-02")
        assert version.file == folder / "rubrics/sea/rubric.yaml"
