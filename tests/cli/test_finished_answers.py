"""An answer that was given before is given again only where working it out anew would give the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from command import ROOT, Result, environment, on_terminal, run
from loading.invalid import MADE_UP

ASSESS = ("assess", "atlantis", "--year", "2021")
CALLS = (
    ASSESS,
    ("assess", "ATL"),
    *((*ASSESS, "--format", kind) for kind in ("json", "markdown", "text", "terminal")),
    (*ASSESS, "--brief"),
    (*ASSESS, "--full"),
    ("assess", "countries/atlantis.yaml", "--year", "2020"),
    ("explain", "atlantis", "tier"),
    ("history", "atlantis"),
    ("history", "atlantis", "--format", "json"),
    ("outlook", "ATL"),
    ("audit-history",),
    ("list", "countries"),
    ("list", "years"),
    ("list", "criteria"),
    ("list", "measures", "--format", "csv"),
    ("list", "switches"),
    ("check",),
    ("backtest",),
    ("export", "--table", "findings"),
)
NO_CACHE = {"TIERSCORE_NO_CACHE": "1"}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP, tmp_path / "made-up"))


@pytest.fixture
def store(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(tmp_path / "cache")}


def answer(done: Result) -> tuple[int, str, str]:
    return done.returncode, done.stdout, done.stderr


def entries(store: dict[str, str]) -> set[str]:
    return {path.name for path in Path(store["XDG_CACHE_HOME"]).rglob("*")}


def engine_runs(*arguments: str, cwd: Path, store: dict[str, str]) -> bool:
    """Whether a command works anything out: whether it loads its own application."""
    ask = "import sys, tierscore.cli.main as run; run.main(); sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", ask, *arguments],
        cwd=cwd, env=environment() | store, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return bool({"typer", "tierscore.engine", "tierscore.application"} & set(done.stderr.split()))


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_an_answer_that_is_given_again_is_the_same(
    workspace: Path, store: dict[str, str], arguments: tuple[str, ...]
) -> None:
    anew = answer(run(*arguments, cwd=workspace, env=NO_CACHE))
    first = answer(run(*arguments, cwd=workspace, env=store))
    kept = entries(store)
    assert first == answer(run(*arguments, cwd=workspace, env=store)) == anew
    assert kept == entries(store)


def test_nothing_is_worked_out_twice(workspace: Path, store: dict[str, str]) -> None:
    assert engine_runs(*ASSESS, cwd=workspace, store=store)
    assert not engine_runs(*ASSESS, cwd=workspace, store=store)


def test_a_note_and_the_exit_code_come_back(workspace: Path, store: dict[str, str]) -> None:
    arguments = ("assess", "atlantis", "--year", "2024")
    answers = [answer(run(*arguments, cwd=workspace, env=env)) for env in (NO_CACHE, store, store)]
    assert answers[0][2].startswith("note: ")
    assert answers[0] == answers[1] == answers[2]
    assert not engine_runs(*arguments, cwd=workspace, store=store)


def change_text(path: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of one place in a file whose size or time of change need not tell."""

    def change(workspace: Path) -> None:
        file = workspace / path
        assert old in file.read_text(encoding="utf-8")
        stamp = file.stat()
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    return change


def add_country(workspace: Path) -> None:
    text = (workspace / "countries/atlantis.yaml").read_text(encoding="utf-8")
    (workspace / "countries/zealandia.yaml").write_text(
        text.replace("Atlantis", "Zealandia").replace("ATL", "ZEA"), encoding="utf-8"
    )


def rename_country(workspace: Path) -> None:
    (workspace / "countries/atlantis.yaml").rename(workspace / "countries/other.yaml")


def remove_placements(workspace: Path) -> None:
    (workspace / "countries/official-tiers.csv").unlink()


def link_out(workspace: Path) -> None:
    path = workspace / "countries/atlantis.yaml"
    outside = workspace.parent / "outside.yaml"
    path.rename(outside)
    path.symlink_to(outside)


def break_country(workspace: Path) -> None:
    (workspace / "countries/atlantis.yaml").write_text("country: [", encoding="utf-8")


def add_rubric(workspace: Path) -> None:
    shutil.copytree(workspace / "rubrics/made-up", workspace / "rubrics/second")


CHANGES: dict[str, Callable[[Path], None]] = {
    "a fact": change_text("countries/atlantis.yaml", "Atlantis", "Atlantos"),
    "a rubric": change_text("rubrics/made-up/rubric.yaml", "name: Law of", "name: Laws of"),
    "a measure": change_text("rubrics/measures.yaml", "definition: ", "definition: Once more, "),
    "a placement": change_text("countries/official-tiers.csv", "ATL", "ATT"),
    "a country more": add_country,
    "another name of a file": rename_country,
    "no placements": remove_placements,
    "a link out of the workspace": link_out,
    "a fault": break_country,
    "a rubric more": add_rubric,
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize(
    "arguments", [ASSESS, ("history", "ATL"), ("list", "countries"), ("list", "years")], ids=" ".join
)
def test_a_change_is_seen_at_once(
    workspace: Path, store: dict[str, str], name: str, arguments: tuple[str, ...]
) -> None:
    run(*arguments, cwd=workspace, env=store)
    CHANGES[name](workspace)
    anew = answer(run(*arguments, cwd=workspace, env=NO_CACHE))
    for _ in range(2):
        assert answer(run(*arguments, cwd=workspace, env=store)) == anew


def add_case(workspace: Path) -> None:
    cases = workspace / "rubrics/made-up/cases"
    text = (cases / "atlantis.yaml").read_text(encoding="utf-8")
    (cases / "second.yaml").write_text(
        text.replace("not_indicated: [Gold]", "indicated: Gold"), encoding="utf-8"
    )


def test_a_check_sees_a_worked_case_more_and_another_day(workspace: Path, store: dict[str, str]) -> None:
    def checked(**env: str) -> tuple[int, str, str]:
        return answer(run("check", cwd=workspace, env=env))

    assert checked(**store)[0] == 0
    earlier = {"SOURCE_DATE_EPOCH": "0"}  # in 1970, when nothing on file had happened yet
    assert checked(**store, **earlier) == checked(**NO_CACHE, **earlier) != checked(**store)
    add_case(workspace)
    assert checked(**store)[0] == 1


def test_a_nearer_workspace_is_taken(workspace: Path, store: dict[str, str]) -> None:
    below = workspace / "countries/deep"
    below.mkdir()
    assert run(*ASSESS, cwd=below, env=store).returncode == 0
    shutil.copytree(MADE_UP, below, dirs_exist_ok=True)
    (below / "countries/atlantis.yaml").unlink()
    assert run(*ASSESS, cwd=below, env=store).returncode == 2


def test_options_surroundings_and_folder_each_have_their_own_answer(
    workspace: Path, store: dict[str, str]
) -> None:
    drawn = (*ASSESS, "--format", "terminal")
    for arguments, cwd, env in (
        (drawn, workspace, {}),
        (drawn, workspace, {"COLUMNS": "60"}),
        (drawn, workspace, {"NO_COLOR": "1"}),
        ((*ASSESS, "--workspace", "."), workspace, {}),
        ((*ASSESS, "--workspace", "made-up"), workspace.parent, {}),
        ((*ASSESS, "--bundled"), workspace, {}),
        ((*ASSESS, "--set", "x=y"), workspace, {}),
        (("assess", "atlantis", "--year", "2020"), workspace, {}),
    ):
        anew = answer(run(*arguments, cwd=cwd, env=env | NO_CACHE))
        assert answer(run(*arguments, cwd=cwd, env=env | store)) == anew
        assert answer(run(*arguments, cwd=cwd, env=env | store)) == anew


def test_what_does_more_than_answer_is_done_each_time(workspace: Path, store: dict[str, str]) -> None:
    file = workspace / "report.md"
    for _ in range(2):
        assert run(*ASSESS, "--output", "report.md", cwd=workspace, env=store).returncode == 0
        assert file.read_text(encoding="utf-8")
        file.unlink()


def test_a_refusal_is_worked_out_each_time(workspace: Path, store: dict[str, str]) -> None:
    arguments = ("assess", "atlantis", "--year", "1900")
    first = answer(run(*arguments, cwd=workspace, env=store))
    kept = entries(store)
    assert first[0] == 2
    assert first == answer(run(*arguments, cwd=workspace, env=store))
    assert kept == entries(store)


def test_a_long_answer_on_a_terminal_goes_through_the_pager_again(
    workspace: Path, store: dict[str, str]
) -> None:
    def shown(*arguments: str) -> str:
        cache = store["XDG_CACHE_HOME"]
        return on_terminal([*arguments], 80, root=workspace, XDG_CACHE_HOME=cache, PAGER="sed s/^/paged:/")

    first, second = shown(*ASSESS), shown(*ASSESS)
    assert first == second
    assert first.startswith("paged:")
    plain = [shown("--no-pager", *ASSESS) for _ in range(2)]
    assert plain[0] == plain[1]
    assert "paged:" not in plain[0]


WATCHED = """
import json, sys
from pathlib import Path
from command import run

opened = set()
sys.addaudithook(lambda event, about: opened.add(str(about[0])) if event == "open" else None)
paths = []
for store, arguments in json.load(sys.stdin):
    opened.clear()
    run(*arguments, cwd=Path(), env={"XDG_CACHE_HOME": store})
    paths.append(sorted(opened))
print(json.dumps(paths))
"""
"""Runs calls one after another, each with a store of its own, and says which files each of them opens."""


@dataclass(frozen=True)
class WatchedCall:
    """A call with an empty store: the folder it ran in, what it kept and which data it opened."""

    workspace: Path
    store: Path
    opened: frozenset[Path]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], WatchedCall]:
    """Every call, watched in one process of its own, since who watches a process does so until it ends."""
    folder = tmp_path_factory.mktemp("watched")
    workspace = Path(shutil.copytree(MADE_UP, folder / "made-up"))
    stores = {arguments: folder / f"cache-{number}" for number, arguments in enumerate(CALLS)}
    python_path = os.pathsep.join(str(ROOT / part) for part in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, "-c", WATCHED],
        cwd=workspace, env=environment() | {"PYTHONPATH": python_path}, capture_output=True, text=True, check=True,
        input=json.dumps([(str(store), arguments) for arguments, store in stores.items()]),
    )  # fmt: skip
    return {
        arguments: WatchedCall(
            workspace,
            store,
            frozenset(
                (workspace / path).resolve() for path in paths if Path(path).suffix in {".yaml", ".csv"}
            ),
        )
        for (arguments, store), paths in zip(stores.items(), json.loads(done.stdout), strict=True)
    }


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_an_answer_rests_on_every_file_that_is_opened(
    watched: dict[tuple[str, ...], WatchedCall], arguments: tuple[str, ...]
) -> None:
    call = watched[arguments]
    inside = {path for path in call.opened if path.is_relative_to(call.workspace.resolve())}
    assert inside
    heads = [
        path.read_bytes()[32:].partition(b"\n")[0] for path in (call.store / "tierscore/store").iterdir()
    ]
    (head,) = [json.loads(head) for head in heads if head.startswith(b'{"chosen"')]
    assert {(call.workspace / path).resolve() for path, _ in head["files"]} >= inside
    assert not [path for path in call.opened - inside if not path.is_relative_to(ROOT / "src")]
