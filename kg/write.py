"""The one way a file of ours reaches the disk: whole, or not at all.

A temporary file beside the target is written, flushed and renamed over it, so that a full disk, a kill or a crash leaves the
old file as it was.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

PREFIX = ".kg-tmp-"
"""What the name of every temporary file starts with, so that leftovers of a killed run can be told and removed."""


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Put `data` into the file `path`, replacing it in one step; its folder is made where it is missing.

    Raises:
        OSError: the file could not be written, or `path` is a folder or a device; the old one, if any, is untouched.
    """
    target = Path(path)
    if target.exists() and not target.is_file():  # a rename would put a file in the place of a device such as /dev/null
        raise OSError(errno.EINVAL, "not a regular file", str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
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
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """The permissions the file has or, for a new one, those the user's mask leaves."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
