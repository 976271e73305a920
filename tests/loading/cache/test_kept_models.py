"""What is kept between runs: the same models, whatever lies in the cache."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from command import ROOT, environment, run, run_process
from loading.invalid import MADE_UP
from tierscore.loading.cache.entry_folder import KEY_FILE, EntryFolder
from tierscore.loading.cache.models import Cache
from tierscore.loading.cache.serialization import NotOurDataError, model, plain
from tierscore.loading.workspace.discovery import Origin, Workspace
from tierscore.loading.workspace.store import Library
from tierscore.model import condition, evidence, law, measure, period, placement, rubric, test
from tierscore.model.measure import Vocabulary
from tierscore.model.placement import NO_PLACEMENTS
from tierscore.model.problem import UnreadableError

KEPT = (condition, evidence, law, measure, period, placement, rubric, test)
NEVER_IN_FILES = {period.ReportingPeriod, condition.NamedCondition, evidence.State}
READER = ("pydantic", "ruamel", "csv", "tierscore.loading.yaml.reader", "tierscore.loading.forms.base")


def a_run(workspace: Workspace, folder: Path) -> Library:
    """The library of a new run of the command, which has read nothing yet."""
    return Library(Workspace(workspace.root, workspace.origin), Cache(folder))


def everything(library: Library, workspace: Workspace) -> list[object]:
    """Every model that a library gives for a workspace."""
    dossiers = [library.dossier(path) for path in workspace.countries().values()]
    rubrics = [library.rubric(name) for name in workspace.rubrics()]
    return [
        library.vocabulary,
        *rubrics,
        *dossiers,
        *(library.placements(dossier.iso3) for dossier in dossiers),
        *(library.track_rows(rubric.id, rubric.version) for rubric in rubrics),
    ]


@cache
def loaded_once(root: Path) -> list[object]:
    """Every model of a workspace that no test changes, read without a cache."""
    workspace = Workspace(root, Origin.CHOSEN)
    return everything(Library(workspace), workspace)


def types_in(value: object) -> Iterator[type]:
    """The type of a value and of all that it holds."""
    yield type(value)
    if isinstance(value, dict):
        parts = [*value, *value.values()]
    elif isinstance(value, tuple | frozenset):
        parts = list(value)
    else:
        parts = (
            [getattr(value, field.name) for field in fields(value)]
            if is_dataclass(value) and not isinstance(value, type)
            else []
        )
    for part in parts:
        yield from types_in(part)


def no_reading(*_: object) -> None:
    raise AssertionError("a file was read anew")


def entries(folder: Path) -> list[Path]:
    """Every file of a cache but its secret."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != KEY_FILE)


@pytest.fixture(params=[ROOT, MADE_UP], ids=["shipped", "made-up"])
def workspace(request: pytest.FixtureRequest) -> Workspace:
    return Workspace(request.param, Origin.CHOSEN)


@pytest.fixture
def made_up(tmp_path: Path) -> Workspace:
    return Workspace(Path(shutil.copytree(MADE_UP, tmp_path / "made-up")), Origin.CHOSEN)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_every_model_comes_back_as_it_was(workspace: Workspace) -> None:
    for loaded in loaded_once(workspace.root):
        back = model(json.loads(json.dumps(plain(loaded))))
        assert back == loaded
        assert Counter(types_in(back)) == Counter(types_in(loaded))


def test_what_makes_no_difference_between_models_is_kept_all_the_same() -> None:
    named = condition.GateHolds("g", title="a name")
    assert model(json.loads(json.dumps(plain(named)))).title == "a name"


def test_mappings_keep_their_order(workspace: Workspace) -> None:
    for loaded in loaded_once(workspace.root):
        back = model(plain(loaded))
        for name in getattr(loaded, "__match_args__", ()):
            if isinstance(value := getattr(loaded, name), dict):
                assert list(getattr(back, name)) == list(value)


def test_the_files_of_the_tests_hold_every_record_that_is_kept() -> None:
    found = {kind for root in (ROOT, MADE_UP) for loaded in loaded_once(root) for kind in types_in(loaded)}
    records = {
        kind
        for module in KEPT
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__ == module.__name__
    }
    assert {kind for kind in records if is_dataclass(kind)} - found <= NEVER_IN_FILES


def test_a_second_run_reads_nothing_anew(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = everything(a_run(workspace, folder), workspace)
    for name in (
        "vocabulary.load_vocabulary",
        "rubric.reader.load_rubric",
        "country.reader.load_country",
        "tables.placements.load_placements_of",
        "tables.track_record.load_record",
    ):
        monkeypatch.setattr(f"tierscore.loading.{name}", no_reading)
    assert everything(a_run(workspace, folder), workspace) == first


@pytest.mark.parametrize(
    "file", ["rubrics/measures.yaml", "rubrics/made-up/harbour.yaml", "countries/atlantis.yaml"]
)
def test_a_changed_byte_is_read_anew(made_up: Workspace, folder: Path, file: str) -> None:
    everything(a_run(made_up, folder), made_up)
    before = len(entries(folder))
    path = made_up.root / file
    path.write_bytes(path.read_bytes() + b"# one more line\n")
    everything(a_run(made_up, folder), made_up)
    assert len(entries(folder)) > before


def test_a_changed_fact_is_seen_at_once(made_up: Workspace, folder: Path) -> None:
    path = made_up.root / "countries/atlantis.yaml"
    stamp = path.stat()
    name = a_run(made_up, folder).dossier(path).name
    path.write_text(path.read_text().replace(f"name: {name}", f"name: {name[::-1].title()}", 1))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert a_run(made_up, folder).dossier(path).name == name[::-1].title()


def test_a_file_that_became_unreadable_is_refused_whatever_is_kept(made_up: Workspace, folder: Path) -> None:
    path = made_up.root / "countries/atlantis.yaml"
    a_run(made_up, folder).dossier(path)
    path.write_text("country: [")
    with pytest.raises(UnreadableError):
        a_run(made_up, folder).dossier(path)
    path.unlink()
    with pytest.raises(UnreadableError, match="there is no such file"):
        a_run(made_up, folder).dossier(path)


def test_a_file_with_problems_is_never_kept(made_up: Workspace, folder: Path) -> None:
    (made_up.root / "rubrics/measures.yaml").write_text("measures: [")
    with pytest.raises(UnreadableError):
        _ = a_run(made_up, folder).vocabulary
    assert entries(folder) == []


def test_a_changed_module_changes_every_key(tmp_path: Path) -> None:
    source = tmp_path / "tierscore"
    shutil.copytree(ROOT / "src/tierscore", source, ignore=shutil.ignore_patterns("__pycache__"))
    ask = (
        "from pathlib import Path; from tierscore.loading.cache.models import Cache; "
        "print(Cache(Path()).key('Rubric', []))"
    )

    def key() -> str:
        env = environment() | {"PYTHONPATH": str(tmp_path)}
        return subprocess.run(
            [sys.executable, "-c", ask], env=env, capture_output=True, text=True, check=True
        ).stdout

    before = key()
    assert key() == before
    with (source / "loading/country/reader.py").open("a") as file:
        file.write("# changed\n")
    assert key() != before


def test_names_and_contents_are_kept_apart(folder: Path) -> None:
    cache = Cache(folder)
    keys = {
        cache.key("A", [("b", b"cd")]),
        cache.key("A", [("bc", b"d")]),
        cache.key("A", [("b", b"c"), ("", b"d")]),
        cache.key("Ab", []),
    }
    assert len(keys) == 4


UNSEALED = {
    "empty": b"",
    "no check sum": b'["Vocabulary"]',
    "binary": bytes(range(256)),
    "a pickle": b"cos\nsystem\n(S'touch owned'\ntR.",
}
SEALED = {
    "nothing": b"",
    "not JSON": b"{",
    "not UTF-8": b'["\xff"]',
    "foreign type": b'["os.system", "touch owned"]',
    "a function": b'["__import__", "os"]',
    "another model": b'["Subject", "raids", null, null]',
    "a plain text": b'"Vocabulary"',
    "too few parts": b'["Vocabulary", ["dict"]]',
    "too many parts": json.dumps(["Vocabulary", *[["dict"]] * 40]).encode(),
    "an odd mapping": b'["dict", 1]',
    "a mapping of mappings": b'["dict", ["dict"], 1]',
    "a JSON object": b'{"Vocabulary": 1}',
    "a number with a point": b'["tuple", 0.5]',
    "not a number": b'["tuple", NaN]',
    "division by nothing": b'["Fraction", 1, 0]',
    "a very long number": b"9" * 10_000,
    "no date": b'["date", "2024-13-01"]',
    "an enumeration's other word": b'["Nature", "evil"]',
    "nothing in a list": b"[]",
    "a list as a name": b'[["tuple"]]',
    "deep": b"[" * 200_000,
    "deep and whole": b'["tuple",' * 20_000 + b"1" + b"]" * 20_000,
}


@pytest.mark.parametrize("name", [*UNSEALED, *SEALED])
def test_an_entry_that_is_none_of_ours_is_ignored_and_replaced(
    made_up: Workspace, folder: Path, name: str
) -> None:
    fresh = everything(Library(made_up), made_up)
    everything(a_run(made_up, folder), made_up)
    sound = {path: path.read_bytes() for path in entries(folder)}
    for path in sound:
        if name in UNSEALED:
            path.write_bytes(UNSEALED[name])
        else:
            EntryFolder(folder).write(path.name, SEALED[name])
    assert everything(a_run(made_up, folder), made_up) == fresh
    assert {path: path.read_bytes() for path in entries(folder)} == sound


def test_an_entry_cut_off_or_altered_anywhere_is_ignored(made_up: Workspace, folder: Path) -> None:
    fresh = Library(made_up).vocabulary
    assert a_run(made_up, folder).vocabulary == fresh
    (path,) = entries(folder)
    whole = path.read_bytes()
    for place in range(0, len(whole), 97):
        for damaged in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
            path.write_bytes(damaged)
            assert Cache(folder).recall(path.stem, Vocabulary) is None
    assert a_run(made_up, folder).vocabulary == fresh


def test_an_entry_in_the_place_of_another_is_ignored(made_up: Workspace, folder: Path) -> None:
    path = made_up.root / "countries/atlantis.yaml"
    other = made_up.root / "countries/lemuria.yaml"
    other.write_text(path.read_text().replace("Atlantis", "Lemuria"))
    first = a_run(made_up, folder).dossier(path)
    before = entries(folder)
    second = a_run(made_up, folder).dossier(other)
    late = set(entries(folder)) - set(before)
    for early in before:
        for path in late:
            path.write_bytes(early.read_bytes())
        assert a_run(made_up, folder).dossier(other) == second != first


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        b"bytes",
        ["list"],
        {1, 2},
        object(),
        datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC),
        ("deep", []),
    ],
)
def test_what_cannot_be_kept_is_refused(value: object, folder: Path) -> None:
    with pytest.raises(NotOurDataError):
        plain(value)
    Cache(folder).keep("0" * 64, value)
    assert entries(folder) == []


def test_a_namesake_of_a_kept_type_is_refused() -> None:
    class Nature(StrEnum):
        STANDING = "standing"

    with pytest.raises(NotOurDataError):
        plain(Nature.STANDING)


@pytest.mark.parametrize(
    "value",
    [Fraction(-7, 3), datetime.date(2024, 2, 29), (), frozenset({"b", "a"}), {}, True, 1, None, "é\ud800"],
)
def test_single_values_come_back(value: object) -> None:
    back = model(json.loads(json.dumps(plain(value))))
    assert (back, type(back)) == (value, type(value))


def test_text_that_json_would_change_is_not_kept(folder: Path) -> None:
    cache = Cache(folder)
    cache.keep("0" * 64, ("\ud83d" + "\ude00",))
    assert cache.recall("0" * 64, tuple) is None


def test_a_folder_that_cannot_be_written_changes_nothing(made_up: Workspace, tmp_path: Path) -> None:
    fresh = everything(Library(made_up), made_up)
    taken = tmp_path / "file"
    taken.write_text("a file where the folder should be")
    assert everything(Library(made_up, Cache(taken)), made_up) == fresh
    assert everything(Library(made_up, Cache(Path("/proc/nowhere"))), made_up) == fresh
    assert taken.read_text().startswith("a file")


def test_nothing_half_written_is_left(
    made_up: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert everything(a_run(made_up, folder), made_up) == everything(Library(made_up), made_up)
    assert entries(folder) == []


def test_a_file_that_changes_after_it_was_read_is_kept_as_it_was_read(
    made_up: Workspace, folder: Path
) -> None:
    read, path = made_up.files.data(made_up.vocabulary), made_up.vocabulary
    path.write_bytes(read.replace(b"ships", b"boats"))
    before = Library(made_up, Cache(folder)).vocabulary
    assert a_run(made_up, folder).vocabulary != before
    assert len(entries(folder)) == 2


def test_there_are_no_placements_without_a_table(made_up: Workspace, folder: Path) -> None:
    made_up.placements.unlink()
    assert a_run(made_up, folder).placements("ATL") == NO_PLACEMENTS


class TestTheCommand:
    ASSESS = ("assess", "atlantis", "--year", "2021", "--workspace", str(MADE_UP))

    def test_answers_the_same_with_and_without_and_under_any_hash_seed(self, tmp_path: Path) -> None:
        kept = [
            run_process(*self.ASSESS, env={"XDG_CACHE_HOME": str(tmp_path), "PYTHONHASHSEED": seed})
            for seed in ("1", "2", "3")
        ]
        anew = [run(*self.ASSESS, env={"TIERSCORE_NO_CACHE": "1"})]
        assert {(answer.returncode, answer.stderr) for answer in (*kept, *anew)} == {(0, "")}
        assert len({answer.stdout for answer in (*kept, *anew)}) == 1
        models, last_read, answers = 4, 1, 3
        assert len(entries(tmp_path / "tierscore/store")) == models + last_read + answers

    def test_loads_no_reader_on_the_second_run(self, tmp_path: Path) -> None:
        show = "import sys, tierscore.cli.main as run; run.main(); sys.stderr.write(' '.join(sys.modules))"

        def loaded() -> set[str]:
            env = environment() | {"XDG_CACHE_HOME": str(tmp_path)}
            command = [sys.executable, "-c", show, *self.ASSESS]
            return set(
                subprocess.run(
                    command, cwd=ROOT, env=env, capture_output=True, text=True, check=True
                ).stderr.split()
            )

        assert set(READER) <= loaded()
        assert not set(READER) & loaded()

    def test_keeps_nothing_if_told_so(self, tmp_path: Path) -> None:
        assert (
            run(*self.ASSESS, env={"XDG_CACHE_HOME": str(tmp_path), "TIERSCORE_NO_CACHE": "1"}).returncode
            == 0
        )
        assert list(tmp_path.iterdir()) == []

    def test_keeps_in_the_home_where_no_cache_is_named(self, tmp_path: Path) -> None:
        assert run(*self.ASSESS, env={"XDG_CACHE_HOME": "relative", "HOME": str(tmp_path)}).returncode == 0
        assert entries(tmp_path / ".cache/tierscore")
        assert not (ROOT / "relative").exists()

    def test_lets_nobody_else_read_what_it_keeps(self, tmp_path: Path) -> None:
        run(*self.ASSESS, env={"XDG_CACHE_HOME": str(tmp_path)})
        store = tmp_path / "tierscore/store"
        assert store.stat().st_mode & 0o077 == 0
        assert {path.stat().st_mode & 0o077 for path in store.iterdir()} == {0}
