"""A folder of files and folders that is written anew as a whole: what is gone is removed, what `kg` did not make is left alone.

Files are put beside the folder's content while they are made, and come into place only when all are there, each in one step; a
list says which are ours. A run that is killed before leaves everything as it was; one that is killed while files come into place
leaves a list that names old and new ones, and the next run finishes. No link is followed. Files are not flushed one by one, which
would take longer than all the rest: they can be made again at any time.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.lock import PREFIX, locked, remove
from kg.outputs import Refusal

LIST: Final = ".made-by-kg-site"
"""The file that lists what is ours in the folder."""
_HEAD: Final = "# Written by kg site, which may replace or remove what is listed here, and nothing else in this folder.\n"
_UNSAFE: Final = frozenset({"", ".", "..", ".git"})


@dataclass(slots=True)
class Tree:
    """The files of a folder while they are made; `put` takes each once."""

    folder: Path
    staging: Path
    listed: frozenset[str]
    files: set[str] = field(default_factory=set)
    changed: list[str] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)

    def put(self, path: str, data: bytes) -> None:
        """Keep a file ready for its place, `path` below the folder; one that holds just this already stays as it is.

        Raises:
            Refusal: something is there that `kg` did not make, or a link is on the way.
            OSError: it could not be written.
        """
        if not _is_plain(path) or path in self.files:
            raise ValueError(f"no path of its own: {path!r}")
        self._enter(path.rpartition("/")[0])
        self.files.add(path)
        place = self.folder / path
        if path in self.listed:
            if _holds(place, data):
                return
        elif os.path.lexists(place):
            raise Refusal(f"'{place}' was not made by kg and stays as it is: name another folder, or delete it first")
        (self.staging / path).write_bytes(data)
        self.changed.append(path)

    def commit(self) -> tuple[int, int]:
        """Put everything into place and remove what is ours and was not made again: how many files changed, and how many went."""
        gone = sorted(self.listed - self.files)
        _write(self.folder, self.staging, self.listed | self.files)
        for path in self.changed:
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self.staging / path, target)  # noqa: PTH105 - half the time of pathlib's
        removed = sum(self._remove(path) for path in gone)
        _write(self.folder, self.staging, frozenset(self.files))
        return len(self.changed), removed

    def _enter(self, folder: str) -> None:
        """Make sure that a folder can hold files of ours."""
        if folder in self.folders:
            return
        if folder:
            self._enter(folder.rpartition("/")[0])
            place = self.folder / folder
            if os.path.lexists(place) and not stat.S_ISDIR(os.lstat(place).st_mode):
                raise Refusal(f"'{place}' is no folder, or a link: name another folder, or delete it first")
        (self.staging / folder).mkdir(exist_ok=True)
        self.folders.add(folder)

    def _remove(self, path: str) -> bool:
        """Remove a file of an earlier run, and the folders that are empty without it."""
        parents = list(Path(path).parents)[:-1]
        if any((self.folder / parent).is_symlink() for parent in parents):
            return False
        place = self.folder / path
        if not os.path.lexists(place) or (place.is_dir() and not place.is_symlink()):
            return False
        place.unlink()
        for parent in parents:
            with contextlib.suppress(OSError):
                (self.folder / parent).rmdir()
        return True


def check(folder: Path) -> frozenset[str]:
    """What is ours in the folder.

    Raises:
        Refusal: it is not empty, and nothing in it was made by `kg site`.
        OSError: it cannot be read.
    """
    if not folder.exists():
        return frozenset()
    there = any(not name.startswith(PREFIX) for name in os.listdir(folder))  # noqa: PTH208 - names alone
    listed = _listed(folder)
    if listed is None and there:
        raise Refusal(
            f"the folder '{folder}' is not empty and was not made by kg site: name another, or one that is yet to be made"
        )
    return listed or frozenset()


@contextlib.contextmanager
def tree(folder: Path) -> Iterator[Tree]:
    """The files that are to be all that is ours in `folder`; nothing there changes before `commit`.

    Raises:
        Refusal: as in `check`.
        OSError: it could not be made, or another run is writing there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        listed = check(folder)
        staging = folder / f"{PREFIX}{secrets.token_hex(8)}"
        staging.mkdir()
        try:
            yield Tree(folder, staging, listed)
        finally:
            remove(staging)
            with contextlib.suppress(OSError):
                folder.rmdir()  # where nothing came of it


def _listed(folder: Path) -> frozenset[str] | None:
    """The paths in the list of a folder, but for such as would lead out of it; None where it has no list."""
    try:
        handle = os.open(folder / LIST, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode) or file.readline() != _HEAD.encode():
            return None
        lines = file.read().decode("utf-8", "replace").splitlines()
    return frozenset(line for line in lines if _is_plain(line))


def _is_plain(path: str) -> bool:
    return not any(part.lower() in _UNSAFE for part in path.split("/")) and "\0" not in path and path != LIST


def _holds(place: Path, data: bytes) -> bool:
    """Whether a regular file holds just these bytes."""
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        return stat.S_ISREG(about.st_mode) and about.st_size == len(data) and file.read() == data


def _write(folder: Path, staging: Path, paths: frozenset[str] | set[str]) -> None:
    """Replace the list of what is ours, in one step."""
    beside = staging / LIST
    with beside.open("wb") as file:
        file.write((_HEAD + "".join(f"{path}\n" for path in sorted(paths))).encode())
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / LIST)
