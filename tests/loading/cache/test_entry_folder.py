"""The folder of what outlives a run: nothing in it is taken that was not put there by this program."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command import environment, run
from loading.invalid import MADE_UP
from repositories import repository
from tierscore.loading.cache.entry_folder import KEY_FILE, EntryFolder

NAME, OTHER = "0" * 64, "1" * 64


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one entry."""
    path = tmp_path / "store"
    EntryFolder(path).write(NAME, b"what was written")
    assert EntryFolder(path).read(NAME) == b"what was written"
    return path


def test_there_is_nothing_under_another_name(folder: Path, tmp_path: Path) -> None:
    assert EntryFolder(folder).read(OTHER) is None
    assert EntryFolder(tmp_path / "nowhere").read(NAME) is None


def test_an_entry_whose_sum_another_secret_gives_is_none(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    EntryFolder(elsewhere).write(NAME, b"crafted")
    (folder / NAME).write_bytes((elsewhere / NAME).read_bytes())
    assert EntryFolder(folder).read(NAME) is None


def test_an_entry_under_the_name_of_another_is_none(folder: Path) -> None:
    EntryFolder(folder).write(OTHER, b"something else")
    (folder / NAME).write_bytes((folder / OTHER).read_bytes())
    assert EntryFolder(folder).read(NAME) is None


def test_a_file_that_others_may_read_or_write_is_none(folder: Path) -> None:
    for mode in (0o644, 0o660, 0o602):
        (folder / NAME).chmod(mode)
        assert EntryFolder(folder).read(NAME) is None
    (folder / NAME).chmod(0o600)
    assert EntryFolder(folder).read(NAME) is not None


STRANGE = ("a pipe", "a link", "a folder", "a socket")


def put(path: Path, kind: str) -> None:
    """Put something strange in the place of a file, which it leads to where it is a link."""
    away = path.with_name("moved-away")
    path.replace(away)
    match kind:
        case "a pipe":
            os.mkfifo(path)
        case "a link":
            path.symlink_to(away)
        case "a folder":
            path.mkdir()
            (path / "file").touch()
        case _:
            with socket.socket(socket.AF_UNIX) as end, contextlib.chdir(path.parent):
                end.bind(path.name)  # the name of a socket has few characters


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_file_is_neither_read_nor_waited_for(folder: Path, kind: str) -> None:
    put(folder / NAME, kind)
    assert EntryFolder(folder).read(NAME) is None
    EntryFolder(folder).write(NAME, b"anew")
    assert EntryFolder(folder).read(NAME) == (None if kind == "a folder" else b"anew")
    assert (folder / "moved-away").read_bytes().endswith(b"what was written"), "a link was written through"


@pytest.mark.parametrize("kind", [*STRANGE, "too short", "too long", "of others"])
def test_a_secret_that_is_none_of_ours_is_replaced(folder: Path, kind: str) -> None:
    secret = folder / KEY_FILE
    if kind in STRANGE:
        put(secret, kind)
    elif kind == "of others":
        secret.chmod(0o644)
    else:
        secret.write_bytes(b"x" * (5 if kind == "too short" else 50))
    assert EntryFolder(folder).read(NAME) is None
    EntryFolder(folder).write(NAME, b"anew")
    assert EntryFolder(folder).read(NAME) == (None if kind == "a folder" else b"anew")


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777])
def test_nothing_is_taken_from_a_folder_in_which_others_may_write(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    before = sorted(path.name for path in folder.iterdir())
    assert EntryFolder(folder).read(NAME) is None
    EntryFolder(folder).write(OTHER, b"more")
    assert sorted(path.name for path in folder.iterdir()) == before
    folder.chmod(0o700)
    assert EntryFolder(folder).read(NAME) is not None


@pytest.mark.parametrize("mark", [".git", "rubrics/measures.yaml"])
@pytest.mark.parametrize("linked", [False, True])
def test_nothing_is_taken_from_a_work_tree(tmp_path: Path, mark: str, linked: bool) -> None:
    tree = tmp_path / "checkout"
    store = tree / "deep/store"
    EntryFolder(store).write(NAME, b"brought along")
    (tree / mark).parent.mkdir(exist_ok=True)
    (tree / mark).touch()
    if linked:
        (tmp_path / "cache").symlink_to(tree / "deep")
    path = tmp_path / "cache/store" if linked else store
    assert EntryFolder(path).read(NAME) is None
    EntryFolder(path).write(OTHER, b"more")
    assert not (store / OTHER).exists()


def test_a_link_in_the_place_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert EntryFolder(link).read(NAME) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_nothing_of_another_user_is_taken(folder: Path) -> None:
    os.chown(folder / NAME, 12345, -1)
    assert EntryFolder(folder).read(NAME) is None
    os.chown(folder / NAME, 0, -1)
    os.chown(folder, 12345, -1)
    assert EntryFolder(folder).read(NAME) is None


def test_where_nothing_can_be_written_nothing_is_said(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("a file")
    for path in (taken, taken / "store", Path("/proc/nowhere")):
        EntryFolder(path).write(NAME, b"content")
        assert EntryFolder(path).read(NAME) is None
    assert taken.read_text() == "a file"


def test_the_oldest_entries_go_where_there_are_too_many(tmp_path: Path) -> None:
    path = tmp_path / "store"
    entries = EntryFolder(path, most_entries=8)
    for number in range(12):
        entries.write(f"{number:064}", b"content")
        os.utime(path / f"{number:064}", ns=(number, number))
    foreign = path / "notes.txt"
    foreign.write_text("not ours")
    os.utime(foreign, ns=(0, 0))
    EntryFolder(path, most_entries=8).write("f" * 64, b"newest")
    left = sorted(path.name for path in path.iterdir())
    names = [name.lstrip("0") for name in left]
    assert names == ["6", "7", "8", "9", "10", "11", "f" * 64, KEY_FILE, "notes.txt"]


def test_the_oldest_entries_go_where_they_are_too_large_and_none_is_larger_than_all_may_be(
    tmp_path: Path,
) -> None:
    path = tmp_path / "store"
    entries = EntryFolder(path, most_bytes=100_000)
    for number in range(30):
        entries.write(f"{number:064}", bytes(10_000))
        assert sum(file.stat().st_size for file in path.iterdir()) <= 100_000 + 1_000
    assert entries.read(f"{29:064}") is not None
    assert entries.read(f"{0:064}") is None
    entries.write(NAME, bytes(100_000))
    assert entries.read(NAME) is None


def test_room_is_made_once_a_run_and_not_at_each_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = []
    list_folder = os.scandir

    def counted(folder: int) -> object:
        listed.append(folder)
        return list_folder(folder)

    monkeypatch.setattr(os, "scandir", counted)
    entries = EntryFolder(tmp_path / "store")
    for number in range(20):
        entries.write(f"{number:064}", b"content")
    assert len(listed) == 1


def test_what_a_killed_process_left_half_written_goes_too(tmp_path: Path) -> None:
    path = tmp_path / "store"
    EntryFolder(path).write(NAME, b"content")
    for number in range(9):
        (path / f"new-{number:032}").write_bytes(b"half")
        os.utime(path / f"new-{number:032}", ns=(number, number))
    EntryFolder(path, most_entries=8).write(OTHER, b"content")
    assert {NAME, OTHER, KEY_FILE} <= {file.name for file in path.iterdir()}
    assert len(list(path.glob("new-*"))) == 4


class TestTheCommand:
    ASSESS = ("assess", "atlantis", "--year", "2021", "--workspace", str(MADE_UP))
    OUTLOOK = ("outlook", "ATL", "--workspace", str(MADE_UP))

    def test_waits_for_no_pipe_in_the_place_of_an_entry(self, tmp_path: Path) -> None:
        env = {"XDG_CACHE_HOME": str(tmp_path)}
        right = run(*self.ASSESS, env=env).stdout
        files = [path for path in (tmp_path / "tierscore").rglob("*") if path.is_file()]
        assert len(files) > 1
        for path in files:
            path.unlink()
            os.mkfifo(path)
        command = [sys.executable, "-m", "tierscore", *self.ASSESS]
        done = subprocess.run(
            command, env=environment() | env, capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, right, "")

    def test_keeps_nothing_in_a_work_tree(self, tmp_path: Path) -> None:
        tree = Path(shutil.copytree(MADE_UP, tmp_path / "checkout"))
        env = {"XDG_CACHE_HOME": str(tree / ".cache")}
        assert run("assess", "atlantis", "--year", "2021", cwd=tree, env=env).returncode == 0
        assert not (tree / ".cache").exists()

    def test_is_right_and_silent_where_the_home_is_missing_or_cannot_be_written(self, tmp_path: Path) -> None:
        right = run(*self.ASSESS, env={"TIERSCORE_NO_CACHE": "1"}).stdout
        home = tmp_path / "home"
        home.mkdir(mode=0o500)
        for place in (home, tmp_path / "missing", Path("/proc/nowhere")):
            done = run(*self.ASSESS, env={"XDG_CACHE_HOME": "", "HOME": str(place)})
            assert (done.returncode, done.stdout, done.stderr) == (0, right, "")

    @pytest.mark.parametrize(
        "without", [{"TIERSCORE_NO_CACHE": "1"}, {"PRE_COMMIT": "1"}], ids=["told so", "a hook"]
    )
    def test_neither_reads_nor_keeps_without_the_cache(self, tmp_path: Path, without: dict[str, str]) -> None:
        env = {"XDG_CACHE_HOME": str(tmp_path)} | without
        assert run(*self.ASSESS, env=env).returncode == 0
        assert list(tmp_path.iterdir()) == []

    def test_neither_reads_nor_keeps_while_it_guards(self, tmp_path: Path) -> None:
        work, cache = repository(tmp_path / "work"), tmp_path / "cache"
        done = run("check", "--against", "HEAD", cwd=work, env={"XDG_CACHE_HOME": str(cache)})
        assert (done.returncode, done.stderr) == (0, "")
        assert not cache.exists()

    def test_of_twenty_processes_on_a_cold_store_that_is_damaged_meanwhile_each_is_right(
        self, tmp_path: Path
    ) -> None:
        right = run(*self.OUTLOOK, env={"TIERSCORE_NO_CACHE": "1"}).stdout
        command = [sys.executable, "-m", "tierscore", *self.OUTLOOK]
        env = environment() | {"XDG_CACHE_HOME": str(tmp_path)}
        processes = [
            subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(20)
        ]
        damage = 0
        while any(process.poll() is None for process in processes):
            damage += _damaged(tmp_path, damage)
            time.sleep(0.05)
        answers = {(*process.communicate(), process.returncode) for process in processes}
        assert answers == {(right, "", 0)}
        assert damage > 20


def _damaged(folder: Path, turn: int) -> int:
    """Damage every file below a folder, each time in another way; how many there were."""
    count = 0
    for path in sorted(folder.glob("tierscore/store/*")):
        try:
            if not path.is_file():
                path.unlink()
                continue
            count += 1
            match (turn + count) % 4:
                case 0:
                    path.write_bytes(path.read_bytes()[:-1])
                case 1:
                    path.write_bytes(b"\0" * 64)
                case 2:
                    path.unlink()
                case _:
                    path.unlink()
                    os.mkfifo(path)
        except OSError:  # a process has just replaced it
            continue
    return count
