"""A file is written whole or not at all: every call that can fail fails, the process is killed, the disk is full."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from failing import Counting, fails

from kg import lock
from kg import write as writer
from kg.lock import PREFIX, locked
from kg.write import ChangedError, alone_in, edit, write

ERRORS: Final = (errno.EIO, errno.ENOSPC, errno.EACCES)


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(PREFIX)]


def test_a_new_file_and_its_folders(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "c.txt", b"x\r\n\0\xff")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"x\r\n\0\xff"
    write(str(tmp_path / "a" / "b" / "c.txt"), b"")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b""
    assert not leftovers(tmp_path)


@pytest.mark.parametrize("is_new", [False, True], ids=["old file", "new file"])
@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_any_call_may_fail(tmp_path: Path, code: int, *, is_new: bool) -> None:
    failed = set()
    for n in range(1, 30):
        folder = tmp_path / str(n)
        target = folder / "new" / "graph.nt" if is_new else folder / "graph.nt"
        if not is_new:
            folder.mkdir()
            target.write_bytes(b"old")
        raised = None
        with Counting(n, fails(code)) as failing:
            try:
                write(target, b"new")
            except OSError as error:
                raised = error.errno
        assert not leftovers(tmp_path), failing.at
        assert raised in {None, code}
        if raised:
            assert not target.exists() if is_new else target.read_bytes() == b"old", failing.at
        else:
            assert target.read_bytes() == b"new", failing.at
        if not failing.at:
            break
        failed.add(failing.at)
    assert not failing.at
    assert failed >= {"open", "flock", "fdopen", "write", "flush", "close the file", "fsync", "fchmod", "close"}
    assert failed & {"link", "_exchange"} == ({"link"} if is_new else {"_exchange"})


@pytest.mark.parametrize("call", ["fsync", "_exchange"])
def test_an_interrupt_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    (tmp_path / "x").write_bytes(b"old")

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os if call == "fsync" else writer, call, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "x", b"new")
    assert (tmp_path / "x").read_bytes() == b"old"
    assert not leftovers(tmp_path)


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_bytes(b"old")
    opened = os.fdopen

    def full(handle: int, mode: str) -> Any:
        os.close(handle)
        return opened(os.open("/dev/full", os.O_WRONLY), mode)

    monkeypatch.setattr(os, "fdopen", full)
    for data in (b"small: fails when flushed", b"large: fails when written" * 100_000):
        with pytest.raises(OSError, match="No space left"):
            write(tmp_path / "x", data)
        assert (tmp_path / "x").read_bytes() == b"old"
        assert not leftovers(tmp_path)


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    code = (
        "import resource, signal, sys\n"
        "from kg.write import write\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n    write(sys.argv[1], b'n' * 100_000)\n"
        "except OSError as error:\n    print(error.errno)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "x")], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(errno.EFBIG)]
    assert (tmp_path / "x").read_bytes() == b"old"
    assert not leftovers(tmp_path)


def test_a_killed_process_leaves_a_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "x"
    size = 300_000
    code = (
        "import sys\n"
        "from kg.write import write\n"
        "print('ready', flush=True)\n"
        f"while True:\n    for letter in b'ab':\n        write(sys.argv[1], bytes([letter]) * {size})\n"
    )
    for i in range(12):
        with subprocess.Popen([sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            while not target.exists():
                time.sleep(0.001)
            time.sleep(0.003 + i * 0.0017)
            writer.send_signal(signal.SIGKILL)
        data = target.read_bytes()
        assert len(data) == size
        assert data in {b"a" * size, b"b" * size}
    assert {path.name[: len(PREFIX)] for path in tmp_path.iterdir() if path != target} <= {PREFIX}


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077, 0o000])
def test_a_new_file_has_the_permissions_that_the_mask_leaves(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write(tmp_path / "x", b"x")
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_an_old_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    (tmp_path / "x").touch()
    (tmp_path / "x").chmod(mode)
    write(tmp_path / "x", b"x")
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == mode


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    for name in ("pipe", "folder", "file/inner"):
        with pytest.raises(OSError, match=r"not a regular file|exists|Not a directory"):
            write(tmp_path / name, b"x")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder", "pipe"]


def test_a_link_is_replaced_and_what_it_leads_to_is_left(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"kept")
    (tmp_path / "link").symlink_to("kept")
    write(tmp_path / "link", b"new")
    assert (tmp_path / "kept").read_bytes() == b"kept"
    assert (tmp_path / "link").read_bytes() == b"new"
    assert not (tmp_path / "link").is_symlink()


def test_row_122_leftovers_are_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}abc").write_bytes(b"left")
    (tmp_path / f"{PREFIX}new-store").mkdir()
    (tmp_path / f"{PREFIX}new-store" / "CURRENT").write_bytes(b"left")
    (tmp_path / f"{PREFIX}link").symlink_to("kept")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / f"{PREFIX}inner").write_bytes(b"another folder's")
    (tmp_path / ".kg-tmp").write_bytes(b"kept")
    write(tmp_path / "x", b"x")
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")} == {"kept", f"kept/{PREFIX}inner", ".kg-tmp", "x"}


def test_row_122_what_another_run_still_writes_is_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    holder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    (tmp_path / f"{PREFIX}mine").write_bytes(b"half")
    with pytest.raises(OSError, match="another run is writing there"):
        write(tmp_path / "x", b"theirs")
    os.close(holder)
    (tmp_path / "x").write_bytes(b"mine")
    assert (tmp_path / f"{PREFIX}mine").read_bytes() == b"half"
    assert (tmp_path / "x").read_bytes() == b"mine"


def test_that_a_folder_that_cannot_be_locked_is_written_to_and_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"{PREFIX}x").write_bytes(b"perhaps another's")
    monkeypatch.setattr(fcntl, "flock", lambda *_: fails(errno.ENOLCK)())
    write(tmp_path / "x", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{PREFIX}x", "x"]


def test_that_another_run_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}x").write_bytes(b"left")
    holder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    threading.Timer(0.3, os.close, [holder]).start()
    write(tmp_path / "x", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_that_a_lock_that_fails_for_another_reason_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", lambda *_: fails(errno.EIO)())
    with pytest.raises(OSError, match="Input/output"):
        write(tmp_path / "x", b"x")
    assert list(tmp_path.iterdir()) == []


def test_that_the_lock_goes_with_the_writing(tmp_path: Path) -> None:
    with alone_in(tmp_path) as batch:
        batch.put("x", b"x")
        other = os.open(tmp_path, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)


@pytest.mark.parametrize("call", ["unlink", "scandir", "rmdir"])
def test_that_what_cannot_be_swept_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    (tmp_path / f"{PREFIX}x").write_bytes(b"left")
    (tmp_path / f"{PREFIX}store").mkdir()
    monkeypatch.setattr(os, call, lambda *_, **__: fails(errno.EACCES)())
    write(tmp_path / "x", b"x")
    assert (tmp_path / "x").read_bytes() == b"x"


def test_where_the_temporary_file_is(tmp_path: Path) -> None:
    with alone_in(tmp_path) as batch:
        batch.put("x", b"x")
        (temporary,) = tmp_path.iterdir()  # on the same disk, so that the rename is one step
        assert temporary.name.startswith(PREFIX)
        assert temporary.read_bytes() == b"x"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_that_a_temporary_file_that_is_gone_is_no_second_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(source: str, *_: object, src_dir_fd: int, **__: object) -> None:
        os.unlink(source, dir_fd=src_dir_fd)
        raise OSError(errno.EIO, "first")

    monkeypatch.setattr(os, "link", taken)
    with pytest.raises(OSError, match="first"):
        write(tmp_path / "x", b"x")


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/a", "../a"])
def test_that_a_name_leads_nowhere_else(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no plain name"), alone_in(tmp_path) as batch:
        batch.put(name, b"x")
    assert list(tmp_path.iterdir()) == []


SYSTEMS: Final = {"swaps names": (), "has links": ("_exchange",), "has neither": ("_exchange", "link")}
"""What a file system can do, and the calls that fail on it."""


@pytest.fixture(params=SYSTEMS)
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    for call in SYSTEMS[request.param]:
        monkeypatch.setattr(writer if call == "_exchange" else os, call, lambda *_, **__: fails(errno.EINVAL)())
    return str(request.param)


def things(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("system")
def test_that_all_come_into_place_or_none_does(tmp_path: Path) -> None:
    def store(content: bytes) -> Callable[[Path], None]:
        def fill(folder: Path) -> None:
            folder.mkdir()
            (folder / "inner").write_bytes(content)

        return fill

    (tmp_path / "a").write_bytes(b"old")
    store(b"old")(tmp_path / "store")
    before, failed = things(tmp_path), set()
    new = dict.fromkeys(["a", "b", "store/inner", "new/inner"], b"new")
    for n in range(1, 99):
        done = False
        with Counting(n, fails(errno.EIO)) as failing, contextlib.suppress(OSError):
            with alone_in(tmp_path) as batch:
                batch.put("a", b"new")
                batch.put_folder("store", store(b"new"))
                batch.put_folder("new", store(b"new"))
                batch.put("b", b"new")
            done = True
        found = {name: data for name, data in things(tmp_path).items() if PREFIX not in name}
        assert found == (new if done else before), (n, failing.at)
        if not failing.at:
            break
        failed.add(failing.at)
        if done:  # it could do without that call
            shutil.rmtree(tmp_path)
            tmp_path.mkdir()
            (tmp_path / "a").write_bytes(b"old")
            store(b"old")(tmp_path / "store")
    assert failed >= {"write", "_exchange", "link", "rename"}
    assert not leftovers(tmp_path)


@pytest.mark.usefixtures("system")
def test_that_an_edit_is_of_the_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x"
    edit(path, None, b"first")
    edit(path, b"first", b"second")
    assert path.read_bytes() == b"second"
    for was in (b"first", b"secon", b"second ", b""):
        with pytest.raises(ChangedError, match="another program has changed it"):
            edit(path, was, b"third")
    with pytest.raises(FileExistsError):
        edit(path, None, b"third")
    path.unlink()
    with pytest.raises(ChangedError):
        edit(path, b"second", b"third")
    assert things(tmp_path) == {}


def test_that_what_an_editor_saves_at_the_last_moment_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"first")
    exchange = writer._exchange

    def late(one: str, other: str, handle: int) -> None:
        if path.read_bytes() == b"first":
            path.write_bytes(b"an hour of work")
        exchange(one, other, handle)

    monkeypatch.setattr(writer, "_exchange", late)
    with pytest.raises(ChangedError):
        edit(path, b"first", b"second")
    assert things(tmp_path) == {"x": b"an hour of work"}


def test_that_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x")
    with pytest.raises(OSError, match="not a regular file"):
        edit(tmp_path / "x", b"first", b"second")


def test_that_one_process_may_write_within_its_own_lock(tmp_path: Path) -> None:
    with locked(tmp_path):
        edit(tmp_path / "x", None, b"x")
        write(tmp_path / "inner" / "y", b"y")
        with locked(tmp_path):
            pass
        other = os.open(tmp_path, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(other)
    assert things(tmp_path) == {"x": b"x", "inner/y": b"y"}


def test_that_signals_wait_until_all_is_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def interrupted(*args: Any, **options: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        link(*args, **options)

    monkeypatch.setattr(os, "link", interrupted)
    met = False
    try:
        with alone_in(tmp_path) as batch:
            batch.put("a", b"a")
            batch.put("b", b"b")
    except KeyboardInterrupt:
        met = True
    assert met
    assert things(tmp_path) == {"a": b"a", "b": b"b"}


def test_that_folders_which_were_not_needed_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", lambda *_, **__: fails(errno.ENOSPC)())
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "a" / "b" / "x", b"x")
    assert list(tmp_path.iterdir()) == []


def test_what_the_errors_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    (tmp_path / "folder").mkdir()
    holder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    with pytest.raises(OSError, match="another run") as held:
        write(tmp_path / "x", b"x")
    os.close(holder)
    with pytest.raises(OSError, match="not a regular") as refused:
        write(tmp_path / "folder", b"x")
    assert (held.value.errno, held.value.strerror, held.value.filename) == (
        errno.EWOULDBLOCK,
        "another run is writing there",
        str(tmp_path),
    )
    assert (refused.value.errno, refused.value.strerror, refused.value.filename) == (
        errno.EINVAL,
        "not a regular file",
        str(tmp_path / "folder"),
    )
