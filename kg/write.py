"""The one way a file of ours reaches the disk: whole, or not at all.

A temporary file beside the target is written, flushed and renamed over it, so that a full disk, a kill or a crash leaves the
old file as it was. While a folder is written to it is locked, so that two runs do not mix their files, and what a killed run left
in it is swept away.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

PREFIX: Final = ".kg-tmp-"
"""What the name of every temporary file or folder starts with, so that leftovers of a killed run can be told and removed."""
PATIENCE: Final = 10.0
"""Seconds to wait for another run that writes to the same folder."""
_UNLOCKABLE: Final = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})  # as on some network file systems


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Put `data` into the file `path`, replacing it in one step; its folder is made where it is missing.

    Raises:
        OSError: the file could not be written, or `path` is a folder or a device; the old one, if any, is untouched.
    """
    target = Path(path)
    _refuse_what_is_no_file(target)
    with alone_in(target.parent) as put:
        put(target.name, data)


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[Callable[[str, bytes], None]]:
    """A function that writes a file of `folder` by its name, for as long as no other run of ours may write there.

    The folder is made where it is missing, and leftovers of killed runs are removed from it.

    Raises:
        OSError: the folder could not be made, or another run holds it for longer than `PATIENCE`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if _locked(handle, folder):
            _sweep(folder)
        yield lambda name, data: _put(folder / name, data, handle)
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)  # and with it goes the lock


def _locked(handle: int, folder: Path) -> bool:
    """Whether the folder is locked now; false where its file system knows no locks."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise OSError(errno.EWOULDBLOCK, "another run is writing there", str(folder)) from error
            time.sleep(0.05)
        except OSError as error:
            if error.errno in _UNLOCKABLE:
                return False
            raise
        else:
            return True


def _sweep(folder: Path) -> None:
    """Remove what killed runs left; what cannot be removed is left to the next run."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in [entry for entry in entries if entry.name.startswith(PREFIX)]:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    Path(entry).unlink()


def _put(target: Path, data: bytes, folder: int) -> None:
    """Write one file into the open folder `folder`."""
    _refuse_what_is_no_file(target)
    handle, name = tempfile.mkstemp(prefix=PREFIX, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    with contextlib.suppress(OSError):
        os.fsync(folder)  # makes the rename itself durable, where the system can


def _refuse_what_is_no_file(target: Path) -> None:
    if target.exists() and not target.is_file():  # a rename would put a file in the place of a device such as /dev/null
        raise OSError(errno.EINVAL, "not a regular file", str(target))


def _mode(target: Path) -> int:
    """The permissions the file has or, for a new one, those the user's mask leaves."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
