"""A folder of texts of sources that somebody has elsewhere, each file named by the id of its source."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kg.evidence.kept import Texts

MAX_BYTES: Final = 64 * 2**20
"""The largest text of a source that is read."""
_NAMED: Final = re.compile(r"([^.]+)(\.excerpt[^.]*)?\.txt")


def read_texts(folder: Path, sources: Iterable[str]) -> dict[str, tuple[Texts, ...]]:
    """The available texts, by id of their source: `<id>.txt` in `folder`, and any number of `<id>.excerpt….txt`, in UTF-8.

    Raises:
        NotADirectoryError: `folder` is not a folder.
        ValueError: a file that is there cannot be read, or is not what a text should be: to pass over it would hide it.
    """
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    texts: dict[str, tuple[Texts, ...]] = {}
    wanted = frozenset(sources)
    for path in sorted(folder.iterdir(), key=lambda path: (path.name.count("."), path.stem)):  # the whole text first
        found = _NAMED.fullmatch(path.name)
        if found and found[1] in wanted:
            text = _read(path)
            texts[found[1]] = (*texts.get(found[1], ()), Texts(text, text, "", "it is an excerpt" if found[2] else ""))
    return texts


def _read(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"the text '{path}' is not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise ValueError(f"the text '{path}' could not be read: {error.strerror or error}") from error


def _bytes(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(None, "it is not a regular file")
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise OSError(None, f"it is larger than {MAX_BYTES:,} bytes")
    return data
