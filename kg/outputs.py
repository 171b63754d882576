"""What a command may write, and where: only what `kg` made is replaced or removed, and no link is followed.

A folder of outputs carries a mark that lists what `kg` put into it. Nothing else in it is touched, and a folder without the mark
has to be empty. While files are put into place the mark says which, so that a run that is killed then leaves word of it. A file
on its own is replaced where its beginning is that of a file that `kg` writes. Nothing goes among the claims or into a
repository's own folder.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from kg.lock import PREFIX, locked
from kg.write import Batch, alone_in

MARK: Final = ".made-by-kg"
"""The file in a folder of outputs that lists what `kg` put there."""
_HEAD: Final = "# Written by kg, which may replace or remove what is listed here, and nothing else in this folder.\n"
_MIXED: Final = "# Of these some may be old, since kg was ended while it put them into place: run the same command again.\n"
"""What comes in the mark before the names of files that are just put into place, and stays there if that is never finished."""
_MOST: Final = 2**16
_STORE: Final = re.compile(r"CURRENT|IDENTITY|LOCK|LOG(\.old\.\d+)?|MANIFEST-\d+|OPTIONS-\d+(\.dbtmp)?|\d+\.(sst|log|blob)")
"""The names of the files of a RocksDB store, which is what Oxigraph keeps on the disk."""
_BEGINNINGS: Final = {
    "a page": rb"<!DOCTYPE html>\s+<html [^>]*>\s+<head>\s+<meta charset=\"utf-8\">\s+"
    rb"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#(?:39|x27);none",
    "a picture": rb"<\?xml [^>]*\?>\s+<svg [^>]*aria-labelledby=\"title desc\"",
    "a brief": rb"# [^\n]*\n\nThis describes a record: what was said, by whom, in which source\.",
    "GraphML": rb"(?:<\?xml [^>]*\?>\s+)?<graphml [^>]*>(?s:.*)attr\.name=\"allegations\"",
    "GEXF": rb"(?:<\?xml [^>]*\?>\s+)?<gexf [^>]*>(?s:.*)<attribute id=\"node-accuses\"",
    "a database": rb"SQLite format 3\0(?s:.{52})kgdb",
    "what Datasette shows": rb"\{\s+\"about\": \"Written by kg export sqlite",
    "a feed": rb"<\?xml [^>]*\?>\s+<feed [^>]*>\s+<generator>kg log</generator>",
    "the schema": rb"\{\s+\"\$schema\": \"http://json-schema\.org/draft-07/schema#\",\s+\"title\": \"Claim file\"",
    "SARIF": rb"\{\s+\"\$schema\": \"[^\"]*sarif[^\"]*\"(?s:.*?)\"name\": \"rejoinder\"",
    "JSON": rb"\{\s+\"version\": \d+,\s+\"counts\": \{\s+\"records\": ",
    "JUnit": rb"<\?xml [^>]*\?>\s+<testsuites name=\"kg check\"",
    "GitLab": rb"\[\s*(?:\]|\{\s+\"description\": (?s:.*?)\"check_name\": \"K\d{3})",
    "GitHub": rb"::(?:error|warning) file=[^\n]*,title=K\d{3} [a-z-]+::",
    "text": rb"[^\n]*:\d+:\d+: (?:error|warning) K\d{3} ",
}
"""How the files begin that commands write, so that one of them is known where it has no mark beside it."""
_OURS: Final = re.compile(b"|".join(_BEGINNINGS.values()))


class Refusal(Exception):  # noqa: N818 - no fault of the program, nor of the machine
    """Why nothing is written, in words for the user."""


def allow(output: Path, claims: Path) -> None:
    """Refuse an output that would go among the claims, into a repository's own folder, or through a link.

    Raises:
        Refusal: it would.
    """
    try:
        place, root = output.resolve(), claims.resolve()
    except (OSError, RuntimeError) as error:
        raise Refusal(f"'{output}' leads nowhere: {getattr(error, 'strerror', None) or error}") from error
    if place == root or place.is_relative_to(root):
        raise Refusal(f"'{output}' is the claims themselves: name another place for the output")
    if any(part.lower() == ".git" for part in place.parts):
        raise Refusal(f"'{output}' is in a repository's own folder: name another place for the output")
    straight(output, Path.cwd())


def straight(path: Path, base: Path) -> None:
    """Refuse a path that is a link, or that leads through one below the folder `base`.

    Raises:
        Refusal: it does.
    """
    whole, top = (Path(os.path.abspath(place)) for place in (path, base))  # noqa: PTH100 - no link may be resolved
    for place in (whole, *whole.parents):
        if (place == whole or (place != top and place.is_relative_to(top))) and place.is_symlink() and not _is_device(place):
            raise Refusal(f"'{path if place == whole else place}' is a link, and no link is followed: name the place itself")


def _is_device(path: Path) -> bool:
    """Whether a link leads to something that is neither a file nor a folder, which is refused as such."""
    return path.exists() and not path.is_file() and not path.is_dir()


def put(output: Path, data: bytes, companions: Mapping[Path, bytes] | None = None) -> None:
    """Write one file and its `companions` in the same folder, replacing only files that `kg` made: all of them or none.

    Raises:
        Refusal: there is a file that `kg` did not make.
        OSError: the file could not be written; what was there is untouched.
    """
    with alone_in(output.parent) as batch:
        for path, content in {output: data, **(companions or {})}.items():
            check_ours(path)
            batch.put(path.name, content)


def check_ours(output: Path) -> None:
    """Refuse to replace a file that `kg` did not make.

    Raises:
        Refusal: there is one.
    """
    if output.is_file() and output.name not in _listed(output.parent) and not _is_ours(output):
        raise Refusal(f"'{output}' was not made by kg and stays as it is: name another file, or delete it first")


@contextlib.contextmanager
def folder(output: Path, names: Iterable[str]) -> Iterator[Batch]:
    """The folder of outputs in which files and folders of these names are written, with its mark.

    Raises:
        Refusal: the folder is not empty and not marked, or holds something under one of the names that `kg` did not make.
        OSError: it could not be written; what was there is untouched.
    """
    wanted = frozenset(names)
    with alone_in(output) as batch:
        listed = examine(output, wanted)
        mixed = _mark(output)[1]
        batch.put(MARK, _written(listed | wanted, mixed | wanted))  # what is put first comes into place first
        yield batch
        batch.put(MARK, _written(listed | wanted, mixed - wanted))


def examine(output: Path, names: Iterable[str]) -> frozenset[str]:
    """What `kg` has put into the folder.

    Raises:
        Refusal: as in `folder`.
    """
    if not output.is_dir():
        return frozenset()
    listed = _listed(output)
    there = {entry for entry in os.listdir(output) if not entry.startswith(PREFIX)}  # noqa: PTH208 - names alone
    if there and not listed and not _is_an_older_build(output, there):
        raise Refusal(f"the folder '{output}' is not empty and was not made by kg: name another, or one that is yet to be made")
    for name in sorted(there.intersection(names)):
        path = output / name
        if (listed and name not in listed) or path.is_symlink() or (path.is_dir() and not _is_a_store(path)):
            raise Refusal(f"'{path}' was not made by kg and stays as it is: name another folder, or delete it first")
    return listed


def mixed(output: Path) -> tuple[str, ...]:
    """The files of a folder of which some are of an older run, since a run was ended while it put them into place.

    Raises:
        OSError: the folder cannot be read, or another run is writing there all the time.
    """
    if not _mark(output)[1]:
        return ()
    with locked(output):  # a run may be at it just now
        return tuple(sorted(_mark(output)[1]))


def _listed(output: Path) -> frozenset[str]:
    """The names in the mark of a folder; none where it has no mark."""
    return _mark(output)[0]


def _mark(output: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The names in the mark of a folder, and those of them that were being put into place; none where it has no mark."""
    text = _beginning(output / MARK).decode("utf-8", "replace")
    head, *lines = text.splitlines(keepends=True)[:1000] or [""]
    if head != _HEAD:
        return frozenset(), frozenset()
    half = lines.index(_MIXED) if _MIXED in lines else len(lines)
    names = [line.rstrip("\n") for line in lines]
    return frozenset(names[:half] + names[half + 1 :]), frozenset(names[half + 1 :])


def _written(listed: frozenset[str], mixed: frozenset[str]) -> bytes:
    """The mark of a folder."""
    names = ["".join(f"{name}\n" for name in sorted(some)) for some in (listed - mixed, mixed)]
    return (_HEAD + names[0] + (_MIXED + names[1] if mixed else "")).encode()


def _is_ours(path: Path) -> bool:
    """Whether a file is empty, or begins as one of ours does."""
    head = _beginning(path)
    return not head or _OURS.match(head) is not None


def _beginning(path: Path) -> bytes:
    """The beginning of a regular file, or empty."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}:
            return b""
        raise
    with os.fdopen(handle, "rb") as file:
        return file.read(_MOST) if stat.S_ISREG(os.fstat(handle).st_mode) else b""


def _is_a_store(path: Path) -> bool:
    """Whether a folder holds the files of a store and nothing else."""
    return all(_STORE.fullmatch(name) for name in os.listdir(path))  # noqa: PTH208 - names alone


def _is_an_older_build(output: Path, there: set[str]) -> bool:
    """Whether `kg build` filled the folder before it left a mark: all it writes is there, in the terms of our vocabulary."""
    needed = {"graph.nt", "graph.ttl", "graph.jsonld", "store"}
    return needed <= there and b"https://w3id.org/rejoinder/ns#" in _beginning(output / "graph.nt")
