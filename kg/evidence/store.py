"""The folder of kept copies: `evidence/` beside the claims, each copy under its digest, its text beside it.

A copy is looked at again whenever it is used: what no longer has its digest is not evidence. Names come from digests alone, so
that no document can choose where it is put.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.evidence.kept import Refused, Texts
from kg.evidence.media import MAX_BYTES
from kg.lock import remove
from kg.write import alone_in

FOLDER: Final = "evidence"
BODY: Final = ".txt"
VISIBLE: Final = ".visible.txt"
EXCERPT: Final = ".excerpt.txt"
"""In the place of `BODY` where the text is not all of the document."""
TOKEN: Final = ".tsr"  # noqa: S105 - no password
"""The ending of a time-stamp token."""


def evidence_folder(root: Path) -> Path:
    """The folder of kept copies of the claims in `root`."""
    return (root if root.name not in {"", ".."} else root.resolve()).parent / FOLDER


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes, as records have it."""
    return hashlib.sha256(data).hexdigest()


def keep(folder: Path, data: bytes, texts: Texts | None) -> str | Refused:
    """Put a copy and its text into the folder, all or nothing, and return its digest; what is there already stays.

    Raises:
        OSError: it could not be written.
    """
    name = digest(data)
    with alone_in(folder) as batch:
        if (folder / name).exists() or (folder / name).is_symlink():
            there = read(folder, name)
            if isinstance(there, Refused):
                return there
        else:
            batch.put(name, data)
        for ending, text in _files(texts):
            batch.put(name + ending, text.encode("utf-8", "replace"))
    return name


def _files(texts: Texts | None) -> Iterator[tuple[str, str]]:
    if texts is not None:
        yield EXCERPT if texts.partial else BODY, texts.body
        if texts.visible != texts.body:
            yield VISIBLE, texts.visible


def put_with_copy(folder: Path, name: str, ending: str, data: bytes) -> None:
    """Store something that belongs to a copy next to it.

    Raises:
        OSError: it could not be written.
    """
    with alone_in(folder) as batch:
        batch.put(name + ending, data)


def forget(folder: Path, name: str) -> None:
    """Remove a copy that was just put there, and its text: what it was kept for did not come about."""
    for ending in ("", BODY, VISIBLE, EXCERPT):
        remove(folder / f"{name}{ending}")
    with contextlib.suppress(OSError):
        folder.rmdir()


def read(folder: Path, name: str) -> bytes | Refused:
    """The bytes of a copy, if they have their digest."""
    path = folder / name
    data = _bytes(path)
    if isinstance(data, Refused):
        return data
    if digest(data) != name:
        return Refused(f"'{path}' does not have its digest: it was changed or damaged; put the right copy in its place")
    return data


def beside_it(folder: Path, name: str, ending: str) -> bytes | None:
    """What is kept with a copy, or None."""
    data = _bytes(folder / f"{name}{ending}")
    return None if isinstance(data, Refused) else data


def texts(folder: Path, name: str) -> Texts | None:
    """The texts of a copy, or None."""
    for ending, partial in ((BODY, ""), (EXCERPT, "it was kept as an excerpt")):
        body = beside_it(folder, name, ending)
        if body is not None:
            visible = beside_it(folder, name, VISIBLE)
            words = body.decode("utf-8", "replace")
            return Texts(words, words if visible is None else visible.decode("utf-8", "replace"), "", partial)
    return None


def _bytes(path: Path) -> bytes | Refused:
    """The bytes of a regular file of no more than the largest size."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return Refused(f"'{path}' is not a regular file")
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Refused(f"'{path}' is not there")
    except OSError as error:
        return Refused(f"'{path}' could not be read: {error.strerror or error}")
    return Refused(f"'{path}' is larger than {MAX_BYTES:,} bytes") if len(data) > MAX_BYTES else data


def load(path: Path) -> bytes | Refused:
    """The bytes of a file that somebody adds; it is looked at before it is opened, so that nothing waits for a pipe."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return Refused("it is not there")
    except OSError as error:
        return Refused(f"it could not be read: {error.strerror or error}")
    if size > MAX_BYTES:
        return Refused(f"it has {size:,} bytes, and no more than {MAX_BYTES:,} are kept")
    found = _bytes(path.resolve())
    return Refused(found.reason.replace(f"'{path.resolve()}'", "it")) if isinstance(found, Refused) else found
