"""Writing: what a name stands for stays, several files change all or none, and nobody's work is lost."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from command import environment, hear_signals
from devices import FULL, NULL, device
from tierscore.authoring.atomic_write import append_to, create_files, write_files, write_folder
from tierscore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tierscore.authoring.atomic_write import Content

NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")


def contents(folder: Path) -> dict[str, bytes]:
    """Everything in a folder by its path; folders end with a slash, and devices and pipes count as empty."""
    return {
        path.relative_to(folder).as_posix() + "/" * path.is_dir(): path.read_bytes()
        if path.is_file()
        else b""
        for path in folder.rglob("*")
    }


@contextmanager
def user(number: int) -> Iterator[None]:
    """Act as another user, whom permissions stop."""
    os.seteuid(number)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def common() -> Iterator[Path]:
    """A folder that every user may reach and write to."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_an_existing_file_keeps_its_mode_and_a_link_to_it_stays_a_link(tmp_path: Path, mode: int) -> None:
    real, link = tmp_path / "folder/real", tmp_path / "link"
    real.parent.mkdir()
    real.write_bytes(b"old")
    real.chmod(mode)
    (tmp_path / "between").symlink_to("folder")
    link.symlink_to("between/real")
    write_files({link: b"new"})
    assert link.is_symlink()
    assert (real.read_bytes(), stat.S_IMODE(real.stat().st_mode)) == (b"new", mode)
    assert contents(tmp_path / "folder") == {"real": b"new"}


def test_a_link_to_what_is_not_there_yet_gets_its_target(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("later")
    write_files({tmp_path / "link": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "later").read_bytes() == b"new"


def test_links_that_lead_round_in_a_circle_are_refused_and_stay(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(UsageError, match=r"cannot write .*/a: "):
        write_files({tmp_path / "a": b"new"})
    assert (tmp_path / "a").is_symlink()


def test_a_new_file_gets_the_mode_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    write_files({tmp_path / "new": b"new"})
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


@as_root
def test_an_existing_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    os.chown(path, 1234, 5678)
    write_files({path: b"new"})
    assert (path.stat().st_uid, path.stat().st_gid, path.read_bytes()) == (1234, 5678, b"new")


@as_root
def test_where_a_new_file_could_not_have_the_owner_the_old_one_is_written_into(common: Path) -> None:
    path = common / "file"
    path.write_bytes(b"much longer than the new one")
    path.chmod(0o666)
    number = path.stat().st_ino
    with user(NOBODY):
        write_files({path: b"new"}, {path: path.read_bytes()})
    assert (path.read_bytes(), path.stat().st_uid, path.stat().st_ino) == (b"new", 0, number)
    full = device(common / "full", FULL)
    with user(NOBODY), pytest.raises(UsageError, match="No space left"):
        write_files({path: b"newer", full: b"x"})
    assert path.read_bytes() == b"new"


@as_root
def test_a_file_that_may_not_be_written_to_is_refused(common: Path) -> None:
    path = common / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    with user(NOBODY), pytest.raises(UsageError, match="Permission denied"):
        write_files({path: b"new"})
    assert contents(common) == {"file": b"old"}


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_files({pipe: b"new"})
    reader.join(10)
    assert received == [b"new"]
    assert pipe.is_fifo()


def test_a_device_is_written_into_and_stays_a_device(tmp_path: Path) -> None:
    null, full = device(tmp_path / "null", NULL), device(tmp_path / "full", FULL)
    (tmp_path / "link").symlink_to(null)
    write_files({null: b"new", tmp_path / "link": b"new"})
    with pytest.raises(UsageError, match=r"cannot write .*/full: No space left"):
        write_files({full: b"new"})
    assert null.is_char_device()
    assert full.is_char_device()
    assert (tmp_path / "link").is_symlink()


def test_an_open_file_that_is_named_by_its_number_is_added_to(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"first\n")
    with path.open("ab", buffering=0) as log:
        write_files({Path(f"/dev/fd/{log.fileno()}"): b"second\n"})
        log.write(b"third\n")
    assert path.read_bytes() == b"first\nsecond\nthird\n"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Is a directory"):
        write_files({tmp_path: b"new"})


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    write_files({tmp_path / ("n" * 255): b"new"})
    assert contents(tmp_path) == {"n" * 255: b"new"}


FAILURES: dict[str, Callable[[Path], dict[Path, Content]]] = {
    "a folder in the place of a file": lambda folder: {folder / "taken": b"new"},
    "no folder": lambda folder: {folder / "no/file": b"new"},
    "a folder that takes no files": lambda _: {Path("/proc/tierscore"): b"new"},
    "no room, which shows late": lambda folder: {device(folder / "full", FULL): b"new"},
}


@pytest.mark.parametrize("last", [True, False], ids=["last", "first"])
@pytest.mark.parametrize("failure", FAILURES)
def test_several_files_change_all_or_none(tmp_path: Path, failure: str, last: bool) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "link").symlink_to("there")
    number = (tmp_path / "there").stat().st_ino
    good, bad = {tmp_path / "link": b"new", tmp_path / "fresh": b"new"}, FAILURES[failure](tmp_path)
    before = contents(tmp_path)
    with pytest.raises(UsageError, match="cannot write"):
        write_files(good | bad if last else bad | good)
    assert contents(tmp_path) == before
    assert (tmp_path / "there").stat().st_ino == number
    assert (tmp_path / "link").is_symlink()


def test_what_was_moved_already_is_put_back(tmp_path: Path) -> None:
    """The last two are one file by two ways, so that the second is there once the first was written."""
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    (tmp_path / "way").symlink_to("folder")
    before = contents(tmp_path)
    fresh = {tmp_path / "folder/x": b"new", tmp_path / "way/x": b"new"}
    folders = {tmp_path / "made/deep": {"a": b"new", "b/c": b"new"}}
    with pytest.raises(UsageError, match="is there already; nothing was written"):
        write_files({tmp_path / "there": b"new", **folders, **fresh}, dict.fromkeys([*folders, *fresh]))
    assert contents(tmp_path) == before


def test_new_files_and_folders_come_with_what_leads_to_them(tmp_path: Path) -> None:
    create_files({tmp_path / "a/b": {"c": b"1", "d/e": b"2"}, tmp_path / "f/g": b"3"})
    assert contents(tmp_path) == {
        "a/": b"", "a/b/": b"", "a/b/c": b"1", "a/b/d/": b"", "a/b/d/e": b"2", "f/": b"", "f/g": b"3"
    }  # fmt: skip


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_nothing_new_is_written_over_what_is_there(tmp_path: Path, there: str) -> None:
    path = tmp_path / "name"
    match there:
        case "file":
            path.write_bytes(b"old")
        case "folder":
            path.mkdir()
        case _:
            path.symlink_to("nowhere")
    before = os.lstat(path)
    for content in (b"new", {"x": b"new"}):
        with pytest.raises(UsageError, match="is there already; nothing was written"):
            create_files({tmp_path / "other": b"new", path: content})
    assert os.lstat(path) == before
    assert [child.name for child in tmp_path.iterdir()] == ["name"]


def test_what_somebody_else_wrote_meanwhile_stays(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"old")
    second.write_bytes(b"theirs")
    with pytest.raises(UsageError, match=r"second was changed by somebody else .* nothing was written"):
        write_files({first: b"new", second: b"new"}, {first: b"old", second: b"old"})
    assert contents(tmp_path) == {"first": b"old", "second": b"theirs"}
    second.unlink()
    with pytest.raises(UsageError, match=r"cannot write .*second: No such file"):
        write_files({first: b"new", second: b"new"}, {first: b"old", second: b"old"})
    assert contents(tmp_path) == {"first": b"old"}


def test_a_folder_of_files_is_made_at_once_or_added_to(tmp_path: Path) -> None:
    write_folder(tmp_path / "tables", {"a": b"1", "b": b"2"})
    (tmp_path / "tables/c").write_bytes(b"3")
    write_folder(tmp_path / "tables", {"a": b"4"})
    assert contents(tmp_path / "tables") == {"a": b"4", "b": b"2", "c": b"3"}
    for folder in (tmp_path / "no/such", tmp_path / "tables/a"):
        with pytest.raises(UsageError, match="cannot write"):
            write_folder(folder, {"x": b""})
    assert contents(tmp_path / "tables") == {"a": b"4", "b": b"2", "c": b"3"}


WRITER = """
import sys, itertools
from pathlib import Path
from tierscore.authoring.atomic_write import write_files
folder = Path(sys.argv[1])
print("ready", flush=True)
for number in itertools.count():
    write_files({folder / name: b"%d\\n" % number * 20_000 for name in "ab"})
"""


@pytest.mark.parametrize("number", range(3))
def test_whoever_is_killed_in_the_middle_leaves_whole_files(tmp_path: Path, number: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], env=environment(), stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.1 + number / 7)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    for name in "ab":
        data = (tmp_path / name).read_bytes()
        assert data == (data.partition(b"\n")[0] + b"\n") * 20_000


def test_whoever_is_interrupted_in_the_middle_leaves_all_or_none(tmp_path: Path) -> None:
    """A pipe that nobody reads holds the writer up once the files are in their places."""
    (tmp_path / "a").write_bytes(b"old")
    os.mkfifo(tmp_path / "pipe")
    script = (
        "import sys; from pathlib import Path; from tierscore.authoring.atomic_write import write_files\n"
        "folder = Path(sys.argv[1]); print('ready', flush=True)\n"
        "write_files({folder / 'a': b'new', folder / 'b': b'new', folder / 'pipe': b'new'})"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        preexec_fn=hear_signals,  # noqa: PLW1509 - the tests have no threads of their own
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        while not (tmp_path / "b").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait() != 0
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "pipe"]


def test_another_name_of_a_file_keeps_the_old_content(tmp_path: Path) -> None:
    """A file that is replaced whole cannot stay the same file, and one that is written in place can be half written."""
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_bytes(b"old")
    other.hardlink_to(path)
    write_files({path: b"new"})
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"old")


def test_text_is_added_at_the_end_of_a_file_that_stays_the_same(tmp_path: Path) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    append_to(path, "one\n")
    other.hardlink_to(path)
    append_to(path, "two\n")
    assert other.read_bytes() == b"one\ntwo\n"


def test_what_cannot_be_added_whole_is_not_added(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one\n")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(UsageError, match="cannot write"):
            append_to(path, "two" * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == b"one\n"
