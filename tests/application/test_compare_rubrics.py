"""The policy of change, on a real repository: what a changed rubric owes before it is merged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from repositories import EDITS, commit, edit_file, overlay, repository
from tierscore.application.compare_rubrics import guard_problems
from tierscore.loading.workspace.discovery import find_workspace
from tierscore.model.problem import UnreadableError

SEA, HARBOUR = "rubrics/sea/rubric.yaml", "rubrics/sea/harbour.yaml"
CUT = ("met_from: {value: 3/4", "met_from: {value: 2/3")
CAUSE = "cut-off-changed at scale / met_from"
VERSION = 'version: "1.2.0"      #'
ENTRY = """history:
  - version: "{version}"
    date: 2022-04-01
    level: {level}
    summary: A lower cut-off.
    moves:
      - {{country: {country}, year: 2021, from: "2", to: "{to}"}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return repository(tmp_path / "work")


def problems(folder: Path) -> list[tuple[str, int, str]]:
    found = guard_problems(find_workspace(folder, chosen=folder), "HEAD").problems
    return [(problem.code.value, problem.place.line, problem.message) for problem in found]


def codes(folder: Path) -> list[str]:
    return [code for code, _, _ in problems(folder)]


def lower_the_cut_off(
    folder: Path, version: str = "2.0.0", level: str = "substantive", country: str = "ATL", to: str = "1"
) -> None:
    edit_file(folder / SEA, *CUT)
    edit_file(folder / SEA, VERSION, f'version: "{version}"      #')
    edit_file(folder / SEA, "history:\n", ENTRY.format(version=version, level=level, country=country, to=to))


def test_nothing_changed_owes_nothing(folder: Path) -> None:
    assert problems(folder) == []


@pytest.mark.parametrize("edit", ["rules-written-once", "rules-written-out"])
def test_to_write_a_rule_once_or_out_owes_nothing(edit: str, folder: Path) -> None:
    overlay(EDITS / edit, "before", folder)
    commit(folder)
    overlay(EDITS / edit, "after", folder)
    assert problems(folder) == []


def test_a_change_without_a_version_names_the_move_and_what_moved_it(folder: Path) -> None:
    edit_file(folder / SEA, *CUT)
    assert problems(folder) == [
        (
            "TS601",
            5,
            "the changes ask for a major version after 1.2.0, and this is 1.2.0: cut-off-changed at scale / met_from",
        ),
        (
            "TS603",
            5,
            f"Atlantis (ATL) moves from 2 to 1 in the report of 2021 by {CAUSE}, and the version was not raised to accept it",
        ),
    ]


def test_before_the_version_is_raised_nothing_is_said_of_moves_that_an_earlier_one_accepted(
    folder: Path,
) -> None:
    lower_the_cut_off(folder)
    commit(folder)
    edit_file(folder / HARBOUR, "points: 2", "points: 3")
    assert problems(folder) == [
        (
            "TS601",
            5,
            "the changes ask for a minor version after 2.0.0, and this is 2.0.0: points-changed at "
            + " / ".join(("criteria", "searching", "indicators", "law", "points")),
        )
    ]
    edit_file(folder / SEA, 'version: "2.0.0"      #', VERSION)
    assert codes(folder) == ["TS601"], "nor where it falls to a version that has an entry"


def test_a_move_that_an_earlier_version_accepted_is_not_accepted_again(folder: Path) -> None:
    lower_the_cut_off(folder)
    commit(folder)
    edit_file(folder / SEA, *reversed(CUT))
    commit(folder)
    edit_file(folder / SEA, *CUT)
    found = guard_problems(find_workspace(folder, chosen=folder), "HEAD").problems
    assert [problem.code.value for problem in found] == ["TS601", "TS603"]
    assert found[1].hint.startswith("raise the version first; ")


def test_a_version_without_an_entry(folder: Path) -> None:
    edit_file(folder / HARBOUR, "Are ten ships searched?", "Are ships searched, ten at least?")
    edit_file(folder / SEA, VERSION, 'version: "1.2.1"      #')
    assert codes(folder) == ["TS602"]


def test_a_move_that_is_named_is_accepted(folder: Path) -> None:
    lower_the_cut_off(folder)
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("version", "expected"), [("1.2.1", ["TS601"]), ("1.3.0", ["TS601"]), ("2.0.0", []), ("3.1.4", [])]
)
def test_a_version_rises_by_what_the_change_asks(folder: Path, version: str, expected: list[str]) -> None:
    lower_the_cut_off(folder, version)
    assert codes(folder) == expected


def test_the_same_rule_holds_while_the_first_number_is_0(folder: Path) -> None:
    edit_file(folder / SEA, VERSION, 'version: "0.2.0"      #')
    commit(folder)
    lower = folder / SEA
    edit_file(lower, *CUT)
    edit_file(lower, 'version: "0.2.0"      #', 'version: "0.3.0"      #')
    assert "TS601" in codes(folder)


def test_a_named_move_that_does_not_happen_is_a_warning(folder: Path) -> None:
    lower_the_cut_off(folder, country="THU")
    assert codes(folder) == ["TS603", "TS604"]


def test_a_move_to_another_tier_than_named_is_not_accepted(folder: Path) -> None:
    lower_the_cut_off(folder, to="3")
    assert codes(folder) == ["TS603"]


def test_an_entry_that_plays_a_change_down(folder: Path) -> None:
    lower_the_cut_off(folder, level="editorial")
    assert codes(folder) == ["TS605"]


def test_only_a_summary_of_an_older_entry_may_be_mended(folder: Path) -> None:
    edit_file(folder / SEA, "summary: Asks for lamps.", "summary: Asks for lamps, lit.")
    assert problems(folder) == []
    edit_file(
        folder / SEA,
        '{country: ATL, year: 2021, from: "1", to: "2"}',
        '{country: ATL, year: 2021, from: "1", to: "3"}',
    )
    assert problems(folder) == [("TS605", 68, "the entry of version 1.1.0 was rewritten")]


def test_an_entry_that_is_gone(folder: Path) -> None:
    text = (folder / SEA).read_text()
    (folder / SEA).write_text(text[: text.index('  - version: "1.1.0"')])
    assert problems(folder) == [("TS605", 62, "the entry of version 1.1.0 is gone")]


def test_versions_that_do_not_fall_or_stand_twice(folder: Path) -> None:
    edit_file(
        folder / SEA,
        '  - version: "1.1.0"',
        '  - version: "1.1.0"\n    date: 2021\n    level: editorial\n    summary: Twice.\n  - version: "1.3.0"',
    )
    assert "TS605" in codes(folder)
    edit_file(folder / SEA, '  - version: "1.3.0"', '  - version: "1.1.0"')
    assert "version 1.1.0 has two entries" in [message for _, _, message in problems(folder)]


def test_a_version_does_not_fall(folder: Path) -> None:
    edit_file(folder / SEA, VERSION, 'version: "1.1.0"      #')
    assert ("TS605", 5, "the version falls from 1.2.0 to 1.1.0") in problems(folder)


def test_a_version_that_is_none(folder: Path) -> None:
    edit_file(folder / SEA, VERSION, 'version: "1.2"      #')
    with pytest.raises(UnreadableError) as caught:
        codes(folder)
    assert [problem.code for problem in caught.value.problems] == ["TS601"]


def test_facts_edited_under_an_unchanged_rubric_owe_nothing(folder: Path) -> None:
    edit_file(folder / "countries/thule.yaml", "value: 4", "value: 40")
    assert problems(folder) == []


def test_a_deleted_rubric_is_a_problem(folder: Path) -> None:
    shutil.copytree(folder / "rubrics/sea", folder / "rubrics/lake")
    edit_file(folder / "rubrics/lake/rubric.yaml", "id: sea", "id: lake")
    edit_file(folder / "rubrics/lake/harbour.yaml", "points: 2", "points: 3")
    assert problems(folder) == []  # a new rubric owes an entry for its version, and has it
    commit(folder)
    shutil.rmtree(folder / "rubrics/lake")
    guard = guard_problems(find_workspace(folder, chosen=folder), "HEAD")
    assert [(problem.code.value, Path(problem.place.file).parts[-3:]) for problem in guard.problems] == [
        ("TS602", ("rubrics", "lake", "rubric.yaml"))
    ]
    assert guard.tallies["rubrics compared"] == len(guard.diffs) == 2


def test_a_new_rubric_owes_an_entry_for_its_version(folder: Path) -> None:
    shutil.copytree(folder / "rubrics/sea", folder / "rubrics/lake")
    main = folder / "rubrics/lake/rubric.yaml"
    edit_file(main, "id: sea", "id: lake")
    edit_file(folder / "rubrics/lake/harbour.yaml", "points: 2", "points: 3")
    main.write_text(main.read_text()[: main.read_text().index("history:")])
    assert codes(folder) == ["TS602"]


@pytest.mark.parametrize("moved", [False, True])
def test_a_new_id_and_nothing_else_owes_a_version_with_an_entry(folder: Path, moved: bool) -> None:
    edit_file(folder / SEA, "id: sea", "id: ocean")
    if moved:
        (folder / "rubrics/sea").rename(folder / "rubrics/ocean")
    main = "rubrics/ocean/rubric.yaml" if moved else SEA
    ((code, _, message),) = problems(folder)
    assert (code, message.endswith("1.2.0: renamed at rubric / id")) == ("TS601", True)
    edit_file(folder / main, VERSION, 'version: "1.2.1"      #')
    entry = '  - {version: "1.2.1", date: 2022-04-01, level: clarifying, summary: Another id.}\n'
    edit_file(folder / main, "history:\n", f"history:\n{entry}")
    assert problems(folder) == []


def test_a_new_id_with_another_change_is_a_rubric_that_was_deleted(folder: Path) -> None:
    edit_file(folder / SEA, "id: sea", "id: ocean")
    edit_file(folder / HARBOUR, "points: 2", "points: 3")
    (problem,) = guard_problems(find_workspace(folder, chosen=folder), "HEAD").problems
    assert (problem.code, problem.message.split(":")[0]) == ("TS602", "the rubric 'sea' was deleted")
    assert "an id can be changed in a step of its own that changes nothing else" in problem.hint
