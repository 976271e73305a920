"""Files that cannot be read at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tierscore.loading.files import LARGEST, list_yaml, read_file
from tierscore.model.problem import Code, Problem, UnreadableError


def the_problem(path: Path) -> Problem:
    with pytest.raises(UnreadableError) as caught:
        read_file(path)
    (problem,) = caught.value.problems
    return problem


def test_a_missing_file(tmp_path: Path) -> None:
    problem = the_problem(tmp_path / "none.yaml")
    assert (problem.code, problem.message) == (Code.UNREADABLE, "there is no such file")
    assert str(problem.place) == str(tmp_path / "none.yaml")


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert the_problem(tmp_path).message == "this is a folder, not a file"


def test_a_file_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    assert the_problem(tmp_path / "a" / "b.yaml").message == "there is no such file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1")
    path.chmod(0)
    assert the_problem(path).message == "you may not read this file"


def test_a_refusal_by_permission_is_told_as_such(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert the_problem(tmp_path / "a.yaml").message == "you may not read this file"


def test_a_name_that_no_file_can_have() -> None:
    assert the_problem(Path("a\0b.yaml")).message == "no file can have this name"
    assert the_problem(Path("a" * 5000)).code is Code.UNREADABLE


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * LARGEST)
    assert len(read_file(path)) == LARGEST
    path.write_bytes(b"x" * (LARGEST + 1))
    assert the_problem(path).code is Code.TOO_LARGE


def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert the_problem(tmp_path / "a.yaml").message == "the file cannot be read: it is a device or a pipe"


def test_yaml_files_are_listed_by_name_and_nothing_else_is(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", ".hidden.yaml", "c.csv"):
        (tmp_path / name).write_text("")
    assert [path.name for path in list_yaml(tmp_path)] == ["a.yml", "b.yaml"]
    assert list_yaml(tmp_path / "none") == []
