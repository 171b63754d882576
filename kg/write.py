"""The one way anything of ours reaches the disk: whole, or not at all.

What is to be written is put beside its place under another name, flushed, and only when all of it is there put into place, file
after file; where one cannot be, those before it are taken back. So a full disk, a kill or a crash leaves whole files. A folder is
locked while it is written to, so that two runs do not mix their files, and what a killed run left in it is swept away.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import secrets
import signal
import stat
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.lock import PREFIX, locked, remove

_UNABLE: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK})
"""What a file system says that cannot link a file, or swap two names."""
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SWAP: Final = 2  # RENAME_EXCHANGE of linux/fs.h

TRIES: Final = 5
"""How often an edit begins anew because an editor saved the same file meanwhile."""


class ChangedError(OSError):
    """A file is not what it was when it was read."""

    def __init__(self, name: str) -> None:
        super().__init__(errno.EBUSY, "another program has changed it meanwhile", name)


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Put `data` into the file `path`, replacing it in one step; its folder is made where it is missing.

    Raises:
        OSError: the file could not be written, or `path` is a folder or a device; the old one, if any, is untouched.
    """
    with alone_in(Path(path).parent) as batch:
        batch.put(Path(path).name, data)


def edit(path: str | os.PathLike[str], was: bytes | None, data: bytes) -> None:
    """Put `data` into the file `path`, which has to hold `was` at that moment, or not to be there where `was` is None.

    Raises:
        ChangedError: it holds something else, which stays.
        OSError: as in `write`.
    """
    with alone_in(Path(path).parent) as batch:
        batch.put(Path(path).name, data, (was,))


def edit_all(edits: Iterable[tuple[str | os.PathLike[str], bytes, bytes]]) -> None:
    """Edit several files, in whatever folders, of each its path, what it has to hold and what it gets: all of them or none.

    Raises:
        ChangedError: one of them holds something else.
        OSError: as in `write`.
    """
    with contextlib.ExitStack() as stack:
        batches: dict[Path, Batch] = {}
        for path, was, data in edits:
            folder = Path(path).parent
            if folder not in batches:
                batches[folder] = batch = Batch(folder, stack.enter_context(locked(folder)))
                stack.callback(batch.discard)
            batches[folder].put(Path(path).name, data, (was,))
        commit(*batches.values())


def commit(*batches: Batch) -> None:
    """Put everything into place, or nothing; signals wait meanwhile."""
    with _undisturbed():
        try:
            for batch in batches:
                batch.place()
        except BaseException:
            for batch in reversed(batches):
                batch.take_back()
            raise
    for batch in batches:
        with contextlib.suppress(OSError):
            os.fsync(batch.handle)  # makes the renames themselves durable, where the system can


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[Batch]:
    """What is to be written into `folder`, all of it or nothing: it is put into place at the end.

    The folder is made where it is missing, and removed again where nothing comes of it.

    Raises:
        OSError: the folder could not be made, another run holds it, or a file could not be written.
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder) as handle:
            batch = Batch(folder, handle)
            try:
                yield batch
                commit(batch)
            finally:
                batch.discard()
    except BaseException:
        for place in missing:
            with contextlib.suppress(OSError):
                place.rmdir()
        raise


@dataclass(slots=True)
class _Staged:
    """What is to come into place: its name there and now; what has to be there, if that matters; and whether it is there now."""

    name: str
    beside: str
    was: tuple[bytes | None] | None = None
    is_new: bool = False
    is_placed: bool = False


@dataclass(slots=True)
class Batch:
    """Files and folders that come into one folder together."""

    folder: Path
    handle: int
    staged: list[_Staged] = field(default_factory=list)

    def put(self, name: str, data: bytes, was: tuple[bytes | None] | None = None) -> None:
        """Write a file; with `was` it has to hold that when it is replaced, or not to be there for `(None,)`.

        Raises:
            OSError: it could not be written, or a folder or a device has its name.
        """
        beside = self._beside(name, was)
        mode = self._mode(name)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(beside, flags, 0o600, dir_fd=self.handle), "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())

    def put_folder(self, name: str, fill: Callable[[Path], None]) -> None:
        """Make a folder, which `fill` makes and fills at the path that it is given, in the place of the one of this name."""
        fill(self.folder / self._beside(name, None))

    def place(self) -> None:
        """Put each into its place, up to the first that cannot be.

        Raises:
            OSError: it could not be; those before it are in their places.
        """
        for one in self.staged:
            self._place(one)
            one.is_placed = True

    def take_back(self) -> None:
        """Put back what was in the place of those that have been placed."""
        for one in reversed(self.staged):
            if one.is_placed:
                self._swap_back(one)

    def discard(self) -> None:
        """Remove what is left beside its place: what was not placed, or what was replaced."""
        for one in self.staged:
            remove(self.folder / one.beside)

    def _beside(self, name: str, was: tuple[bytes | None] | None) -> str:
        if name in {"", ".", ".."} or "/" in name:
            raise ValueError(f"no plain name: {name!r}")
        beside = f"{PREFIX}{secrets.token_hex(8)}"
        self.staged.append(_Staged(name, beside, was))
        return beside

    def _mode(self, name: str) -> int:
        """The permissions the file has or, for a new one, those the user's mask leaves."""
        try:
            there = os.stat(name, dir_fd=self.handle).st_mode  # of what a link leads to: it may be a device such as /dev/null
        except OSError as error:
            if error.errno not in {errno.ENOENT, errno.ELOOP}:
                raise
            mask = os.umask(0)
            os.umask(mask)
            return 0o666 & ~mask
        if not stat.S_ISREG(there):  # a rename would put a file in the place of a device
            raise OSError(errno.EINVAL, "not a regular file", str(self.folder / name))
        return there & 0o777

    def _place(self, one: _Staged) -> None:
        """Put one into its place; what was there is then beside it."""
        target, beside = self.folder / one.name, self.folder / one.beside
        if not os.path.lexists(target):
            if one.was not in {None, (None,)}:
                raise ChangedError(str(target))
            one.is_new = True
            _settle(beside, target, self.handle)
            return
        if one.was == (None,):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        if one.was is not None and not _holds(target, one.was[0]):
            raise ChangedError(str(target))
        swap(one.beside, one.name, self.handle)
        try:
            if one.was is not None and not _holds(beside, one.was[0]):  # an editor was faster than us
                raise ChangedError(str(target))
        except OSError:
            swap(one.beside, one.name, self.handle)
            raise

    def _swap_back(self, one: _Staged) -> None:
        with contextlib.suppress(OSError):
            if one.is_new:
                remove(self.folder / one.name)
            else:
                swap(one.beside, one.name, self.handle)


def _holds(path: Path, data: bytes | None) -> bool:
    """Whether a regular file holds just these bytes."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        return data is not None and stat.S_ISREG(os.fstat(handle).st_mode) and file.read(len(data) + 1) == data


def _settle(beside: Path, target: Path, handle: int) -> None:
    """Give a file or folder its name, if nothing has it."""
    if beside.is_dir():
        os.rename(beside.name, target.name, src_dir_fd=handle, dst_dir_fd=handle)
        return
    try:
        os.link(beside.name, target.name, src_dir_fd=handle, dst_dir_fd=handle, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
        os.rename(beside.name, target.name, src_dir_fd=handle, dst_dir_fd=handle)


def swap(one: str, other: str, handle: int) -> None:
    """Let two names in the open folder change places, in one step where the system can."""
    try:
        _exchange(one, other, handle)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
        _take_turns(one, other, handle)


def _take_turns(one: str, other: str, handle: int) -> None:
    """The same in several steps; `other` is there all the time if it is a file and the file system has links."""
    kept = f"{PREFIX}{secrets.token_hex(8)}"
    linked = True
    try:
        os.link(other, kept, src_dir_fd=handle, dst_dir_fd=handle, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
        linked = False
        os.rename(other, kept, src_dir_fd=handle, dst_dir_fd=handle)
    try:
        os.rename(one, other, src_dir_fd=handle, dst_dir_fd=handle)
    except BaseException:
        if linked:
            os.unlink(kept, dir_fd=handle)
        else:
            os.rename(kept, other, src_dir_fd=handle, dst_dir_fd=handle)
        raise
    try:
        os.rename(kept, one, src_dir_fd=handle, dst_dir_fd=handle)
    except BaseException:
        os.rename(other, one, src_dir_fd=handle, dst_dir_fd=handle)
        os.rename(kept, other, src_dir_fd=handle, dst_dir_fd=handle)
        raise


def _exchange(one: str, other: str, handle: int) -> None:
    """The same, by the call of Linux that does it; Python has none."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(handle, os.fsencode(one), handle, os.fsencode(other), _SWAP):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), other)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """A block that signals wait for; the system's own mask would only turn them to another thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    met: list[int] = []
    kept = {number: signal.signal(number, lambda met_one, _: met.append(met_one)) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for one in met[:1]:
            signal.raise_signal(one)
