"""The history of a folder in a repository: its commits, and the files and blobs of each, through one `git cat-file --batch`.

Only commits that changed the folder are read, with the parents that they have among these. A shallow clone is refused: what its
history lacks would be laid at the door of its oldest commit.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.git import Git, GitError, Object, UnreadableError, advice, output, running

_FORMAT: Final = "%H%x00%P%x00%cI%x00%aN%x00%s"
_TREE: Final = b"40000"
_REGULAR: Final = frozenset({b"100644", b"100755"})
_DEEPEST: Final = 64
"""So many folders within each other are followed: a tree may hold itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """A commit that changed the folder: its hash, its parents among such, committer's time (ISO 8601), author, subject."""

    hash: str
    parents: tuple[str, ...]
    time: str
    author: str
    subject: str

    @property
    def day(self) -> str:
        """The committer's day."""
        return self.time[:10]


@dataclass(slots=True)
class History:
    """The commits of a folder, the newest first, and what reads their files.

    `blobs` holds each blob that was read, by its id.
    """

    changes: tuple[Change, ...]
    prefix: bytes
    git: Git
    endings: tuple[bytes, ...]
    most: int
    blobs: dict[str, bytes] = field(default_factory=dict)
    _trees: dict[str, dict[bytes, str]] = field(default_factory=dict)

    def by_hash(self) -> Mapping[str, Change]:
        """The commits by their hashes."""
        return {change.hash: change for change in self.changes}

    def files(self, change: Change) -> Mapping[bytes, str]:
        """The id of the blob of each claim file at a commit, by its path from the folder on, in the order of names."""
        found = self.git.object(os.fsencode(f"{change.hash}:") + self.prefix, self.most)
        return {} if found is None or not found.is_tree else self._listed(found, 0)

    def blob(self, id_: str) -> bytes:
        """The first bytes of a blob, read once."""
        if id_ not in self.blobs:
            found = self.git.object(id_.encode("ascii"), self.most)
            if found is None:
                self.git.fail(f"the object {id_} is missing")
            self.blobs[id_] = found.data
        return self.blobs[id_]

    def _listed(self, tree: Object, depth: int) -> dict[bytes, str]:
        """The claim files of a tree, which is read once; folders come behind the files, as everywhere."""
        if tree.id in self._trees:
            return self._trees[tree.id]
        files: dict[bytes, str] = {}
        inner: dict[bytes, str] = {}
        for mode, name, child in _entries(tree.data, len(tree.id) // 2):
            if mode == _TREE and depth < _DEEPEST:
                found = self.git.object(child.encode("ascii"), self.most)
                below = self._listed(found, depth + 1) if found is not None else {}
                inner |= {name + b"/" + path: blob for path, blob in below.items()}
            elif mode in _REGULAR and name.lower().endswith(self.endings):
                files[name] = child
        self._trees[tree.id] = files | inner
        return self._trees[tree.id]


def _entries(data: bytes, width: int) -> Iterator[tuple[bytes, bytes, str]]:
    """The entries of a tree object: mode, name, id."""
    at = 0
    while at < len(data):
        end = data.index(b"\0", at)
        mode, _, name = data[at:end].partition(b" ")
        at = end + 1 + width
        yield mode, name, data[end + 1 : at].hex()


@contextlib.contextmanager
def history(
    folder: Path, endings: tuple[str, ...], most: int, *, main_line: bool = False, ref: str = "HEAD"
) -> Iterator[History]:
    """The history of `folder` up to `ref`; of its main line alone, where each merge is one commit.

    Raises:
        GitError: git is missing, `folder` is in no repository, or in one without a commit, or in a shallow one; an object is
            damaged.
    """
    state, _, prefix = output(folder, "rev-parse", "--is-shallow-repository", "--show-prefix").partition(b"\n")
    if state == b"true":
        raise GitError("this clone is shallow, so that its history is not whole: git fetch --unshallow, or fetch-depth: 0")
    line = ("--first-parent",) if main_line else ("--full-history", "--simplify-merges")
    try:
        listing = output(folder, "log", "--parents", *line, f"--format={_FORMAT}", "-z", "--end-of-options", ref, "--", ".")
        changes = tuple(_changes(listing))
        with running(folder, "cat-file", "--batch") as git:
            yield History(changes, prefix.strip().removesuffix(b"/"), git, tuple(map(os.fsencode, endings)), most)
    except UnreadableError as error:
        raise GitError(f"{error}; {advice(folder)}") from error


def _changes(listing: bytes) -> Iterator[Change]:
    """The commits of `git log -z`, five fields each."""
    fields = listing.decode("utf-8", "replace").split("\0")
    for at in range(0, len(fields) - 4, 5):
        hash_, parents, time, author, subject = fields[at : at + 5]
        yield Change(hash_, tuple(parents.split()), time, author, subject)
