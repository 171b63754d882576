"""Finds the claim files of a data set, in a folder or in a tree in memory, in the order of their names.

Only regular files inside the root are opened, links are not followed, and a file that cannot be read never hides the others.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from kg import claimfile
from kg.diagnostic import Diagnostic, Mark, Severity
from kg.reading.names import Reason, is_claim, misnamed, same_but_for_case

MAX_FILES: Final = 100_000
UNREADABLE: Final = "K017"
"""The code of a file that could not be read: a failure of the run, not of the data."""


class ClaimFile(NamedTuple):
    """A claim file: the path to show and its bytes. One with a `fault` is not parsed.

    `data` is None where the fault is one of the folder.
    """

    shown: str
    data: bytes | None
    fault: Diagnostic | None = None


def files(root: str) -> Iterator[ClaimFile]:
    """Every claim file under `root`: those of a folder by name, then its folders."""
    count = 0
    folders = [root]
    while folders:
        folder = folders.pop()
        inner = []
        spelt: dict[str, str] = {}
        entries = _entries(folder)
        if isinstance(entries, str):
            yield _refusal(folder, None, (UNREADABLE, f"the folder could not be read: {entries}", "check its permissions"))
            continue
        for entry in entries:
            shown = f"{folder}/{entry.name}"
            reason = _refused(entry) or same_but_for_case(entry.name, spelt)
            if reason is not None:
                data = _read(shown) if entry.is_file(follow_symlinks=False) else b""
                yield _refusal(shown, data if isinstance(data, bytes) else b"", reason)
            elif entry.is_dir(follow_symlinks=False):
                inner.append(shown)
            elif count >= MAX_FILES:
                yield _too_many(folder)
                return
            else:
                count += 1
                data = _read(shown)
                if isinstance(data, bytes):
                    yield ClaimFile(shown, data)
                else:
                    yield _refusal(shown, b"", (UNREADABLE, f"the file could not be read: {data}", "check its permissions"))
        folders += reversed(inner)


def tree(root: str, contents: Mapping[str, bytes]) -> Iterator[ClaimFile]:
    """The same of files by their paths from `root` on. A path is data here, and never opened."""
    folders: dict[str, dict[str, str]] = {}
    shut: set[str] = set()
    count = 0
    for path in sorted(contents, key=_in_order):
        *above, name = path.split("/")
        for depth in range(len(above) + 1):
            folder, part = "/".join(above[:depth]), (*above, name)[depth]
            here = "/".join((*above, name)[: depth + 1])
            if here in shut or part.startswith("."):
                break
            spelt = folders.setdefault(folder, {})
            reason = misnamed(part, is_claim=depth == len(above)) or same_but_for_case(part, spelt)
            if reason is not None:
                shut.add(here)
                yield _refusal(f"{root}/{here}", contents[path] if depth == len(above) else b"", reason)
                break
        else:
            if count >= MAX_FILES:
                yield _too_many(root)
                return
            count += 1
            yield ClaimFile(f"{root}/{path}", contents[path])


def reread(shown: str) -> bytes:
    """The bytes of a claim file as it is now, one more than allowed at most.

    Raises:
        OSError: it cannot be read any more.
    """
    data = _read(shown)
    if isinstance(data, str):
        raise OSError(None, data, shown)
    return data


def _in_order(path: str) -> list[tuple[bool, bytes]]:
    """A key that sorts paths as files are read: those of a folder by name, then its folders."""
    *above, name = (os.fsencode(part) for part in path.split("/"))
    return [*((True, part) for part in above), (False, name)]


def _entries(folder: str) -> list[os.DirEntry[str]] | str:
    """Claim files, folders and links to folders in a folder, by name, unless their names hide them; the reason if unreadable."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        return error.strerror or "unknown reason"
    visible = (entry for entry in entries if not entry.name.startswith("."))
    return [entry for entry in visible if is_claim(entry.name) or os.path.isdir(entry)]  # noqa: PTH112 - never raises


def _refused(entry: os.DirEntry[str]) -> Reason | None:
    """Why a file or folder is not opened."""
    claim = is_claim(entry.name)
    if entry.is_symlink() or (claim and not entry.is_file(follow_symlinks=False)):
        what = "a link" if entry.is_symlink() else "a folder" if entry.is_dir() else "not a regular file"
        return ("K001", f"this is {what}", "put the file itself here" if claim else "put the folder itself here")
    return misnamed(entry.name, is_claim=claim)


def _read(path: str) -> bytes | str:
    """The bytes of a regular file, one more than allowed at most; the reason where it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return "it is not a regular file"
            return file.read(claimfile.MAX_BYTES + 1)
    except OSError as error:
        return error.strerror or "unknown reason"


def _refusal(shown: str, data: bytes | None, reason: Reason) -> ClaimFile:
    code, message, hint = reason
    return ClaimFile(shown, data, Diagnostic(Mark(shown), code, Severity.ERROR, message, hint))


def _too_many(folder: str) -> ClaimFile:
    return _refusal(folder, None, ("K004", f"more than {MAX_FILES:,} files", "split the data set"))
