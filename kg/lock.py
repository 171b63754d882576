"""A folder that one run of ours writes into at a time.

The folder itself is locked, so that no lock file is left lying about and the system lets go of the lock when a process ends,
however it ends. Under the lock, what a killed run left is known for what it is and swept away.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PREFIX: Final = ".kg-tmp-"
"""What the name of every temporary file or folder starts with, so that leftovers of a killed run can be found and removed."""
PATIENCE: Final = 60.0
"""Seconds to wait for other runs that write to the same folder: eight at once, on a machine that is busy with something else."""
_UNLOCKABLE: Final = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})  # as on some network file systems

_held: set[tuple[int, int, int]] = set()
"""The folders that a process has locked: its own number, which a fork does not have, then device and number of the folder."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[int]:
    """The open folder, in which no other run of ours may write for as long; leftovers of killed runs are removed from it.

    Raises:
        OSError: the folder cannot be opened, or another run holds it for longer than `PATIENCE`.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        there = os.fstat(handle)
        key = (os.getpid(), there.st_dev, there.st_ino)
        if key in _held:
            yield handle
            return
        if _lock(handle, folder):
            _sweep(folder)
        _held.add(key)
        try:
            yield handle
        finally:
            _held.discard(key)
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)  # and with it goes the lock


def tidy(folder: Path) -> None:
    """Remove what killed runs left in a folder into which nothing has to be written now."""
    with contextlib.suppress(OSError), locked(folder):
        pass


def _lock(handle: int, folder: Path) -> bool:
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
            remove(Path(entry))


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all that is in it, as far as the system lets us."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
